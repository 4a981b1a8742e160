/** Shortcuts in the app: that they work, never while a person writes, and that single keys can be turned off for good. */
import axe from 'axe-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../../src/ui/App.svelte';
import { m } from '../../../src/ui/messages/messages';
import { loaded } from '../loaded';
import { runRow, scriptedLab } from '../scripted-lab';

loaded('setup', 'models', 'library', 'palette', 'shortcuts');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/library';
});

const open = async () => {
  const lab = scriptedLab({ runs: [runRow('a', { name: 'Tea shop' })] });
  const app = await render(App, { lab });
  await expect.element(page.getByRole('link', { name: 'Tea shop' })).toBeVisible();
  return app;
};
const list = () => page.getByRole('dialog', { name: m.keys.title });
const single = () => page.getByRole('switch', { name: m.keys.single.label });

describe('a single key', () => {
  test('does what the list says, one after another where two are named', async () => {
    await open();
    await userEvent.keyboard('gm');
    await expect.poll(() => location.hash).toBe('#/models');
    await userEvent.keyboard('gl');
    await expect.poll(() => location.hash).toBe('#/library');
  });

  test('is a letter like any other while a person writes', async () => {
    await open();
    await page.getByRole('searchbox').click();
    await userEvent.keyboard('gs?');
    await expect.element(page.getByRole('searchbox')).toHaveValue('gs?');
    expect(location.hash).toBe('#/library');
    await expect.element(list()).not.toBeInTheDocument();
  });

  test('does nothing in a dialog, whatever it does outside', async () => {
    await open();
    await userEvent.keyboard('?');
    await expect.element(list()).toBeVisible();
    await userEvent.keyboard('gs');
    expect(location.hash).toBe('#/library');
  });

  test('draws a key that is held once, and says it with each key it is held with', async () => {
    await open();
    await userEvent.keyboard('?');
    const move = list().getByRole('listitem').filter({ hasText: m.keys.does.pan });
    await expect
      .element(move)
      .toHaveTextContent(/Left\s*or\s*Shift\s*→Right\s*or\s*Shift\s*↑Up\s*or\s*Shift\s*↓Down/);
    const caps = [...move.element().querySelectorAll('kbd')].map((cap) => cap.textContent.slice(0, 5));
    expect(caps.filter((cap) => cap === m.keys.shift)).toHaveLength(1);
    expect(caps).toHaveLength(5);
  });

  test('can be turned off, which is remembered, and on again', async () => {
    // There the header has room for a button of its own.
    await page.viewport(1280, 900);
    const first = await open();
    await page.getByRole('button', { name: m.keys.title }).click();
    await single().click();
    await userEvent.keyboard('{Escape}');
    await expect.element(list()).not.toBeInTheDocument();
    await userEvent.keyboard('gs?');
    expect(location.hash).toBe('#/library');
    await expect.element(list()).not.toBeInTheDocument();
    await first.unmount();
    await open();
    await userEvent.keyboard('?');
    await expect.element(list()).not.toBeInTheDocument();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(page.getByRole('combobox')).toBeVisible();
    await userEvent.keyboard('shortcuts{Enter}');
    await expect.element(single()).not.toBeChecked();
    await single().click();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('?');
    await expect.element(list()).toBeVisible();
    await page.viewport(414, 896);
  });
});

describe('the list', () => {
  test('gives the focus back where it was', async () => {
    await open();
    const link = page.getByRole('link', { name: 'Tea shop' }).element() as HTMLElement;
    link.focus();
    await userEvent.keyboard('?');
    await expect.element(list()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(link);
  });

  test.each(['light', 'dark'])('has nothing for axe to find in the %s theme', async (theme) => {
    localStorage.setItem('drpo-lab:theme', theme);
    await open();
    await userEvent.keyboard('?');
    await expect.element(list()).toBeVisible();
    await single().click();
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
  });
});
