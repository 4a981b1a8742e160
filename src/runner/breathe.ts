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
 * Asked before each bit of work: nothing while the work of this turn of the event loop is within its slice, and the end of
 * the turn once it is not. Ask again after that, until the answer is nothing: of the many who waited, the first use up
 * the next slice. Work that comes alone, as what follows from a reply does, never waits.
 */
export function sharingTheThread(clock: Clock, breathe: Breathe): () => Promise<void> | undefined {
  let turn: { since: number; over: Promise<void> } | undefined;
  return () => {
    turn ??= { since: clock(), over: breathe().then(() => (turn = undefined)) };
    const spent = clock() - turn.since;
    // A clock that was set back counts as a used-up slice.
    return spent >= SLICE_MS || spent < 0 ? turn.over : undefined;
  };
}
