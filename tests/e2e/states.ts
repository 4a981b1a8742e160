/**
 * Every screen in every state it can be looked at in, in one order: what is stored grows from nothing to a full Library.
 * `walk` brings a page from state to state and stops at each. The everyone tests and `npm run look` share this list: a state
 * that is added here is tested and pictured.
 */
import { expect, type Page } from '@playwright/test';
import { m } from '../../src/ui/messages/messages';
import { failed, paused, practiceRun, store, type StoredRun } from './stored-runs';

/** What is stored when a state is reached; each holds what the one before it holds. */
type Holding = 'nothing' | 'finished' | 'all';

export interface State {
  name: string;
  stored: Holding;
  reach: (page: Page) => Promise<void>;
  /** What has to be undone before the next state: a run that goes on, a fold that is remembered. */
  leave?: (page: Page) => Promise<void>;
}

const RUN = { best: 'a1', other: 'a2', check: 'a3', early: 'b1', middle: 'b2', planning: 'b3', failed: 'b4' };

export interface Runs {
  finished: StoredRun[];
  unfinished: StoredRun[];
}

/** Some seconds in Node: make them once. */
export async function makeRuns(now = Date.now()): Promise<Runs> {
  const ago = (minutes: number) => now - minutes * 60_000;
  const moments = [2, 90, 210];
  const [best, planning, early, middle] = await practiceRun(
    { id: RUN.best, name: 'Standard run 1', startedAt: ago(3000) },
    moments,
  );
  if (!planning || !early || !middle) throw new Error('the run was shorter than its moments');
  const [other] = await practiceRun({
    id: RUN.other,
    name: 'Short answers for the help desk of the public library',
    preset: 'quick',
    startPrompt: 'You work at the help desk of a public library. Answer briefly.',
    startedAt: ago(160),
  });
  const [check] = await practiceRun({
    id: RUN.check,
    name: 'Judge check 3',
    checkOnly: true,
    startedAt: ago(90),
  });
  return {
    finished: [best, other, check],
    unfinished: [
      paused(middle, RUN.middle, 'Standard run 4', ago(40)),
      paused(early, RUN.early, 'Standard run 5', ago(20)),
      paused(planning, RUN.planning, 'Standard run 6', ago(12)),
      failed(middle, RUN.failed, 'Standard run 7', ago(9)),
    ],
  };
}

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

function at(address: string, title: string | RegExp): State['reach'] {
  return async (page) => {
    await page.goto(`./#${address}`);
    await heading(page, title);
  };
}

function watch(run: string, tab?: string): State['reach'] {
  return async (page) => {
    await page.goto(`./#/run/${run}`);
    await expect(page.getByTestId('happening')).not.toBeEmpty();
    if (tab !== undefined) await page.getByRole('tab', { name: tab }).click();
  };
}

/** Goes on from where it was paused, at reading pace: slow enough to be looked at. */
function running(run: string): Pick<State, 'reach' | 'leave'> {
  return {
    reach: async (page) => {
      await watch(run)(page);
      await page.getByRole('button', { name: m.watch.resume, exact: true }).click();
      await expect(page.getByRole('button', { name: m.watch.pause, exact: true })).toBeEnabled();
    },
    leave: async (page) => {
      await page.getByRole('button', { name: m.watch.pause, exact: true }).click();
      await expect(page.getByRole('button', { name: m.watch.resume, exact: true })).toBeEnabled();
    },
  };
}

async function library(page: Page): Promise<void> {
  await page.goto('./#/library');
  await expect(page.getByRole('table', { name: m.library.table })).toBeVisible();
}

export const STATES: readonly State[] = [
  { name: 'start-empty', stored: 'nothing', reach: at('/', m.start.heading) },
  { name: 'library-empty', stored: 'nothing', reach: at('/library', m.library.heading) },
  { name: 'unknown-address', stored: 'nothing', reach: at('/no/such/place', m.shell.unknown.heading) },
  { name: 'watch-not-there', stored: 'nothing', reach: at('/run/0000', m.watch.notFound) },
  { name: 'result-not-there', stored: 'nothing', reach: at('/run/0000/result', /./) },
  { name: 'compare-not-there', stored: 'nothing', reach: at('/library/compare/0000/0001', /./) },
  { name: 'setup', stored: 'nothing', reach: at('/setup', m.setup.heading) },
  {
    name: 'setup-own-queries',
    stored: 'nothing',
    reach: async (page) => {
      await at('/setup', m.setup.heading)(page);
      await page.getByText(m.setup.queries.own, { exact: true }).click();
      await page
        .getByLabel(m.setup.queries.paste)
        .fill(Array.from({ length: 30 }, (_, i) => `Where do I return book number ${i + 1}?`).join('\n'));
      await expect(page.getByText(m.setup.queries.read(30, 'txt'))).toBeVisible();
    },
  },
  { name: 'models', stored: 'nothing', reach: at('/models', m.models.heading) },

  { name: 'start-runs', stored: 'finished', reach: at('/', m.start.heading) },
  { name: 'library', stored: 'finished', reach: library },
  {
    name: 'library-no-hit',
    stored: 'finished',
    reach: async (page) => {
      await library(page);
      await page.getByLabel(m.library.search).fill('nowhere');
      await expect(page.getByText(m.library.nothing('nowhere'))).toBeVisible();
    },
    leave: async (page) => {
      await page.getByRole('button', { name: m.library.clear }).click();
    },
  },
  {
    name: 'library-two-picked',
    stored: 'finished',
    reach: async (page) => {
      await library(page);
      for (const name of ['Standard run 1', 'Short answers for the help desk of the public library'])
        await page.getByLabel(m.library.choose(name)).check();
    },
    leave: async (page) => {
      await page.getByRole('button', { name: m.library.picked.clear }).click();
    },
  },
  {
    name: 'library-rename',
    stored: 'finished',
    reach: async (page) => {
      await library(page);
      await page.getByRole('button', { name: m.library.rename.named('Standard run 1') }).click();
      await expect(page.getByLabel(m.library.rename.label)).toBeFocused();
    },
  },
  { name: 'compare', stored: 'finished', reach: at(`/library/compare/${RUN.best}/${RUN.other}`, /./) },
  { name: 'result', stored: 'finished', reach: at(`/run/${RUN.best}/result`, /./) },
  {
    name: 'result-opened',
    stored: 'finished',
    reach: async (page) => {
      await at(`/run/${RUN.best}/result`, /./)(page);
      await expect(page.getByRole('heading', { name: m.result.comparisons.title })).toBeVisible();
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details')) fold.open = true;
      });
    },
  },
  { name: 'result-check-only', stored: 'finished', reach: at(`/run/${RUN.check}/result`, /./) },
  { name: 'watch-finished', stored: 'finished', reach: watch(RUN.best, m.watch.tabs.search) },
  {
    name: 'watch-candidate',
    stored: 'finished',
    reach: async (page) => {
      await watch(RUN.best, m.watch.tabs.search)(page);
      await page.getByRole('treeitem').nth(3).click();
      await expect(page.getByRole('heading', { level: 2, name: /Candidate/ })).toBeVisible();
    },
    leave: async (page) => {
      await page.keyboard.press('Escape');
    },
  },
  { name: 'watch-tab-judge', stored: 'finished', reach: watch(RUN.best, m.watch.tabs.judge) },
  { name: 'watch-tab-examples', stored: 'finished', reach: watch(RUN.best, m.watch.tabs.examples) },
  { name: 'watch-tab-charts', stored: 'finished', reach: watch(RUN.best, m.watch.tabs.charts) },
  { name: 'watch-tab-checks', stored: 'finished', reach: watch(RUN.best, m.watch.tabs.checks) },
  {
    name: 'watch-tab-calls',
    stored: 'finished',
    reach: async (page) => {
      await watch(RUN.best, m.watch.tabs.calls)(page);
      await page.locator('.call summary').first().click();
      await expect(page.locator('.message').first()).toBeVisible();
    },
  },
  {
    name: 'watch-replay',
    stored: 'finished',
    reach: async (page) => {
      await page.goto(`./#/run/${RUN.best}/at/200`);
      await expect(page.getByLabel(m.watch.replay.scrub)).toHaveValue('200');
    },
  },
  { name: 'watch-check-only', stored: 'finished', reach: watch(RUN.check) },
  { name: 'recorded', stored: 'finished', reach: at('/recorded/at/300', m.watch.recordedTitle) },

  { name: 'start-resume', stored: 'all', reach: at('/', m.start.heading) },
  { name: 'library-all', stored: 'all', reach: library },
  { name: 'watch-planning', stored: 'all', ...running(RUN.planning) },
  { name: 'watch-early', stored: 'all', ...running(RUN.early) },
  { name: 'watch-running', stored: 'all', ...running(RUN.middle) },
  { name: 'watch-paused', stored: 'all', reach: watch(RUN.middle) },
  { name: 'watch-failed', stored: 'all', reach: watch(RUN.failed) },
  { name: 'result-unfinished', stored: 'all', reach: at(`/run/${RUN.middle}/result`, /./) },
  { name: 'result-failed', stored: 'all', reach: at(`/run/${RUN.failed}/result`, /./) },
];

/** Brings the page to each state in turn and hands it over there. The page must be new: nothing stored. */
export async function walk(
  page: Page,
  runs: Runs,
  stop: (state: State) => Promise<void>,
  states = STATES,
): Promise<void> {
  await at('/', m.start.heading)(page);
  let stored: Holding = 'nothing';
  for (const state of states) {
    if (stored === 'nothing' && state.stored !== 'nothing') await store(page, runs.finished);
    if (stored !== 'all' && state.stored === 'all') await store(page, runs.unfinished);
    stored = state.stored;
    // Anywhere else first, so that each state is an arrival.
    await page.goto('./#/elsewhere');
    await state.reach(page);
    await stop(state);
    await state.leave?.(page);
  }
}
