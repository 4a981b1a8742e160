/** Two runs side by side, made by hand: what differs, both verdicts, what may not be read into them. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { RunEvent } from '../../../src/core/events';
import type { RunFeed } from '../../../src/runner/feed';
import App from '../../../src/ui/App.svelte';
import { compareWords } from '../../../src/ui/messages/compare-words';
import { m } from '../../../src/ui/messages/messages';
import { loaded } from '../loaded';
import { runRow, scriptedLab } from '../scripted-lab';
import { madeRun } from '../watch/made-run';
import { ScriptedRun } from '../watch/scripted-feed';

loaded('setup', 'result', 'library', 'compare');

const words = compareWords;

beforeEach(() => {
  localStorage.clear();
  location.hash = '#/library/compare/a/b';
});

function finished(id: string): ScriptedRun {
  const { row, ...rest } = madeRun();
  return new ScriptedRun({ ...rest, row: { ...row, id, name: `Run ${id}` } });
}

async function open(feeds: Record<string, RunFeed>): Promise<void> {
  const lab = scriptedLab({ runs: Object.keys(feeds).map((id) => runRow(id)) });
  lab.open = async (id) => feeds[id] ?? { tag: 'run-missing', facts: { id } };
  await render(App, { lab });
}

test('that are the same run differ in nothing, and say so', async () => {
  await open({ a: finished('a'), b: finished('b') });
  await expect.element(page.getByRole('heading', { level: 1, name: words.heading })).toBeVisible();
  await expect.element(page.getByText(words.same)).toBeVisible();
  await expect.element(page.getByText(words.samePrompt)).toBeVisible();
  await expect.element(page.getByText(words.cautions.overlap)).toBeVisible();
  const chart = page.getByRole('img', { name: /^Run A: mean difference .+ Run B: mean difference / });
  await expect.element(chart).toBeVisible();
  await expect.element(page.getByRole('row', { name: /^Calls/ })).toBeVisible();
});

test('of which one was set up otherwise show that setting, and nothing else', async () => {
  const other = finished('b');
  other.row = structuredClone(other.row);
  other.row.setup.config.search.width = 7;
  await open({ a: finished('a'), b: other });
  const table = page.getByRole('table', { name: words.settings });
  await expect.element(table.getByRole('row', { name: /Beam width/ })).toHaveTextContent('7');
  expect(table.getByRole('row').elements()).toHaveLength(2);
});

test('that are both simulated say so of both', async () => {
  await open({ a: finished('a'), b: finished('b') });
  await expect.element(page.getByText(words.cautions.simulated.both)).toBeVisible();
});

test('of which one is simulated say which', async () => {
  const real = finished('b');
  real.row = structuredClone(real.row);
  for (const engine of Object.values(real.row.engines)) engine.simulated = false;
  await open({ a: finished('a'), b: real });
  await expect.element(page.getByText(words.cautions.simulated.one('A'))).toBeVisible();
});

test('that ended with other prompts mark what only one has with its letter, as nothing added or removed', async () => {
  const { row, events, records } = madeRun();
  const other = events.map((event) =>
    event.kind === 'run-finished' ? { ...event, prompt: `${event.prompt}\n- Only here.` } : event,
  );
  await open({ a: finished('a'), b: new ScriptedRun({ row: { ...row, id: 'b' }, events: other, records }) });
  await expect.element(page.getByText(words.promptsWhy)).toBeVisible();
  const only = page.getByText('- Only here.', { exact: true });
  await expect.element(only).toHaveAttribute('data-side', 'B');
  expect(getComputedStyle(only.element(), '::before').content).toContain('B');
  expect(document.querySelectorAll('ins, del')).toHaveLength(0);
});

test('of which one was asked to finish early say which, and after which level', async () => {
  const { row, events, records } = madeRun();
  const asked: RunEvent = {
    kind: 'decision-taken',
    at: 'system/level/2/barrier',
    changes: [{ kind: 'finish', why: 'asked' }],
  };
  const early = [...events.slice(0, -1), asked, ...events.slice(-1)];
  await open({ a: finished('a'), b: new ScriptedRun({ row: { ...row, id: 'b' }, events: early, records }) });
  await expect.element(page.getByText(words.cautions.finishedEarly('B', 2))).toBeVisible();
  expect(page.getByText(words.cautions.finishedEarly('A', 2)).elements()).toHaveLength(0);
});

test('of which one has no verdict say why, in words and in the picture', async () => {
  const { row, events, records } = madeRun();
  const half = new ScriptedRun({ row: { ...row, id: 'b' }, events, records }, 20, 'paused');
  await open({ a: finished('a'), b: half });
  await expect.element(page.getByText(words.noVerdict.paused)).toBeVisible();
  await expect.element(page.getByRole('img', { name: /Run B: no verdict/ })).toBeVisible();
  await expect.element(page.getByText(words.onlyOne('A'))).toBeVisible();
});

test('of which one was cut off before it began are shown all the same', async () => {
  const { row, records } = madeRun();
  const nothing = new ScriptedRun({ row: { ...row, id: 'b' }, events: [], records }, 0, 'running');
  await open({ a: finished('a'), b: nothing });
  await expect.element(page.getByText(words.noVerdict.running)).toBeVisible();
});

test('of which one is gone lead back', async () => {
  await open({ a: finished('a') });
  await expect.element(page.getByRole('heading', { level: 1, name: words.missing })).toBeVisible();
  await page.getByRole('link', { name: m.shell.unknown.library }).click();
  await expect.poll(() => location.hash).toBe('#/library');
});

test.each([390, 700])(
  '%i pixels wide, what can be taken back does not cover the way to the top',
  async (width) => {
    await page.viewport(width, 600);
    location.hash = '#/library';
    await open({ a: finished('a'), b: finished('b'), c: finished('c') });
    await page.getByRole('button', { name: m.library.remove.action }).first().click();
    const bar = page.getByRole('region', { name: m.library.deleted.label });
    await expect.element(bar).toBeVisible();
    location.hash = '#/library/compare/b/c';
    await expect.element(page.getByRole('row', { name: /^Calls/ })).toBeVisible();
    scrollTo(0, document.documentElement.scrollHeight);
    const up = page.getByRole('button', { name: m.shell.toTop });
    await expect.element(up).toBeVisible();
    const covered = bar.element().getBoundingClientRect();
    expect(up.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(covered.top);
    await page.viewport(414, 896);
  },
);

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  test.each([1200, 390])('axe finds nothing, and nothing is wider than %i', async (width) => {
    localStorage.setItem('drpo-lab:theme', theme);
    await page.viewport(width, 800);
    const other = finished('b');
    other.row = structuredClone(other.row);
    other.row.name = 'W'.repeat(300);
    other.row.setup.config.startPrompt = 'x'.repeat(4000);
    await open({ a: finished('a'), b: other });
    await expect.element(page.getByRole('row', { name: /^Calls/ })).toBeVisible();
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes[0]?.html }))).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
    await page.viewport(414, 896);
  });
});
