/** Paired differences, final minus start, per held-out query that both sides answered readably; smallest first. */
import type { RunRow } from '../../core/records';
import { type BaselineName, BASELINES, type Judgement } from '../../core/terms';
import type { RunView } from '../../core/view';
import { queryText } from '../watch/texts';

export interface Difference {
  query: string;
  text: string;
  initial: number;
  final: number;
  difference: number;
}

export function pairedDifferences(view: RunView, row: RunRow): Difference[] {
  return heldOutPairs(view, row)
    .flatMap(({ query, text, initial, final }) =>
      initial?.judgement && final?.judgement
        ? [{ query, text, initial: initial.judgement.reward, final: final.judgement.reward }]
        : [],
    )
    .map((pair) => ({ ...pair, difference: pair.final - pair.initial }))
    .sort((a, b) => a.difference - b.difference);
}

/** What would be written as 0.00 is no difference. */
export function toneOfDifference(difference: number): 'up' | 'down' | 'level' {
  if (Math.abs(difference) <= 0.005) return 'level';
  return difference > 0 ? 'up' : 'down';
}

export interface Side {
  response: string;
  judgement: Judgement | null;
}

export interface HeldOutPair {
  query: string;
  text: string;
  /** Why the selector chose the aspects that all sides were judged on; empty where it gave no reason. */
  aspectsWhy: string;
  initial: Side | null;
  final: Side | null;
  /** Those that were asked. */
  baselines: { name: BaselineName; side: Side }[];
}

/** Every held-out query in the order it was judged, both sides as far as they are there. */
export function heldOutPairs(view: RunView, row: RunRow): HeldOutPair[] {
  return [...view.heldOut].map(([query, sides]) => ({
    query,
    text: queryText(query, view, row),
    aspectsWhy: view.selections.get(query)?.reason ?? '',
    initial: sides.initial ?? null,
    final: sides.final ?? null,
    baselines: BASELINES.flatMap((name) => {
      const side = sides[name];
      return side ? [{ name, side }] : [];
    }),
  }));
}

/** Final minus start; null unless both were judged. */
export function differenceOf({ initial, final }: HeldOutPair): number | null {
  return initial?.judgement && final?.judgement ? final.judgement.reward - initial.judgement.reward : null;
}

/** `asked`: the order in which they were judged. */
export type PairOrder = 'asked' | 'losses' | 'gains';

/** Greatest losses or gains first; what was not judged on both sides comes last. */
export function inOrder(pairs: readonly HeldOutPair[], order: PairOrder): readonly HeldOutPair[] {
  if (order === 'asked') return pairs;
  const sign = order === 'losses' ? 1 : -1;
  const rank = (pair: HeldOutPair): number => {
    const difference = differenceOf(pair);
    return difference === null ? Number.MAX_VALUE : sign * difference;
  };
  return [...pairs].sort((a, b) => rank(a) - rank(b));
}
