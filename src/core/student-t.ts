/**
 * Student's t distribution for whole degrees of freedom: the part of statistics that a verdict on few queries needs.
 * Exact finite sums (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4); every term is
 * positive, so nothing cancels. Good to 1e-9 or better; callers round to 1e-6.
 */

/** P(T <= t) with `df` degrees of freedom, a whole number of at least 1. */
export function tCumulative(t: number, df: number): number {
  const half = centralMass(Math.abs(t), df) / 2;
  return t < 0 ? 0.5 - half : 0.5 + half;
}

/** The t below which lies the share p of the distribution, 0 < p < 1. By bisection, to the last bits; worked out once. */
export function tQuantile(p: number, df: number): number {
  const key = `${String(p)}/${String(df)}`;
  const known = quantiles.get(key) ?? (p < 0.5 ? -tQuantile(1 - p, df) : bisected(p, df));
  quantiles.set(key, known);
  return known;
}

/** A verdict asks for a handful of them, a simulation for the same handful a million times. */
const quantiles = new Map<string, number>();

function bisected(p: number, df: number): number {
  let low = 0;
  let high = 1;
  while (tCumulative(high, df) < p) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (tCumulative(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(-t < T < t), A(t|df) in the handbook. */
function centralMass(t: number, df: number): number {
  const odd = df % 2 === 1;
  const cos2 = df / (df + t * t);
  let term = 1;
  let sum = df > 1 ? 1 : 0;
  for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cos2;
    sum += term;
  }
  const sin = t / Math.sqrt(df + t * t);
  if (!odd) return sin * sum;
  return (2 / Math.PI) * (Math.atan(t / Math.sqrt(df)) + sin * Math.sqrt(cos2) * sum);
}
