import { describe, expect, it } from 'vitest';
import { breakdownOf, FEWEST_IN_ROW } from '../../src/core/breakdown';
import { LEVEL, meanDifference } from '../../src/core/mean-difference';

type Scores = Record<string, number>;
const side = (scores: Scores) => ({
  reward: Object.values(scores).reduce((sum, score) => sum + score, 0) / Object.keys(scores).length,
  scores: Object.entries(scores).map(([aspect, score]) => ({ aspect, score })),
});
const compared = (category: string, before: Scores, after: Scores) => ({
  category,
  initial: side(before),
  final: side(after),
});

describe('the breakdown', () => {
  const queries = Array.from({ length: 12 }, (_, i) =>
    compared(
      i < 8 ? 'everyday' : 'open',
      { Clarity: 3, Safety: 4 },
      { Clarity: 4 + (i % 3) * 0.25, Safety: 4 + ((i % 2) - 0.5) * 0.2 },
    ),
  );

  it('says in which aspect the difference lies', () => {
    const rows = breakdownOf(queries);
    expect(rows.map(({ by, name, n }) => [by, name, n])).toEqual([
      ['aspect', 'Clarity', 12],
      ['aspect', 'Safety', 12],
      ['category', 'everyday', 8],
      ['category', 'open', 4],
    ]);
    expect(rows[0]).toMatchObject({ outcome: 'better', difference: 1.25, family: 2 });
    expect(rows[1]).toMatchObject({ outcome: 'no-difference', difference: 0, family: 2 });
  });

  it('shares the chance of an error among the rows that are tested', () => {
    const differences = queries.map((_, i) => 1 + (i % 3) * 0.25);
    expect(breakdownOf(queries)[0]?.interval).toEqual(meanDifference(differences, LEVEL / 2).interval);
  });

  it('shows rows of few queries without testing them, and does not count them', () => {
    const [, , everyday, open] = breakdownOf(queries);
    expect(everyday?.family).toBe(1);
    expect(open).toMatchObject({ n: 4, interval: null, outcome: 'no-difference', family: null });
    expect(open?.n).toBeLessThan(FEWEST_IN_ROW);
  });

  it('takes an aspect only where both sides have it', () => {
    const rows = breakdownOf([
      compared('open', { Clarity: 3, Depth: 2 }, { Clarity: 4, Empathy: 5 }),
      compared('open', { Depth: 2 }, { Depth: 3 }),
    ]);
    expect(
      rows.filter(({ by }) => by === 'aspect').map(({ name, n, difference }) => [name, n, difference]),
    ).toEqual([
      ['Clarity', 1, 1],
      ['Depth', 1, 1],
    ]);
  });

  it('is empty where nothing was compared', () => {
    expect(breakdownOf([])).toEqual([]);
  });
});
