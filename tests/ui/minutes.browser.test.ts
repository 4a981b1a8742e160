/** Minutes in Setup and what became of them in Watch: the plan in words before Run, the clock's decisions after. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { emptyView, type RunView } from '../../src/core/view';
import App from '../../src/ui/App.svelte';
import { m } from '../../src/ui/messages/messages';
import { timeDecisions } from '../../src/ui/watch/time-decisions';
import { loaded } from './loaded';
import { type Script, scriptedLab, type ScriptedLab } from './scripted-lab';

loaded('setup', 'watch');

beforeEach(() => {
  localStorage.clear();
  location.hash = '#/setup';
});

async function open(script: Script = {}): Promise<ScriptedLab> {
  const lab = scriptedLab(script);
  await render(App, { lab });
  await expect.element(page.getByRole('heading', { name: 'Set up a run' })).toBeVisible();
  return lab;
}

const readingPace = () => page.getByText('Reading pace', { exact: true }).click();
const minutes = () => page.getByLabelText('Minutes', { exact: true });
const run = () => page.getByRole('button', { name: 'Run', exact: true }).click();

describe('minutes', () => {
  test('mean nothing at full speed, and the screen says so', async () => {
    await open();
    await expect.element(page.getByText(m.setup.time.fullSpeed)).toBeVisible();
    await expect.element(minutes()).not.toBeInTheDocument();
  });

  test('are fitted before Run, told in words, and frozen into the run', async () => {
    const lab = await open();
    await readingPace();
    await minutes().fill('20');
    await expect.element(page.getByTestId('fitted')).toHaveTextContent(/Fitted to 20 minutes: levels 8 → \d/);
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    const { config } = lab.started[0]!.setup;
    expect(config.minutes).toBe(20);
    expect(config.search.depth).toBeLessThan(8);
  });

  test('that are too few stop the run and name the least', async () => {
    const lab = await open();
    await readingPace();
    await minutes().fill('1');
    await expect
      .element(page.getByLabelText('Time').getByText(/1 minute cannot hold even the smallest run/))
      .toBeVisible();
    await run();
    expect(lab.started).toEqual([]);
    await expect.element(minutes()).toHaveFocus();
  });

  test('that are no number are refused, and empty is no limit', async () => {
    const lab = await open();
    await readingPace();
    await minutes().fill('soon');
    await expect
      .element(page.getByText(/“soon” is not a number. Minutes should be a number from 1/).first())
      .toBeVisible();
    await expect.element(minutes()).toHaveValue('soon');
    await minutes().fill('');
    await expect.element(page.getByText(m.setup.time.noLimit)).toBeVisible();
    await run();
    await expect.poll(() => lab.started.length).toBe(1);
    expect(lab.started[0]!.setup.config).not.toHaveProperty('minutes');
  });

  test('are remembered in the draft', async () => {
    await open();
    await readingPace();
    await minutes().fill('25');
    await expect.element(page.getByTestId('fitted')).toHaveTextContent('Fitted to 25 minutes');
    await expect.poll(() => localStorage.getItem('drpo-lab:setup')).toContain('"minutes":25');
  });

  test.each(['light', 'dark'])('pass axe in the %s theme', async (theme) => {
    localStorage.setItem('drpo-lab:theme', theme);
    await open();
    await readingPace();
    await minutes().fill('20');
    await expect.element(page.getByTestId('fitted')).toBeVisible();
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target) }))).toEqual([]);
  });
});

test('what the clock decided is told in sentences, the last depth only, and not once the search was ended', () => {
  const view: RunView = emptyView();
  view.decisions = [
    { at: 'examples/round/1/barrier', changes: [{ kind: 'finish', why: 'deadline' }] },
    { at: 'system/level/2/barrier', changes: [{ kind: 'depth', depth: 4, why: 'plan' }] },
    { at: 'system/level/4/barrier', changes: [{ kind: 'depth', depth: 6, why: 'plan' }] },
  ];
  const words = m.watch.time;
  expect(timeDecisions(view)).toEqual([words.deeper(4, 6), words.examplesEnded(1)]);
  view.decisions.push({ at: 'system/level/5/barrier', changes: [{ kind: 'finish', why: 'deadline' }] });
  view.decisions.push({ at: 'verdict/batch/3/barrier', changes: [{ kind: 'finish', why: 'deadline' }] });
  expect(timeDecisions(view)).toEqual([words.examplesEnded(1), words.searchEnded(5), words.verdictEnded]);
});
