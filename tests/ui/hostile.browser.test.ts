/**
 * Text that means harm, in every place that shows what a model or a person wrote: one hostile run on Start, in the Library, side
 * by side, in Setup, in Watch and its parts, in Result. Nothing of it runs, becomes an element, widens the page, turns its
 * neighbours round or is drawn at a length that would hold up the page.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../src/ui/App.svelte';
import { compareWords } from '../../src/ui/messages/compare-words';
import { m } from '../../src/ui/messages/messages';
import { countDialogs, harmless } from './harmless';
import { loaded } from './loaded';
import { scriptedLab, type ScriptedLab } from './scripted-lab';
import { madeHostile } from './watch/hostile-run';
import { HOSTILE } from './watch/made-texts';
import { ScriptedRun } from './watch/scripted-feed';

loaded('setup', 'watch', 'result', 'library', 'compare');

/** For a slow machine; nothing here is a measurement. */
const PATIENT = { timeout: 8_000 };
const WIDTHS = [1280, 390, 320];
const runs = HOSTILE.map((_, i) => {
  const run = madeHostile(i);
  const id = `h${String(i)}`;
  // Each of the names is another harm.
  return new ScriptedRun({ ...run, row: { ...run.row, id, name: HOSTILE[i] ?? '' } });
});
const [first, second] = runs.map(({ row }) => row.id);

beforeEach(() => {
  localStorage.clear();
  countDialogs();
});
afterEach(cleanup);

async function open(address: string, width = 1280): Promise<ScriptedLab> {
  await page.viewport(width, 800);
  location.hash = address;
  const rows = runs.map(({ row }) => row);
  const lab = scriptedLab({
    runs: rows,
    resumable: rows.map((row) => ({ ...row, id: `p${row.id}`, status: 'paused' })),
  });
  lab.open = async (id) => runs.find(({ row }) => row.id === id) ?? { tag: 'run-missing', facts: { id } };
  await render(App, { lab });
  return lab;
}

function unfold(most: number): void {
  for (const summary of [...document.querySelectorAll<HTMLElement>('main summary')].slice(0, most))
    summary.click();
}

describe.each(WIDTHS)('hostile text at %i pixels does no harm', (width) => {
  test('on Start: runs that wait, runs that were', async () => {
    await open('#/', width);
    await expect.element(page.getByRole('heading', { name: m.start.resume.heading })).toBeVisible();
    harmless();
  });

  test('in the Library: names, models, a search for it', async () => {
    await open('#/library', width);
    await expect.element(page.getByRole('table', { name: m.library.table })).toBeVisible();
    harmless();
    for (const sought of ['\u202Exyzzyxyzzy', 'Q'.repeat(3_000)]) {
      await page.getByLabelText(m.library.search).fill(sought);
      await expect.element(page.getByRole('button', { name: m.library.clear })).toBeVisible();
      harmless();
    }
    // What was sought is remembered.
    await page.getByRole('button', { name: m.library.clear }).click();
  });

  test('in the Library: a name of a run and of a model take two lines, and one, whatever their length', async () => {
    await open('#/library', width);
    await expect.element(page.getByRole('table', { name: m.library.table })).toBeVisible();
    for (const row of document.querySelectorAll('main .rows [role=row]'))
      expect(row.getBoundingClientRect().height).toBeLessThan(width > 640 ? 110 : 290);
  });

  test('side by side', async () => {
    await open(`#/library/compare/${String(first)}/${String(second)}`, width);
    await expect.element(page.getByRole('heading', { name: compareWords.heading })).toBeVisible();
    await expect.element(page.getByText(compareWords.settings, { exact: true }).first()).toBeVisible();
    unfold(20);
    harmless();
  });

  test('in Result, with everything unfolded', async () => {
    await open(`#/run/${String(first)}/result`, width);
    await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
    unfold(40);
    await expect.poll(() => document.querySelectorAll('article').length, PATIENT).toBeGreaterThan(0);
    harmless();
  });

  test('in Result: names of aspects and categories are cut, and are no more than a line or three', async () => {
    await open(`#/run/${String(first)}/result`, width);
    await expect.element(page.getByRole('table', { name: m.result.breakdown.aspect })).toBeVisible();
    for (const row of document.querySelectorAll('main tbody tr'))
      expect(row.getBoundingClientRect().height).toBeLessThan(160);
    for (const heading of document.querySelectorAll('main h1, main header li'))
      expect(heading.getBoundingClientRect().height).toBeLessThan(width > 640 ? 110 : 220);
  });

  test('in Watch: each tab, each candidate of the first levels, its calls', async () => {
    await open(`#/run/${String(second)}`, width);
    await page.getByRole('tab', { name: m.watch.tabs.search }).click();
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length, PATIENT).toBeGreaterThan(0);
    for (const item of [...document.querySelectorAll<HTMLElement>('[role=treeitem]')].slice(0, 4)) {
      item.click();
      await expect.element(page.getByText('Show every call')).toBeInTheDocument();
      harmless();
    }
    await page.getByText('Show every call').click();
    await expect.poll(() => document.querySelectorAll('.call summary').length, PATIENT).toBeGreaterThan(0);
    unfold(12);
    harmless();
    await userEvent.keyboard('{Escape}');
    for (const tab of document.querySelectorAll<HTMLElement>('[role=tab]')) {
      tab.click();
      await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
      unfold(6);
      harmless();
    }
  });
});

test.each(HOSTILE.map((text, i) => [i, text] as const))(
  'in Setup harm %i as prompt, query, rule and search does none',
  async (_, text) => {
    await open('#/setup', 390);
    await page.getByText(m.setup.queries.own, { exact: true }).click();
    const list = Array.from(
      { length: 30 },
      (_each, i) => `${String(i)} ${text.slice(0, 300).replace(/[\r\n\u2028\u2029]/g, ' ')}`,
    );
    for (const [label, value] of [
      [m.setup.queries.paste, list.join('\n')],
      [m.setup.prompt.label, text],
      [m.setup.queries.search, text.slice(0, 3_000)],
    ] as const) {
      await expect.element(page.getByLabelText(label).first()).toBeInTheDocument();
      const field = page.getByLabelText(label).first().element() as HTMLTextAreaElement;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await expect.element(page.getByRole('button', { name: m.setup.run, exact: true })).toBeVisible();
    harmless();
  },
);

test('a name of hostile text in a notice, a deletion and a renaming does none', async () => {
  await open('#/library', 390);
  await expect.element(page.getByRole('table', { name: m.library.table })).toBeVisible();
  const deletions = document.querySelectorAll<HTMLElement>('main [role=row] .actions button:last-child');
  deletions[0]?.click();
  await expect.element(page.getByText(m.library.deleted.after)).toBeVisible();
  harmless();
  document.querySelector<HTMLElement>('main [role=row] .actions button')?.click();
  await expect.element(page.getByLabelText(m.library.rename.label)).toBeVisible();
  harmless();
});
