/**
 * Numbers as they are written on screen: rewards with two decimals, differences with their sign, counts, time.
 * A minus is the real one, so that columns line up and screen readers say "minus".
 */
export function rewardFigure(reward: number): string {
  return reward.toFixed(2);
}

/** "+0.42", "−0.10", "0.00". */
export function signedFigure(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (text === '0.00') return text;
  return `${value > 0 ? '+' : '\u2212'}${text}`;
}

export function countFigure(count: number): string {
  return Math.round(count).toLocaleString('en');
}

export function percentFigure(share: number): string {
  return `${String(Math.round(share * 100))}%`;
}

/** Milliseconds as "480 ms", "3.2 s", "4 min 5 s". */
export function timeFigure(ms: number): string {
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

/** A difference at an axis: as short as it can be, zero without a sign. */
export function differenceTick(value: number): string {
  return value === 0 ? '0' : signedFigure(value).replace(/0$/, '');
}

/** An interval of differences; `none` where there is none. */
export function intervalFigure(interval: { low: number; high: number } | null, none: string): string {
  return interval === null ? none : `${signedFigure(interval.low)} to ${signedFigure(interval.high)}`;
}
