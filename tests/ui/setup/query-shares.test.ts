/** How many queries go where, read off the plan that the run makes. */
import { describe, expect, test } from 'vitest';
import { builtInSetup } from '../../../scripts/bench/run-in-node';
import type { RunSetup } from '../../../src/core/materials';
import { planQueries } from '../../../src/core/query-plan';
import { queryShares } from '../../../src/ui/setup/query-shares';

function own(count: number, change: (setup: RunSetup) => void = () => undefined): RunSetup {
  const setup = builtInSetup('standard');
  setup.materials.queries = Array.from({ length: count }, (_, i) => ({
    id: `own-${String(i)}`,
    text: `Question number ${String(i)}?`,
    category: 'own',
  }));
  setup.materials.ownQueries = true;
  change(setup);
  return setup;
}

describe('the shares of the queries', () => {
  test.each([24, 31, 40, 77, 400])('of an own list of %i add up to the list', (count) => {
    const { search, validation, verdict, spare, verdictFrom } = queryShares(own(count));
    expect(verdictFrom).toBe('own');
    expect(verdict).toBeGreaterThan(0);
    expect(search + validation + verdict + spare).toBe(count);
    expect(spare).toBeGreaterThanOrEqual(0);
  });

  test('of a short own list leave the verdict to the built-in ones', () => {
    const { search, validation, spare, verdict, verdictFrom } = queryShares(own(12));
    expect(verdictFrom).toBe('built-in');
    expect(search + validation + spare).toBe(12);
    expect(verdict).toBe(builtInSetup('standard').config.verdictQueries);
  });

  test('of six for a depth of 5 say what they are too few for; of thirty for 4 levels nothing', () => {
    const deep = (depth: number) => (setup: RunSetup) => void (setup.config.search.depth = depth);
    expect(queryShares(own(6, deep(5))).lacks).toEqual({
      levels: { levels: 3, wanted: 5 },
      validation: true,
      own: { queries: 6, needed: 24 },
    });
    expect(queryShares(own(30, deep(4))).lacks).toBeNull();
    expect(queryShares(builtInSetup('standard')).lacks).toBeNull();
  });

  test('do not speak of extra levels that may never be asked for, nor where there can be no search at all', () => {
    const extra = own(30, ({ config }) => {
      config.search.depth = 4;
      config.search.maxExtraDepth = 20;
      config.answer = 'path-score';
    });
    expect(planQueries(extra).notes.map(({ tag }) => tag)).toContain('depth-limited-by-queries');
    expect(queryShares(extra).lacks).toBeNull();
    expect(queryShares(own(1)).lacks).toBeNull();
  });

  test('count no query twice that is worded like another', () => {
    const doubled = own(30, ({ materials }) => {
      materials.queries = [
        ...materials.queries,
        { id: 'again', text: 'Question number 3?', category: 'own' },
      ];
    });
    const { search, validation, verdict, spare } = queryShares(doubled);
    expect(search + validation + verdict + spare).toBe(30);
  });

  test('keep none for validation where the search picks the winner by its own scores', () => {
    const setup = own(40, ({ config }) => (config.answer = 'path-score'));
    expect(planQueries(setup).validation.length).toBeGreaterThan(0);
    expect(queryShares(setup).validation).toBe(0);
    expect(queryShares(setup).aLevel).toBeNull();
  });
});
