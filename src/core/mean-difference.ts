/**
 * The mean of paired differences: its interval, and whether it may be called a difference. Few, coarse and lopsided values
 * are what a judge gives, so Student's t is corrected for skewness, and a call asks for more than the interval does.
 * Every figure behind the constants is in docs/METHOD.md and printed by `npm run bench:coverage`; tests/core/coverage.test.ts
 * holds them. Plain arithmetic and square roots, rounded to 1e-6: the same in every engine. Never draws at random.
 */
import { round6 } from './reward';
import { tQuantile } from './student-t';

export type Outcome = 'better' | 'no-difference' | 'worse';

export interface Interval {
  low: number;
  high: number;
}

export interface MeanDifference {
  n: number;
  /** Mean of the n differences; null for none. */
  difference: number | null;
  /** Holds the true mean with a chance of 1 - level; null where the differences say nothing about their spread. */
  interval: Interval | null;
  /** The wider interval that has to leave 0 out before a difference is called. Null like `interval`. */
  guarded: Interval | null;
  outcome: Outcome;
  sd: number | null;
  /** The smallest true difference that is called 4 times out of 5 at this n, sd and level, where differences are not skewed. */
  detectable: number | null;
}

/** 95%. */
export const LEVEL = 0.05;

/**
 * The level of a call at the k-th look at growing numbers: all of LEVEL at the first, a quarter at the second, a ninth at the
 * third. Whoever adds queries until a difference shows is misled hardly more often than at the first look (docs/METHOD.md).
 */
export function levelOfLook(look: number): number {
  return LEVEL / look ** 2;
}

/**
 * `level` is the chance, over both sides, that the interval misses. For m statements that have to hold together pass
 * LEVEL / m (Bonferroni): then the chance that any of them is wrong is at most LEVEL.
 */
export function meanDifference(given: readonly number[], level = LEVEL): MeanDifference {
  const n = given.length;
  // Rewards are kept to six decimals: so are differences, or equal ones would seem to spread by rounding.
  const values = given.map(round6);
  if (n === 0) return { ...NOTHING, n };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const difference = round6(mean);
  const first = values[0] ?? 0;
  if (values.every((value) => value === first)) {
    const outcome = n >= fewestEqual(level) ? calledOf({ low: first, high: first }) : 'no-difference';
    return { ...NOTHING, n, difference, outcome, sd: n < 2 ? null : 0 };
  }
  const { sd, skewness } = spreadOf(values, mean);
  const error = sd / Math.sqrt(n);
  const t = tQuantile(1 - level / 2, n - 1);
  const around = (reach: Interval): Interval => ({
    low: round6(mean - reach.low * error),
    high: round6(mean + reach.high * error),
  });
  const guarded = around(reaches(t * (1 + caution(n, t)), edgeworth(t, n) * CALL_SKEW, skewness));
  return {
    n,
    difference,
    interval: around(reaches(t, edgeworth(t, n) * intervalSkew(n), skewness)),
    guarded,
    outcome: calledOf(guarded),
    sd: round6(sd),
    detectable: round6(detectableIn(n, level, skewness) * sd),
  };
}

/**
 * One of `family` statements that hold together, at the look-th look: the interval as ever, the call at the level of the look.
 */
export function differenceAtLook(given: readonly number[], look: number, family = 1): MeanDifference {
  const measured = meanDifference(given, LEVEL / family);
  if (look === 1) return measured;
  const { outcome, guarded, detectable } = meanDifference(given, levelOfLook(look) / family);
  return { ...measured, outcome, guarded, detectable };
}

const NOTHING = {
  difference: null,
  interval: null,
  guarded: null,
  outcome: 'no-difference',
  sd: null,
  detectable: null,
} as const;

/**
 * The smallest difference that is called with 80% power, in standard deviations: what a call asks for, with the correction
 * that the skewness of a sample brings on average. The sample's own sd wavers with n, and the normal approximation of the
 * noncentral t (Abramowitz and Stegun 26.7.10) takes that in.
 */
export function detectableIn(n: number, level = LEVEL, skewness = 0): number {
  const df = n - 1;
  const t = tQuantile(1 - level / 2, df);
  const asked = t * (1 + caution(n, t)) + edgeworth(t, n) * CALL_SKEW * meanLoss(skewness, n);
  return (asked * (1 - 1 / (4 * df)) + Z80 * Math.sqrt(1 + (asked * asked) / (2 * df))) / Math.sqrt(n);
}

/** The standard normal quantile of 80%. */
const Z80 = 0.841621;

/** The mean of max(0, -G) over samples whose skewness G wavers around `skewness`; a smooth bound in place of two integrals. */
function meanLoss(skewness: number, n: number): number {
  const wavers = (2 * skewnessError(n)) / Math.sqrt(2 * Math.PI);
  return (Math.sqrt(skewness * skewness + wavers * wavers) - skewness) / 2;
}

/**
 * All differences equal and not 0: the spread is unknown, so that t has nothing to say, and only the signs speak. Their
 * two-sided chance is 2 / 2^n: 5% is reached from 6 queries on. There is no interval then; below that no winner is called.
 */
export function fewestEqual(level = LEVEL): number {
  let n = 1;
  while (2 / 2 ** n > level) n++;
  return n;
}

function calledOf({ low, high }: Interval): Outcome {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'no-difference';
}

/**
 * How far a side reaches, in standard errors. Skewness makes the side of the long tail too short; that side is lengthened
 * by the first Edgeworth term. The other is left as it is: shortening it would trust a skewness estimated from few values.
 */
function reaches(base: number, perSkewness: number, skewness: number): Interval {
  return {
    low: base + perSkewness * Math.max(0, -skewness),
    high: base + perSkewness * Math.max(0, skewness),
  };
}

/** The first Edgeworth term of the studentized mean, (2 t^2 + 1) / (6 sqrt n) per unit of skewness (Hall 1992, 3.3). */
function edgeworth(t: number, n: number): number {
  return (2 * t * t + 1) / (6 * Math.sqrt(n));
}

/** A small sample shows less skewness than its population has, the smaller the less: times 1.48 at 12, 0.99 at 24, 0.70 at 60. */
function intervalSkew(n: number): number {
  return Math.min(CALL_SKEW, 0.5 + 11.8 / n);
}

/** A call corrects for thrice the skewness seen ... */
const CALL_SKEW = 3;
/**
 * ... and, as a few queries may not show the rare losses at all, stretches t itself: by 30% at 12, 21% at 24, 13% at 60.
 * What the Edgeworth term leaves over grows with t squared, so stricter levels stretch more.
 */
function caution(n: number, t: number): number {
  const usual = tQuantile(1 - LEVEL / 2, n - 1);
  return 0.3 * Math.min(1, Math.sqrt(12 / n)) * (t / usual) ** 2;
}

/** Standard deviation of the sample skewness of n normal values. */
function skewnessError(n: number): number {
  return n < 3 ? 0 : Math.sqrt((6 * n * (n - 1)) / ((n - 2) * (n + 1) * (n + 3)));
}

/** The sample's standard deviation (n - 1) and adjusted skewness (Fisher and Pearson's G1); 0 skewness below three values. */
function spreadOf(values: readonly number[], mean: number): { sd: number; skewness: number } {
  const n = values.length;
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    const off = value - mean;
    squares += off * off;
    cubes += off * off * off;
  }
  const sd = Math.sqrt(squares / (n - 1));
  if (n < 3) return { sd, skewness: 0 };
  return { sd, skewness: (n * cubes) / ((n - 1) * (n - 2) * sd * sd * sd) };
}
