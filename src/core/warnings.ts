/**
 * What to hold against a verdict before believing it, each with its evidence: a judge that scores its own work, length in
 * place of quality, scores with no room left, harmless requests turned down, queries copied into the prompt, a weak judge.
 * A warning never changes the verdict. Thresholds and their reasons are in docs/METHOD.md.
 */
import { longestCopied } from './copying';
import { meanOf } from './mean';
import { type MeanDifference, meanDifference } from './mean-difference';
import { correlationByChance, rankCorrelation } from './rank-correlation';
import { isRefusal } from './refusal';
import { round6 } from './reward';

export type Warning =
  /** The judge's model also played these roles: it may like its own style. */
  | { tag: 'self-judged'; facts: { roles: ('responder' | 'rewriter')[] } }
  /** Mean characters a response. `correlation`: Spearman's, of longer with better, query by query; null where there is none. */
  | {
      tag: 'length-grew';
      facts: { initial: number; final: number; ratio: number; correlation: number | null };
    }
  /** `atTop`: queries on which the final response scored 4.9 or more. A start prompt that was kept is both initial and final. */
  | { tag: 'near-ceiling'; facts: { initialMean: number; finalMean: number; atTop: number; n: number } }
  /** Of `asked` queries outside the sensitive category, those refused by the final prompt and not by the initial one; three at least. */
  | { tag: 'harmless-refused'; facts: { asked: number; queries: string[] } }
  /** Passages of search queries, or short ones whole (copying.ts), that stand in the final prompt and did not in the first. */
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
  /** Where the start prompt was kept, so that nothing was compared: the rewards it had before the verdict. */
  startRewards: readonly number[];
  /** The queries that the search could see. */
  searched: readonly { id: string; text: string }[];
}

export function warningsOn(comparisons: readonly Answered[], grounds: WarningGrounds): Warning[] {
  return [
    selfJudged(grounds),
    judgeWeak(grounds),
    lengthGrew(comparisons),
    nearCeiling(comparisons, grounds),
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

/** So much longer is a matter of length whatever the single queries say. Good rules alone make responses up to 1.6 times as long. */
const MUCH_LONGER = 2;
/**
 * What good rules add makes a response longer too, so that a good judge's gains go with length beyond chance: 0.3 at the median. With
 * a judge of nothing but length it is 0.9. The bar stands between (docs/METHOD.md, "Warnings").
 */
const BY_LENGTH = 0.6;

/** Longer beyond chance and scored higher, and either much longer, or better just where it is longer. */
function lengthGrew(comparisons: readonly Answered[]): Warning | null {
  const longer = comparisons.map(
    ({ initial, final }) => lengthOf(final.response) - lengthOf(initial.response),
  );
  const gains = comparisons.map(({ initial, final }) => round6(final.reward - initial.reward));
  const gained = gains.reduce((sum, gain) => sum + gain, 0) > 0;
  // The interval, not the call: a warning may be raised on less than a verdict.
  if (!gained || !isAboveZero(meanDifference(longer))) return null;
  const initial = round6(meanOf(comparisons.map((one) => lengthOf(one.initial.response))));
  const final = round6(meanOf(comparisons.map((one) => lengthOf(one.final.response))));
  const correlation = rankCorrelation(longer, gains);
  const goesAlong =
    correlation !== null && correlation >= Math.max(BY_LENGTH, correlationByChance(comparisons.length));
  if (final < MUCH_LONGER * initial && !goesAlong) return null;
  return {
    tag: 'length-grew',
    facts: {
      initial,
      final,
      ratio: round6(final / Math.max(1, initial)),
      correlation,
    },
  };
}

function isAboveZero({ interval, outcome }: MeanDifference): boolean {
  return interval ? interval.low > 0 : outcome === 'better';
}

/** In characters, so that languages without spaces count too. */
function lengthOf(text: string): number {
  return text.trim().length;
}

/** At this mean a state counts as good enough to the search, and a verdict as having little left to gain. */
export const NEAR_CEILING = 4.5;
const TOP = 4.9;
const MANY_AT_TOP = 0.5;
/** Fewer rewards from before the verdict say nothing about the start prompt. */
const FEWEST_BEFORE = 6;

/** A prompt so good that the search kept it is never asked again: there its rewards from before count. */
function nearCeiling(comparisons: readonly Answered[], { startRewards }: WarningGrounds): Warning | null {
  const kept = comparisons.length === 0 && startRewards.length >= FEWEST_BEFORE;
  const initial = kept ? startRewards : comparisons.map((one) => one.initial.reward);
  const final = kept ? startRewards : comparisons.map((one) => one.final.reward);
  const n = final.length;
  if (n === 0) return null;
  const [initialMean, finalMean] = [round6(meanOf(initial)), round6(meanOf(final))];
  const atTop = final.filter((reward) => reward >= TOP).length;
  if (initialMean < NEAR_CEILING && atTop < MANY_AT_TOP * n) return null;
  return { tag: 'near-ceiling', facts: { initialMean, finalMean, atTop, n } };
}

/** Queries that a careful model may well turn down. */
const SENSITIVE = 'sensitive';
/**
 * A small model refuses a harmless query now and then whatever its prompt: one or two more than before are luck. Three are not, nor
 * is one in ten of many.
 */
const FEWEST_REFUSED = 3;
const MANY_REFUSED = 0.1;

function harmlessRefused(comparisons: readonly Answered[]): Warning | null {
  const harmless = comparisons.filter(({ category }) => category !== SENSITIVE);
  const told = harmless.map(({ query, initial, final }) => ({
    query,
    before: isRefusal(initial.response),
    after: isRefusal(final.response),
  }));
  const queries = told.filter(({ before, after }) => after && !before).map(({ query }) => query);
  const more = queries.length - told.filter(({ before, after }) => before && !after).length;
  const asked = harmless.length;
  const many = more >= Math.max(FEWEST_REFUSED, MANY_REFUSED * asked);
  return many ? { tag: 'harmless-refused', facts: { asked, queries } } : null;
}

function textCopied({ searched, startPrompt, finalPrompt }: WarningGrounds): Warning | null {
  const passages = searched.flatMap(({ id, text }) => {
    const copied = longestCopied(finalPrompt, text, startPrompt);
    return copied === null ? [] : [{ query: id, text: copied }];
  });
  return passages.length > 0 ? { tag: 'text-copied', facts: { passages } } : null;
}
