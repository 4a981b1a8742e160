import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { madeHostile } from '../watch/hostile-run';
import { madeRun } from '../watch/made-run';
import { ScriptedRun, scriptedLab } from '../watch/scripted-feed';
import Stage from '../watch/Stage.svelte';

async function result(feed: ScriptedRun): Promise<void> {
  await render(Stage, { lab: scriptedLab(feed), screen: 'result' });
}

beforeEach(() => page.viewport(1280, 900));
afterEach(cleanup);

describe('the verdict', () => {
  test.each([
    ['better', 'Better than the start prompt'],
    ['no-difference', 'No difference found'],
    ['worse', 'Worse than the start prompt'],
  ] as const)('%s is said as a heading, never without that it is simulated', async (outcome, words) => {
    await result(new ScriptedRun(madeRun({ outcome })));
    await expect.element(page.getByRole('heading', { name: words })).toBeVisible();
    await expect.element(page.getByText('This is a simulated result.')).toBeVisible();
    await expect
      .element(page.getByText('The judge also wrote the responses and rewrote the prompt'))
      .toBeVisible();
    await expect.element(page.getByText('Practice model (simulated)').first()).toBeVisible();
  });

  test('is drawn with one stem a query and told in words and as a table', async () => {
    await result(new ScriptedRun(madeRun()));
    const chart = page.getByRole('img', {
      name: /^24 queries: the final prompt scored higher on \d+ and lower on \d+/,
    });
    await expect.element(chart).toBeVisible();
    expect(chart.element().querySelectorAll('circle')).toHaveLength(24);
    await page.getByText('As a table').first().click();
    await expect.poll(() => document.querySelectorAll('figure table tbody tr').length).toBe(24);
  });
});

test('of the stems the one under the pointer stands out, and no other', async () => {
  await result(new ScriptedRun(madeRun()));
  const places = () => [...document.querySelectorAll('.catch')];
  await expect.poll(() => places().length).toBe(24);
  const thick = () =>
    [...document.querySelectorAll('.stem')].flatMap((stem, i) =>
      getComputedStyle(stem).strokeWidth === '4px' ? [i] : [],
    );
  expect(thick()).toEqual([]);
  await userEvent.hover(places()[7]!);
  await expect.poll(thick).toEqual([7]);
});

test('the difference is taken apart by aspect and by category, in tables', async () => {
  await result(new ScriptedRun(madeRun()));
  const aspects = page.getByRole('table', { name: 'By aspect' });
  await expect.element(aspects).toBeVisible();
  expect(aspects.element().querySelectorAll('tbody tr')).toHaveLength(4);
  await expect.element(page.getByRole('table', { name: 'By category' })).toBeVisible();
});

test('the final prompt is shown as changes, and in full when asked', async () => {
  const run = madeRun();
  await result(new ScriptedRun(run));
  await expect.element(page.getByRole('group', { name: 'Changes, word by word' }).first()).toBeVisible();
  expect(document.querySelectorAll('ins').length).toBeGreaterThan(0);
  await page.getByText('In full').click();
  const finished = run.events.find((event) => event.kind === 'run-finished')!;
  await expect.poll(() => document.querySelector('.paper .text')?.textContent.trim()).toBe(finished.prompt);
});

test('a held-out query opens to both responses side by side', async () => {
  await result(new ScriptedRun(madeRun()));
  await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
  document.querySelector<HTMLElement>('.pair summary')!.click();
  await expect.element(page.getByRole('heading', { name: 'With the start prompt' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'With the final prompt' })).toBeVisible();
});

test('the cost adds up to the calls that were stored', async () => {
  const run = madeRun();
  await result(new ScriptedRun(run));
  const calls = run.records.filter((record) => record.kind === 'call').length.toLocaleString('en');
  await expect.element(page.getByRole('row', { name: new RegExp(`^All roles ${calls} `) })).toBeVisible();
});

test.each([
  ['running', 'still going'],
  ['paused', 'paused'],
  ['failed', 'stopped'],
] as const)('a %s run says so kindly and leads to Watch', async (status, words) => {
  await result(new ScriptedRun(madeRun(), 100, status));
  await expect.element(page.getByText(words)).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Go to Watch' })).toHaveAttribute('href', '#/run/made');
});

test('a run that finishes while its result is open shows the verdict', async () => {
  const feed = new ScriptedRun(madeRun(), 100, 'running');
  await result(feed);
  await expect.element(page.getByRole('heading', { name: 'No verdict yet' })).toBeVisible();
  feed.tell(1000);
  feed.become({ status: 'finished' });
  await expect.element(page.getByRole('heading', { name: 'Better than the start prompt' })).toBeVisible();
});

test.each([1280, 390, 360])('hostile text neither runs nor widens the page at %i pixels', async (width) => {
  await page.viewport(width, 800);
  await result(new ScriptedRun(madeHostile()));
  await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
  for (const summary of [...document.querySelectorAll<HTMLElement>('summary')].slice(0, 40)) summary.click();
  await expect.poll(() => document.querySelectorAll('article').length).toBeGreaterThan(0);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  expect('__ran' in window).toBe(false);
  expect(document.querySelectorAll('main script, main img')).toHaveLength(0);
});
