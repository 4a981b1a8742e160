import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presetConfig, sameModelForAll, type PresetName, type RunConfig } from '../../src/core/config';
import type { RunSetup } from '../../src/core/materials';
import { ENOUGH_TO_SPLIT, mixed, planQueries, type QueryPlan } from '../../src/core/query-plan';
import type { Query } from '../../src/core/terms';

const CATEGORIES = ['advice', 'code', 'facts', 'safety', 'writing'];
const queriesOf = (n: number, prefix: string, category: (i: number) => string): Query[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `${prefix}${i}`,
    text: `${prefix} text ${i}`,
    category: category(i),
  }));
const inTurn = (i: number) => CATEGORIES[i % CATEGORIES.length]!;

interface Wish {
  preset?: PresetName;
  queries: Query[];
  own?: boolean;
  heldOut?: Query[];
  change?: Partial<RunConfig>;
}
function setupOf({ preset = 'standard', queries, own = false, heldOut, change = {} }: Wish): RunSetup {
  const models = sameModelForAll({ id: 'practice:1', contextWindow: 4096 });
  const config = { ...presetConfig(preset, { seed: 7, startPrompt: 'You help.', models }), ...change };
  const held = heldOut ?? queriesOf(80, 'held', inTurn);
  return { config, materials: { queries, ownQueries: own, heldOut: held, baseExamples: [], aspects: [] } };
}
const ids = (queries: readonly Query[]) => queries.map(({ id }) => id);
const tags = (plan: QueryPlan) => plan.notes.map((note) => note.tag);
const sizes = ({ search, validation, verdict, levels }: QueryPlan) => [
  search.length,
  validation.length,
  verdict.length,
  levels,
];

describe('planQueries', () => {
  it('gives every preset all it asks for from 60 seeds and 80 held-out queries', () => {
    const queries = queriesOf(60, 'seed', inTurn);
    expect(sizes(planQueries(setupOf({ preset: 'quick', queries })))).toEqual([8, 8, 12, 4]);
    expect(sizes(planQueries(setupOf({ preset: 'standard', queries })))).toEqual([16, 16, 24, 8]);
    expect(sizes(planQueries(setupOf({ preset: 'paper', queries })))).toEqual([30, 0, 60, 30]);
    for (const preset of ['quick', 'standard', 'paper'] as const)
      expect(planQueries(setupOf({ preset, queries })).notes).toEqual([]);
  });

  it('splits an own list of 24: a quarter for the verdict, an eighth and what is out of reach for validation', () => {
    const plan = planQueries(setupOf({ queries: queriesOf(24, 'own', () => 'own'), own: true }));
    // 24 - 6 - 3 leaves 15: seven levels of two, and one query that no level can use.
    expect(sizes(plan)).toEqual([14, 4, 6, 7]);
    expect(plan.verdictFrom).toBe('own');
    expect(ids(plan.verdict).every((id) => id.startsWith('own'))).toBe(true);
    expect(plan.notes).toEqual([
      { tag: 'depth-limited-by-queries', facts: { levels: 7, wanted: 8, queries: 14 } },
      { tag: 'fewer-validation-queries', facts: { queries: 4, asked: 16 } },
      { tag: 'fewer-verdict-queries', facts: { queries: 6, asked: 24 } },
    ]);
  });

  it('tops validation up from a long own list, and takes no more for the verdict than is asked', () => {
    const plan = planQueries(setupOf({ queries: queriesOf(200, 'own', inTurn), own: true }));
    expect(sizes(plan)).toEqual([16, 16, 24, 8]);
    expect(plan.notes).toEqual([]);
  });

  it('searches all of a shorter own list, judges on the built-in queries, and says so', () => {
    const plan = planQueries(setupOf({ queries: queriesOf(11, 'own', () => 'own'), own: true }));
    expect(sizes(plan)).toEqual([10, 1, 24, 5]);
    expect(plan.verdictFrom).toBe('built-in');
    expect(tags(plan)).toEqual(['short-own-list', 'depth-limited-by-queries', 'fewer-validation-queries']);
    const even = planQueries(setupOf({ queries: queriesOf(10, 'own', () => 'own'), own: true }));
    expect(tags(even)).toContain('no-validation-queries');
  });

  it('says when there is too little to score even the root', () => {
    const plan = planQueries(setupOf({ queries: queriesOf(1, 'own', () => 'own'), own: true }));
    expect(plan.levels).toBe(0);
    expect(plan.notes).toContainEqual({ tag: 'too-few-to-search', facts: { queries: 1, needed: 2 } });
  });

  it('never judges on a wording that it searched on, nor counts one twice', () => {
    const heldOut = queriesOf(10, 'held', inTurn);
    const queries = [
      ...queriesOf(4, 'own', inTurn),
      { id: 'again', text: ' OWN text 1. ', category: 'x' },
      { id: 'copied', text: 'Held  TEXT 3!', category: 'x' },
    ];
    const plan = planQueries(setupOf({ queries, own: true, heldOut }));
    expect(ids(plan.verdict)).not.toContain('held3');
    expect(plan.verdict).toHaveLength(9);
    expect(plan.notes).toContainEqual({ tag: 'duplicates-left-out', facts: { queries: 1 } });
    expect(plan.notes).toContainEqual({ tag: 'fewer-verdict-queries', facts: { queries: 9, asked: 24 } });
  });

  it('asks for no validation where the answer is the path score', () => {
    const plan = planQueries(
      setupOf({ preset: 'paper', queries: queriesOf(30, 'own', () => 'own'), own: true }),
    );
    expect(sizes(plan)).toEqual([22, 0, 8, 22]);
    expect(tags(plan)).toEqual(['depth-limited-by-queries', 'fewer-verdict-queries']);
  });
});

const anyQueries = (prefix: string, most: number) =>
  fc
    .array(fc.constantFrom(...CATEGORIES, '__proto__', ''), { maxLength: most })
    .map((categories) => queriesOf(categories.length, prefix, (i) => categories[i]!));
const anySetup = fc
  .record({
    queries: anyQueries('q', 120),
    heldOut: anyQueries('held', 90),
    own: fc.boolean(),
    preset: fc.constantFrom<PresetName>('quick', 'standard', 'paper'),
    change: fc.record({ seed: fc.nat(1e6), queriesPerCandidate: fc.integer({ min: 1, max: 4 }) }),
  })
  .map(setupOf);

describe('any plan', () => {
  it('keeps its three sets apart, without repeats, and within what was asked', () => {
    fc.assert(
      fc.property(anySetup, (setup) => {
        const plan = planQueries(setup);
        const all = ids([...plan.search, ...plan.validation, ...plan.verdict]);
        expect(new Set(all).size).toBe(all.length);
        expect(plan.validation.length).toBeLessThanOrEqual(setup.config.validationQueries);
        expect(plan.verdict.length).toBeLessThanOrEqual(setup.config.verdictQueries);
        const known = new Set(ids([...setup.materials.queries, ...setup.materials.heldOut]));
        expect(all.every((id) => known.has(id))).toBe(true);
        const m = setup.config.queriesPerCandidate;
        expect(plan.levels).toBe(Math.floor(plan.search.length / m));
        expect(plan.levels).toBeLessThanOrEqual(
          setup.config.search.depth + setup.config.search.maxExtraDepth,
        );
      }),
      { seed: 1 },
    );
  });

  it('takes an own verdict from the own list alone, and only from a long one', () => {
    fc.assert(
      fc.property(anySetup, (setup) => {
        const { queries, ownQueries } = setup.materials;
        const plan = planQueries(setup);
        const own = ownQueries && queries.length >= ENOUGH_TO_SPLIT;
        expect(plan.verdictFrom).toBe(own ? 'own' : 'built-in');
        expect(plan.verdict.every(({ id }) => id.startsWith(own ? 'q' : 'held'))).toBe(true);
        expect([...plan.search, ...plan.validation].every(({ id }) => id.startsWith('q'))).toBe(true);
      }),
      { seed: 2 },
    );
  });

  it('follows from the seed alone, in whatever order the queries are listed', () => {
    fc.assert(
      fc.property(anySetup, (setup) => {
        const backwards = structuredClone(setup);
        backwards.materials.queries.reverse();
        backwards.materials.heldOut.reverse();
        expect(planQueries(backwards)).toEqual(planQueries(setup));
      }),
      { seed: 3 },
    );
  });

  it('is another plan under another seed', () => {
    const setup = setupOf({ queries: queriesOf(60, 'seed', inTurn) });
    const other = setupOf({ queries: queriesOf(60, 'seed', inTurn), change: { seed: 8 } });
    expect(ids(planQueries(other).search)).not.toEqual(ids(planQueries(setup).search));
  });
});

describe('the mix', () => {
  it('is a permutation whose every beginning holds each category in proportion, to within 1', () => {
    fc.assert(
      fc.property(anyQueries('q', 120), fc.nat(1e6), (queries, seed) => {
        const order = mixed(queries, seed, 'test');
        expect(ids(order).sort()).toEqual(ids(queries).sort());
        for (const category of new Set(queries.map((query) => query.category))) {
          const of = (list: readonly Query[]) => list.filter((query) => query.category === category).length;
          for (let k = 1; k <= order.length; k++) {
            const exact = (k * of(queries)) / queries.length;
            expect(Math.abs(of(order.slice(0, k)) - exact)).toBeLessThan(1);
          }
        }
      }),
      { seed: 4 },
    );
  });

  it('lets no category come first under every seed', () => {
    const queries = queriesOf(50, 'q', inTurn);
    const first = new Set(Array.from({ length: 60 }, (_, seed) => mixed(queries, seed, 'test')[0]?.category));
    expect(first.size).toBe(CATEGORIES.length);
  });
});
