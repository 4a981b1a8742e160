import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events';
import { emptyView, fold } from '../../../src/core/view';
import { finishedEarly } from '../../../src/ui/watch/finish-asked';
import { madeRun } from './made-run';

const { events } = madeRun();
const last = events.reduce((most, event) => (event.kind === 'level-started' ? event.level : most), 0);

function finished(at: string, why: 'asked' | 'deadline' = 'asked') {
  const view = events.reduce(fold, emptyView());
  const decision: RunEvent = { kind: 'decision-taken', at, changes: [{ kind: 'finish', why }] };
  fold(view, decision);
  return finishedEarly(view);
}

test('a run that nobody asked to finish was not finished early', () => {
  expect(finishedEarly(events.reduce(fold, emptyView()))).toBeNull();
  expect(finished('system/level/2/barrier', 'deadline')).toBeNull();
});

test('a run asked to finish says after which level, or that its search had not begun', () => {
  expect(finished('system/level/2/barrier')).toEqual({ level: 2 });
  expect(finished('examples/round/1/barrier')).toEqual({ level: null });
  expect(finished('check/barrier')).toEqual({ level: null });
});

test('asked to finish after its last level, or during validation or the verdict, it lost no level by it', () => {
  expect(last).toBeGreaterThan(2);
  expect(finished(`system/level/${String(last)}/barrier`)).toBeNull();
  expect(finished('validation/batch/1/barrier')).toBeNull();
  expect(finished('verdict/batch/1/barrier')).toBeNull();
});
