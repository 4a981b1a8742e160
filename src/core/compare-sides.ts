/**
 * Any two sides over the same queries: paired by query, measured as the verdict measures, `to` minus `from`. With several
 * baselines the intervals hold together: the chance that any of them misses is at most 5%.
 */
import { meanTold } from './mean';
import { differenceAtLook, type MeanDifference } from './mean-difference';
import type { Judgement } from './terms';

/** A query as one side answered it; `judgement` is null where it stayed unreadable. */
export interface Judged {
  query: string;
  judgement: Pick<Judgement, 'reward'> | null;
}

export interface SideComparison extends MeanDifference {
  fromMean: number | null;
  toMean: number | null;
  /** Ids of queries without a reward on both sides. */
  leftOut: string[];
}

/** Exchanging the sides exchanges better and worse, and mirrors every number. A query that one side lacks is left out. */
export function compareSides(
  from: readonly Judged[],
  to: readonly Judged[],
  { look = 1, family = 1 } = {},
): SideComparison {
  const there = new Map(to.map((one) => [one.query, one.judgement]));
  const both = from.flatMap(({ query, judgement }) => {
    const other = there.get(query);
    return judgement && other ? [{ query, from: judgement.reward, to: other.reward }] : [];
  });
  const compared = new Set(both.map(({ query }) => query));
  const asked = new Set([...from, ...to].map(({ query }) => query));
  return {
    ...differenceAtLook(
      both.map((pair) => pair.to - pair.from),
      look,
      family,
    ),
    fromMean: meanTold(both.map((pair) => pair.from)),
    toMean: meanTold(both.map((pair) => pair.to)),
    leftOut: [...asked].filter((query) => !compared.has(query)),
  };
}

export interface NamedComparison<Name extends string = string> extends SideComparison {
  name: Name;
}

/** The final prompt against each baseline, the baseline as `from`; Bonferroni over the baselines. */
export function compareWithEach<Name extends string>(
  baselines: readonly { name: Name; judged: readonly Judged[] }[],
  final: readonly Judged[],
  look = 1,
): NamedComparison<Name>[] {
  const family = Math.max(1, baselines.length);
  return baselines.map(({ name, judged }) => ({ name, ...compareSides(judged, final, { look, family }) }));
}
