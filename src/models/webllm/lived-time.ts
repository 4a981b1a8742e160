/**
 * Time as this thread lived it: however long a tab was frozen, a lid closed or a thread blocked, one tick counts as two at
 * most. So nobody is called silent for a time in which nobody could have been heard.
 */

export interface LivedTime {
  /** Once a tick. Milliseconds lived since the last `reset`. */
  tick(): number;
  reset(): void;
}

export function livedTime(now: () => number, tickMs: number): LivedTime {
  let lived = 0;
  let last = now();
  return {
    tick() {
      const at = now();
      lived += Math.min(Math.max(0, at - last), 2 * tickMs);
      last = at;
      return lived;
    },
    reset() {
      lived = 0;
      last = now();
    },
  };
}

/** Calls `tick` every so many ms until the returned function is called. */
export type Every = (ms: number, tick: () => void) => () => void;

export const everyInterval: Every = (ms, tick) => {
  const timer = setInterval(tick, ms);
  return () => clearInterval(timer);
};
