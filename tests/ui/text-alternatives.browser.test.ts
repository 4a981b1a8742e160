/** Every drawing of figures says in a sentence what it shows, and has its figures as a table or a list. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../src/ui/App.svelte';
import AgreementMarks from '../../src/ui/judge-check/AgreementMarks.svelte';
import type { PairRow } from '../../src/ui/judge-check/pair-rows';
import { compareWords } from '../../src/ui/messages/compare-words';
import { m } from '../../src/ui/messages/messages';
import { loaded } from './loaded';
import { runRow, scriptedLab as libraryLab } from './scripted-lab';
import { madeRun } from './watch/made-run';
import { ScriptedRun, scriptedLab } from './watch/scripted-feed';
import Stage from './watch/Stage.svelte';

loaded('setup', 'watch', 'result', 'compare');

beforeEach(() => page.viewport(1280, 900));
afterEach(() => {
  cleanup();
  location.hash = '';
});

/** Drawings that are not icons and not silent beside words. */
const drawings = () =>
  [...document.querySelectorAll<SVGElement>('main svg')].filter(
    (svg) => !svg.classList.contains('lucide') && svg.closest('[aria-hidden=true]') === null,
  );
const sentenceOf = (drawing: Element): string =>
  drawing.closest('[role=img]')?.getAttribute('aria-label') ?? '';

function openTables(): void {
  for (const summary of document.querySelectorAll<HTMLElement>('summary'))
    if (summary.textContent.trim() === m.charts.asTable) summary.click();
}

/** All have a sentence; each figure of its own has a table of its own. */
async function expectAlternatives(least: number): Promise<void> {
  await expect.poll(() => drawings().length).toBeGreaterThanOrEqual(least);
  for (const drawing of drawings())
    expect(sentenceOf(drawing).length, drawing.outerHTML.slice(0, 200)).toBeGreaterThan(20);
  openTables();
  const figures = [...document.querySelectorAll('main figure')].filter(
    (figure) => figure.closest('li') === null,
  );
  for (const figure of figures)
    await expect.poll(() => figure.querySelectorAll('tbody tr').length).toBeGreaterThan(0);
}

describe('the charts have a sentence and a table', () => {
  test('beside the search', async () => {
    await render(Stage, { lab: scriptedLab(new ScriptedRun(madeRun())), screen: 'watch' });
    await page.getByRole('tab', { name: 'Search' }).click();
    await expect
      .element(page.getByRole('img', { name: /^Highest, mean and spread of reward/ }))
      .toBeVisible();
    openTables();
    await expect.element(page.getByRole('table', { name: 'Reward over levels' })).toBeVisible();
  });

  test('among the charts of Watch, where one table is for all aspects', async () => {
    await render(Stage, { lab: scriptedLab(new ScriptedRun(madeRun())), screen: 'watch' });
    await page.getByRole('tab', { name: 'Charts' }).click();
    await expect.element(page.getByText(m.charts.spending.byPart)).toBeVisible();
    await expectAlternatives(5);
    const table = page.getByRole('table', { name: m.charts.aspects.table }).element();
    const rows = table.querySelectorAll('tbody tr').length;
    await expect.poll(() => document.querySelectorAll('li figure').length).toBe(rows);
    for (const drawing of drawings()) expect(sentenceOf(drawing).length).toBeGreaterThan(20);
  });

  test('among the checks of Watch', async () => {
    await render(Stage, { lab: scriptedLab(new ScriptedRun(madeRun())), screen: 'watch' });
    await page.getByRole('tab', { name: 'Validation' }).click();
    await expect.element(page.getByRole('img', { name: /queries: the final prompt scored/ })).toBeVisible();
    await expectAlternatives(2);
  });

  test('in the result, where bars of means stand beside their numbers', async () => {
    await render(Stage, { lab: scriptedLab(new ScriptedRun(madeRun())), screen: 'result' });
    await expectAlternatives(1);
    for (const track of document.querySelectorAll('main li .track'))
      expect(track.closest('li')?.textContent).toMatch(/\d\.\d\d|–/);
  });

  test('of two runs compared', async () => {
    location.hash = '#/library/compare/a/b';
    const { row, ...rest } = madeRun();
    const lab = libraryLab({ runs: [runRow('a'), runRow('b')] });
    lab.open = async (id) => new ScriptedRun({ ...rest, row: { ...row, id } });
    await render(App, { lab });
    await expect.element(page.getByRole('img', { name: /^Run A: mean difference/ })).toBeVisible();
    await expectAlternatives(1);
    await expect.element(page.getByRole('table', { name: compareWords.chart.title })).toBeVisible();
  });
});

test('the pictures of Start each say what they show', async () => {
  await render(App, { lab: libraryLab() });
  await expect.poll(() => document.querySelectorAll('main [role=img]').length).toBeGreaterThanOrEqual(4);
  for (const picture of document.querySelectorAll('main [role=img]'))
    expect(picture.getAttribute('aria-label')?.length).toBeGreaterThan(20);
  for (const figure of document.querySelectorAll('main figure'))
    expect(figure.getAttribute('role')).toBe('img');
});

test('the marks of a judge check say how many agree', async () => {
  const standings = ['agreed', 'agreed', 'opposed', 'pending'] as const;
  const rows = standings.map((standing, i): PairRow => ({
    id: `pair-${String(i)}`,
    query: `Query ${String(i)}`,
    aspect: 'Depth',
    better: '',
    worse: '',
    why: '',
    checked: null,
    scores: null,
    standing,
  }));
  await render(AgreementMarks, { rows });
  await expect.element(page.getByRole('img', { name: m.judgeCheck.marks.text(2, 1, 4) })).toBeVisible();
});
