/** The laws of beam search, on random problems; an exhaustive search is the oracle where the beam is wide enough. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beamSearch, type BeamOptions, type SearchMoment, type SearchProblem } from '../../src/core/beam';

/** A random finite tree: what each state's actions are worth, by lineage. */
interface Tree {
  branching: number;
  reward: (id: string) => number;
  dropped: (id: string) => boolean;
  extend: (id: string) => boolean;
  longest: number;
}

interface Node {
  id: string;
  length: number;
}

function problemOf(
  tree: Tree,
  pause: () => Promise<void> = () => Promise.resolve(),
): SearchProblem<Node, number> {
  return {
    initial: () => Promise.resolve({ id: '', length: 1 }),
    finished: ({ length }, limit) => length >= limit || length >= tree.longest,
    actions: async ({ id }) => {
      await pause();
      return { actions: Array.from({ length: tree.branching }, (_, i) => i), extend: tree.extend(id) };
    },
    apply: async ({ id, length }, action) => {
      await pause();
      const child = `${id}${String(action)}`;
      return tree.dropped(child)
        ? 'dropped'
        : { state: { id: child, length: length + 1 }, reward: tree.reward(child) };
    },
  };
}

/** A number in [0, 1) that depends on the text alone. */
function chance(text: string, salt: number): number {
  let hash = salt | 1;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x5bd1e995) ^ (hash >>> 13);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

const trees = fc
  .record({
    salt: fc.integer(),
    branching: fc.integer({ min: 1, max: 3 }),
    longest: fc.integer({ min: 1, max: 6 }),
    drop: fc.constantFrom(0, 0.3, 1),
    extend: fc.constantFrom(0, 0.5),
  })
  .map(({ salt, branching, longest, drop, extend }): Tree => ({
    branching,
    longest,
    reward: (id) => 1 + Math.round(chance(id, salt) * 8) / 2,
    dropped: (id) => chance(`drop${id}`, salt) < drop,
    extend: (id) => chance(`extend${id}`, salt) < extend,
  }));

const optionSets: fc.Arbitrary<BeamOptions> = fc.record({
  width: fc.integer({ min: 1, max: 4 }),
  depth: fc.integer({ min: 1, max: 5 }),
  maxExtraDepth: fc.integer({ min: 0, max: 3 }),
  pathScore: fc.constantFrom('mean', 'last'),
});

function scoreOf(tree: Tree, id: string, kind: BeamOptions['pathScore']): number {
  const rewards = Array.from(id).map((_, i) => tree.reward(id.slice(0, i + 1)));
  if (rewards.length === 0) return 0;
  return kind === 'last' ? (rewards.at(-1) ?? 0) : rewards.reduce((a, b) => a + b, 0) / rewards.length;
}

async function watched(tree: Tree, options: BeamOptions, pause?: () => Promise<void>) {
  const moments: SearchMoment<Node>[] = [];
  const result = await beamSearch(problemOf(tree, pause), options, (moment) => moments.push(moment));
  return { result, moments };
}

describe('beam search', () => {
  test('keeps at most W children a level, the best by path score, stable on ties', async () => {
    await fc.assert(
      fc.asyncProperty(trees, optionSets, async (tree, options) => {
        const { moments } = await watched(tree, options);
        let open: Node[] = [];
        for (const moment of moments) {
          if (moment.kind === 'level-started') {
            open = moment.open;
            continue;
          }
          const children = open
            .flatMap(({ id }) => Array.from({ length: tree.branching }, (_, i) => `${id}${String(i)}`))
            .filter((id) => !tree.dropped(id));
          const ranked = children
            .map((id, i) => ({ id, i, score: scoreOf(tree, id, options.pathScore) }))
            .sort((a, b) => b.score - a.score || a.i - b.i);
          expect(moment.kept.map(({ state }) => state.id)).toEqual(
            ranked.slice(0, options.width).map(({ id }) => id),
          );
        }
      }),
    );
  });

  test('answers with the first of the best finished states, each scored by its path without the root', async () => {
    await fc.assert(
      fc.asyncProperty(trees, optionSets, async (tree, options) => {
        const { result } = await watched(tree, options);
        for (const { state, score } of result.finished) {
          expect(score).toBeCloseTo(scoreOf(tree, state.id, options.pathScore), 9);
        }
        const most = Math.max(...result.finished.map(({ score }) => score));
        expect(result.best).toEqual(result.finished.find(({ score }) => score === most));
      }),
    );
  });

  test('finds what an exhaustive search finds when the beam holds the whole level', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.integer({ min: 2, max: 4 }), async (tree, depth) => {
        const whole = { ...tree, dropped: () => false, extend: () => false };
        const options: BeamOptions = { width: 1000, depth, maxExtraDepth: 0, pathScore: 'mean' };
        const { result } = await watched(whole, options);
        const length = Math.min(depth, tree.longest) - 1;
        let leaves = [''];
        for (let i = 0; i < length; i++) {
          leaves = leaves.flatMap((id) =>
            Array.from({ length: tree.branching }, (_, a) => `${id}${String(a)}`),
          );
        }
        expect(result.best.score).toBeCloseTo(Math.max(...leaves.map((id) => scoreOf(tree, id, 'mean'))), 9);
      }),
    );
  });

  test('does not depend on what completes first', async () => {
    await fc.assert(
      fc.asyncProperty(
        trees,
        optionSets,
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        async (tree, options, waits) => {
          const pause = async () => {
            const turns = Number(waits.next().value);
            for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
          };
          expect(await watched(tree, options, pause)).toEqual(await watched(tree, options));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('lets the depth grow by at most one a level and never beyond its bound', async () => {
    await fc.assert(
      fc.asyncProperty(trees, optionSets, async (tree, options) => {
        const { result, moments } = await watched({ ...tree, longest: 8 }, options);
        let limit = options.depth;
        for (const moment of moments) {
          expect(moment.depthLimit - limit).toBeLessThanOrEqual(1);
          expect(moment.depthLimit).toBeGreaterThanOrEqual(limit);
          limit = moment.depthLimit;
        }
        expect(result.depthLimit).toBeLessThanOrEqual(options.depth + options.maxExtraDepth);
      }),
    );
  });

  test('ends at the parents of a level that lost all its children, not with nothing', async () => {
    const tree: Tree = {
      branching: 2,
      longest: 9,
      reward: () => 3,
      dropped: (id) => id.length > 2,
      extend: () => false,
    };
    const { result } = await watched(tree, { width: 2, depth: 5, maxExtraDepth: 0, pathScore: 'mean' });
    expect(result.finished.map(({ state }) => state.id)).toEqual(['00', '01']);
  });
});

describe('steering at a level barrier', () => {
  const tree: Tree = {
    branching: 3,
    longest: 9,
    reward: (id) => 5 - Number(id.at(-1)),
    dropped: () => false,
    extend: () => false,
  };
  const options: BeamOptions = { width: 1, depth: 3, maxExtraDepth: 0, pathScore: 'last' };

  test('finishing makes what was kept the finished states', async () => {
    const problem = { ...problemOf(tree), barrier: () => Promise.resolve({ finish: true }) };
    const result = await beamSearch(problem, { ...options, depth: 9 });
    expect(result.finished.map(({ state }) => state.id)).toEqual(['0']);
  });

  test('pruned children are not kept, pinned ones are whatever their score', async () => {
    const steer = (which: 'pruned' | 'pinned', digit: string): SearchProblem<Node, number> => ({
      ...problemOf(tree),
      barrier: (children) =>
        Promise.resolve({
          [which]: new Set(children.map(({ state }) => state).filter(({ id }) => id.endsWith(digit))),
        }),
    });
    expect((await beamSearch(steer('pruned', '0'), options)).best.state.id).toBe('11');
    expect((await beamSearch(steer('pinned', '2'), options)).best.state.id).toBe('22');
  });

  test('an overruled reward counts instead of the first one', async () => {
    const problem: SearchProblem<Node, number> = {
      ...problemOf(tree),
      barrier: (children) => {
        const last = children.at(-1)?.state;
        return Promise.resolve(last ? { replaced: new Map([[last, { state: last, reward: 9 }]]) } : {});
      },
    };
    const { best } = await beamSearch(problem, options);
    expect(best).toEqual({ state: { id: '22', length: 3 }, score: 9 });
  });

  test('a corrected depth limit holds from then on', async () => {
    const problem = { ...problemOf(tree), barrier: () => Promise.resolve({ depthLimit: 5 }) };
    expect((await beamSearch(problem, options)).best.state.length).toBe(5);
  });
});
