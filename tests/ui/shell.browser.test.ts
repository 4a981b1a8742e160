/** The frame: addresses, titles, focus, theme. */
import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../src/ui/App.svelte';
import { href, parseRoute, Router } from '../../src/ui/router.svelte';
import { loaded } from './loaded';
import { runRow, scriptedLab } from './scripted-lab';

loaded('setup', 'models', 'watch', 'result', 'library', 'compare', 'palette', 'shortcuts');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '#/';
});

const open = () => render(App, { lab: scriptedLab() });

describe('an address', () => {
  test.each([
    ['#/', { screen: 'start' }],
    ['', { screen: 'start' }],
    ['#/setup', { screen: 'setup' }],
    ['#/run/a%2Fb', { screen: 'watch', id: 'a/b' }],
    ['#/run/a/result', { screen: 'result', id: 'a' }],
    ['#/recorded', { screen: 'watch', id: 'recorded' }],
    ['#/run/a%2Fb/at/12', { screen: 'watch', id: 'a/b', at: 12 }],
    ['#/run/a%2Fb/candidate/0.2.1', { screen: 'watch', id: 'a/b', node: '0.2.1' }],
    ['#/recorded/candidate/root', { screen: 'watch', id: 'recorded', node: 'root' }],
    ['#/recorded/at/0', { screen: 'watch', id: 'recorded', at: 0 }],
    ['#/recorded/result', { screen: 'result', id: 'recorded' }],
  ] as const)('%s is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  test.each(['#/nowhere', '#/run', '#/run/a/result/more', '#/setup/x', '#/recorded/x', '#/run/%E0%A4%A'])(
    '%s is unknown or read, never an error',
    (hash) => {
      expect(['unknown', 'watch']).toContain(parseRoute(hash).screen);
    },
  );

  test.each([
    '#/run/a/candidate',
    '#/run/a/candidate/',
    '#/run/a/candidate/0.2/more',
    '#/run/a/candidate/0..2',
    '#/run/a/candidate/__proto__',
    '#/run/a/candidate/%3Cimg%20src=x%3E',
    '#/run/a/candidate/-1',
    `#/run/a/candidate/0${'.1'.repeat(500)}`,
    '#/recorded/candidate/x',
    '#/run/a/toString/0',
    '#/run/a/at/0.2',
  ])('%s names no candidate and no moment', (hash) => {
    expect(parseRoute(hash).screen).toBe('unknown');
  });

  test('written for a route is read as that route', () => {
    for (const id of ['abc', 'a b/c', 'recorded']) {
      for (const screen of ['watch', 'result'] as const) {
        expect(parseRoute(href({ screen, id }))).toEqual({ screen, id });
      }
      for (const place of [{ at: 3 }, { node: 'root' }, { node: '0.12.3' }] as const) {
        expect(parseRoute(href({ screen: 'watch', id, ...place }))).toEqual({
          screen: 'watch',
          id,
          ...place,
        });
      }
    }
  });

  test('nobody knows is met with a way back', async () => {
    location.hash = '#/nowhere';
    await open();
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('nothing at this address');
    await page.getByRole('link', { name: 'Go to Start' }).click();
    await expect.element(page.getByRole('button', { name: 'Run with the practice model' })).toBeVisible();
  });
});

describe('the moment of a run in the address', () => {
  test('is no arrival when it is put there, and going to the run from it is one', async () => {
    location.hash = '#/run/a';
    const router = new Router();
    router.replace({ screen: 'watch', id: 'a', at: 12 });
    expect(location.hash).toBe('#/run/a/at/12');
    expect(router.route).toEqual({ screen: 'watch', id: 'a', at: 12 });
    expect(router.arrivals).toBe(0);
    location.hash = '#/run/a';
    await expect.poll(() => router.arrivals).toBe(1);
    expect(router.route).toEqual({ screen: 'watch', id: 'a' });
    router.dispose();
  });
});

describe('a navigation', () => {
  test('names the screen in the title and moves the focus to its heading', async () => {
    await open();
    expect(document.title).toBe('Start · DRPO Lab');
    expect(document.activeElement).toBe(document.body);
    await page.getByRole('link', { name: 'Setup', exact: true }).click();
    const heading = page.getByRole('heading', { level: 1, name: 'Set up a run' });
    await expect.element(heading).toBeVisible();
    await expect.poll(() => document.activeElement).toBe(heading.element());
    expect(document.title).toBe('Setup · DRPO Lab');
    await expect
      .element(page.getByRole('link', { name: 'Setup', exact: true }))
      .toHaveAttribute('aria-current', 'page');
  });

  test('to a run leaves a way back to it in the header', async () => {
    location.hash = '#/run/abc';
    await render(App, { lab: scriptedLab({ runs: [runRow('abc')] }) });
    location.hash = '#/';
    await expect
      .element(page.getByRole('link', { name: 'Run', exact: true }))
      .toHaveAttribute('href', '#/run/abc');
  });

  test('can be skipped by keyboard', async () => {
    await open();
    await userEvent.keyboard('{Tab}{Enter}');
    expect(document.activeElement?.id).toBe('main');
  });
});

describe('the theme', () => {
  test('follows the toggle and is remembered', async () => {
    const first = await open();
    const before = document.documentElement.dataset.theme;
    const other = before === 'dark' ? 'light' : 'dark';
    const ground = () => getComputedStyle(document.documentElement).backgroundColor;
    const colour = ground();
    await page.getByRole('button', { name: `Use the ${other} theme` }).click();
    expect(document.documentElement.dataset.theme).toBe(other);
    expect(ground()).not.toBe(colour);
    await first.unmount();
    delete document.documentElement.dataset.theme;
    await open();
    expect(document.documentElement.dataset.theme).toBe(other);
  });
});
