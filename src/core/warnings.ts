/**
 * What to hold against a verdict before believing it, each with its evidence: a judge that scores its own work, length in
 * place of quality, scores with no room left, harmless requests turned down, queries copied into the prompt, a weak judge.
 * A warning never changes the verdict. Thresholds and their reasons are in docs/METHOD.md.
 */
import { longestCopied } from './copying';
import { meanDifference } from './mean-difference';
import { isRefusal } from './refusal';
import { round6 } from './reward';
import { tQuantile } from './student-t';

export type Warning =
  /** The judge's model also played these roles: it may like its own style. */
  | { tag: 'self-judged'; facts: { roles: ('responder' | 'rewriter')[] } }
  /** Mean characters a response. `correlation`: Spearman's, of longer with better, query by query; null where there is none. */
  | {
      tag: 'length-grew';
      facts: { initial: number; final: number; ratio: number; correlation: number | null };
    }
  /** `atTop`: queries on which the final response scored 4.9 or more. */
  | { tag: 'near-ceiling'; facts: { initialMean: number; finalMean: number; atTop: number; n: number } }
  /** Of `asked` queries outside the sensitive category, those refused by the final prompt and not by the initial one. */
  | { tag: 'harmless-refused'; facts: { asked: number; queries: string[] } }
  /** Passages of search queries, seven words or longer, that stand in the final prompt and did not in the first. */
  | { tag: 'text-copied'; facts: { passages: { query: string; text: string }[] } }
  /** In `agreed` of `pairs` pairs the judge scored the known better response higher. */
  | { tag: 'judge-weak'; facts: { agreed: number; pairs: number } };

/** What a judge check found, before the run spent anything. */
export interface JudgeReliability {
  pairs: number;
  agreed: number;
  /** Standard deviation, in points of reward, of judging one response again; null where that was not measured. */
  noise: number | null;
}

/** One held-out query with both responses and rewards. */
interface Answered {
  query: string;
  category: string;
  initial: { reward: number; response: string };
  final: { reward: number; response: string };
}

export interface WarningGrounds {
  models: { responder: string; rewriter: string; judge: string };
  judgeCheck: JudgeReliability | null;
  startPrompt: string;
  finalPrompt: string;
  /** The queries that the search could see. */
  searched: readonly { id: string; text: string }[];
}

export function warningsOn(comparisons: readonly Answered[], grounds: WarningGrounds): Warning[] {
  return [
    selfJudged(grounds),
    judgeWeak(grounds),
    lengthGrew(comparisons),
    nearCeiling(comparisons),
    harmlessRefused(comparisons),
    textCopied(grounds),
  ].filter((warning) => warning !== null);
}

function selfJudged({ models }: WarningGrounds): Warning | null {
  const roles = (['responder', 'rewriter'] as const).filter((role) => models[role] === models.judge);
  return roles.length > 0 ? { tag: 'self-judged', facts: { roles } } : null;
}

/** The design's bar: 10 of 12. A judge that tosses a coin reaches it in 2 of 100 checks. */
const LEAST_AGREED = 10 / 12;

function judgeWeak({ judgeCheck }: WarningGrounds): Warning | null {
  if (judgeCheck === null || judgeCheck.pairs === 0) return null;
  const { agreed, pairs } = judgeCheck;
  return agreed < LEAST_AGREED * pairs ? { tag: 'judge-weak', facts: { agreed, pairs } } : null;
}

/** So much longer is a matter of length whatever the single queries say. */
const MUCH_LONGER = 1.5;

/** Longer beyond chance and scored higher, and either much longer, or better just where it is longer. */
function lengthGrew(comparisons: readonly Answered[]): Warning | null {
  const longer = comparisons.map(
    ({ initial, final }) => lengthOf(final.response) - lengthOf(initial.response),
  );
  const gains = comparisons.map(({ initial, final }) => round6(final.reward - initial.reward));
  const gained = gains.reduce((sum, gain) => sum + gain, 0) > 0;
  if (!gained || meanDifference(longer).outcome !== 'better') return null;
  const mean = (side: 'initial' | 'final') =>
    comparisons.reduce((sum, one) => sum + lengthOf(one[side].response), 0) / comparisons.length;
  const [initial, final] = [mean('initial'), mean('final')];
  const correlation = rankCorrelation(longer, gains);
  const goesAlong = correlation !== null && correlation >= leastCorrelation(comparisons.length);
  if (final < MUCH_LONGER * initial && !goesAlong) return null;
  return {
    tag: 'length-grew',
    facts: {
      initial: round6(initial),
      final: round6(final),
      ratio: round6(final / Math.max(1, initial)),
      correlation,
    },
  };
}

/** In characters, so that languages without spaces count too. */
function lengthOf(text: string): number {
  return text.trim().length;
}

/** Spearman's, ties at their mean rank; null where one side does not vary. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (x.length + 1) / 2;
  const together = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, i) => sum + (value - middle) * ((q[i] ?? middle) - middle), 0);
  const spread = Math.sqrt(together(x, x) * together(y, y));
  return spread === 0 ? null : round6(together(x, y) / spread);
}

function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** The correlation that n unrelated pairs exceed 5 times in 100, by Student's t; above 1 for fewer than 4 pairs. */
function leastCorrelation(n: number): number {
  if (n < 4) return 2;
  const t = tQuantile(0.95, n - 2);
  return t / Math.sqrt(n - 2 + t * t);
}

/** At this mean a state counts as good enough to the search, and a verdict as having little left to gain. */
export const NEAR_CEILING = 4.5;
const TOP = 4.9;
const MANY_AT_TOP = 0.5;

function nearCeiling(comparisons: readonly Answered[]): Warning | null {
  const n = comparisons.length;
  if (n === 0) return null;
  const mean = (side: 'initial' | 'final') =>
    round6(comparisons.reduce((sum, one) => sum + one[side].reward, 0) / n);
  const [initialMean, finalMean] = [mean('initial'), mean('final')];
  const atTop = comparisons.filter(({ final }) => final.reward >= TOP).length;
  if (initialMean < NEAR_CEILING && atTop < MANY_AT_TOP * n) return null;
  return { tag: 'near-ceiling', facts: { initialMean, finalMean, atTop, n } };
}

/** Queries that a careful model may well turn down. */
const SENSITIVE = 'sensitive';

function harmlessRefused(comparisons: readonly Answered[]): Warning | null {
  const harmless = comparisons.filter(({ category }) => category !== SENSITIVE);
  const queries = harmless
    .filter(({ initial, final }) => isRefusal(final.response) && !isRefusal(initial.response))
    .map(({ query }) => query);
  return queries.length > 0 ? { tag: 'harmless-refused', facts: { asked: harmless.length, queries } } : null;
}

function textCopied({ searched, startPrompt, finalPrompt }: WarningGrounds): Warning | null {
  const passages = searched.flatMap(({ id, text }) => {
    const copied = longestCopied(finalPrompt, text, startPrompt);
    return copied === null ? [] : [{ query: id, text: copied }];
  });
  return passages.length > 0 ? { tag: 'text-copied', facts: { passages } } : null;
}
