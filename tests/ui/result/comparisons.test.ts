import { expect, test } from 'vitest';
import { builtInSetup, practiceRow } from '../../../scripts/bench/run-in-node';
import { planQueries } from '../../../src/core/query-plan';
import type { RunRow } from '../../../src/core/records';
import { type Verdict, verdictOf } from '../../../src/core/verdict';
import { emptyView } from '../../../src/core/view';
import { unremarkable } from '../../core/circumstances';
import { comparisonRows, scaleOf, stillOpen } from '../../../src/ui/result/comparisons';

const plain: Verdict = verdictOf([], unremarkable);
const bare: Verdict['baselines'][number] = {
  name: 'no-prompt',
  n: 24,
  difference: 1,
  interval: { low: 0.4, high: 1.6 },
  guarded: { low: 0.3, high: 1.7 },
  outcome: 'better',
  sd: 1,
  detectable: 0.7,
  fromMean: 2.5,
  toMean: 3.5,
  leftOut: [],
};
const setup = builtInSetup('standard');
const row: RunRow = { ...practiceRow('run', setup, 'a run'), status: 'finished' };

/** A view in which so many held-out queries were answered. */
function answered(count: number) {
  const view = emptyView();
  for (const { id } of planQueries(setup).verdict.slice(0, count)) view.heldOut.set(id, {});
  return view;
}

test('the start prompt stands first, each baseline after it; a prompt that stayed is not compared with itself', () => {
  const verdict = { ...plain, n: 24, initialMean: 3, difference: 0.5, baselines: [bare] };
  expect(comparisonRows(verdict).map(({ side, mean }) => [side, mean])).toEqual([
    ['initial', 3],
    ['no-prompt', 2.5],
  ]);
  expect(comparisonRows({ ...verdict, samePrompt: true }).map(({ side }) => side)).toEqual(['no-prompt']);
});

test('an interval clear of 0 that is not called is told from one that reaches it', () => {
  const uncalled = { ...bare, guarded: { low: -0.1, high: 2.1 }, outcome: 'no-difference' as const };
  const mirrored = { ...uncalled, interval: { low: -1.6, high: -0.4 }, guarded: { low: -2.1, high: 0.1 } };
  const unclear = { ...uncalled, interval: { low: -0.1, high: 1 } };
  const rows = comparisonRows({ ...plain, samePrompt: true, baselines: [bare, uncalled, mirrored, unclear] });
  expect(rows.map(({ nearly }) => nearly)).toEqual([null, 'better', 'worse', null]);
  const scale = scaleOf(rows);
  expect(scale(-2.1)).toBeGreaterThan(0);
  expect(scale(2.1)).toBeLessThan(100);
});

test('one scale holds every interval and 0, from left to right', () => {
  const rows = comparisonRows({
    ...plain,
    difference: -0.2,
    interval: { low: -0.6, high: 0.2 },
    baselines: [bare],
  });
  const scale = scaleOf(rows);
  const places = [-0.6, 0, 0.2, 1, 1.6].map((value) => scale(value));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(Math.max(...places)).toBeLessThan(100);
});

test('what can still be asked: the queries nobody was asked, and the baselines that are missing', () => {
  const open = stillOpen({ ...plain, baselines: [bare] }, answered(24), row);
  expect(open?.queries).toBe(36);
  expect(open?.baselines).toEqual(['hand-written']);
  // Three sides answer a query more; one side the 24 there are.
  expect(open?.callsOfQueries(24)).toBeGreaterThan(2 * (open?.callsOfBaseline ?? Infinity));
});

test('nothing is on offer where the run cannot go on, and no query for a prompt compared with nobody', () => {
  expect(stillOpen(plain, answered(24), { ...row, methodVersion: '1' })).toBeNull();
  expect(stillOpen({ ...plain, samePrompt: true }, answered(0), row)?.queries).toBe(0);
});
