/**
 * Every aspect's scores by level of the search: mean, the judge's doubt, and what they rest on. From the view alone, for the
 * charts and their table. Candidates that were dropped do not count, as in the reward over levels.
 */
import type { AspectScore } from '../../../core/terms';
import type { RunView } from '../../../core/view';
import { varianceOf } from '../../parts/doubt';

export interface AspectLevel {
  level: number;
  mean: number;
  /** One standard deviation of a single score as the judge's probabilities have it (root mean square); null where it gave none. */
  doubt: number | null;
  judgements: number;
  queries: number;
}

export interface AspectStory {
  aspect: string;
  levels: AspectLevel[];
  judgements: number;
  /** Of the search; levels have different ones. */
  queries: number;
  /** From the first to the last level that rests on enough; null with fewer than two of them. */
  change: { by: number; from: number; to: number } | null;
}

/** Means of fewer judgements are drawn as thin evidence and no change is counted from them. */
export const FEWEST_JUDGEMENTS = 3;

export type AspectOrder = 'judged' | 'changed';

interface Sum {
  scores: number;
  judgements: number;
  variance: number;
  distributions: number;
  queries: Set<string>;
}

/** Most judged first; those judged equally often by name. */
export function aspectStories(view: RunView): AspectStory[] {
  const sums = new Map<string, Map<number, Sum>>();
  for (const node of view.nodes.values()) {
    if (node.status === 'dropped') continue;
    for (const { query, judgement } of node.turns) {
      if (judgement === null) continue;
      for (const score of judgement.scores) add(sumOf(sums, score.aspect, node.length), score, query);
    }
  }
  return [...sums].map(([aspect, levels]) => storyOf(aspect, levels)).sort(mostJudged);
}

/** By how much an aspect changed, up or down; those of which that cannot be said come last. */
export function inOrder(stories: readonly AspectStory[], order: AspectOrder): AspectStory[] {
  if (order === 'judged') return [...stories];
  const change = (story: AspectStory): number => (story.change ? Math.abs(story.change.by) : -1);
  return [...stories].sort((a, b) => change(b) - change(a) || mostJudged(a, b));
}

function mostJudged(a: AspectStory, b: AspectStory): number {
  return b.judgements - a.judgements || (a.aspect < b.aspect ? -1 : 1);
}

function sumOf(sums: Map<string, Map<number, Sum>>, aspect: string, level: number): Sum {
  const levels = sums.get(aspect) ?? new Map<number, Sum>();
  sums.set(aspect, levels);
  const sum = levels.get(level) ?? {
    scores: 0,
    judgements: 0,
    variance: 0,
    distributions: 0,
    queries: new Set(),
  };
  levels.set(level, sum);
  return sum;
}

function add(sum: Sum, { score, probabilities }: AspectScore, query: string): void {
  sum.scores += score;
  sum.judgements += 1;
  sum.queries.add(query);
  if (probabilities === undefined) return;
  sum.variance += varianceOf(probabilities);
  sum.distributions += 1;
}

function storyOf(aspect: string, sums: ReadonlyMap<number, Sum>): AspectStory {
  const levels = [...sums]
    .map(([level, sum]): AspectLevel => ({
      level,
      mean: sum.scores / sum.judgements,
      doubt: sum.distributions === 0 ? null : Math.sqrt(sum.variance / sum.distributions),
      judgements: sum.judgements,
      queries: sum.queries.size,
    }))
    .sort((a, b) => a.level - b.level);
  return {
    aspect,
    levels,
    judgements: levels.reduce((total, { judgements }) => total + judgements, 0),
    queries: new Set([...sums.values()].flatMap(({ queries }) => [...queries])).size,
    change: changeOver(levels.filter(({ judgements }) => judgements >= FEWEST_JUDGEMENTS)),
  };
}

function changeOver(levels: readonly AspectLevel[]): AspectStory['change'] {
  const [first, last] = [levels[0], levels.at(-1)];
  if (!first || !last || first === last) return null;
  return { by: last.mean - first.mean, from: first.level, to: last.level };
}
