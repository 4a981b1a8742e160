/** A run from the keyboard: the replay, its candidates, pausing; and what was open of it when a person comes back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { emptyView, fold } from '../../../src/core/view';
import App from '../../../src/ui/App.svelte';
import { m } from '../../../src/ui/messages/messages';
import { candidateWords } from '../../../src/ui/parts/candidate-words';
import { leadOf } from '../../../src/ui/watch/tree-picture';
import { madeRun } from './made-run';
import { ScriptedRun, scriptedLab } from './scripted-feed';
import { loaded } from '../loaded';

loaded('watch', 'palette');

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

const pauseRun = page.getByRole('button', { name: words.pause, exact: true });
const moment = () => Number(/\/at\/(\d+)$/.exec(location.hash)?.[1] ?? 0);

describe('Space, while a run goes on in this tab', () => {
  const running = async (): Promise<ScriptedRun> => {
    const feed = new ScriptedRun(run, 130, 'running');
    await open(feed);
    await expect.element(pauseRun).toBeVisible();
    return feed;
  };

  test('pauses the run and resumes it, as its button does, and no replay begins', async () => {
    const feed = await running();
    await userEvent.keyboard(' ');
    await expect.poll(() => feed.row.status).toBe('paused');
    await expect.element(page.getByTestId('happening')).toHaveTextContent(words.pausedSentence);
    await userEvent.keyboard(' ');
    await expect.poll(() => feed.row.status).toBe('running');
    await expect.element(pauseRun).toBeVisible();
    await expect
      .element(page.getByRole('slider', { name: words.replay.scrub }))
      .toHaveAttribute('aria-valuetext', '130 of 130 events');
    expect(location.hash).toBe('#/run/made');
  });

  test('pressed again while the run is still pausing, does nothing more', async () => {
    const feed = await running();
    let pauses = 0;
    let paused = (): void => undefined;
    feed.pause = () => new Promise((done) => (pauses++, (paused = done)));
    await userEvent.keyboard('  ');
    await expect.poll(() => pauses).toBe(1);
    expect(document.activeElement?.closest('dialog')).toBeNull();
    await expect.element(page.getByText(words.state.running, { exact: true })).toBeVisible();
    paused();
  });

  test('plays and pauses the replay while a moment of the past is shown, and leaves the run alone', async () => {
    const feed = await running();
    await userEvent.keyboard('[[');
    await expect.poll(moment).toBe(129);
    const slider = page.getByRole('slider', { name: words.replay.scrub }).element() as HTMLInputElement;
    slider.value = '20';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await userEvent.keyboard(' ');
    await expect.poll(() => Number(slider.value)).toBeGreaterThan(20);
    await userEvent.keyboard(' ');
    await expect.poll(moment).toBeGreaterThan(20);
    expect(feed.row.status).toBe('running');
    await page.getByRole('button', { name: words.replay.now, exact: true }).click();
    (document.activeElement as HTMLElement).blur();
    await expect.element(page.getByText(words.state.running, { exact: true })).toBeVisible();
    await userEvent.keyboard(' ');
    await expect.poll(() => feed.row.status).toBe('paused');
  });
});

test('Space replays a run that may be at work in another tab: taking it up here is for its button', async () => {
  const feed = new ScriptedRun(run, 130, 'running');
  await render(App, { lab: { ...scriptedLab(feed), live: () => undefined } });
  await expect.element(page.getByRole('button', { name: words.resume })).toBeVisible();
  await userEvent.keyboard(' ');
  await expect.element(page.getByRole('button', { name: words.replay.pause })).toBeVisible();
});

test('what is being written now is not shown beside a moment of the past', async () => {
  const feed = new ScriptedRun(run, 130, 'running');
  await open(feed);
  const now = page.getByText(words.live.title);
  await expect.element(now).toBeVisible();
  await userEvent.keyboard('[[');
  await expect.element(now).not.toBeInTheDocument();
  await page.getByRole('button', { name: words.replay.now, exact: true }).click();
  await expect.element(now).toBeVisible();
});

const whole = run.events.reduce(fold, emptyView());
const inOrder = [...whole.nodes.keys()];
const chosen = leadOf(whole) ?? '';
const heading = (id: string) =>
  page.getByRole('heading', { level: 2, name: candidateWords(whole, id), exact: true });

describe('candidates', () => {
  test('are opened one after the other, and back, from the chosen one on', async () => {
    await open(new ScriptedRun(run));
    await userEvent.keyboard('j');
    await expect.element(heading(chosen)).toBeVisible();
    const before = inOrder[inOrder.indexOf(chosen) - 1] ?? '';
    await userEvent.keyboard('k');
    await expect.element(heading(before)).toBeVisible();
    await userEvent.keyboard('j');
    await expect.element(heading(chosen)).toBeVisible();
  });

  test.each(['j', 'k'])(
    'with none open, %s goes on from the card that has the focus, and the focus goes along',
    async (key) => {
      await open(new ScriptedRun(run));
      const cards = () => [...document.querySelectorAll<HTMLElement>('[role=treeitem]')];
      await expect.poll(() => cards().length).toBeGreaterThan(5);
      // In the midst of the last level, far from the start.
      const level = Math.max(...cards().map((card) => Number(card.ariaLevel)));
      const card = cards().find((one) => Number(one.ariaLevel) === level && one.ariaPosInSet === '2');
      card?.focus();
      const from = inOrder.indexOf(card?.id.replace('node-', '') ?? '');
      const to = inOrder[from + (key === 'j' ? 1 : -1)] ?? '';
      await userEvent.keyboard(key);
      await expect.element(heading(to)).toBeVisible();
      await expect.poll(() => document.activeElement?.id).toBe(`node-${to}`);
    },
  );

  test('are gone on from where a person was last, from another tab too', async () => {
    await open(new ScriptedRun(run));
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(5);
    document.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
    await userEvent.keyboard('{Home}');
    await expect.poll(() => document.activeElement?.id).toBe('node-root');
    await page.getByRole('tab', { name: words.tabs.charts }).click();
    await userEvent.keyboard('j');
    await expect.element(heading(inOrder[1] ?? '')).toBeVisible();
    expect(document.activeElement).not.toBe(document.body);
  });

  test('are walked while one is open and the run goes on: no event takes the focus back to it', async () => {
    const feed = new ScriptedRun(run, 130, 'running');
    await open(feed);
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(3);
    document.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
    await userEvent.keyboard('{Home}{Enter}');
    await expect.element(heading('root')).toBeVisible();
    document.querySelector<HTMLElement>('#node-root')?.focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => document.activeElement?.id).not.toBe('node-root');
    const walked = document.activeElement?.id;
    expect(walked).toMatch(/^node-/);
    for (let event = 0; event < 5; event++) {
      feed.tell(1);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(document.activeElement?.id).toBe(walked);
    await expect.element(heading('root')).toBeVisible();
  });

  test('leave the focus in them as long as one is open, whatever the opened one has', async () => {
    await open(new ScriptedRun(run));
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(5);
    document.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
    await userEvent.keyboard('{Home}{ArrowRight}{Enter}');
    await expect.element(inspector()).toBeVisible();
    page
      .getByRole('button', { name: words.inspector.parent('the start prompt') })
      .element()
      .focus();
    await userEvent.keyboard('k');
    await expect.element(heading('root')).toBeVisible();
    await expect.element(heading('root')).toHaveFocus();
  });

  test('that played from the beginning are gone leave the focus on the moment of the run', async () => {
    await open(new ScriptedRun(run));
    await userEvent.keyboard('j');
    await expect.element(heading(chosen)).toBeVisible();
    heading(chosen).element().focus();
    await userEvent.keyboard(' ');
    await expect.element(inspector()).not.toBeInTheDocument();
    const slider = page.getByRole('slider', { name: words.replay.scrub });
    await expect.element(slider).toHaveFocus();
    await expect.poll(() => (slider.element() as HTMLInputElement).valueAsNumber).toBeGreaterThan(0);
    await userEvent.keyboard(' ');
    await expect.poll(moment).toBeGreaterThan(0);
    const stopped = moment();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(moment).toBe(stopped + 1);
  });

  test('stay open with their tab when the person comes back', async () => {
    await open(new ScriptedRun(run));
    await userEvent.keyboard('j');
    await expect.element(inspector()).toBeVisible();
    location.hash = '#/';
    await expect.element(page.getByRole('heading', { name: m.start.heading })).toBeVisible();
    history.back();
    await expect.element(heading(chosen)).toBeVisible();
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
