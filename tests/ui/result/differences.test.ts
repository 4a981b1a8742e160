import { expect, test } from 'vitest';
import { type HeldOutPair, inOrder } from '../../../src/ui/result/differences';

function pair(query: string, initial: number | null, final: number | null): HeldOutPair {
  const side = (reward: number | null): HeldOutPair['final'] =>
    reward === null ? null : { response: '', judgement: { reward, scores: [] } };
  return { query, text: query, aspectsWhy: '', initial: side(initial), final: side(final), baselines: [] };
}

const pairs = [
  pair('unjudged', 3, null),
  pair('lost', 4, 3),
  pair('alike', 2, 2),
  pair('won', 2, 5),
  pair('as alike', 4, 4),
];

test.each([
  ['asked', ['unjudged', 'lost', 'alike', 'won', 'as alike']],
  ['losses', ['lost', 'alike', 'as alike', 'won', 'unjudged']],
  ['gains', ['won', 'alike', 'as alike', 'lost', 'unjudged']],
] as const)('held-out queries, %s first, and what was not judged on both sides last', (order, expected) => {
  expect(inOrder(pairs, order).map(({ query }) => query)).toEqual(expected);
});
