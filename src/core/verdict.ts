/**
 * The verdict of a run: final against initial prompt on held-out queries, as a paired difference per query. How the mean, its
 * interval and a call are computed stands in mean-difference.ts; this file says what it means and why nothing improved.
 * Never calls a winner from an unreadable judgement, nor the same prompt better than itself.
 */
import { breakdownOf, type Breakdown } from './breakdown';
import type { NamedComparison } from './compare-sides';
import { meanTold } from './mean';
import {
  detectableIn,
  fewestEqual,
  levelOfLook,
  differenceAtLook,
  type Interval,
  type Outcome,
} from './mean-difference';
import { round6 } from './reward';
import type { AspectScore, BaselineName } from './terms';
import { NEAR_CEILING, warningsOn, type Warning, type WarningGrounds } from './warnings';

/** One held-out query as one prompt answered it; rewards and scores are 1 to 5. */
export interface JudgedResponse {
  reward: number;
  scores: readonly AspectScore[];
  response: string;
}

/** One held-out query with a readable judgement on both sides. */
export interface Comparison {
  query: string;
  category: string;
  initial: JudgedResponse;
  final: JudgedResponse;
}

/** Why nothing improved, each with the numbers that show it. Rewards and differences are in points, 1 to 5. */
export type VerdictReason =
  | { tag: 'same-prompt'; facts: { proposals: number } }
  | { tag: 'too-few-queries'; facts: { n: number; needed: number } }
  /** The interval leaves 0 out, on the side of `bound`; what a call asks for reaches to `guarded`. */
  | { tag: 'rare-changes-possible'; facts: { n: number; bound: number; guarded: number } }
  | { tag: 'unreadable-judgements'; facts: { leftOut: number; asked: number } }
  | { tag: 'judge-noisy'; facts: { judgeNoise: number; sd: number; share: number } }
  | { tag: 'start-near-ceiling'; facts: { initialMean: number; room: number } }
  | { tag: 'proposals-refused'; facts: { asked: number; refused: number } }
  | { tag: 'all-rewards-equal'; facts: { n: number } }
  | { tag: 'no-effect-seen'; facts: { difference: number; detectable: number } };

export interface Verdict {
  outcome: Outcome;
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
  interval: Interval | null;
  /** Wider: the outcome is better or worse only where this too leaves 0 out. Null in verdicts of earlier methods. */
  guarded: Interval | null;
  /** Standard deviation of the paired differences. */
  sd: number | null;
  /** The smallest true difference this test finds with 80% power at this n and sd. */
  detectable: number | null;
  reasons: VerdictReason[];
  /** By aspect and by category; empty where nothing was compared. */
  breakdown: Breakdown[];
  /** The final prompt against each baseline that was asked, the baseline as `from`; their intervals hold together. */
  baselines: NamedComparison<BaselineName>[];
  /** 1, and one more each time held-out queries were added; a call asks for more each time. */
  looks: number;
  warnings: Warning[];
}

/** What verdicts of earlier methods may lack. */
type Later = 'guarded' | 'breakdown' | 'baselines' | 'looks' | 'warnings';

/** A verdict as any version of the method stored it. */
export type StoredVerdict = Omit<Verdict, Later> &
  Partial<Pick<Verdict, Later>> & {
    /** Method 1: judge and rewriter were the same model. Today that is a warning. */
    selfJudged?: boolean;
  };

/** From 1 to 5 and from 5 to 1: no two rewards are further apart, and so no true mean difference is. */
const FURTHEST_APART = 4;

/** What of an interval no difference can reach is cut off: the rest holds the true mean as before. */
function withinReach(interval: Interval | null): Interval | null {
  if (interval === null) return null;
  const { low, high } = interval;
  return { low: Math.max(-FURTHEST_APART, low), high: Math.min(FURTHEST_APART, high) };
}

/**
 * As it is shown, whatever version of the method stored it: what an old verdict lacks is left empty, never computed anew.
 * Events keep the intervals as they were reckoned, so that a stored run can be gone on with.
 */
export function wholeVerdict({ selfJudged, ...stored }: StoredVerdict): Verdict {
  const old: Warning[] = selfJudged ? [{ tag: 'self-judged', facts: { roles: ['rewriter'] } }] : [];
  const cut = <T extends { interval: Interval | null }>(row: T): T => ({
    ...row,
    interval: withinReach(row.interval),
  });
  return {
    ...cut(stored),
    guarded: withinReach(stored.guarded ?? null),
    breakdown: (stored.breakdown ?? []).map(cut),
    baselines: (stored.baselines ?? []).map((row) => ({ ...cut(row), guarded: withinReach(row.guarded) })),
    looks: stored.looks ?? 1,
    warnings: stored.warnings ?? old,
  };
}

export interface Circumstances extends WarningGrounds {
  samePrompt: boolean;
  leftOut: readonly string[];
  looks: number;
  baselines: readonly NamedComparison<BaselineName>[];
  /** Proposals the rewriter was asked for, and those that were refused. */
  proposals: { asked: number; refused: number };
}

export function verdictOf(comparisons: readonly Comparison[], around: Circumstances): Verdict {
  const rewards = comparisons.map(({ initial, final }) => ({ initial: initial.reward, final: final.reward }));
  const differences = rewards.map(({ initial, final }) => final - initial);
  const measured = differenceAtLook(differences, around.looks);
  const verdict: Verdict = {
    outcome: around.samePrompt ? 'no-difference' : measured.outcome,
    samePrompt: around.samePrompt,
    n: measured.n,
    leftOut: [...around.leftOut],
    initialMean: meanTold(rewards.map(({ initial }) => initial)),
    finalMean: meanTold(rewards.map(({ final }) => final)),
    difference: measured.difference,
    interval: measured.interval,
    guarded: measured.guarded,
    sd: measured.sd,
    detectable: measured.detectable,
    reasons: [],
    breakdown: breakdownOf(comparisons, around.looks),
    baselines: [...around.baselines],
    looks: around.looks,
    warnings: warningsOn(comparisons, around),
  };
  return verdict.outcome === 'better' ? verdict : { ...verdict, reasons: reasonsFor(verdict, around) };
}

/** Judging noise counts where it makes up at least half of the variance of the differences. */
const NOISY_SHARE = 0.5;
const MANY_REFUSED = 0.5;
const MANY_LEFT_OUT = 0.25;
/** "With more queries" is said only where a person could still add them. */
const MOST_NEEDED = 200;

function reasonsFor(verdict: Verdict, around: Circumstances): VerdictReason[] {
  const reasons = [
    around.samePrompt ? samePrompt(around) : null,
    verdict.outcome === 'no-difference' && !around.samePrompt ? notEnough(verdict) : null,
    unreadableJudgements(verdict),
    verdict.outcome === 'no-difference' ? judgeNoisy(verdict, around.judgeCheck?.noise ?? null) : null,
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

/** The 95% interval would do, but so few queries may not show rare great changes the other way; else too few at all. */
function notEnough(verdict: Verdict): VerdictReason | null {
  const { n, interval, guarded } = verdict;
  if (interval && guarded && interval.low > 0) {
    return { tag: 'rare-changes-possible', facts: { n, bound: interval.low, guarded: guarded.low } };
  }
  if (interval && guarded && interval.high < 0) {
    return { tag: 'rare-changes-possible', facts: { n, bound: interval.high, guarded: guarded.high } };
  }
  return tooFewQueries(verdict);
}

/** Too few for any interval, or the difference seen would need no more than 200 queries to be told from none. */
function tooFewQueries({ n, interval, difference, detectable, sd, looks }: Verdict): VerdictReason | null {
  if (sd === 0 && difference === 0) return null;
  // Queries that are added are one more look.
  const next = levelOfLook(looks + 1);
  if (interval === null)
    return { tag: 'too-few-queries', facts: { n, needed: n < 2 ? 2 : fewestEqual(next) } };
  if (difference === null || detectable === null) return null;
  if (difference <= 0 || difference >= detectable) return null;
  // Differences as lopsided as these: what they lack or add at this n, they are taken to lack or add at any.
  const unit = detectable / detectableIn(n, levelOfLook(looks));
  let needed = n + 1;
  while (needed <= MOST_NEEDED && detectableIn(needed, next) * unit > difference) needed++;
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
