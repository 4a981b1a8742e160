/**
 * Turns at something only one can use at a time, in the order they were asked for. Who is aborted while waiting leaves the
 * line at once, with the signal's reason, and holds up nobody.
 */

export interface Turns {
  take<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>;
}

export function takingTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    async take(signal, work) {
      const before = last;
      let done = (): void => undefined;
      last = new Promise<void>((resolve) => {
        done = resolve;
      });
      try {
        await unlessAborted(signal, before);
      } catch (reason) {
        void before.then(done);
        throw reason;
      }
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}

/** What `promise` says, or the signal's reason as soon as it aborts. The promise itself goes on. */
export function unlessAborted<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      promise.catch(() => undefined);
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
