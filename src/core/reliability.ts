/**
 * How far a judge can be relied on, from responses judged twice: agreement with pairs of which one response is known to be
 * better, repeatability, the effect of order and wording, and whether length is what it likes. Pure arithmetic; what could
 * not be read is counted and never stands for a score. All figures are points of a score or a reward, 1 to 5.
 */
import { meanOf } from './mean';
import { round6 } from './reward';
import { tQuantile } from './student-t';
import type { Judgement } from './terms';

/** The same response judged twice: the aspects in another order, the question worded otherwise. Null: unreadable. */
export interface JudgedTwice {
  first: Judgement | null;
  second: Judgement | null;
}

export interface CheckedPair {
  pair: string;
  /** The aspect on which one response is known to be better. */
  aspect: string;
  better: JudgedTwice;
  worse: JudgedTwice;
  longer: 'better' | 'worse' | 'neither';
}

export type JudgeOutcome =
  'sound' | 'noisy' | 'weak' | 'length-loving' | 'random' | 'reversed' | 'unreadable';

/** So many of so many. */
export interface Share {
  is: number;
  of: number;
}

export interface JudgeCheck {
  outcome: JudgeOutcome;
  /** Pairs asked about, and those with all four judgements: only these are compared. */
  pairs: number;
  compared: number;
  /** The better response scored higher on the pair's aspect, mean of both judgements. Equal scores do not agree. */
  agreed: number;
  /** The worse response scored higher. What is left of `compared` had equal scores. */
  opposed: number;
  /** Judgements, of all that were asked for. */
  unreadable: Share;
  /** Standard deviation of judging one response again, for a score and for a reward; null below three responses. */
  scoreNoise: number | null;
  rewardNoise: number | null;
  /** Of first with second scores; null where one of them never varies. */
  correlation: number | null;
  /** Mean of second minus first rewards, with a 95% interval (Student's t). */
  order: { mean: number; low: number; high: number } | null;
  /** Agreement where the better response is the shorter one, and where it is the longer one. */
  shorterBetter: Share;
  longerBetter: Share;
  /** Pairs in which the longer response had the higher reward, over all aspects asked. */
  longerPreferred: Share;
}

/**
 * The bar of the design, 10 of 12, also where fewer pairs could be compared. A judge that draws lots reaches it in 79 of
 * 4,096 checks (1.9%); one that is right three times out of four in 39 of 100; nine times out of ten in 89 of 100.
 */
export const BAR = 10 / 12;
/** With fewer than three quarters of the pairs there is too little to say anything but this. */
const LEAST_COMPARED = 3 / 4;
/**
 * A score judged again may differ by this standard deviation. Over three or four aspects that leaves 0.43 a reward, and the
 * 24 queries of a standard verdict then find, with 80% power, what is above (t.975 + t.80) * sqrt(2) * 0.43 / sqrt(24) = 0.36
 * points for the judge's noise alone: about what a good prompt brings. 72 scores tell the deviation itself to 8%
 * (1 / sqrt(144)), so that judges with 0.5 and with 1.2 lie four of its errors away on either side.
 */
const NOISY_SCORE = 0.8;
/** The same where a judge errs alike on all aspects of a response, so that a mean over them helps little: 24 rewards, 15%. */
const NOISY_REWARD = 0.6;
/**
 * Two things that drawing lots has not: a second look has to do with the first (Fisher's z of the correlation), and the better
 * response comes out higher or lower on the whole (t of the margins). Their squares add up to more than 9.21 once in 100 by
 * chance (chi-square, 2 degrees of freedom; 1.6 in 100 simulated, for t has longer tails). A judge with a noise of 1.5 points
 * a score is taken for one that draws lots in 1 check of 800 where pairs differ by 2.6 points, in 1 of 20 where they do by 2.
 */
const CHANCE = 9.21;

export function reliabilityOf(pairs: readonly CheckedPair[]): JudgeCheck {
  const compared = pairs.flatMap((pair) => marginOf(pair) ?? []);
  const agreed = compared.filter(({ margin }) => margin > 0);
  const opposed = compared.filter(({ margin }) => margin < 0).length;
  const twice = pairs.flatMap(({ better, worse }) => [better, worse]);
  const both = twice.flatMap(({ first, second }) => (first && second ? [{ first, second }] : []));
  const scores = both.flatMap(scorePairs);
  const rewards = both.map(({ first, second }): Again => ({ first: first.reward, second: second.reward }));
  const shareWhere = (longer: CheckedPair['longer']): Share => ({
    is: agreed.filter((one) => one.longer === longer).length,
    of: compared.filter((one) => one.longer === longer).length,
  });
  const sized = compared.filter(({ longer }) => longer !== 'neither');
  const found: Omit<JudgeCheck, 'outcome'> = {
    pairs: pairs.length,
    compared: compared.length,
    agreed: agreed.length,
    opposed,
    unreadable: {
      is: twice.flatMap(({ first, second }) => [first, second]).filter((one) => one === null).length,
      of: 2 * twice.length,
    },
    scoreNoise: noiseOf(scores),
    rewardNoise: noiseOf(rewards),
    correlation: correlationOf(scores),
    order: orderEffect(rewards),
    shorterBetter: shareWhere('worse'),
    longerBetter: shareWhere('better'),
    longerPreferred: {
      is: sized.filter((one) => (one.longer === 'better' ? one.gain > 0 : one.gain < 0)).length,
      of: sized.length,
    },
  };
  const tells = againstChance(
    found.correlation,
    scores.length,
    compared.map(({ margin }) => margin),
  );
  return { outcome: outcomeOf(found, tells >= CHANCE), ...found };
}

/**
 * The worst that is so, in the order of what a run with this judge would come to. Reversed and length-loving judges are
 * steady; one that draws lots is not, and is told from a merely noisy one by whether a second look has to do with the first.
 */
function outcomeOf(found: Omit<JudgeCheck, 'outcome'>, tellsApart: boolean): JudgeOutcome {
  const { pairs, compared, agreed, opposed, longerPreferred, scoreNoise, rewardNoise } = found;
  if (compared === 0 || compared < LEAST_COMPARED * pairs) return 'unreadable';
  if (!tellsApart) return 'random';
  if (opposed >= BAR * compared) return 'reversed';
  const agrees = agreed >= BAR * compared;
  if ((scoreNoise ?? 0) > NOISY_SCORE || (rewardNoise ?? 0) > NOISY_REWARD) return 'noisy';
  if (agrees) return 'sound';
  const byLength = longerPreferred.of > 0 && longerPreferred.is >= BAR * longerPreferred.of;
  return byLength ? 'length-loving' : 'weak';
}

function againstChance(correlation: number | null, scores: number, margins: readonly number[]): number {
  const together = Math.min(0.999999, Math.max(0, correlation ?? 0));
  const z = scores > 3 ? Math.atanh(together) * Math.sqrt(scores - 3) : 0;
  const mean = meanOf(margins);
  if (mean === 0) return z ** 2;
  // Margins all alike have no spread to compare with: as clear as it gets.
  const spread = Math.max(deviation(margins), 1e-6);
  return z ** 2 + (mean ** 2 * margins.length) / spread ** 2;
}

/** What would help, most first; nothing for a sound judge. */
export type JudgeAdvice =
  | 'another-judge'
  | 'bigger-judge'
  | 'more-queries'
  | 'score-by-probability'
  | 'score-in-writing'
  | 'shorter-responses'
  | 'read-yourself';

export function adviceOn(outcome: JudgeOutcome, scoring: 'probability' | 'written'): JudgeAdvice[] {
  switch (outcome) {
    case 'sound':
      return [];
    case 'noisy':
      return [
        ...(scoring === 'written' ? (['score-by-probability'] as const) : []),
        'more-queries',
        'bigger-judge',
      ];
    case 'weak':
      return [
        'bigger-judge',
        ...(scoring === 'probability' ? (['score-in-writing'] as const) : []),
        'read-yourself',
      ];
    case 'length-loving':
      return ['bigger-judge', 'shorter-responses', 'read-yourself'];
    case 'random':
      return ['another-judge', ...(scoring === 'probability' ? (['score-in-writing'] as const) : [])];
    case 'reversed':
      return ['another-judge', 'read-yourself'];
    case 'unreadable':
      return scoring === 'written' ? ['score-by-probability', 'another-judge'] : ['another-judge'];
  }
}

interface Margin {
  /** Better minus worse on the pair's aspect, and over all aspects asked; means of both judgements. */
  margin: number;
  gain: number;
  longer: CheckedPair['longer'];
}

function marginOf({ better, worse, aspect, longer }: CheckedPair): Margin | null {
  if (!better.first || !better.second || !worse.first || !worse.second) return null;
  const on = (judgement: Judgement) => judgement.scores.find((one) => one.aspect === aspect)?.score;
  const [b1, b2, w1, w2] = [better.first, better.second, worse.first, worse.second].map(on);
  if (b1 === undefined || b2 === undefined || w1 === undefined || w2 === undefined) return null;
  const gain = better.first.reward + better.second.reward - worse.first.reward - worse.second.reward;
  return { margin: round6((b1 + b2 - w1 - w2) / 2), gain: round6(gain / 2), longer };
}

interface Again {
  first: number;
  second: number;
}

function scorePairs({ first, second }: { first: Judgement; second: Judgement }): Again[] {
  return first.scores.flatMap(({ aspect, score }) => {
    const again = second.scores.find((one) => one.aspect === aspect);
    return again ? [{ first: score, second: again.score }] : [];
  });
}

/** Of one judgement: two of them differ by sqrt(2) of it. A shift common to all (the order's effect) is not noise. */
function noiseOf(values: readonly Again[]): number | null {
  if (values.length < 3) return null;
  return round6(deviation(values.map(({ first, second }) => second - first)) / Math.SQRT2);
}

function orderEffect(values: readonly Again[]): JudgeCheck['order'] {
  if (values.length < 3) return null;
  const differences = values.map(({ first, second }) => second - first);
  const mean = meanOf(differences);
  const half = (tQuantile(0.975, values.length - 1) * deviation(differences)) / Math.sqrt(values.length);
  return { mean: round6(mean), low: round6(mean - half), high: round6(mean + half) };
}

function correlationOf(values: readonly Again[]): number | null {
  const first = values.map((one) => one.first);
  const second = values.map((one) => one.second);
  const spread = deviation(first) * deviation(second);
  if (values.length < 4 || spread < 1e-9) return null;
  const [a, b] = [meanOf(first), meanOf(second)];
  const together = values.reduce((sum, one) => sum + (one.first - a) * (one.second - b), 0);
  return round6(together / (values.length - 1) / spread);
}

/** Sample standard deviation; 0 for fewer than two. */
function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
