/** The command palette by keyboard and by ear: places, actions of what is on screen, runs by name. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../../src/ui/App.svelte';
import { m } from '../../../src/ui/messages/messages';
import { loaded } from '../loaded';
import { runRow, scriptedLab, type ScriptedLab } from '../scripted-lab';

loaded('setup', 'models', 'watch', 'result', 'library', 'palette', 'shortcuts');

const words = m.palette;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/library';
});

const field = () => page.getByRole('combobox', { name: words.title });
const options = () =>
  [...document.querySelectorAll('[role=option] .words')].map((option) => option.textContent.trim());
const active = () => {
  const id = document.querySelector('[role=combobox]')?.getAttribute('aria-activedescendant');
  const option = document.getElementById(id ?? '');
  expect(option?.getAttribute('aria-selected')).toBe('true');
  return option?.querySelector('.words')?.textContent.trim();
};

async function open(): Promise<ScriptedLab> {
  const lab = scriptedLab({
    runs: [
      runRow('a', { name: 'Tea shop', createdAt: 2 }),
      runRow('b', { name: '<b>Bank</b>\u0007', createdAt: 1, status: 'paused' }),
    ],
  });
  await render(App, { lab });
  await expect.element(page.getByRole('link', { name: 'Tea shop' })).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(field()).toBeVisible();
  await expect.poll(options).toContain('Tea shop');
  return lab;
}

describe('the palette', () => {
  test('opens on what can be done here, the places, and runs, newest first', async () => {
    await open();
    const found = options();
    for (const one of [m.library.import.command, words.go.models, words.toKeys, words.practice])
      expect(found).toContain(one);
    expect(found.slice(-2)).toEqual(['Tea shop', '<b>Bank</b>␇']);
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
  });

  test('is walked by arrows, around its ends, and by Home and End', async () => {
    await open();
    const all = options();
    expect(active()).toBe(all[0]);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(active()).toBe(all[2]);
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(active()).toBe(all.at(-1));
    await userEvent.keyboard('{ArrowDown}');
    expect(active()).toBe(all[0]);
    await userEvent.keyboard('{End}');
    expect(active()).toBe(all.at(-1));
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
  });

  test('finds a run by its name or model, and Enter opens it', async () => {
    await open();
    await userEvent.keyboard('tea');
    await expect.poll(options).toEqual(['Tea shop']);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => location.hash).toBe('#/run/a/result');
    await expect.element(field()).not.toBeInTheDocument();
  });

  test('opens a run that is not finished where it is watched', async () => {
    await open();
    await userEvent.keyboard('bank{Enter}');
    await expect.poll(() => location.hash).toBe('#/run/b');
  });

  test('runs what it shows: the theme', async () => {
    await open();
    const before = document.documentElement.dataset.theme;
    await userEvent.keyboard('theme{Enter}');
    await expect.poll(() => document.documentElement.dataset.theme).not.toBe(before);
  });

  test('starts a practice run', async () => {
    const lab = await open();
    await userEvent.keyboard('practice model{Enter}');
    await expect.poll(() => location.hash).toBe('#/run/new-run');
    expect(lab.started).toHaveLength(1);
  });

  test('says what it does not find', async () => {
    await open();
    await userEvent.keyboard('zzz');
    await expect.element(page.getByText(words.nothing('zzz'))).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(field()).toBeVisible();
  });

  test('is left with Escape, or the keys that opened it, and the focus is back where it was', async () => {
    await open();
    await userEvent.keyboard('{Escape}');
    await expect.element(field()).not.toBeInTheDocument();
    const button = page.getByRole('button', { name: words.open });
    await button.click();
    await expect.element(field()).toBeVisible();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(field()).not.toBeInTheDocument();
    await expect.poll(() => document.activeElement).toBe(button.element());
  });

  test('offers an undo for as long as there is one', async () => {
    await open();
    await userEvent.keyboard('{Escape}');
    await page.getByRole('button', { name: m.library.remove.named('Tea shop') }).click();
    await expect.element(page.getByText('“Tea shop” was deleted.')).toBeVisible();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(field()).toBeVisible();
    await userEvent.keyboard('undo{Enter}');
    await expect.element(page.getByRole('link', { name: 'Tea shop' })).toBeVisible();
  });

  test('on a screen that is only touched offers the shortcuts in its list alone', async () => {
    await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: true });
    try {
      expect(matchMedia('(hover: none) and (pointer: coarse)').matches).toBe(true);
      await page.viewport(1280, 900);
      location.hash = '#/library';
      await open();
      expect(options()).toContain(words.toKeys);
      expect(page.getByRole('button', { name: words.toKeys }).elements()).toEqual([]);
      await userEvent.keyboard('{Escape}');
      expect(page.getByRole('button', { name: m.keys.title }).elements()).toEqual([]);
    } finally {
      await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: false });
      await page.viewport(414, 896);
    }
  });

  test('with a mouse offers them at its foot too', async () => {
    await open();
    await expect.element(page.getByRole('button', { name: words.toKeys })).toBeVisible();
  });

  test.each([
    ['light', 1200, 800],
    ['dark', 390, 844],
  ])('has nothing for axe to find in the %s theme at %i x %i', async (theme, width, height) => {
    localStorage.setItem('drpo-lab:theme', theme);
    await page.viewport(width, height);
    await open();
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
    await page.viewport(414, 896);
  });
});
