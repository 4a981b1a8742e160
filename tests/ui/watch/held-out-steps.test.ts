/** How many held-out queries a run asked, and in which steps, while more are asked for after its end. */
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events';
import { laterBarrier } from '../../../src/core/afterwards';
import type { LaterChange } from '../../../src/core/ports';
import type { RunRow } from '../../../src/core/records';
import { emptyView, fold, type RunView } from '../../../src/core/view';
import { happening } from '../../../src/ui/watch/happening';
import { heldOutSteps } from '../../../src/ui/watch/held-out-steps';
import { phaseMarks } from '../../../src/ui/watch/phases';
import { madeRun } from './made-run';

const run = madeRun({ records: false });
const verdict = run.events.findLast((event) => event.kind === 'verdict-given') as RunEvent;
const answer = run.events.find((event) => event.kind === 'held-out-judged');
if (answer?.kind !== 'held-out-judged') throw new Error('the made run asked nothing');

function viewAfter(...events: RunEvent[]): RunView {
  return [...run.events, ...events].reduce(fold, emptyView());
}
const first = viewAfter().heldOut.size;
const at = laterBarrier(1);
const more: LaterChange = { kind: 'more-queries', count: 12 };
const baseline: LaterChange = { kind: 'add-baseline', baseline: 'no-prompt' };
const asking = (...changes: LaterChange[]): RunRow => ({
  ...run.row,
  status: 'running',
  moreAsked: { at, changes },
});
const taken = (...changes: LaterChange[]): RunEvent => ({ kind: 'decision-taken', at, changes });
const answers = (side: 'initial' | 'final' | 'no-prompt', queries: readonly string[]): RunEvent[] =>
  queries.map((query) => ({ ...answer, side, query }));
const others = Array.from({ length: 12 }, (_, i) => `other-${String(i)}`);
const rail = (view: RunView, row: RunRow) =>
  phaseMarks(view, row).find(({ key }) => key === 'verdict')?.detail;

test('a run that was asked no more has one step', () => {
  expect(heldOutSteps(viewAfter(), run.row)).toEqual({ byEnd: first, later: [], all: first, done: first });
});

describe('when more queries are asked for', () => {
  test('they count from the wish on, before the run has come to it again', () => {
    expect(heldOutSteps(viewAfter(), asking(more))).toMatchObject({
      later: [12],
      all: first + 12,
      done: first,
    });
    expect(rail(viewAfter(), asking(more))).toBe(`${String(first)} of ${String(first + 12)}`);
  });

  test('a wish is not counted again once it is recorded', () => {
    expect(heldOutSteps(viewAfter(taken(more)), asking(more)).all).toBe(first + 12);
  });

  test('a query is done when both prompts have answered it', () => {
    const half = [...answers('initial', others), ...answers('final', others.slice(0, 5))];
    expect(heldOutSteps(viewAfter(taken(more), ...half), asking(more)).done).toBe(first + 5);
  });

  test('the sentence of Watch counts them among all that are asked, and has words for those that were not planned', () => {
    const shown = { view: viewAfter(taken(more)), position: 1, latest: null };
    const planned = [...viewAfter().heldOut.keys()][1] ?? '';
    const sentence = (query: string) =>
      happening(shown, asking(more), `verdict/final/${query}/respond/try0`).what;
    expect(sentence(planned)).toContain('held-out query 2 of ');
    expect(sentence('other-1')).toBe('Verdict: the final prompt is answering another held-out query');
  });

  test('in the end there are as many as were answered, whatever was wished for', () => {
    const all = [...answers('initial', others.slice(0, 7)), ...answers('final', others.slice(0, 7)), verdict];
    const row: RunRow = { ...run.row, moreAsked: { at, changes: [more] } };
    expect(heldOutSteps(viewAfter(taken(more), ...all), row)).toEqual({
      byEnd: first,
      later: [12],
      all: first + 7,
      done: first + 7,
    });
  });
});

test('while one more baseline is asked, how far that one is counts', () => {
  const queries = [...viewAfter().heldOut.keys()];
  expect(rail(viewAfter(), asking(baseline))).toBe(`0 of ${String(first)}`);
  const some = viewAfter(taken(baseline), ...answers('no-prompt', queries.slice(0, 3)));
  expect(rail(some, asking(baseline))).toBe(`3 of ${String(first)} done`);
});
