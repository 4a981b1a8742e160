/** Watch on a run of real models: which one is in memory, what is being loaded, and the way out when one fails. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { ROLES } from '../../../src/core/terms';
import type { RunRow } from '../../../src/core/records';
import { type ScriptedDesk, scriptedDesk } from '../scripted-desk';
import { madeRun } from './made-run';
import { ScriptedRun, scriptedLab } from './scripted-feed';
import Stage from './Stage.svelte';

beforeEach(() => page.viewport(1280, 900));
afterEach(cleanup);

const name = 'Qwen3-1.7B (q4f16_1)';
const real = { id: 'webllm:x', label: name, simulated: false };

async function watch(change: Partial<RunRow>, simulated = false): Promise<ScriptedDesk> {
  const feed = new ScriptedRun(madeRun(), 60, 'running');
  const engines = Object.fromEntries(ROLES.map((role) => [role, real])) as RunRow['engines'];
  feed.become({ ...(simulated ? {} : { engines }), ...change });
  const desk = scriptedDesk();
  await render(Stage, { lab: { ...scriptedLab(feed), models: desk }, screen: 'watch' });
  return desk;
}

test('a model on its way into memory is named, with how far it is; then it is said to be there', async () => {
  const desk = await watch({});
  desk.reside({ resident: null, loading: name, share: 0.42, swaps: 0 });
  await expect.element(page.getByText(`Loading ${name}: 42%`)).toBeVisible();
  desk.reside({ resident: name, loading: null, share: null, swaps: 3 });
  await expect.element(page.getByText(`In memory: ${name}`)).toBeVisible();
  await expect.element(page.getByText('3 changes of model')).toBeVisible();
});

test('a practice run says nothing of memory', async () => {
  const { engines } = madeRun().row;
  const simulated = Object.fromEntries(
    ROLES.map((role) => [role, { ...engines[role], simulated: true }]),
  ) as RunRow['engines'];
  const desk = await watch({ engines: simulated }, true);
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  desk.reside({ resident: name, loading: null, share: null, swaps: 0 });
  await expect.element(page.getByText('In memory')).not.toBeInTheDocument();
});

test('a run that a model stopped says why and leads to Models', async () => {
  await watch({ status: 'paused', because: { tag: 'out-of-memory', facts: {} } });
  await expect.element(page.getByRole('alert')).toHaveTextContent('too little memory for the model');
  await expect.element(page.getByRole('link', { name: 'Open Models' })).toHaveAttribute('href', '#/models');
});
