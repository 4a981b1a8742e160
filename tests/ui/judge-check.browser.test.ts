/** The judge check on the screens: in Setup, while it goes on, what it found, beside a verdict. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { JudgeOutcome } from '../../src/core/reliability';
import App from '../../src/ui/App.svelte';
import { m } from '../../src/ui/messages/messages';
import { checked, checkRun, pairs } from './made-check';
import { loaded } from './loaded';
import { builtIn, type Script, scriptedLab as setupLab } from './scripted-lab';
import { type MadeRun, madeRun } from './watch/made-run';
import { ScriptedRun, scriptedLab } from './watch/scripted-feed';
import Stage from './watch/Stage.svelte';

loaded('setup', 'watch');

async function shows(run: MadeRun, screen: 'watch' | 'result', told?: number): Promise<ScriptedRun> {
  const feed = told === undefined ? new ScriptedRun(run) : new ScriptedRun(run, told, 'running');
  await render(Stage, { lab: scriptedLab(feed), screen });
  return feed;
}

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 900);
});
afterEach(cleanup);

describe('the result of a check', () => {
  test.each(Object.keys(m.judgeCheck.outcome) as JudgeOutcome[])(
    'says %s in words, without a fault',
    async (outcome) => {
      await shows(checkRun(checked(outcome === 'sound' ? 11 : 4), outcome), 'result');
      await expect.element(page.getByRole('heading', { name: m.judgeCheck.outcome[outcome] })).toBeVisible();
      const advice = page.getByRole('heading', { name: m.judgeCheck.adviceTitle });
      expect(advice.query() === null).toBe(outcome === 'sound');
      await expect.element(page.getByText(m.judgeCheck.simulated)).toBeVisible();
      expect(await faults()).toEqual([]);
    },
  );

  test('draws a mark a pair, told in words', async () => {
    await shows(checkRun(checked(9, { unread: 2 })), 'result');
    const marks = page.getByRole('img', { name: m.judgeCheck.marks.text(9, 1, 12) });
    await expect.element(marks).toBeVisible();
    expect(marks.element().querySelectorAll('.mark')).toHaveLength(12);
    expect(marks.element().querySelectorAll('.unread')).toHaveLength(2);
  });

  test('a pair opens to both responses, both judgements of each, and its calls', async () => {
    const feed = await shows(checkRun(checked(11)), 'result');
    await page
      .getByText(pairs[2]?.query ?? '')
      .first()
      .click();
    await expect.element(page.getByRole('heading', { name: m.judgeCheck.pair.better })).toBeVisible();
    expect(document.querySelectorAll('.sides ul')).toHaveLength(4);
    await page.getByText(m.judgeCheck.pair.calls).click();
    await expect.poll(() => feed.asked).toContain('check/check-03/');
  });

  test('fits 360 pixels, light and dark', async () => {
    await page.viewport(360, 740);
    for (const theme of ['light', 'dark']) {
      document.documentElement.dataset.theme = theme;
      await shows(checkRun(checked(4)), 'result');
      await expect.element(page.getByRole('heading', { name: m.judgeCheck.outcome.weak })).toBeVisible();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
      expect(await faults()).toEqual([]);
      cleanup();
    }
    delete document.documentElement.dataset.theme;
  });
});

describe('while it goes on', () => {
  test('the pairs appear as they are judged, and nothing of a search is offered', async () => {
    const feed = await shows(checkRun(checked(11)), 'watch', 4);
    await expect.element(page.getByText(m.judgeCheck.pendingHint(3, 12))).toBeVisible();
    expect(page.getByRole('tab').elements()).toHaveLength(2);
    expect(page.getByRole('button', { name: m.watch.finishNow }).query()).toBeNull();
    feed.tell(10);
    await expect.element(page.getByRole('heading', { name: m.judgeCheck.outcome.sound })).toBeVisible();
    expect(await faults()).toEqual([]);
  });
});

describe('a whole run', () => {
  const whole = (right: number): MadeRun => {
    const run = madeRun();
    const [started, ...rest] = run.events;
    const check = checkRun(checked(right)).events.slice(1);
    const { config, materials } = run.row.setup;
    const setup = { config: { ...config, judgeCheck: true }, materials: { ...materials, checkPairs: pairs } };
    return { ...run, row: { ...run.row, setup }, events: started ? [started, ...check, ...rest] : [] };
  };

  test('has its judge beside the verdict', async () => {
    await shows(whole(11), 'result');
    await expect.element(page.getByRole('heading', { name: m.judgeCheck.outcome.sound })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'Better than the start prompt' })).toBeVisible();
  });

  test('is warned of a weak judge beside its search, and not of a sound one', async () => {
    await shows(whole(4), 'watch');
    await page.getByRole('tab', { name: m.watch.tabs.search }).click();
    await expect.element(page.getByRole('heading', { name: m.judgeCheck.outcome.weak })).toBeVisible();
    cleanup();
    await shows(whole(11), 'watch');
    await page.getByRole('tab', { name: m.watch.tabs.search }).click();
    expect(page.getByRole('heading', { name: m.judgeCheck.outcome.sound }).query()).toBeNull();
  });
});

describe('Setup', () => {
  const open = async (script: Script = {}) => {
    location.hash = '#/setup';
    const lab = setupLab(script);
    await render(App, { lab });
    await expect.element(page.getByRole('heading', { name: m.setup.judge.title })).toBeVisible();
    return lab;
  };

  test('tells the calls of the check as the product they are, however the judge scores', async () => {
    await open({ content: { ...builtIn, checkPairs: pairs } });
    const told = page.getByText(/calls, .* judged twice/);
    await expect
      .element(told)
      .toHaveTextContent(/^144 calls, .*: 12 queries, 2 .* twice on 3 aspects, one call/);
    await page.getByText(m.setup.settings.groups.reward.name, { exact: true }).click();
    await page.getByLabelText(m.setup.settings.words.scoring.name, { exact: true }).selectOptions('written');
    await expect
      .element(told)
      .toHaveTextContent(/^48 calls, .*: 12 queries, 2 .* twice on 3 aspects, all in one call/);
  });

  test('says what the check costs, and switching it off takes that off the run', async () => {
    await open();
    // One pair: two responses, twice, three aspects.
    await expect.element(page.getByText(/^12 calls, /)).toBeVisible();
    const told = page.getByText(/^\d+ calls?, .* judged twice/);
    await expect
      .element(told)
      .toHaveTextContent('1 query, 2 responses to each, both judged twice on 3 aspects, one call an aspect.');
    const toggle = page.getByRole('switch', { name: m.setup.settings.words.judgeCheck.name });
    await expect.element(toggle).toBeChecked();
    const bar = () =>
      Number(
        /([\d,]+) calls/
          .exec(document.querySelector('[data-run-bar]')?.textContent ?? '')?.[1]
          ?.replace(',', ''),
      );
    const before = bar();
    (toggle.element() as HTMLElement).click();
    await expect.poll(bar).toBe(before - 12);
    await expect.element(page.getByText(m.setup.presets.ownAbout)).toBeVisible();
  });

  test('starts a check on its own, with the judge in every role', async () => {
    const lab = await open();
    await page.getByRole('button', { name: m.setup.judge.only }).click();
    await expect.poll(() => location.hash).toBe('#/run/new-run');
    const config = lab.started[0]?.setup.config;
    expect(config?.task).toBe('judge-check');
    expect(new Set(Object.values(config?.models ?? {}).map(({ id }) => id)).size).toBe(1);
  });
});
