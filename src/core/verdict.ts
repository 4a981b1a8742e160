/**
 * The verdict of a run: final against initial prompt on held-out queries, as a paired difference per query with a 95%
 * Student's t interval. Never calls a winner from an unreadable judgement, and never without an interval that excludes 0.
 * The interval's coverage is checked by simulation in tests/core/verdict.test.ts.
 */
import { round6 } from './reward';
import { tQuantile } from './student-t';

/** The rewards, 1 to 5, of the initial and the final prompt on one held-out query. */
export interface Comparison {
  query: string;
  initial: number;
  final: number;
}

/** Why nothing improved, each with the numbers that show it. Rewards and differences are in points, 1 to 5. */
export type VerdictReason =
  | { tag: 'same-prompt'; facts: { proposals: number } }
  | { tag: 'too-few-queries'; facts: { n: number; needed: number } }
  | { tag: 'unreadable-judgements'; facts: { leftOut: number; asked: number } }
  | { tag: 'judge-noisy'; facts: { judgeNoise: number; sd: number; share: number } }
  | { tag: 'start-near-ceiling'; facts: { initialMean: number; room: number } }
  | { tag: 'proposals-refused'; facts: { asked: number; refused: number } }
  | { tag: 'all-rewards-equal'; facts: { n: number } }
  | { tag: 'no-effect-seen'; facts: { difference: number; detectable: number } };

export interface Verdict {
  outcome: 'better' | 'no-difference' | 'worse';
  samePrompt: boolean;
  /** Queries with a reward on both sides. */
  n: number;
  /** Ids of queries with an unreadable judgement on either side. */
  leftOut: string[];
  initialMean: number | null;
  finalMean: number | null;
  /** Mean of final - initial over the n queries. */
  difference: number | null;
  /** 95%; null where the queries say nothing about the spread. */
  interval: { low: number; high: number } | null;
  /** Standard deviation of the paired differences. */
  sd: number | null;
  /** The smallest true difference this test finds with 80% power at this n and sd. */
  detectable: number | null;
  reasons: VerdictReason[];
  /** Judge and rewriter were the same model. */
  selfJudged: boolean;
}

export interface Circumstances {
  samePrompt: boolean;
  leftOut: readonly string[];
  selfJudged: boolean;
  /** Proposals the rewriter was asked for, and those that were refused. */
  proposals: { asked: number; refused: number };
  /** Standard deviation, in points of reward, of judging one response again; null where no judge check was made. */
  judgeNoise: number | null;
}

/**
 * All differences equal and not 0: the spread is unknown, so that t has nothing to say, and only the signs speak. They
 * reach 5% (two-sided) from 6 queries on: 2 / 2^6 = 0.031. There is no interval then; below 6 no winner is called.
 */
const FEWEST_EQUAL = 6;

export function verdictOf(comparisons: readonly Comparison[], around: Circumstances): Verdict {
  const measured = measure(comparisons);
  const outcome = around.samePrompt ? 'no-difference' : outcomeOf(measured);
  const verdict: Verdict = {
    outcome,
    samePrompt: around.samePrompt,
    ...measured,
    leftOut: [...around.leftOut],
    reasons: [],
    selfJudged: around.selfJudged,
  };
  return outcome === 'better' ? verdict : { ...verdict, reasons: reasonsFor(verdict, around) };
}

function outcomeOf({ n, difference, interval, sd }: Measured): Verdict['outcome'] {
  const bySigns = sd === 0 && n >= FEWEST_EQUAL && difference !== null;
  const { low, high } = interval ?? (bySigns ? { low: difference, high: difference } : { low: 0, high: 0 });
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'no-difference';
}

type Measured = Pick<
  Verdict,
  'n' | 'initialMean' | 'finalMean' | 'difference' | 'interval' | 'sd' | 'detectable'
>;

function measure(comparisons: readonly Comparison[]): Measured {
  const n = comparisons.length;
  // Rewards are kept to six decimals: so are differences, or equal ones would seem to spread by rounding.
  const differences = comparisons.map(({ initial, final }) => round6(final - initial));
  const difference = mean(differences);
  const means = {
    n,
    initialMean: rounded(mean(comparisons.map(({ initial }) => initial))),
    finalMean: rounded(mean(comparisons.map(({ final }) => final))),
    difference: rounded(difference),
  };
  if (difference === null || n < 2) return { ...means, interval: null, sd: null, detectable: null };
  const first = differences[0] ?? 0;
  if (differences.every((other) => other === first)) {
    return { ...means, interval: null, sd: 0, detectable: null };
  }
  const squares = differences.reduce((sum, other) => sum + (other - difference) ** 2, 0);
  const sd = Math.sqrt(squares / (n - 1));
  const error = sd / Math.sqrt(n);
  const half = tQuantile(0.975, n - 1) * error;
  return {
    ...means,
    interval: { low: round6(difference - half), high: round6(difference + half) },
    sd: round6(sd),
    detectable: round6((tQuantile(0.975, n - 1) + tQuantile(0.8, n - 1)) * error),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number | null): number | null {
  return value === null ? null : round6(value);
}

/** At least this mean at the start leaves little to gain; it is also where a state counts as good enough. */
const NEAR_CEILING = 4.5;
/** Judging noise counts where it makes up at least half of the variance of the differences. */
const NOISY_SHARE = 0.5;
const MANY_REFUSED = 0.5;
const MANY_LEFT_OUT = 0.25;
/** "With more queries" is said only where a person could still add them. */
const MOST_NEEDED = 200;

function reasonsFor(verdict: Verdict, around: Circumstances): VerdictReason[] {
  const reasons = [
    around.samePrompt ? samePrompt(around) : null,
    verdict.outcome === 'no-difference' && !around.samePrompt ? tooFewQueries(verdict) : null,
    unreadableJudgements(verdict),
    verdict.outcome === 'no-difference' ? judgeNoisy(verdict, around.judgeNoise) : null,
    startNearCeiling(verdict),
    proposalsRefused(around),
  ].filter((reason) => reason !== null);
  if (reasons.length > 0 || verdict.outcome === 'worse') return reasons;
  const { n, difference, detectable } = verdict;
  if (difference === null || detectable === null) return [{ tag: 'all-rewards-equal', facts: { n } }];
  return [{ tag: 'no-effect-seen', facts: { difference, detectable } }];
}

function samePrompt({ proposals }: Circumstances): VerdictReason {
  return { tag: 'same-prompt', facts: { proposals: proposals.asked } };
}

/** Too few for any interval, or the difference seen would need no more than 200 queries to be told from none. */
function tooFewQueries({ n, interval, difference, detectable, sd }: Verdict): VerdictReason | null {
  if (sd === 0 && difference === 0) return null;
  if (interval === null) return { tag: 'too-few-queries', facts: { n, needed: n < 2 ? 2 : FEWEST_EQUAL } };
  if (difference === null || detectable === null || difference <= 0 || difference >= detectable) return null;
  const needed = Math.ceil(n * (detectable / difference) ** 2);
  return needed <= MOST_NEEDED ? { tag: 'too-few-queries', facts: { n, needed } } : null;
}

function unreadableJudgements({ n, leftOut }: Verdict): VerdictReason | null {
  const asked = n + leftOut.length;
  const many = leftOut.length > 0 && leftOut.length >= MANY_LEFT_OUT * asked;
  return many ? { tag: 'unreadable-judgements', facts: { leftOut: leftOut.length, asked } } : null;
}

/** Each difference holds two judgements, so judging alone gives it a variance of twice the noise squared. */
function judgeNoisy({ sd }: Verdict, judgeNoise: number | null): VerdictReason | null {
  if (judgeNoise === null || sd === null || sd === 0) return null;
  const share = round6(Math.min(1, (2 * judgeNoise ** 2) / sd ** 2));
  return share >= NOISY_SHARE
    ? { tag: 'judge-noisy', facts: { judgeNoise: round6(judgeNoise), sd, share } }
    : null;
}

function startNearCeiling({ initialMean }: Verdict): VerdictReason | null {
  if (initialMean === null || initialMean < NEAR_CEILING) return null;
  return { tag: 'start-near-ceiling', facts: { initialMean, room: round6(5 - initialMean) } };
}

function proposalsRefused({ proposals: { asked, refused } }: Circumstances): VerdictReason | null {
  const many = asked > 0 && refused >= MANY_REFUSED * asked;
  return many ? { tag: 'proposals-refused', facts: { asked, refused } } : null;
}
