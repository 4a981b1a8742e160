import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { emptyView, fold } from '../../../../src/core/view';
import { rewardFigure } from '../../../../src/ui/parts/figures';
import { aspectStories } from '../../../../src/ui/watch/charts/aspect-levels';
import { madeHostile } from '../hostile-run';
import { THOUSAND } from '../made-records';
import { madeRun, type MadeRun } from '../made-run';
import { HOSTILE } from '../made-texts';
import { ScriptedRun, scriptedLab } from '../scripted-feed';
import Stage from '../Stage.svelte';

const run = madeRun();
const storiesOf = ({ events }: MadeRun) => aspectStories(events.reduce(fold, emptyView()));

async function charts(feed: ScriptedRun): Promise<void> {
  await render(Stage, { lab: scriptedLab(feed), screen: 'watch' });
  await page.getByRole('tab', { name: 'Charts' }).click();
}
const scrubTo = (position: number): void => {
  const input = page.getByRole('slider', { name: 'Moment of the run' }).element() as HTMLInputElement;
  input.value = String(position);
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const aspects = () => page.getByRole('img', { name: /: mean score .* quer(y|ies)\.$/ });

beforeEach(() => page.viewport(1280, 900));
afterEach(cleanup);

describe('the charts', () => {
  test('draw every aspect for itself, all on one scale, and say the same for ears', async () => {
    await charts(new ScriptedRun(run));
    const stories = storiesOf(run);
    await expect.poll(() => aspects().elements().length).toBe(stories.length);
    for (const story of stories) {
      const last = story.levels.at(-1)!;
      const said = `${rewardFigure(last.mean)} at level ${String(last.level)}`;
      await expect
        .element(page.getByRole('img', { name: new RegExp(`^${story.aspect}: .*${said}`) }))
        .toBeVisible();
    }
    const fives = [...document.querySelectorAll('li figure svg')].map((svg) =>
      [...svg.querySelectorAll('text')].find((text) => text.textContent === '5')?.getAttribute('y'),
    );
    expect(new Set(fives).size).toBe(1);
  });

  test('sort the aspects by how often they were judged, or by how much they changed', async () => {
    await charts(new ScriptedRun(run));
    const names = () => [...document.querySelectorAll('li figcaption')].map((name) => name.textContent);
    const most = storiesOf(run).map(({ aspect }) => aspect);
    await expect.poll(names).toEqual(most);
    await page.getByText('Most changed').click();
    const changed = storiesOf(run)
      .filter(({ change }) => change !== null)
      .sort((a, b) => Math.abs(b.change!.by) - Math.abs(a.change!.by));
    await expect.poll(() => names()[0]).toBe(changed[0]!.aspect);
  });

  test('have a table each, opened by keyboard', async () => {
    await charts(new ScriptedRun(run));
    await expect.poll(() => aspects().elements().length).toBeGreaterThan(0);
    const folds = [...document.querySelectorAll<HTMLElement>('summary')].filter(
      (fold) => fold.textContent.trim() === 'As a table',
    );
    expect(folds).toHaveLength(3);
    for (const one of folds) {
      one.focus();
      await userEvent.keyboard('{Enter}');
    }
    for (const name of [
      'Reward over levels',
      'Words in the prompts by level',
      'Mean score of each aspect by level',
    ])
      await expect.element(page.getByRole('table', { name })).toBeVisible();
    await expect.element(page.getByRole('table', { name: 'By role' })).toBeVisible();
    await expect.element(page.getByRole('table', { name: 'By part of the run' })).toBeVisible();
  });

  test('show the moment that is shown', async () => {
    await charts(new ScriptedRun(run));
    await expect.element(page.getByRole('row', { name: /^Verdict / })).toBeVisible();
    const level3 = run.events.findIndex((event) => event.kind === 'level-started' && event.level === 3);
    scrubTo(level3);
    await expect.poll(() => page.getByRole('row', { name: /^Verdict / }).elements().length).toBe(0);
    await expect.element(page.getByRole('row', { name: /^Level 2 / })).toBeVisible();
    expect(page.getByRole('row', { name: /^Level 3 / }).elements()).toHaveLength(0);
    await expect.element(page.getByText('what a call was for has to be told')).toBeVisible();
    scrubTo(0);
    await expect.element(page.getByText('Charts appear here once the search')).toBeVisible();
    expect(aspects().elements()).toHaveLength(0);
  });

  test('grow with a live run and read its journal once at first', async () => {
    const feed = new ScriptedRun(run, 130, 'running');
    await charts(feed);
    await expect.poll(() => aspects().elements().length).toBeGreaterThan(0);
    const before = page
      .getByRole('img', { name: /^Reward|^Highest/ })
      .element()
      .getAttribute('aria-label');
    feed.tell(150);
    await expect
      .poll(() =>
        page
          .getByRole('img', { name: /^Reward|^Highest/ })
          .element()
          .getAttribute('aria-label'),
      )
      .not.toBe(before);
    expect(feed.asked).toEqual(['']);
  });

  test('are no part of a judge check on its own', async () => {
    const { row } = run;
    const setup = { ...row.setup, config: { ...row.setup.config, task: 'judge-check' as const } };
    await render(Stage, {
      lab: scriptedLab(new ScriptedRun({ ...run, row: { ...row, setup } })),
      screen: 'watch',
    });
    await expect.element(page.getByRole('tab', { name: 'All calls' })).toBeVisible();
    expect(page.getByRole('tab', { name: 'Charts' }).elements()).toHaveLength(0);
  });
});

test.each([
  ['light', 1280],
  ['dark', 390],
])('axe finds nothing in the %s theme at %i pixels', async (theme, width) => {
  await page.viewport(width, 900);
  document.documentElement.dataset.theme = theme;
  await charts(new ScriptedRun(run));
  await expect.element(page.getByRole('table', { name: 'By role' })).toBeVisible();
  await expect.poll(() => aspects().elements().length).toBe(storiesOf(run).length);
  for (const summary of document.querySelectorAll<HTMLElement>('.panel summary')) summary.click();
  await expect.poll(() => document.querySelectorAll('.panel table').length).toBe(5);
  const { violations } = await axe.run(document.querySelector('.panel')!, { resultTypes: ['violations'] });
  delete document.documentElement.dataset.theme;
  expect(violations.map(({ id, nodes }) => ({ id, at: nodes[0]?.html }))).toEqual([]);
});

test('a thousand candidates make no more marks than their levels and aspects', async () => {
  const thousand = madeRun(THOUSAND);
  await charts(new ScriptedRun(thousand));
  const stories = storiesOf(thousand);
  await expect.poll(() => aspects().elements().length).toBe(stories.length);
  const dots = stories.reduce((sum, { levels }) => sum + levels.length, 0);
  expect(document.querySelectorAll('li circle')).toHaveLength(dots);
  expect(document.querySelectorAll('.panel circle').length).toBeLessThan(dots + 40);
});

test.each([1280, 390, 360])(
  'hostile names of aspects neither run nor widen the page at %i pixels',
  async (width) => {
    await page.viewport(width, 800);
    const hostile = madeHostile();
    const names = new Map<string, string>();
    const harm = (aspect: string): string => {
      const name = names.get(aspect) ?? HOSTILE[names.size % HOSTILE.length]! + String(names.size);
      names.set(aspect, name);
      return name;
    };
    const events = hostile.events.map((event) =>
      event.kind === 'response-judged'
        ? {
            ...event,
            judgement: {
              ...event.judgement,
              scores: event.judgement.scores.map((one) => ({ ...one, aspect: harm(one.aspect) })),
            },
          }
        : event,
    );
    await charts(new ScriptedRun({ ...hostile, events }));
    await expect.poll(() => document.querySelectorAll('li figcaption').length).toBe(names.size);
    for (const summary of document.querySelectorAll<HTMLElement>('summary')) summary.click();
    await expect.poll(() => document.querySelectorAll('table').length).toBeGreaterThan(3);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    expect('__ran' in window).toBe(false);
    expect(document.querySelectorAll('main script, main img')).toHaveLength(0);
  },
);
