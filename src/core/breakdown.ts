/**
 * Where the difference comes from: by aspect and by category. Each of the two is one family of statements that hold
 * together: with m rows that can be tested, each row is tested at 5% / m (Bonferroni), so that the chance of any false call
 * in a family is at most 5%. Which rows are tested follows from their number of queries alone, never from what they show.
 */
import { differenceAtLook, type MeanDifference } from './mean-difference';
import type { AspectScore } from './terms';

export interface Breakdown extends Pick<MeanDifference, 'n' | 'difference' | 'interval' | 'outcome'> {
  by: 'aspect' | 'category';
  name: string;
  /** Rows of the family that were tested, this one among them; null where this one has too few queries to be. */
  family: number | null;
}

/** Fewer queries than this are shown and not tested: a row that can hardly be called would only weaken the others. */
export const FEWEST_IN_ROW = 6;

interface Judged {
  category: string;
  initial: { reward: number; scores: readonly AspectScore[] };
  final: { reward: number; scores: readonly AspectScore[] };
}

/** Aspects first, then categories, each in order of its number of queries, then of its name. */
export function breakdownOf(comparisons: readonly Judged[], look = 1): Breakdown[] {
  const aspects = new Map<string, number[]>();
  const categories = new Map<string, number[]>();
  for (const { category, initial, final } of comparisons) {
    add(categories, category, final.reward - initial.reward);
    const before = new Map(initial.scores.map(({ aspect, score }) => [aspect, score]));
    for (const { aspect, score } of final.scores) {
      const was = before.get(aspect);
      if (was !== undefined) add(aspects, aspect, score - was);
    }
  }
  return [...rowsOf('aspect', aspects, look), ...rowsOf('category', categories, look)];
}

function add(groups: Map<string, number[]>, name: string, difference: number): void {
  const known = groups.get(name);
  if (known) known.push(difference);
  else groups.set(name, [difference]);
}

function rowsOf(
  by: Breakdown['by'],
  groups: ReadonlyMap<string, readonly number[]>,
  look: number,
): Breakdown[] {
  const tested = [...groups.values()].filter(({ length }) => length >= FEWEST_IN_ROW).length;
  return [...groups]
    .map(([name, differences]): Breakdown => {
      const { n, difference, interval, outcome } = differenceAtLook(differences, look, Math.max(1, tested));
      return n < FEWEST_IN_ROW
        ? { by, name, n, difference, interval: null, outcome: 'no-difference', family: null }
        : { by, name, n, difference, interval, outcome, family: tested };
    })
    .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
}
