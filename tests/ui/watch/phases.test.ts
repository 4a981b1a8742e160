/** How far the rail says a run is, beside the sentence of what is happening. */
import { describe, expect, test } from 'vitest';
import { laterBarrier } from '../../../src/core/afterwards';
import type { RunEvent } from '../../../src/core/events';
import type { RunRow } from '../../../src/core/records';
import { emptyView, fold, type RunView } from '../../../src/core/view';
import { happening } from '../../../src/ui/watch/happening';
import { phaseMarks } from '../../../src/ui/watch/phases';
import { practiceRun } from '../../e2e/stored-runs';

const [run] = await practiceRun({ id: 'r', name: 'phases', startedAt: 0 });
const { row } = run;

/** The view right after the nth event of a kind. */
function viewAfter(kind: RunEvent['kind'], nth: number): RunView {
  const view = emptyView();
  let left = nth;
  for (const event of run.events) {
    fold(view, event);
    if (event.kind === kind && --left === 0) return view;
  }
  throw new Error(`the made run has no ${String(nth)} of ${kind}`);
}
const mark = (view: RunView, key: string, of: RunRow = row) =>
  phaseMarks(view, of).find((one) => one.key === key);
const configured = (config: Partial<RunRow['setup']['config']>): RunRow => ({
  ...row,
  setup: { ...row.setup, config: { ...row.setup.config, ...config } },
});
const told = (kind: RunEvent['kind']) => run.events.filter((event) => event.kind === kind).length;

test('a run that is to finish before its search is at its verdict from then on; one short of time goes on', () => {
  const decided = (why: 'asked' | 'deadline', of: 'check' | 'examples' = 'examples'): RunView => {
    const view = of === 'check' ? viewAfter('judge-check-finished', 1) : viewAfter('example-judged', 2);
    fold(view, { kind: 'decision-taken', at: `${of}/barrier`, changes: [{ kind: 'finish', why }] });
    return view;
  };
  expect(mark(decided('asked'), 'verdict')?.standing).toBe('now');
  expect(mark(decided('asked'), 'search')?.standing).toBe('skipped');
  expect(mark(decided('deadline'), 'examples')?.standing).toBe('now');
  // After the check of the judge both end it.
  expect(mark(decided('asked', 'check'), 'verdict')?.standing).toBe('now');
  expect(mark(decided('deadline', 'check'), 'verdict')?.standing).toBe('now');
});

test('examples that no one began to make, as the run was to finish, are skipped and not done', () => {
  const view = viewAfter('judge-check-finished', 1);
  fold(view, { kind: 'decision-taken', at: 'check/barrier', changes: [{ kind: 'finish', why: 'asked' }] });
  expect(mark(view, 'examples')).toMatchObject({ standing: 'skipped', share: 0 });
  expect(mark(viewAfter('search-finished', 1), 'examples')?.standing).toBe('done');
});

test('nothing is counted as judged while the first are still being answered', () => {
  const view = viewAfter('search-finished', 1);
  expect(mark(view, 'validation')?.standing).toBe('now');
  expect(mark(view, 'validation')?.beside).toBe('');
});

describe('while the verdict is at work', () => {
  const all = told('held-out-judged');
  const queries = viewAfter('held-out-judged', all).heldOut.size;
  const sides = 2 + (row.setup.config.baselines?.length ?? 0);

  test('the responses judged are counted, one for each query and side, as many as there will be from the first on', () => {
    expect(all).toBe(sides * queries);
    for (const nth of [1, queries, all])
      expect(mark(viewAfter('held-out-judged', nth), 'verdict')?.beside).toBe(
        `${String(nth)} of ${String(all)} judged`,
      );
  });

  test('the last query of the start prompt is not the last of all', () => {
    const view = viewAfter('held-out-judged', queries - 1);
    const last = run.events.findLast((event) => event.kind === 'held-out-judged' && event.side === 'initial');
    const path = `verdict/initial/${last?.kind === 'held-out-judged' ? last.query : ''}/judge/safety/try0`;
    const { what } = happening({ view, position: 1, latest: null }, row, path);
    expect(what).toContain(`query ${String(queries)} of ${String(queries)}`);
    expect(mark(view, 'verdict')?.beside).toBe(`${String(queries - 1)} of ${String(all)} judged`);
    expect(mark(view, 'verdict')?.detail).toBe(`0 of ${String(queries)} done`);
  });

  test('a baseline that was asked for after the end counts from the wish on', () => {
    const at = laterBarrier(1);
    const changes = [{ kind: 'add-baseline' as const, baseline: 'no-prompt' as const }];
    const config = { ...row.setup.config, baselines: [] };
    const wishing: RunRow = {
      ...row,
      status: 'running',
      moreAsked: { at, changes },
      setup: { ...row.setup, config },
    };
    const before: RunEvent[] = run.events.filter(
      (event) => event.kind !== 'held-out-judged' || ['initial', 'final'].includes(event.side),
    );
    const view = [...before, { kind: 'decision-taken', at, changes } as RunEvent].reduce(fold, emptyView());
    expect(mark(view, 'verdict', wishing)?.beside).toContain(`of ${String(3 * queries)}`);
  });

  test('how far it is in queries is kept for those who speak of queries, and so it ends', () => {
    expect(mark(viewAfter('held-out-judged', all), 'verdict')?.detail).toBe(
      `${String(queries)} of ${String(queries)} done`,
    );
    const over = mark(viewAfter('run-finished', 1), 'verdict');
    expect(over?.beside).toBe(`${String(queries)} of ${String(queries)}`);
  });
});

test('while validation is at work, the responses judged are counted among those of all contenders', () => {
  const all = told('contender-validated');
  expect(mark(viewAfter('contender-validated', 3), 'validation')?.beside).toBe(`3 of ${String(all)} judged`);
  expect(mark(viewAfter('contender-validated', all), 'validation')?.share).toBe(1);
});

describe('examples', () => {
  test('that are at work are none of those that are ready', () => {
    const { count } = row.setup.config.examples;
    const all = Math.min(count, row.setup.materials.baseExamples.length);
    const view = viewAfter('example-judged', 2);
    expect(mark(view, 'examples')?.beside).toBe(`0 of ${String(all)} ready`);
  });

  test('that are not made are used as they are, and off only where none are sent', () => {
    const examples = { ...row.setup.config.examples, count: 0 };
    const view = viewAfter('level-started', 1);
    expect(mark(view, 'examples', configured({ examples }))?.beside).toBe('used as they are');
    expect(mark(view, 'examples', configured({ examples, examplesPerQuery: 0 }))?.beside).toBe(
      'off in this run',
    );
  });
});
