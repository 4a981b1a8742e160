import { describe, expect, test } from 'vitest';
import type { AspectScore } from '../../../../src/core/terms';
import { emptyView, fold, type NodeView, type RunView } from '../../../../src/core/view';
import { aspectStories, FEWEST_JUDGEMENTS, inOrder } from '../../../../src/ui/watch/charts/aspect-levels';
import { madeRun } from '../made-run';

let next = 0;
/** One more candidate at `level`, with the scores of each of its queries. */
function judged(
  view: RunView,
  level: number,
  turns: Record<string, AspectScore[]>,
  status: NodeView['status'] = 'scored',
): RunView {
  const id = `n${String(next++)}`;
  view.nodes.set(id, {
    id,
    parent: null,
    children: [],
    length: level,
    prompt: '',
    action: null,
    turns: Object.entries(turns).map(([query, scores]) => ({
      query,
      examples: [],
      response: '',
      judgement: { scores, reward: 0 },
      unreadable: null,
      critique: null,
    })),
    reward: null,
    pathScore: null,
    status,
    refused: [],
    passedOn: null,
    best: false,
  });
  return view;
}
const clarity = (score: number, probabilities?: number[]): AspectScore => ({
  aspect: 'Clarity',
  score,
  ...(probabilities ? { probabilities } : {}),
});

describe('an aspect over levels', () => {
  test('has at each level the mean of its judgements, and says how many and on how many queries', () => {
    const view = emptyView();
    judged(view, 1, { a: [clarity(2)], b: [clarity(3)] });
    judged(view, 2, { c: [clarity(4)] });
    judged(view, 2, { c: [clarity(5)] });
    expect(aspectStories(view)).toEqual([
      {
        aspect: 'Clarity',
        judgements: 4,
        queries: 3,
        change: null,
        levels: [
          { level: 1, mean: 2.5, doubt: null, judgements: 2, queries: 2 },
          { level: 2, mean: 4.5, doubt: null, judgements: 2, queries: 1 },
        ],
      },
    ]);
  });

  test('has the doubt of the judge’s probabilities, root mean square, from those judgements that gave any', () => {
    const view = emptyView();
    judged(view, 1, {
      sure: [clarity(3, [0, 0, 1, 0, 0])],
      torn: [clarity(3, [0.5, 0, 0, 0, 0.5])],
      silent: [clarity(3)],
    });
    expect(aspectStories(view)[0]?.levels[0]?.doubt).toBeCloseTo(Math.sqrt(2), 12);
  });

  test('leaves out candidates that were dropped and responses not judged', () => {
    const view = judged(emptyView(), 2, { a: [clarity(5)] }, 'dropped');
    expect(aspectStories(view)).toEqual([]);
    const open = judged(emptyView(), 1, { a: [clarity(5)] });
    for (const node of open.nodes.values()) for (const turn of node.turns) turn.judgement = null;
    expect(aspectStories(open)).toEqual([]);
  });

  test('changed from the first to the last level that rests on enough, whatever thin ones say', () => {
    const view = emptyView();
    judged(view, 1, { a: [clarity(5)] });
    for (const level of [2, 4])
      for (let i = 0; i < FEWEST_JUDGEMENTS; i++) judged(view, level, { b: [clarity(level / 2 + 1)] });
    judged(view, 6, { c: [clarity(1)] });
    expect(aspectStories(view)[0]?.change).toEqual({ by: 1, from: 2, to: 4 });
  });
});

test('aspects come most judged first, or by how much they changed with those last of which that cannot be said', () => {
  const stories = [
    { aspect: 'Often', judgements: 9, queries: 1, levels: [], change: { by: 0.1, from: 1, to: 2 } },
    { aspect: 'Some', judgements: 5, queries: 1, levels: [], change: null },
    { aspect: 'Fell', judgements: 3, queries: 1, levels: [], change: { by: -1, from: 1, to: 2 } },
  ];
  expect(inOrder(stories, 'judged').map(({ aspect }) => aspect)).toEqual(['Often', 'Some', 'Fell']);
  expect(inOrder(stories, 'changed').map(({ aspect }) => aspect)).toEqual(['Fell', 'Often', 'Some']);
});

test('in a whole run every judged score of the search is counted once', () => {
  const view = madeRun({ records: false }).events.reduce(fold, emptyView());
  const scores = [...view.nodes.values()]
    .filter(({ status }) => status !== 'dropped')
    .flatMap(({ turns }) => turns.flatMap(({ judgement }) => judgement?.scores ?? []));
  const stories = aspectStories(view);
  expect(stories.reduce((sum, { judgements }) => sum + judgements, 0)).toBe(scores.length);
  expect(stories.map(({ judgements }) => judgements)).toEqual(
    stories.map(({ judgements }) => judgements).sort((a, b) => b - a),
  );
});
