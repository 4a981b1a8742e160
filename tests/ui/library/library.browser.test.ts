/** The Library on stored runs held in memory: finding, naming, comparing, using again, deleting; and that all can use it. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { RunRow } from '../../../src/core/records';
import App from '../../../src/ui/App.svelte';
import { rowId } from '../../../src/ui/library/library-state.svelte';
import { m } from '../../../src/ui/messages/messages';
import { loaded } from '../loaded';
import { runRow, type Script, scriptedLab, type ScriptedLab } from '../scripted-lab';

loaded('setup', 'watch', 'result', 'library', 'compare');

const words = m.library;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/library';
});

const three = (): RunRow[] => [
  runRow('a', { name: 'Tea shop', createdAt: 3, summary: { calls: 40, outcome: 'better', difference: 0.5 } }),
  runRow('b', { name: 'Bank', createdAt: 2, summary: { calls: 900, outcome: 'worse', difference: -0.2 } }),
  runRow('c', { name: 'Clinic', createdAt: 1, status: 'paused', because: { tag: 'gpu-lost', facts: {} } }),
];

async function open(script: Script = { runs: three() }): Promise<ScriptedLab> {
  const lab = scriptedLab(script);
  await render(App, { lab });
  return lab;
}

const names = (): string[] =>
  [...document.querySelectorAll('[role=row] a')].map((link) => link.textContent.trim());
const button = (name: string) => page.getByRole('button', { name });
const focused = () => document.activeElement?.textContent.trim();

describe('the list', () => {
  test('shows each run with its model, verdict and difference, newest first', async () => {
    await open();
    // The first to open the Library waits for its modules too.
    await expect.poll(names, { timeout: 5_000 }).toEqual(['Tea shop', 'Bank', 'Clinic']);
    const rows = [...document.querySelectorAll('.rows [role=row]')];
    const [first, last] = [rows[0], rows.at(-1)];
    for (const text of ['Practice model (simulated)', 'Better', '+0.50', '40', 'Standard'])
      expect(first?.textContent).toContain(text);
    expect(last?.textContent).toContain('Paused by a problem');
  });

  test.each([1280, 800, 390])(
    'cuts a long name of who was at work, and never that it is simulated, at %i',
    async (width) => {
      await page.viewport(width, 800);
      const row = runRow('a');
      const engines = structuredClone(row.engines);
      for (const engine of Object.values(engines))
        engine.label = 'A practice model with a long name and no spare room at all';
      row.engines = engines;
      row.setup = structuredClone(row.setup);
      row.setup.config.preset = 'own';
      await open({ runs: [row] });
      const part = page.getByText('(simulated)');
      await expect.element(part).toBeVisible();
      for (let at = part.element() as HTMLElement; at.getAttribute('role') !== 'row'; at = at.parentElement!)
        expect(at.scrollWidth, at.className).toBeLessThanOrEqual(Math.max(at.clientWidth, at.offsetWidth));
      await expect.element(page.getByTitle(words.modeHint.lab)).toBeVisible();
      await page.viewport(414, 896);
    },
  );

  test('is searched, says how many it found, and remembers for the session', async () => {
    await open();
    await page.getByRole('searchbox').fill('bank');
    await expect.poll(names).toEqual(['Bank']);
    await expect.element(page.getByText('1 of 3 runs')).toBeVisible();
    location.hash = '#/';
    await expect.element(page.getByRole('heading', { name: m.start.heading })).toBeVisible();
    location.hash = '#/library';
    await expect.poll(names).toEqual(['Bank']);
    await page.getByRole('searchbox').fill('zzz');
    await button(words.clear).click();
    await expect.poll(names).toHaveLength(3);
  });

  test('is sorted by its heads, and turned by the same once more', async () => {
    await page.viewport(1200, 800);
    await open();
    await button(words.sortNamed('calls')).click();
    await expect.poll(names).toEqual(['Bank', 'Clinic', 'Tea shop']);
    const head = page.getByRole('columnheader', { name: words.sortNamed('calls') });
    await expect.element(head).toHaveAttribute('aria-sort', 'descending');
    await button(words.sortNamed('calls')).click();
    await expect.poll(names).toEqual(['Tea shop', 'Clinic', 'Bank']);
    await page.viewport(414, 896);
  });

  test('of a thousand draws a screenful, says how many there are, and more when asked', async () => {
    const runs = Array.from({ length: 1000 }, (_, i) => runRow(`r${String(i)}`, { createdAt: 1000 - i }));
    await open({ runs });
    await expect.poll(names).toHaveLength(24);
    await expect.element(page.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
    await button(words.more(100, 976)).click();
    await expect.poll(names).toHaveLength(124);
    expect(focused()).toBe('Run r24');
  });

  test('measures the runs on screen that were stored without a size', async () => {
    await open({ runs: three(), sizes: { a: 2_000_000, b: 3_000_000, c: 4_000_000 } });
    await expect.element(page.getByText('The texts of 3 runs come to about 9 MB')).toBeVisible();
  });

  describe('tells the room it takes', () => {
    const SCOPE = 'webllm/model';
    const foot = () => page.getByText(/browser counts .* in all/);
    const put = async (): Promise<void> =>
      (await caches.open(SCOPE)).put(
        `${location.origin}/params_shard_0.bin`,
        new Response('x'.repeat(5_000)),
      );
    beforeEach(() => caches.delete(SCOPE));
    afterEach(() => caches.delete(SCOPE));

    test('as packed only where it is less than the texts, and names no models where there are none', async () => {
      await open({ runs: three(), sizes: { a: 2e12, b: 3e12, c: 4e12 } });
      await expect.element(foot()).toHaveTextContent('Packed on disk they take less: the browser counts');
      await expect.element(foot()).not.toHaveTextContent('models');
    });

    test('as it is where it is more than the texts, with the models that are part of it', async () => {
      await put();
      await open({ runs: three(), sizes: { a: 1, b: 1, c: 1 } });
      await expect
        .element(foot())
        .toHaveTextContent(/The browser counts .* in all, models and database included/);
      await expect.element(foot()).not.toHaveTextContent('Packed');
    });
  });

  test('finds runs by the prompt they ended with, also those that were stored without it', async () => {
    const runs = [
      ...Array.from({ length: 60 }, (_, i) =>
        runRow(`r${String(i)}`, { createdAt: 100 + i, summary: { calls: 1, outcome: 'better', bytes: 1 } }),
      ),
      runRow('new', {
        createdAt: 2,
        summary: { calls: 1, outcome: 'better', bytes: 1, finalPrompt: 'Name the tea.' },
      }),
      runRow('old', { createdAt: 1, summary: { calls: 1, outcome: 'better', bytes: 1 } }),
    ];
    await open({ runs, prompts: { old: '- Never pour cold tea.' } });
    await page.getByRole('searchbox').fill('tea');
    await expect.poll(names).toEqual(['Run new', 'Run old']);
    await expect.element(page.getByText(/Still reading/)).not.toBeInTheDocument();
  });

  test('that is empty teaches, and starts a practice run', async () => {
    const lab = await open({});
    await expect.element(page.getByText('A run is one whole search')).toBeVisible();
    await button(words.empty.start).click();
    await expect.poll(() => location.hash).toBe('#/run/new-run');
    expect(lab.started).toHaveLength(1);
  });

  test('shows hostile names as text, in one piece', async () => {
    const name = `<img src=x onerror=alert(1)>\u0007\n${'W'.repeat(500)}`;
    await open({ runs: [runRow('a', { name })] });
    await expect.element(page.getByText(/^<img src=x onerror=alert\(1\)>␇ W/)).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
  });
});

describe('a name', () => {
  test('is changed in place: Enter saves it and the focus is back on the row', async () => {
    const lab = await open();
    await button('Rename Bank').click();
    await userEvent.keyboard('New bank{Enter}');
    await expect.poll(names).toEqual(['Tea shop', 'New bank', 'Clinic']);
    expect(lab.library.rows.get('b')?.name).toBe('New bank');
    await expect.poll(focused).toBe('New bank');
  });

  test('that is left with Escape stays; an empty one is refused with a word', async () => {
    const lab = await open();
    await button('Rename Bank').click();
    await userEvent.keyboard('{Delete}{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.rename.empty);
    await userEvent.keyboard('{Escape}');
    await expect.poll(names).toEqual(['Tea shop', 'Bank', 'Clinic']);
    expect(lab.library.rows.get('b')?.name).toBe('Bank');
    expect(focused()).toBe('Bank');
  });
});

describe('a deletion', () => {
  test('takes the row at once, moves the focus on, and is undone one after another', async () => {
    const lab = await open();
    await button('Delete Tea shop').click();
    await expect.poll(names).toEqual(['Bank', 'Clinic']);
    await expect.poll(focused).toBe('Bank');
    await button('Delete Bank').click();
    await expect.poll(names).toEqual(['Clinic']);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(names).toEqual(['Bank', 'Clinic']);
    await expect.poll(focused).toBe('Bank');
    await button(words.deleted.undo).click();
    await expect.poll(names).toEqual(['Tea shop', 'Bank', 'Clinic']);
    expect(lab.library.forgotten).toEqual([]);
  });

  test('is for good only when its notice is dismissed', async () => {
    const lab = await open();
    await button('Delete Bank').click();
    await expect.element(page.getByText('“Bank” was deleted.')).toBeVisible();
    expect(lab.library.removed).toEqual(['b']);
    await button(words.deleted.dismiss).click();
    await expect.poll(() => lab.library.forgotten).toEqual(['b']);
  });

  test('can still be undone on another screen within its time', async () => {
    const lab = await open();
    await button('Delete Bank').click();
    await expect.poll(names).toHaveLength(2);
    location.hash = '#/';
    await expect.element(page.getByRole('heading', { name: m.start.heading })).toBeVisible();
    await button(words.deleted.undo).click();
    await expect.element(page.getByRole('link', { name: 'Bank' })).toBeVisible();
    expect(lab.library.forgotten).toEqual([]);
  });

  test('of a run that another tab works on is refused, and it stays', async () => {
    await open({ runs: three(), elsewhere: ['b'] });
    await button('Delete Bank').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('another tab');
    await expect.poll(names).toHaveLength(3);
  });
});

describe('settings used again', () => {
  test('open in Setup, and what stood there comes back', async () => {
    const used = runRow('a', { name: 'Tea shop' });
    used.setup.config.startPrompt = 'You sell tea.';
    await open({ runs: [used] });
    location.hash = '#/setup';
    const prompt = page.getByLabelText(m.setup.prompt.label);
    await prompt.fill('My own prompt.');
    await expect.poll(() => localStorage.getItem('drpo-lab:setup')).toContain('My own prompt.');
    location.hash = '#/library';
    await button('Reuse the settings of Tea shop').click();
    await expect.element(page.getByText(words.reused.text('Tea shop'))).toBeVisible();
    await expect.element(prompt).toHaveValue('You sell tea.');
    await button(words.reused.back).click();
    await expect.element(prompt).toHaveValue('My own prompt.');
  });
});

describe('a press on a row', () => {
  const row = (id: string) => document.querySelector(`[role=row]:has(#${CSS.escape(rowId(id))})`)!;
  const on = (id: string, part: string) => row(id).querySelector<HTMLElement>(part)!;

  test('opens the run its name leads to', async () => {
    await open();
    await expect.element(page.getByText('Tea shop')).toBeVisible();
    await userEvent.click(on('a', '.figure'));
    await expect.poll(() => location.hash).toBe('#/run/a/result');
  });

  test('that misses a box or a button by a little, or marks text, opens nothing', async () => {
    await open();
    await expect.element(page.getByText('Tea shop')).toBeVisible();
    on('a', '[role=cell]:has([type=checkbox])').click();
    on('a', '[role=cell]:has(button)').click();
    getSelection()!.selectAllChildren(on('a', 'time'));
    on('a', 'time').click();
    getSelection()!.removeAllRanges();
    await userEvent.click(page.getByRole('checkbox', { name: 'Choose Bank to compare' }));
    await expect.element(page.getByText(words.picked.one)).toBeVisible();
    expect(location.hash).toBe('#/library');
  });

  test('leaves the link the one thing in it that is named, and does nothing while it is renamed', async () => {
    await open();
    await expect.element(page.getByText('Tea shop')).toBeVisible();
    expect(row('a').querySelectorAll('a')).toHaveLength(1);
    expect(row('a').hasAttribute('tabindex')).toBe(false);
    const figure = on('a', '.figure');
    await button('Rename Tea shop').click();
    figure.click();
    await expect.element(page.getByLabelText(words.rename.label)).toBeVisible();
    expect(location.hash).toBe('#/library');
  });
});

describe('two runs', () => {
  test('stay where they are when the first is ticked', async () => {
    await open();
    await expect.element(page.getByText('Tea shop')).toBeVisible();
    const top = () => document.querySelector('[role=table]')!.getBoundingClientRect().top;
    const before = top();
    await page.getByRole('checkbox', { name: 'Choose Bank to compare' }).click();
    await expect.element(page.getByText(words.picked.one)).toBeVisible();
    expect(top()).toBe(before);
  });

  test('are ticked, no third one can be, and lead to their comparison, the older one first', async () => {
    await open();
    await page.getByRole('checkbox', { name: 'Choose Tea shop to compare' }).click();
    await page.getByRole('checkbox', { name: 'Choose Bank to compare' }).click();
    await expect.element(page.getByRole('checkbox', { name: 'Choose Clinic to compare' })).toBeDisabled();
    await page.getByRole('button', { name: words.picked.compare, exact: true }).click();
    await expect.poll(() => location.hash).toBe('#/library/compare/b/a');
  });

  test('are compared with the next Tab after the second tick, which moves nothing', async () => {
    await open();
    await page.getByRole('checkbox', { name: 'Choose Tea shop to compare' }).click();
    const second = page.getByRole('checkbox', { name: 'Choose Bank to compare' });
    (second.element() as HTMLElement).focus();
    const places = () =>
      [...document.querySelectorAll('[role=row], [role=row] a')].map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return [left, top, width, height];
      });
    const before = places();
    await userEvent.keyboard(' ');
    await expect.element(page.getByText(words.picked.two)).toBeVisible();
    expect(places()).toEqual(before);
    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe(words.picked.compareHere);
    expect(places()).toEqual(before);
    const { width, height, left, top } = document.activeElement!.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    expect(document.activeElement!.contains(seen)).toBe(true);
    expect(await faults()).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => location.hash).toBe('#/library/compare/b/a');
  });

  test('are ticked and compared by commands alone, each where it can be done', async () => {
    await open();
    await expect.element(page.getByText('Tea shop')).toBeVisible();
    const command = async (sought: string, found: string[], chosen = true): Promise<void> => {
      await userEvent.keyboard('{Control>}k{/Control}');
      await expect.element(page.getByRole('combobox', { name: m.palette.title })).toHaveFocus();
      await userEvent.keyboard(sought);
      const options = () =>
        [...document.querySelectorAll('[role=option] .words')].map(({ textContent }) => textContent.trim());
      await expect.poll(options).toEqual(found);
      await userEvent.keyboard(chosen ? '{Enter}' : '{Escape}');
    };
    await command('comp', [], false);
    document.getElementById(rowId('b'))!.focus();
    await command('comp', [m.palette.tick('Bank')]);
    await expect.element(page.getByText(words.picked.one)).toBeVisible();
    await command('tick', [m.palette.untick('Bank')], false);
    document.getElementById(rowId('a'))!.focus();
    await command('comp', [m.palette.tick('Tea shop')]);
    await expect.element(page.getByText(words.picked.two)).toBeVisible();
    document.getElementById(rowId('c'))!.focus();
    await command('comp', [m.palette.compare]);
    await expect.poll(() => location.hash).toBe('#/library/compare/b/a');
  });
});

async function faults(): Promise<unknown[]> {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html).slice(0, 2) }));
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  beforeEach(() => localStorage.setItem('drpo-lab:theme', theme));

  test.each([
    [1200, 800],
    [390, 844],
  ])(
    'axe finds nothing at %i x %i, with a name being written and a deletion to undo',
    async (width, height) => {
      await page.viewport(width, height);
      await open();
      await button('Delete Bank').click();
      await page.getByRole('checkbox', { name: 'Choose Clinic to compare' }).click();
      await button('Rename Tea shop').click();
      await userEvent.keyboard('{Delete}{Enter}');
      await expect.element(page.getByRole('alert')).toBeVisible();
      expect(await faults()).toEqual([]);
      await page.viewport(414, 896);
    },
  );

  test('axe finds nothing in an empty Library', async () => {
    await open({});
    await expect.element(button(words.empty.start)).toBeVisible();
    expect(await faults()).toEqual([]);
  });
});
