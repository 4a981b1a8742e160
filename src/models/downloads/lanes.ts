/**
 * Work on several things, a few at a time, in the order given. The first failure stops the rest, and is thrown only when
 * all of it has really stopped: whoever called may then let go of locks.
 */
export async function inLanes<T>(
  things: readonly T[],
  lanes: number,
  signal: AbortSignal,
  work: (thing: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const waiting = [...things];
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (either.aborted) return;
      try {
        await work(next, either);
      } catch (error) {
        failed.abort(error);
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  signal.throwIfAborted();
  failed.signal.throwIfAborted();
}
