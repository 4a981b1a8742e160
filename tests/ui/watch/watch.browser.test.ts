import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../../src/ui/App.svelte';
import type { CallRecord } from '../../../src/core/records';
import { emptyView, fold } from '../../../src/core/view';
import type { RunEvent } from '../../../src/core/events';
import { editLabel } from '../../../src/ui/watch/edit-words';
import { m } from '../../../src/ui/messages/messages';
import { candidateWords } from '../../../src/ui/parts/candidate-words';
import { madeHostile } from './hostile-run';
import { THOUSAND } from './made-records';
import { madeRun } from './made-run';
import { madeShort } from './made-short';
import { ScriptedRun, scriptedLab } from './scripted-feed';
import Stage from './Stage.svelte';
import { loaded } from '../loaded';

loaded('setup', 'watch', 'result');

const run = madeRun();

async function watch(feed: ScriptedRun, id = 'made'): Promise<void> {
  await render(Stage, { lab: scriptedLab(feed), screen: 'watch', id });
}

beforeEach(async () => {
  sessionStorage.clear();
  await page.viewport(1280, 900);
});
afterEach(cleanup);

const whole = run.events.reduce(fold, emptyView());
const name = (id: string) => candidateWords(whole, id);
const node = (id: string) => page.getByRole('treeitem', { name: new RegExp(`^${name(id)}, `) });

/** With the tree as a whole in sight, the start prompt too. */
async function watchWhole(feed: ScriptedRun): Promise<void> {
  await watch(feed);
  await page.getByRole('tab', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.element(node('root')).toBeInTheDocument();
}

describe('the tree', () => {
  test('names every candidate by level, reward, what validation found of it and whether it was kept', async () => {
    await watchWhole(new ScriptedRun(run));
    await expect
      .element(node('root'))
      .toHaveAccessibleName(/^Start prompt, level 1, reward \d\.\d\d, \d\.\d\d in validation, kept/);
  });

  test('shows on the cards of the finalists, and on no other, the means that chose', async () => {
    await watchWhole(new ScriptedRun(run));
    await page.getByTitle('Full size (1)').click();
    const chosen = run.events.find((event) => event.kind === 'finalist-chosen');
    const means = chosen?.kind === 'finalist-chosen' ? chosen.means : [];
    const shown = () =>
      [...document.querySelectorAll<HTMLElement>('.node .fresh')].map(({ dataset }) => dataset.figure ?? '');
    page.getByRole('tree').element().querySelector<HTMLElement>('.best')?.scrollIntoView();
    await expect.poll(() => shown().length).toBeGreaterThan(0);
    for (const figure of shown()) expect(means.map(({ mean }) => mean?.toFixed(2))).toContain(figure);
    const marked = [...document.querySelectorAll('.node:has(.fresh)')].map(({ id }) =>
      id.replace('node-', ''),
    );
    const finalists = means.map(({ contender }) => (contender === 'initial' ? 'root' : contender));
    for (const id of marked) expect(finalists).toContain(id);
    await expect.element(page.getByText(m.watch.tree.validated)).toBeVisible();
  });

  test('stays in sight while a person is in it by keyboard, though the run goes on to its validation', async () => {
    const searched = run.events.findIndex(({ kind }) => kind === 'search-finished');
    const feed = new ScriptedRun(run, searched, 'running');
    await watch(feed);
    const tab = (name: string) => page.getByRole('tab', { name });
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.element(node('root')).toBeInTheDocument();
    await userEvent.keyboard('{Tab}');
    (node('root').element() as HTMLElement).focus();
    feed.tell(2);
    await expect.element(page.getByTestId('happening')).toHaveTextContent(/validation/i);
    await expect.element(tab(m.watch.tabs.search)).toHaveAttribute('aria-selected', 'true');
    expect(document.activeElement?.getAttribute('role')).toBe('treeitem');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('heading', { name: name('root'), level: 2 })).toHaveFocus();
    feed.tell(2);
    await userEvent.keyboard('{Escape}');
    // Closed, it leads back into the tree and not to what the phase shows.
    await expect.element(node('root')).toHaveFocus();
    (tab(m.watch.tabs.search).element() as HTMLElement).focus();
    await expect.element(tab(m.watch.tabs.search)).toHaveAttribute('aria-selected', 'true');
    page.getByRole('slider').element().focus();
    await expect.element(tab(m.watch.tabs.checks)).toHaveAttribute('aria-selected', 'true');
  });

  test('counts its levels from 1 over every column, as the charts do', async () => {
    await watchWhole(new ScriptedRun(run));
    await page.getByTitle('Full size (1)').click();
    const heads = [...document.querySelectorAll('.head span')].map((head) => head.textContent);
    expect(heads.slice(0, 3)).toEqual(['Level 1', 'Level 2', 'Level 3']);
  });

  test('is walked by arrow keys and opens a candidate with Enter, and Escape leads back', async () => {
    await watch(new ScriptedRun(run, 130, 'paused'));
    await expect.element(node('root')).toBeInTheDocument();
    const root = node('root').element() as HTMLElement;
    root.focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => document.activeElement?.getAttribute('aria-level')).toBe('2');
    const child = document.activeElement?.id;
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(() => document.activeElement?.id).not.toBe(child);
    await userEvent.keyboard('{ArrowLeft}');
    await expect.poll(() => document.activeElement?.id).toBe('node-root');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => document.activeElement?.textContent).toBe('Start prompt');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.activeElement?.id).toBe('node-root');
  });

  test('has exactly one candidate in the tab order', async () => {
    await watchWhole(new ScriptedRun(run));
    expect(document.querySelectorAll('[role=treeitem][tabindex="0"]')).toHaveLength(1);
  });

  test('brings into sight what was opened elsewhere', async () => {
    await watch(new ScriptedRun(run, 300, 'paused'));
    await page.getByRole('tab', { name: 'Search' }).click();
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(5);
    const best = document.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]');
    best?.click();
    const shown = () => document.querySelector('[role=treeitem].selected')?.getBoundingClientRect();
    const window = () => document.querySelector('.scroller')?.getBoundingClientRect();
    // Up to the start, far out of sight.
    for (let level = Number(best?.getAttribute('aria-level')); level > 1; level--)
      await page.getByRole('button', { name: /^from / }).click();
    await expect.poll(() => document.querySelector('[role=treeitem].selected')?.id).toBe('node-root');
    await expect.poll(() => (shown()?.left ?? -1) >= (window()?.left ?? 0)).toBe(true);
    expect(shown()?.right).toBeLessThanOrEqual(window()?.right ?? 0);
  });

  test('can be come to by keyboard at a moment before its open candidate was there', async () => {
    await watch(new ScriptedRun(run));
    await page.getByRole('tab', { name: 'Search' }).click();
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(5);
    const open = document.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]');
    open?.click();
    const input = page.getByRole('slider', { name: 'Moment of the run' }).element() as HTMLInputElement;
    input.value = '60';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await expect.poll(() => open?.isConnected).toBe(false);
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(0);
    expect(document.querySelectorAll('[role=treeitem][tabindex="0"]')).toHaveLength(1);
  });

  test('is come to by keyboard at its best candidate, in the midst of what is around it', async () => {
    await watch(new ScriptedRun(run, 300, 'paused'));
    await page.getByRole('tab', { name: 'Search' }).click();
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(5);
    const best = document.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]');
    expect(best?.classList).toContain('best');
    const before = document.querySelectorAll('[role=treeitem]').length;
    best?.focus();
    await expect.element(page.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked();
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(before / 2);
    await userEvent.keyboard('{Home}');
    await expect.poll(() => document.activeElement?.id).toBe('node-root');
    await expect.poll(() => document.querySelectorAll('[aria-level="2"]').length).toBeGreaterThan(1);
  });

  test('grows as events come in', async () => {
    const feed = new ScriptedRun(run, 40, 'running');
    await watch(feed);
    const count = () =>
      Number(document.querySelector('.counts dd:nth-of-type(1), .counts div:nth-child(2) dd')?.textContent);
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(0);
    const before = document.querySelectorAll('[role=treeitem]').length;
    feed.tell(100);
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(before);
    expect(count()).not.toBeNaN();
  });
});

describe('the tree by hand', () => {
  const scroller = () => document.querySelector<HTMLElement>('.scroller')!;
  const zoomed = () => page.getByTitle('Full size (1)').element().textContent;
  const begin = async (): Promise<void> => {
    await watch(new ScriptedRun(run, 300, 'paused'));
    await page.getByRole('tab', { name: 'Search' }).click();
    await expect.poll(() => scroller().scrollLeft).toBeGreaterThan(0);
  };
  const pointer = (kind: string, x: number, y: number): boolean =>
    scroller().dispatchEvent(
      new PointerEvent(kind, {
        bubbles: true,
        pointerId: 1,
        pointerType: 'mouse',
        button: 0,
        clientX: scroller().getBoundingClientRect().left + x,
        clientY: scroller().getBoundingClientRect().top + y,
      }),
    );

  test('is moved by dragging, which opens nothing and ends the following', async () => {
    await begin();
    // A pointer that was made up cannot be captured.
    scroller().setPointerCapture = () => undefined;
    const before = scroller().scrollLeft;
    pointer('pointerdown', 200, 200);
    pointer('pointermove', 260, 200);
    pointer('pointermove', 300, 200);
    pointer('pointerup', 300, 200);
    await expect.poll(() => scroller().scrollLeft).toBe(before - 100);
    document.querySelector<HTMLElement>('[role=treeitem]')?.click();
    expect(document.querySelector('.inspector')).toBeNull();
    await expect.element(page.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked();
  });

  test('the wheel zooms with Ctrl, and what is under the pointer stays there; without it the page is left alone', async () => {
    await begin();
    const { left, top } = scroller().getBoundingClientRect();
    const item = [...document.querySelectorAll<HTMLElement>('[role=treeitem]')].find((one) => {
      const at = one.getBoundingClientRect();
      return at.left > left + 300 && at.top > top + 60;
    })!;
    const at = item.getBoundingClientRect();
    const wheel = (ctrlKey: boolean): boolean =>
      item.dispatchEvent(
        new WheelEvent('wheel', {
          bubbles: true,
          cancelable: true,
          deltaY: -100,
          ctrlKey,
          clientX: at.left,
          clientY: at.top,
        }),
      );
    expect(wheel(false)).toBe(true);
    expect(zoomed()).toBe('100%');
    expect(wheel(true)).toBe(false);
    await expect.poll(zoomed).toBe('125%');
    await expect.poll(() => Math.abs(item.getBoundingClientRect().left - at.left)).toBeLessThan(2);
  });

  test('keys zoom and show all of it; from afar a candidate still has its name', async () => {
    await begin();
    const press = (key: string) =>
      document
        .querySelector('[role=treeitem]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    press('0');
    await expect.poll(() => scroller().scrollWidth).toBeLessThanOrEqual(scroller().clientWidth);
    await expect
      .element(page.getByRole('button', { name: 'Show all' }))
      .toHaveAttribute('aria-pressed', 'true');
    await expect.element(node('root')).toHaveAccessibleName(/^Start prompt, level 1, reward/);
    press('1');
    await expect.poll(zoomed).toBe('100%');
  });

  test('is as it was left when one comes back from another tab', async () => {
    await begin();
    await page.getByTitle('Nearer (+)').click();
    await page.getByRole('checkbox', { name: 'Follow' }).click();
    await expect.element(page.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked();
    scroller().scrollTo({ left: 150, top: 40, behavior: 'instant' });
    await new Promise((shown) => setTimeout(shown, 100));
    const { scrollLeft, scrollTop } = scroller();
    await page.getByRole('tab', { name: 'Charts' }).click();
    await page.getByRole('tab', { name: 'Search' }).click();
    await expect.element(page.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked();
    expect(zoomed()).toBe('125%');
    await expect.poll(() => [scroller().scrollLeft, scroller().scrollTop]).toEqual([scrollLeft, scrollTop]);
  });

  test('two fingers zoom', async () => {
    await begin();
    const touch = (x: number, identifier: number): Touch =>
      new Touch({ identifier, target: scroller(), clientX: x, clientY: 500 });
    const move = (one: number, other: number): boolean =>
      scroller().dispatchEvent(
        new TouchEvent('touchmove', {
          bubbles: true,
          cancelable: true,
          touches: [touch(one, 0), touch(other, 1)],
        }),
      );
    expect(move(300, 400)).toBe(false);
    move(250, 450);
    await expect.poll(zoomed).toBe('200%');
  });
});

describe('the inspector', () => {
  test('shows exactly what was sent and what came back', async () => {
    const feed = new ScriptedRun(run, 130, 'paused');
    await watch(feed);
    await node('0').click();
    await page.getByText('Show every call').click();
    const call = run.records.find(
      (record): record is CallRecord =>
        record.kind === 'call' && record.path.startsWith('system/0/q0/judge/'),
    )!;
    expect(feed.asked).toEqual(['system/0/']);
    const line = call.path.slice('system/0/'.length).replace('/try0', '');
    await page.getByText(line, { exact: true }).click();
    const detail = document.querySelector('.call details[open] .detail')!;
    const sent = [...detail.querySelectorAll('.message .text')].map((text) => text.textContent.trim());
    expect(sent).toEqual([...call.request.messages.map((message) => message.content), call.reply.text]);
    expect(detail.textContent).toContain(String(call.request.sampling.seed));
    expect(detail.textContent).toContain('one of 1, 2, 3, 4, 5');
    expect(detail.querySelectorAll('li')).toHaveLength(5);
  });

  test('shows every aspect as five bars with their probabilities', async () => {
    await watch(new ScriptedRun(run, 130, 'paused'));
    await node('0').click();
    const bars = page.getByRole('complementary').getByRole('img', { name: /: 1 with \d+%, 2 with \d+%/ });
    await expect.poll(() => bars.elements().length).toBe(6);
  });

  test('tells why proposals were refused', async () => {
    await watch(new ScriptedRun(run));
    const refusing = [
      ...new Set(run.events.flatMap((event) => (event.kind === 'proposal-refused' ? [event.node] : []))),
    ];
    const last = refusing.at(-1)!;
    await expect.element(node(last)).toBeInTheDocument();
    (node(last).element() as HTMLElement).click();
    await expect.element(page.getByText('It copies from the query').first()).toBeVisible();
  });
});

describe('a live run', () => {
  test('says in one sentence what is happening, and names the simulated engine', async () => {
    const feed = new ScriptedRun(run, 130, 'running');
    await watch(feed);
    feed.act({ path: 'system/0.2/q1/judge/safety/try0', role: 'judge', model: 'practice:1', text: '' });
    await expect.element(page.getByTestId('happening')).toHaveTextContent('Level 3: judging candidate');
    await expect.element(page.getByText('Practice model (simulated)').first()).toBeVisible();
  });

  test('can be paused and resumed, and finished early', async () => {
    const feed = new ScriptedRun(run, 130, 'running');
    await watch(feed);
    await page.getByRole('button', { name: 'Finish now' }).click();
    await expect.element(page.getByText('Finishing', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect.element(page.getByTestId('happening')).toHaveTextContent('The run is paused');
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.element(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

  test('offers the result when it is finished, and lets go of the feed when it is left', async () => {
    const feed = new ScriptedRun(run, 130, 'running');
    await watch(feed);
    await expect.element(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    feed.tell(1000);
    feed.become({ status: 'finished' });
    await expect
      .element(page.getByRole('link', { name: 'See the result' }))
      .toHaveAttribute('href', '#/run/made/result');
    cleanup();
    expect(feed.watched).toBe(0);
  });

  test('is opened once, however it is scrubbed', async () => {
    const feed = new ScriptedRun(run, 1000, 'running');
    let opened = 0;
    const lab = scriptedLab(feed);
    await render(Stage, { lab: { ...lab, live: (id: string) => (opened++, lab.live(id)) }, screen: 'watch' });
    feed.become({ status: 'finished' });
    const input = page.getByRole('slider', { name: 'Moment of the run' });
    const atEnd = `${run.events.length} of ${run.events.length} events`;
    await expect.element(input).toHaveAttribute('aria-valuetext', atEnd);
    const range = input.element() as HTMLInputElement;
    range.value = '100';
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await expect.element(input).toHaveAttribute('aria-valuetext', `100 of ${run.events.length} events`);
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect.element(input).toHaveAttribute('aria-valuetext', atEnd);
    expect(opened).toBe(1);
  });

  test('shows text only once a call lasts long enough to be read', async () => {
    const feed = new ScriptedRun(run, 130, 'running');
    await watch(feed);
    await expect.element(page.getByText('Nothing lasts longer than a blink')).toBeVisible();
    feed.act({
      path: 'system/0.2/q0/respond/try0',
      role: 'responder',
      model: 'practice:1',
      text: 'It is most likely',
    });
    await expect.element(page.getByText('It is most likely').last()).toBeVisible();
  });
});

test('a run without a query for validation says so first in its tab, in the rail and in its sentence', async () => {
  await watch(new ScriptedRun(madeShort()));
  await page.getByRole('tab', { name: m.watch.tabs.checks }).click();
  const panel = page.getByRole('tabpanel');
  await expect
    .element(panel)
    .toHaveTextContent(/^There is no validation in this run: no query is left for it\./);
  await expect.element(panel).toHaveTextContent('These held-out queries are built-in ones, not yours.');
  const rail = page.getByRole('list', { name: m.watch.phases.title });
  await expect.element(rail).toHaveTextContent('skipped: no queries left');
  await expect.element(rail).toHaveTextContent('level 3 of 3, all the queries allow');
  await expect
    .element(page.getByRole('region', { name: m.watch.happening.title }))
    .toHaveTextContent(
      /no query was left for validation\. The queries were enough for only 3 of the 5 levels/,
    );
});

test('a finalist that was passed on unchanged is told by the last change on its path', async () => {
  const proposed = (node: string) =>
    run.events.find((event) => event.kind === 'candidate-proposed' && event.node === node) as Extract<
      RunEvent,
      { kind: 'candidate-proposed' }
    >;
  const told = run.events.find((event) => event.kind === 'finalist-chosen')!;
  const finalist = told.means.find(({ contender }) => contender !== 'initial')!.contender;
  const { action } = proposed(proposed(finalist).parent!);
  if (action === null || action.kind === 'keep') throw new Error('its parent brought no change');
  const events = run.events.map((event): RunEvent =>
    event === proposed(finalist) ? { ...event, action: { kind: 'keep', because: 'good-enough' } } : event,
  );
  await watch(new ScriptedRun({ ...run, events }));
  await page.getByRole('tab', { name: m.watch.tabs.checks }).click();
  const panel = page.getByRole('tabpanel');
  await expect.element(panel).toHaveTextContent(editLabel(action, 120));
  await expect.element(panel).not.toHaveTextContent(m.watch.tree.edit.keep);
});

test('a run left running by a closed tab says so and can be resumed here', async () => {
  const feed = new ScriptedRun(run, 130, 'running');
  const lab = { ...scriptedLab(feed), live: () => undefined };
  await render(Stage, { lab, screen: 'watch' });
  await expect.element(page.getByText('This run was interrupted')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.element(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('a run that cannot go on offers its settings for a new one, and no Resume that would be refused', async () => {
  await watch(new ScriptedRun(run, 130, 'failed'));
  await expect.element(page.getByText('The run stopped', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Resume' })).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Set up anew' }).click();
  await expect.poll(() => location.hash).toBe('#/setup');
});

test('the tab says how far the run is, and what became of it', async () => {
  const feed = new ScriptedRun(run, 130, 'running');
  await watch(feed);
  await expect.poll(() => document.title).toMatch(/^(System prompt level \d+ of \d+|Examples \d+ of \d+) · /);
  feed.become({ status: 'paused' });
  await expect.poll(() => document.title).toMatch(/^Paused · .* · DRPO Lab$/);
});

describe('a replay', () => {
  test('scrubbed back shows the run as it was then', async () => {
    await watch(new ScriptedRun(run));
    const slider = page.getByRole('slider', { name: 'Moment of the run' });
    await expect
      .element(slider)
      .toHaveAttribute('aria-valuetext', `${run.events.length} of ${run.events.length} events`);
    const input = slider.element() as HTMLInputElement;
    input.value = '0';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await expect.element(page.getByText('The tree grows here once the search begins.')).toBeVisible();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(5);
  });

  const slider = () => page.getByRole('slider', { name: 'Moment of the run' });
  const scrubTo = (position: number): void => {
    const input = slider().element() as HTMLInputElement;
    input.value = String(position);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  test('opens at the moment it is linked to, and beyond the end at the end', async () => {
    const first = await render(Stage, { lab: scriptedLab(new ScriptedRun(run)), screen: 'watch', at: 60 });
    await expect.element(slider()).toHaveAttribute('aria-valuetext', `60 of ${run.events.length} events`);
    await expect.element(page.getByText('Replay', { exact: true })).toBeVisible();
    await first.unmount();
    await render(Stage, { lab: scriptedLab(new ScriptedRun(run)), screen: 'watch', at: 999_999 });
    await expect
      .element(slider())
      .toHaveAttribute('aria-valuetext', `${run.events.length} of ${run.events.length} events`);
    await expect.element(page.getByText('Finished', { exact: true }).first()).toBeVisible();
  });

  test('puts its moment into the address, and takes it out at the end', async () => {
    await watch(new ScriptedRun(run));
    await expect.element(slider()).toBeVisible();
    scrubTo(40);
    await expect.poll(() => location.hash).toBe('#/run/made/at/40');
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect.poll(() => location.hash).toBe('#/run/made');
  });

  test('moves the address within the run: nothing is drawn anew, and a candidate that is open stays open', async () => {
    await watchWhole(new ScriptedRun(run));
    (node('root').element() as HTMLElement).click();
    const heading = page.getByRole('heading', { name: 'Start prompt', level: 2 });
    await expect.element(heading).toBeVisible();
    const drawn = heading.element();
    scrubTo(60);
    await expect.poll(() => location.hash).toBe('#/run/made/at/60');
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect.poll(() => location.hash).toBe('#/run/made');
    await expect
      .element(slider())
      .toHaveAttribute('aria-valuetext', `${run.events.length} of ${run.events.length} events`);
    expect(heading.element()).toBe(drawn);
  });

  test('gone to the end from a linked moment is the same screen still, and does not begin to play', async () => {
    const end = `${run.events.length} of ${run.events.length} events`;
    location.hash = '#/recorded/at/999999';
    const lab = scriptedLab(new ScriptedRun(run));
    await render(App, { lab });
    await expect.element(slider()).toHaveAttribute('aria-valuetext', end);
    await expect.poll(() => location.hash).toBe('#/recorded');
    const drawn = slider().element();
    scrubTo(60);
    await expect.poll(() => location.hash).toBe('#/recorded/at/60');
    scrubTo(run.events.length);
    await expect.poll(() => location.hash).toBe('#/recorded');
    expect(slider().element()).toBe(drawn);
    await expect.element(slider()).toHaveAttribute('aria-valuetext', end);
  });

  test('of a run that goes on stays at its moment while more comes in, until it follows again', async () => {
    const feed = new ScriptedRun(run, 130, 'running');
    await watch(feed);
    await expect.element(slider()).toHaveAttribute('aria-valuetext', '130 of 130 events');
    // Dragged to the very end, the thumb goes along with what comes in.
    scrubTo(130);
    feed.tell(5);
    await expect.element(slider()).toHaveAttribute('aria-valuetext', '135 of 135 events');
    scrubTo(50);
    await expect.element(page.getByText('Replay', { exact: true })).toBeVisible();
    feed.tell(15);
    await expect.element(slider()).toHaveAttribute('aria-valuetext', '50 of 150 events');
    await page.getByRole('button', { name: 'Now', exact: true }).click();
    await expect.element(slider()).toHaveAttribute('aria-valuetext', '150 of 150 events');
    await expect.element(page.getByText('Running', { exact: true })).toBeVisible();
  });

  test('of the recorded run says that it is one', async () => {
    await watch(new ScriptedRun(run), 'recorded');
    await expect.element(page.getByRole('heading', { name: 'A recorded run' })).toBeVisible();
    await expect.element(page.getByText('Replay', { exact: true })).toBeVisible();
    await expect.element(page.getByText('Practice model (simulated)').first()).toBeVisible();
  });
});

describe('a candidate in the address', () => {
  const last = run.events.findLast((event) => event.kind === 'run-finished')?.node ?? '';
  const open = async (candidate: string) => {
    location.hash = `#/run/made/candidate/${candidate}`;
    await render(App, { lab: scriptedLab(new ScriptedRun(run)) });
  };

  test('is opened, whatever was open before, and the address is then that of the run', async () => {
    await open(last);
    await expect.element(page.getByRole('heading', { name: name(last), level: 2 })).toBeVisible();
    await expect.element(page.getByRole('tab', { name: 'Search' })).toHaveAttribute('aria-selected', 'true');
    await expect.poll(() => location.hash).toBe('#/run/made');
  });

  test.each([390, 1440])('is in sight, however deep it is, at %i pixels', async (width) => {
    await page.viewport(width, 900);
    await open(last);
    await expect.element(page.getByRole('heading', { name: name(last), level: 2 })).toBeVisible();
    await expect
      .poll(() => {
        const card = document.getElementById(`node-${last}`)?.getBoundingClientRect();
        const window = document.querySelector('.scroller')?.getBoundingClientRect();
        return card && window && card.left >= window.left && card.right <= window.right;
      })
      .toBe(true);
    // So it stays, once all has its place.
    await new Promise((done) => setTimeout(done, 500));
    const [card, window] = [`#node-${CSS.escape(last)}`, '.scroller'].map((one) =>
      document.querySelector(one)?.getBoundingClientRect(),
    );
    expect(card?.right).toBeLessThanOrEqual(window?.right ?? 0);
  });

  test('led to the tree; played from the beginning, the run leads again', async () => {
    await open(last);
    await page.getByRole('button', { name: m.watch.replay.again }).click();
    await expect
      .element(page.getByRole('tab', { name: m.watch.tabs.examples }))
      .toHaveAttribute('aria-selected', 'true');
    await page.getByRole('button', { name: m.watch.replay.pause }).click();
    await page.getByRole('tab', { name: m.watch.tabs.search }).click();
    await page.getByRole('button', { name: m.watch.tree.goingOnIn(m.watch.tabs.examples) }).click();
    await expect
      .element(page.getByRole('tab', { name: m.watch.tabs.examples }))
      .toHaveAttribute('aria-selected', 'true');
  });

  test('that the run does not have is said to be missing; the run is shown', async () => {
    await open('9.9.9');
    await expect.element(page.getByText('This run has no candidate 9.9.9.')).toBeVisible();
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.element(page.getByText('This run has no candidate 9.9.9.')).not.toBeInTheDocument();
  });
});

test('a run that is not there is said to be missing, with a way back', async () => {
  await watch(new ScriptedRun(run), 'another');
  await expect.element(page.getByRole('heading', { name: 'This run cannot be shown' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Go to Start' })).toBeVisible();
});

test('of a thousand candidates only those in sight are drawn', async () => {
  await watch(new ScriptedRun(madeRun(THOUSAND)));
  await expect.element(page.getByText('1,026')).toBeVisible();
  expect(document.querySelectorAll('[role=treeitem]').length).toBeLessThan(150);
});

describe('hostile text', () => {
  test.each([1280, 390, 360])('neither runs nor widens the page at %i pixels', async (width) => {
    await page.viewport(width, 800);
    const hostile = madeHostile();
    await watch(new ScriptedRun(hostile));
    await expect.poll(() => document.querySelectorAll('[role=treeitem]').length).toBeGreaterThan(0);
    for (const item of [...document.querySelectorAll<HTMLElement>('[role=treeitem]')].slice(0, 3))
      item.click();
    await page.getByText('Show every call').click();
    await expect.poll(() => document.querySelectorAll('.call summary').length).toBeGreaterThan(0);
    for (const summary of [...document.querySelectorAll<HTMLElement>('.call summary')].slice(0, 2))
      summary.click();
    await expect.poll(() => document.querySelectorAll('.message').length).toBeGreaterThan(0);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    expect('__ran' in window).toBe(false);
    expect(document.querySelectorAll('main script, main img')).toHaveLength(0);
  });
});
