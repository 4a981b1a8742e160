/**
 * Ways to let the event loop turn: `breathe` once, without a timer's delay (timers are clamped to 4 ms and throttled
 * in hidden tabs), and `sharingTheThread` only when it is time. Neither keeps Node alive.
 */
import type { Breathe, Clock } from './ports';

/** Work this long in ms, then give way: well below the 50 ms that a page may be blocked. */
const SLICE_MS = 12;

/** MessageChannel in browsers, setImmediate in Node (a referenced port would keep the process alive). */
export function breathing(): Breathe {
  if (typeof setImmediate === 'function') return () => new Promise((resolve) => setImmediate(resolve));
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

/**
 * Await the answer before each bit of work: mostly nothing, and one turn of the event loop whenever the work of this
 * turn has used up its slice. All who ask until then wait for it, so that the thread really is given away. Work that
 * comes alone, as what follows from a reply does, never waits.
 */
export function sharingTheThread(clock: Clock, breathe: Breathe): () => Promise<void> | undefined {
  let since: number | null = null;
  let turning: Promise<void> | undefined;
  const turned = (): void => {
    since = null;
    turning = undefined;
  };
  return () => {
    if (since === null) {
      since = clock();
      void breathe().then(turned);
    }
    const spent = clock() - since;
    // A clock that was set back counts as a used-up slice.
    if (spent >= SLICE_MS || spent < 0) turning ??= breathe().then(turned);
    return turning;
  };
}
