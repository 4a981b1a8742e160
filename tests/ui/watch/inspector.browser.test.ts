import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { RunEvent } from '../../../src/core/events';
import { madeRun } from './made-run';
import { ScriptedRun, scriptedLab } from './scripted-feed';
import Stage from './Stage.svelte';

const run = madeRun();

beforeEach(async () => {
  // What was open in the test before is not open here.
  sessionStorage.clear();
  await page.viewport(1280, 900);
});
afterEach(cleanup);

async function open(name: RegExp): Promise<void> {
  await render(Stage, { lab: scriptedLab(new ScriptedRun(run, 130, 'paused')), screen: 'watch' });
  await page.getByRole('treeitem', { name }).click();
}
const heading = (name: string) => page.getByRole('complementary').getByRole('heading', { name, level: 2 });

test('a candidate leads to its parent and to those before and after it, by keyboard too', async () => {
  await open(/^Candidate 1 of level 2, /);
  await page.getByRole('button', { name: 'Candidate after' }).click();
  await expect.element(heading('Candidate 2 of level 2')).toBeVisible();
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
  await expect.element(heading('Candidate 1 of level 2')).toBeVisible();
  await page.getByRole('button', { name: 'from the start prompt' }).click();
  await expect.element(heading('Start prompt')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Candidate before' })).toBeDisabled();
});

test('a candidate says how its reward compares with its parent’s, the start prompt has none to compare with', async () => {
  await open(/^Candidate 1 of level 2, /);
  const reward = (node: string) =>
    run.events.flatMap((event) =>
      event.kind === 'candidate-scored' && event.node === node ? [event.reward] : [],
    )[0]!;
  const by = (reward('0') - reward('root')).toFixed(2).replace('-', '');
  await expect.element(page.getByText(new RegExp(`^[+−]${by} against its parent$`))).toBeVisible();
  await page.getByRole('button', { name: 'from the start prompt' }).click();
  await expect.element(heading('Start prompt')).toBeVisible();
  expect(page.getByText('against its parent', { exact: false }).elements()).toHaveLength(0);
});

test('where the prompt is its parent’s, the difference is said to be of other queries, not of an edit', async () => {
  const at = run.events.findIndex(
    (event) => event.kind === 'candidate-proposed' && event.action?.kind === 'keep',
  );
  const kept = run.events[at] as Extract<RunEvent, { kind: 'candidate-proposed' }>;
  const scored = run.events.findIndex(
    (event) => event.kind === 'candidate-scored' && event.node === kept.node,
  );
  expect(scored).toBeGreaterThan(at);
  await render(Stage, { lab: scriptedLab(new ScriptedRun(run, scored + 1, 'paused')), screen: 'watch' });
  await expect.poll(() => document.getElementById(`node-${kept.node}`)).not.toBeNull();
  document.getElementById(`node-${kept.node}`)!.click();
  await expect.element(page.getByText(/^[+−]\d\.\d\d on other queries$/)).toBeVisible();
  expect(page.getByText('against its parent', { exact: false }).elements()).toHaveLength(0);
});

test('an aspect’s five bars say and mark the expected score and the judge’s doubt', async () => {
  await open(/^Candidate 1 of level 2, /);
  const bars = page
    .getByRole('complementary')
    .getByRole('img', { name: /expected \d\.\d\d, give or take \d\.\d\d$/ });
  await expect.poll(() => bars.elements().length).toBe(6);
  for (const element of bars.elements()) {
    const within = element.getBoundingClientRect();
    const mark = element.querySelector('.expected')!.getBoundingClientRect();
    expect(mark.left).toBeGreaterThanOrEqual(within.left - 1);
    expect(mark.right).toBeLessThanOrEqual(within.right + 1);
  }
});

test('each response says that a simulated model wrote it', async () => {
  await open(/^Candidate 1 of level 2, /);
  const turns = [...document.querySelectorAll('article')];
  expect(turns.length).toBeGreaterThan(0);
  for (const turn of turns) expect(turn.textContent.match(/\(simulated\)/g)).toHaveLength(1);
});

test('on a phone it can be closed from anywhere in it, and the page behind it still scrolls', async () => {
  await page.viewport(390, 844);
  // Of the newest level: so narrow a window follows it past all others.
  await open(/^Candidate 1 of level 4, /);
  const sheet = page.getByRole('complementary').element();
  sheet.scrollTop = sheet.scrollHeight;
  await expect.element(page.getByRole('button', { name: 'Close' })).toBeInViewport();
  scrollTo(0, 200);
  expect(scrollY).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Close' }).click();
  expect(page.getByRole('complementary').elements()).toHaveLength(0);
});
