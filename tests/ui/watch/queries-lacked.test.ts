/** A run that lacked queries says so wherever one might take it for a whole one. */
import { describe, expect, test } from 'vitest';
import { emptyView, fold, type RunView } from '../../../src/core/view';
import { pathScores } from '../../../src/ui/result/finalists';
import { happening } from '../../../src/ui/watch/happening';
import { phaseMarks } from '../../../src/ui/watch/phases';
import {
  lastLevel,
  levelsLacked,
  shortOwnList,
  verdictOn,
  whyNoValidation,
} from '../../../src/ui/watch/queries-lacked';
import { type MadeRun, madeRun } from './made-run';
import { madeShort } from './made-short';

function viewOf({ events }: MadeRun, until: (view: RunView) => boolean = () => false): RunView {
  const view = emptyView();
  for (const event of events) {
    fold(view, event);
    if (until(view)) break;
  }
  return view;
}
const short = madeShort();
const whole = madeRun();
const wordsAt = (run: MadeRun, kind: 'search-finished' | 'run-finished') => {
  const at = run.events.findIndex((event) => event.kind === kind);
  const view = viewOf({ ...run, events: run.events.slice(0, at + 1) });
  return happening({ view, position: view.events, latest: run.events[at] ?? null }, run.row, null);
};

describe('a run with too few queries', () => {
  const view = viewOf(short);

  test('is known by its plan', () => {
    expect(levelsLacked(view)).toEqual({ levels: 3, wanted: 5 });
    expect(lastLevel(view)).toBe(3);
    expect(whyNoValidation(view, short.row)).toBe('no-queries');
    expect(verdictOn(view, short.row)).toBe('built-in');
    expect(shortOwnList(view, short.row)).toEqual({ queries: 6, needed: 24 });
  });

  test('never ticks off a level 3 of 5, and says why validation is skipped', () => {
    const marks = phaseMarks(view, short.row);
    expect(marks.map(({ key, standing, detail }) => [key, standing, detail])).toEqual([
      ['examples', 'done', expect.any(String)],
      ['search', 'done', 'level 3 of 3, all the queries allow'],
      ['validation', 'skipped', 'skipped: no queries left'],
      ['verdict', 'done', '24 of 24'],
    ]);
  });

  test('says so while it still searches', () => {
    const searching = viewOf(short, ({ levels }) => levels.length === 2);
    const [, search, validation] = phaseMarks(searching, short.row);
    expect(search?.detail).toBe('level 2 of 3');
    expect(validation).toMatchObject({ standing: 'skipped', detail: 'skipped: no queries left' });
    expect(happening({ view: searching, position: 1, latest: null }, short.row, null).what).toBe(
      'Level 2 of 3 has begun.',
    );
  });

  test('foretells no validation when the search is over', () => {
    expect(wordsAt(short, 'search-finished').why).toMatch(
      /^No query is left for validation: .*best path score/,
    );
  });

  test('tells at its end how its prompt was chosen, how deep it went, and on whose queries the verdict rests', () => {
    const { why, chosen } = wordsAt(short, 'run-finished');
    expect(why).toMatch(/These held-out queries are built-in ones, not yours\.$/);
    expect(chosen).toMatch(
      /^Chosen by its path score, \d\.\d\d: no query was left for validation\. The queries were enough for only 3 of the 5 levels\.$/,
    );
  });

  test('has the path scores of its finalists, best first, and the chosen one among them', () => {
    const rows = pathScores(view, 2);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ contender: view.best?.node, chosen: true });
    expect(rows[1]?.chosen).toBe(false);
    expect(rows[0]!.score).toBeGreaterThanOrEqual(rows[1]!.score);
  });
});

describe('a run with queries enough', () => {
  const view = viewOf(whole);

  test('has nothing of this said', () => {
    expect(levelsLacked(view)).toBeNull();
    expect(whyNoValidation(view, whole.row)).toBeNull();
    expect(verdictOn(view, whole.row)).toBeNull();
    expect(shortOwnList(view, whole.row)).toBeNull();
    expect(phaseMarks(view, whole.row)[1]?.detail).toBe('level 8 of 8');
    expect(wordsAt(whole, 'search-finished').why).toMatch(/now compared/);
    expect(wordsAt(whole, 'run-finished').why).not.toContain('yours');
  });

  test('knows that validation is off in the settings from that there was no query for it', () => {
    const { setup } = whole.row;
    const off = {
      ...whole.row,
      setup: { ...setup, config: { ...setup.config, answer: 'path-score' as const } },
    };
    expect(whyNoValidation(view, off)).toBe('off');
  });
});
