/** Where a person was, after going back and after a reload; and what becomes of a storage that holds anything else. */
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../src/ui/App.svelte';
import { m } from '../../src/ui/messages/messages';
import { LAST_RUN_KEY } from '../../src/ui/router.svelte';
import { rememberWatched, watchedBefore } from '../../src/ui/watch/watch-memory';
import { loaded } from './loaded';
import { runRow, type Script, scriptedLab, type ScriptedLab } from './scripted-lab';

loaded('watch', 'library');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/';
});

async function open(script: Script = {}): Promise<{ lab: ScriptedLab; leave: () => Promise<void> }> {
  const lab = scriptedLab(script);
  const app = await render(App, { lab });
  return { lab, leave: () => Promise.resolve(app.unmount()) };
}

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const runLink = () => page.getByRole('link', { name: m.shell.nav.run, exact: true });
const many = () => Array.from({ length: 60 }, (_, i) => runRow(`r${String(i)}`, { createdAt: 1000 - i }));

describe('how far down a person was', () => {
  test('is found again going back, and a new place begins at its top', async () => {
    location.hash = '#/library';
    await open({ runs: many() });
    await expect.element(page.getByRole('link', { name: 'Run r0', exact: true })).toBeVisible();
    scrollTo(0, 900);
    await expect.poll(() => scrollY).toBe(900);
    await new Promise((resolve) => setTimeout(resolve, 50));
    location.hash = '#/';
    await expect.element(heading(m.start.heading)).toBeVisible();
    expect(scrollY).toBe(0);
    history.back();
    await expect.element(heading(m.library.heading)).toBeInTheDocument();
    await expect.poll(() => scrollY).toBe(900);
    location.hash = '#/';
    await expect.element(heading(m.start.heading)).toBeVisible();
    location.hash = '#/library';
    await expect.element(heading(m.library.heading)).toBeVisible();
    expect(scrollY).toBe(0);
  });

  test('is found again after a reload', async () => {
    location.hash = '#/library';
    const { leave } = await open({ runs: many() });
    await expect.element(page.getByRole('link', { name: 'Run r0', exact: true })).toBeVisible();
    scrollTo(0, 700);
    await expect.poll(() => scrollY).toBe(700);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await leave();
    scrollTo(0, 0);
    await open({ runs: many() });
    await expect.poll(() => scrollY).toBe(700);
  });

  test.each(['null', '{', '[[1,2],["a"],"b",null]', '[["x",-5],["y","z"]]'])(
    'is forgotten where storage holds %s',
    async (stored) => {
      sessionStorage.setItem('drpo-lab:scroll', stored);
      await open();
      await expect.element(heading(m.start.heading)).toBeVisible();
      expect(scrollY).toBe(0);
    },
  );
});

describe('the run last opened', () => {
  test('is offered again after a reload', async () => {
    location.hash = '#/run/a';
    const { leave } = await open({ runs: [runRow('a')] });
    await expect.element(runLink()).toHaveAttribute('href', '#/run/a');
    await leave();
    location.hash = '#/';
    await open({ runs: [runRow('a')] });
    await expect.element(runLink()).toHaveAttribute('href', '#/run/a');
  });

  test.each(['gone', '<script>', '../../x', ''])('is not offered where it is not there: %j', async (id) => {
    sessionStorage.setItem(LAST_RUN_KEY, id);
    await open({ runs: [runRow('a')] });
    await expect.element(heading(m.start.heading)).toBeVisible();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect.element(runLink()).not.toBeInTheDocument();
  });

  test('is no longer offered once it is deleted, here or in another tab', async () => {
    sessionStorage.setItem(LAST_RUN_KEY, 'a');
    location.hash = '#/library';
    const { lab } = await open({ runs: [runRow('a', { name: 'Tea shop' }), runRow('b', { name: 'Bank' })] });
    await expect.element(runLink()).toBeInTheDocument();
    await page.getByRole('button', { name: m.library.remove.named('Tea shop') }).click();
    await expect.element(runLink()).not.toBeInTheDocument();
    location.hash = '#/run/b';
    await expect.element(runLink()).toBeInTheDocument();
    location.hash = '#/';
    lab.library.rows.delete('b');
    dispatchEvent(new Event('focus'));
    await expect.element(runLink()).not.toBeInTheDocument();
  });

  test('gives its place to the one opened before it, after a reload too', async () => {
    location.hash = '#/run/a';
    const { leave } = await open({ runs: [runRow('a'), runRow('b')] });
    await expect.element(runLink()).toHaveAttribute('href', '#/run/a');
    location.hash = '#/run/b';
    await expect.element(runLink()).toHaveAttribute('href', '#/run/b');
    await leave();
    location.hash = '#/library';
    await open({ runs: [runRow('a', { name: 'Tea shop' }), runRow('b', { name: 'Bank' })] });
    await expect.element(runLink()).toHaveAttribute('href', '#/run/b');
    await page.getByRole('button', { name: m.library.remove.named('Bank') }).click();
    await expect.element(runLink()).toHaveAttribute('href', '#/run/a');
  });
});

describe('the tab and the candidate of a run', () => {
  test('are remembered for each run by itself, the latest twenty', () => {
    expect(watchedBefore('a')).toEqual({ tab: null, node: null });
    rememberWatched('a', { tab: 'calls', node: '0.1' });
    for (let i = 0; i < 19; i++) rememberWatched(`r${String(i)}`, { tab: null, node: 'root' });
    expect(watchedBefore('a')).toEqual({ tab: 'calls', node: '0.1' });
    rememberWatched('last', { tab: null, node: null });
    expect(watchedBefore('a')).toEqual({ tab: null, node: null });
    expect(watchedBefore('r3')).toEqual({ tab: null, node: 'root' });
  });

  test.each(['null', '{', '[1]', '[["a",5,null]]', '[["a"]]', '{"a":1}'])(
    'are forgotten where storage holds %s',
    (stored) => {
      sessionStorage.setItem('drpo-lab:watch', stored);
      expect(watchedBefore('a')).toEqual({ tab: null, node: null });
      rememberWatched('a', { tab: 'calls', node: null });
      expect(watchedBefore('a')).toEqual({ tab: 'calls', node: null });
    },
  );
});
