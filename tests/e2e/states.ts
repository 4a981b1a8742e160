/**
 * Every screen in every state it can be looked at in, in one order: what is stored grows from nothing to a full Library.
 * `walk` brings a page from state to state and stops at each. The everyone tests and `npm run look` share this list: a state
 * that is added here is tested and pictured.
 */
import { expect, type Page } from '@playwright/test';
import { modelWords } from '../../src/ui/messages/model-words';
import { m } from '../../src/ui/messages/messages';
import { queryWords } from '../../src/ui/messages/query-words';
import { writeArchive } from '../../src/store/archive';
import { RUN, type Runs } from './state-runs';
import { store } from './stored-runs';

/** What is stored when a state is reached; each holds what the one before it holds. */
type Holding = 'nothing' | 'finished' | 'all';

export interface State {
  name: string;
  stored: Holding;
  reach: (page: Page, runs: Runs) => Promise<void>;
  /** What has to be undone before the next state: a run that goes on, a fold that is remembered. */
  leave?: (page: Page) => Promise<void>;
}

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

type Reach = (page: Page) => Promise<void>;

export function at(address: string, title: string | RegExp): Reach {
  return async (page) => {
    await page.goto(`./#${address}`);
    await heading(page, title);
  };
}

function watch(run: string, tab?: string): Reach {
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

/** A panel that lies over the screen, opened by its key; it closes with Escape. */
function over(key: string, opened: (page: Page) => Promise<void>): Pick<State, 'reach' | 'leave'> {
  return {
    reach: async (page) => {
      await library(page);
      await page.keyboard.press(key);
      await opened(page);
    },
    leave: (page) => page.keyboard.press('Escape'),
  };
}

async function library(page: Page): Promise<void> {
  await page.goto('./#/library');
  await expect(page.getByRole('table', { name: m.library.table })).toBeVisible();
}

/** Setup with so many queries of one's own. */
async function ownQueries(page: Page, count: number): Promise<void> {
  await at('/setup', m.setup.heading)(page);
  await page.getByText(m.setup.queries.own, { exact: true }).click();
  const queries = Array.from({ length: count }, (_, i) => `Where do I return book number ${i + 1}?`);
  await page.getByLabel(m.setup.queries.paste).fill(queries.join('\n'));
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
      await ownQueries(page, 30);
      await expect(page.getByText(m.setup.queries.read(30, 'txt'))).toBeVisible();
    },
  },
  {
    name: 'setup-few-queries',
    stored: 'nothing',
    reach: async (page) => {
      await ownQueries(page, 6);
      await expect(page.getByRole('list', { name: queryWords.tooFewTitle })).toBeVisible();
      await page.locator('summary').filter({ hasText: m.setup.settings.groups.search.about }).click();
    },
  },
  {
    name: 'setup-problems',
    stored: 'nothing',
    reach: async (page) => {
      await at('/setup', m.setup.heading)(page);
      await page.getByLabel(m.setup.prompt.label).fill('');
      await page.getByText(m.setup.queries.own, { exact: true }).click();
      await page.getByLabel(m.setup.queries.paste).fill('Is this the only question?');
      await page.getByText(m.setup.settings.groups.randomness.name, { exact: true }).click();
      await page.getByLabel(m.setup.settings.words.seed.name, { exact: true }).fill('-1');
      await expect(page.getByRole('button', { name: m.setup.run, exact: true })).toBeVisible();
    },
  },
  {
    name: 'setup-own-aspect',
    stored: 'nothing',
    reach: async (page) => {
      await at('/setup', m.setup.heading)(page);
      await page.getByRole('button', { name: m.setup.aspects.add }).click();
      await page.getByLabel(m.setup.aspects.fields.name, { exact: true }).fill('House style');
    },
  },
  { name: 'models', stored: 'nothing', reach: at('/models', modelWords.heading) },

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
  {
    name: 'library-deleted',
    stored: 'finished',
    reach: async (page) => {
      await library(page);
      await page.getByRole('button', { name: m.library.remove.named('Judge check 3') }).click();
      await expect(page.getByRole('button', { name: m.library.deleted.undo })).toBeVisible();
    },
    leave: (page) => page.getByRole('button', { name: m.library.deleted.undo }).click(),
  },
  {
    name: 'library-palette',
    stored: 'finished',
    ...over('Control+k', async (page) => {
      await page.getByRole('combobox', { name: m.palette.title }).fill('run');
    }),
  },
  {
    name: 'library-shortcuts',
    stored: 'finished',
    ...over('?', async (page) => {
      await expect(page.getByRole('heading', { name: m.keys.title })).toBeVisible();
    }),
  },
  {
    name: 'setup-reused',
    stored: 'finished',
    reach: async (page) => {
      await library(page);
      await page.getByRole('button', { name: m.library.reuse.named('Standard run 1') }).click();
      await heading(page, m.setup.heading);
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
  { name: 'result-few-queries', stored: 'finished', reach: at(`/run/${RUN.few}/result`, /./) },
  { name: 'result-check-only', stored: 'finished', reach: at(`/run/${RUN.check}/result`, /./) },
  { name: 'result-unsound', stored: 'finished', reach: at(`/run/${RUN.unsound}/result`, /./) },
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
  { name: 'watch-few-queries', stored: 'finished', reach: watch(RUN.few, m.watch.tabs.checks) },
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
  {
    name: 'library-imported',
    stored: 'all',
    reach: async (page, { finished: [best] }) => {
      if (!best) throw new Error('no run to import');
      await library(page);
      const file = { name: 'a run.drpo', mimeType: 'application/gzip' };
      const whole = Buffer.from(
        await (await writeArchive(best.row, best.records, best.events)).arrayBuffer(),
      );
      await page.getByLabel(m.library.import.field).setInputFiles([
        { ...file, buffer: whole },
        { ...file, name: 'half of it.drpo', buffer: whole.subarray(0, 2_000) },
      ]);
      await expect(page.getByRole('region', { name: m.library.import.problems })).toBeVisible();
    },
  },
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
    await state.reach(page, runs);
    await stop(state);
    await state.leave?.(page);
  }
}
