/** A run from the keyboard: the replay, its candidates, pausing; and what was open of it when a person comes back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../../src/ui/App.svelte';
import { m } from '../../../src/ui/messages/messages';
import { madeRun } from './made-run';
import { ScriptedRun, scriptedLab } from './scripted-feed';

const run = madeRun();
const words = m.watch;

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 900);
  location.hash = '#/run/made';
});
afterEach(cleanup);

async function open(feed: ScriptedRun): Promise<void> {
  await render(App, { lab: scriptedLab(feed) });
  await expect.element(page.getByRole('button', { name: words.replay.play })).toBeVisible();
}

const at = () => Number(/\/at\/(\d+)$/.exec(location.hash)?.[1] ?? run.events.length);
const inspector = () => page.getByRole('complementary', { name: words.inspector.label });

describe('the keys of a replay', () => {
  test('step back and on, and the moment is in the address', async () => {
    await open(new ScriptedRun(run));
    await userEvent.keyboard('[[');
    await expect.poll(at).toBe(run.events.length - 1);
    await userEvent.keyboard('[[');
    await expect.poll(at).toBe(run.events.length - 2);
    await userEvent.keyboard(']');
    await expect.poll(at).toBe(run.events.length - 1);
  });

  test('play and pause with Space, but not where a button has the focus', async () => {
    await open(new ScriptedRun(run));
    await userEvent.keyboard('[[');
    await userEvent.keyboard('[[');
    await userEvent.keyboard(' ');
    await expect.poll(() => location.hash).toBe('#/run/made');
    const link = page.getByRole('button', { name: words.replay.link });
    await expect.element(link).toBeVisible();
    (link.element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    await expect.element(page.getByRole('button', { name: words.replay.play })).toBeVisible();
  });
});

describe('candidates', () => {
  test('are opened one after the other, and back', async () => {
    await open(new ScriptedRun(run));
    await userEvent.keyboard('j');
    await expect.element(inspector()).toHaveTextContent('Start prompt');
    await userEvent.keyboard('j');
    await expect.element(inspector()).toHaveTextContent('Candidate 1 of level 2');
    await userEvent.keyboard('k');
    await expect.element(inspector()).toHaveTextContent('Start prompt');
  });

  test('stay open with their tab when the person comes back', async () => {
    await open(new ScriptedRun(run));
    await userEvent.keyboard('j');
    await expect.element(inspector()).toBeVisible();
    location.hash = '#/';
    await expect.element(page.getByRole('heading', { name: m.start.heading })).toBeVisible();
    history.back();
    await expect.element(inspector()).toHaveTextContent('Start prompt');
    await page.getByRole('tab', { name: words.tabs.calls }).click();
    location.hash = '#/';
    await expect.element(page.getByRole('heading', { name: m.start.heading })).toBeVisible();
    location.hash = '#/run/made';
    const tab = page.getByRole('tab', { name: words.tabs.calls });
    await expect.element(tab).toHaveAttribute('aria-selected', 'true');
  });
});

test('a live run is paused and resumed from the palette', async () => {
  const feed = new ScriptedRun(run, 130, 'running');
  await open(feed);
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('combobox')).toBeVisible();
  await userEvent.keyboard('pause{Enter}');
  await expect.poll(() => feed.row.status).toBe('paused');
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('combobox')).toBeVisible();
  await userEvent.keyboard('resume{Enter}');
  await expect.poll(() => feed.row.status).toBe('running');
});

test('Escape closes the palette and leaves the candidate open', async () => {
  await open(new ScriptedRun(run));
  await userEvent.keyboard('j');
  await expect.element(inspector()).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('combobox')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('combobox')).not.toBeInTheDocument();
  await expect.element(inspector()).toBeVisible();
});
