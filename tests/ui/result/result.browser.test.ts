import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { compareWithEach } from '../../../src/core/compare-sides';
import { METHOD_VERSION } from '../../../src/core/config';
import type { RunEvent } from '../../../src/core/events';
import { m } from '../../../src/ui/messages/messages';
import { queryWords } from '../../../src/ui/messages/query-words';
import { madeHostile } from '../watch/hostile-run';
import { type MadeRun, madeRun } from '../watch/made-run';
import { madeShort } from '../watch/made-short';
import { ScriptedRun, scriptedLab } from '../watch/scripted-feed';
import Stage from '../watch/Stage.svelte';

async function result(feed: ScriptedRun): Promise<void> {
  await render(Stage, { lab: scriptedLab(feed), screen: 'result' });
}

function finishedAfterLevelTwo({ events, ...rest }: MadeRun): MadeRun {
  const asked: RunEvent = {
    kind: 'decision-taken',
    at: 'system/level/2/barrier',
    changes: [{ kind: 'finish', why: 'asked' }],
  };
  return { ...rest, events: [...events.slice(0, -1), asked, ...events.slice(-1)] };
}

beforeEach(() => page.viewport(1280, 900));
afterEach(cleanup);

test('its settings lead on to another run', async () => {
  await result(new ScriptedRun(madeRun()));
  await page.getByRole('button', { name: m.library.reuse.action, exact: true }).click();
  await expect.poll(() => location.hash).toBe('#/setup');
  location.hash = '';
});

describe('the verdict', () => {
  test.each([
    ['better', 'Better than the start prompt'],
    ['no-difference', 'No difference found'],
    ['worse', 'Worse than the start prompt'],
  ] as const)('%s is said as a heading, never without that it is simulated', async (outcome, words) => {
    await result(new ScriptedRun(madeRun({ outcome })));
    await expect.element(page.getByRole('heading', { name: words })).toBeVisible();
    await expect.element(page.getByText('This is a simulated result.')).toBeVisible();
    await expect
      .element(page.getByText('The judge also wrote the responses and rewrote the prompt'))
      .toBeVisible();
    await expect.element(page.getByText('Practice model (simulated)').first()).toBeVisible();
  });

  test('is drawn with one stem a query and told in words and as a table', async () => {
    await result(new ScriptedRun(madeRun()));
    const chart = page.getByRole('img', {
      name: /^24 queries: the final prompt scored higher on \d+ and lower on \d+/,
    });
    await expect.element(chart).toBeVisible();
    expect(chart.element().querySelectorAll('circle')).toHaveLength(24);
    await page.getByText('As a table').first().click();
    await expect.poll(() => document.querySelectorAll('figure table tbody tr').length).toBe(24);
  });
});

test('a run that was asked to finish early says after which level, one that was not does not', async () => {
  const made = madeRun();
  await result(new ScriptedRun(made));
  await expect.element(page.getByRole('heading', { name: m.result.outcome.better })).toBeVisible();
  expect(page.getByText(m.result.finishedEarly(2)).elements()).toHaveLength(0);
  cleanup();
  await result(new ScriptedRun(finishedAfterLevelTwo(made)));
  await expect.element(page.getByText(m.result.finishedEarly(2))).toBeVisible();
});

describe('a run whose own queries were too few', () => {
  test('says on whose queries its verdict rests and what lacked, once, and why this prompt was chosen', async () => {
    const run = madeShort();
    await result(new ScriptedRun(run));
    const verdict = page.getByRole('region', { name: m.result.outcome.better });
    await expect.element(verdict).toHaveTextContent('On 24 built-in queries, not on yours, the final prompt');
    const cautions = page.getByRole('list', { name: m.result.warningsTitle });
    await expect
      .element(cautions)
      .toHaveTextContent('on built-in queries, not on yours: 6 are too few to set some aside. From 24');
    const lacked = page.getByText('enough for only 3 of the 5 levels, and none was left for validation');
    await expect.element(lacked).toBeVisible();
    expect(lacked.elements()).toHaveLength(1);
    const why = page.getByRole('region', { name: queryWords.pathScores.title });
    await expect.element(why).toHaveTextContent(queryWords.pathScores.why['no-queries']);
    const told = run.events.find((event) => event.kind === 'search-finished')!;
    for (const { score } of told.finished) await expect.element(why).toHaveTextContent(score.toFixed(2));
    await expect.element(why).toHaveTextContent(m.result.finalists.chosen);
  });

  test('is told from one with queries enough, where nothing of it is said', async () => {
    await result(new ScriptedRun(madeRun()));
    await expect.element(page.getByRole('heading', { name: m.result.finalists.title })).toBeVisible();
    expect(page.getByText(/built-in quer|enough for only/).elements()).toHaveLength(0);
    expect(page.getByRole('region', { name: queryWords.pathScores.title }).query()).toBeNull();
  });
});

test('of the stems the one under the pointer stands out, and no other', async () => {
  await result(new ScriptedRun(madeRun()));
  const places = () => [...document.querySelectorAll('.catch')];
  await expect.poll(() => places().length).toBe(24);
  const thick = () =>
    [...document.querySelectorAll('.stem')].flatMap((stem, i) =>
      getComputedStyle(stem).strokeWidth === '4px' ? [i] : [],
    );
  expect(thick()).toEqual([]);
  await userEvent.hover(places()[7]!);
  await expect.poll(thick).toEqual([7]);
});

test('the difference is taken apart by aspect and by category, in tables', async () => {
  await result(new ScriptedRun(madeRun()));
  const aspects = page.getByRole('table', { name: 'By aspect' });
  await expect.element(aspects).toBeVisible();
  expect(aspects.element().querySelectorAll('tbody tr')).toHaveLength(4);
  await expect.element(page.getByRole('table', { name: 'By category' })).toBeVisible();
});

test('a category is called what Setup calls it', async () => {
  await result(new ScriptedRun(madeRun()));
  const table = page.getByRole('table', { name: 'By category' });
  await expect.element(table).toBeVisible();
  const named = [...table.element().querySelectorAll('tbody th bdi')].map((cell) => cell.textContent);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => name !== m.setup.queries.category(name))).toEqual([]);
  expect(m.setup.queries.category('open')).toBe('Open-ended');
  expect(m.setup.queries.category('constructor')).toBe('constructor');
});

describe('a difference leads to its query in the list, opened and with the focus on it', () => {
  const opened = () => document.querySelectorAll('.pair details[open]');
  const leadsTo = async (query: string) => {
    await expect.poll(() => opened().length).toBe(1);
    const line = opened()[0]!.querySelector('summary')!;
    expect(line).toBe(document.activeElement);
    expect(line.textContent).toContain(query);
    expect(line.getBoundingClientRect().top).toBeLessThan(innerHeight);
    await expect.element(page.getByRole('heading', { name: 'With the final prompt' })).toBeInTheDocument();
  };

  test('from its stem in the chart, which is no stop for Tab', async () => {
    await result(new ScriptedRun(madeRun()));
    await expect.poll(() => document.querySelectorAll('.catch').length).toBe(24);
    const stem = document.querySelectorAll('.catch')[7]!;
    expect(stem.closest('svg')!.querySelectorAll('[tabindex], a, button')).toHaveLength(0);
    const query = stem.parentElement!.querySelector('title')!.textContent.split(' — ')[0]!;
    await userEvent.click(stem);
    await leadsTo(query);
  });

  test('from its row in the table, by keyboard', async () => {
    await result(new ScriptedRun(madeRun()));
    await page.getByText('As a table').first().click();
    await expect.poll(() => document.querySelectorAll('figure table tbody button').length).toBe(24);
    const row = document.querySelectorAll<HTMLElement>('figure table tbody button')[3]!;
    row.focus();
    await userEvent.keyboard('{Enter}');
    await leadsTo(row.textContent);
  });
});

test('the final prompt is shown as changes, and in full when asked', async () => {
  const run = madeRun();
  await result(new ScriptedRun(run));
  await expect.element(page.getByRole('group', { name: 'Changes, word by word' }).first()).toBeVisible();
  expect(document.querySelectorAll('ins').length).toBeGreaterThan(0);
  await page.getByText('In full').click();
  const finished = run.events.find((event) => event.kind === 'run-finished')!;
  await expect.poll(() => document.querySelector('.paper .text')?.textContent.trim()).toBe(finished.prompt);
});

test('a held-out query opens to why its aspects were chosen and both responses side by side', async () => {
  const run = madeRun();
  const first = run.events.findIndex(({ kind }) => kind === 'held-out-judged');
  const { query } = run.events[first] as Extract<RunEvent, { kind: 'held-out-judged' }>;
  const reason = 'Someone in a hurry asks.';
  const selected: RunEvent = { kind: 'aspects-selected', query, aspects: [], reason };
  await result(new ScriptedRun({ ...run, events: run.events.toSpliced(first, 0, selected) }));
  await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
  document.querySelector<HTMLElement>('.pair summary')!.click();
  await expect.element(page.getByRole('heading', { name: 'With the start prompt' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'With the final prompt' })).toBeVisible();
  const why = document.querySelector('.pair .aspects')!;
  expect(why.textContent).toContain(m.watch.inspector.selection);
  expect(why.textContent).toContain(reason);
  expect(why.textContent).toContain('Practice model (simulated)');
  await expect.element(page.getByText(m.watch.scores.bars)).toBeVisible();
});

test('a query that its line tells in full is not told again below it, and is not cut', async () => {
  await page.viewport(390, 800);
  await result(new ScriptedRun(madeRun()));
  await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
  const pair = document.querySelector<HTMLElement>('.pair')!;
  const line = pair.querySelector<HTMLElement>('.told')!;
  const query = line.textContent;
  pair.querySelector('summary')!.click();
  await expect.element(page.getByRole('heading', { name: 'With the start prompt' })).toBeVisible();
  expect(pair.querySelector('.whole')).toBeNull();
  expect(line.textContent).toBe(query);
  expect(getComputedStyle(line).display).toBe('block');
  expect(line.scrollHeight).toBeLessThanOrEqual(line.clientHeight);
});

test('held-out queries are put in the order of what they gained or lost, and one opened stays open', async () => {
  await result(new ScriptedRun(madeRun()));
  await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
  const pairs = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.pair')];
  const differences = (): number[] =>
    pairs().map((pair) =>
      Number(pair.querySelector('.difference')!.lastChild!.textContent!.trim().replace('−', '-')),
    );
  const ascending = differences().sort((a, b) => a - b);
  const opened = pairs()[3]!;
  opened.querySelector('summary')!.click();
  await page.getByText(m.result.heldOut.orders.losses).click();
  await expect.poll(differences).toEqual(ascending);
  await page.getByText(m.result.heldOut.orders.gains).click();
  await expect.poll(differences).toEqual(ascending.reverse());
  expect(pairs().filter((pair) => pair.querySelector('details')!.open)).toEqual([opened]);
});

test('a response of a simulated model says so beside it, one of another model does not', async () => {
  const open = async (run: ReturnType<typeof madeRun>): Promise<string[]> => {
    await result(new ScriptedRun(run));
    await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
    document.querySelector<HTMLElement>('.pair summary')!.click();
    await expect.poll(() => document.querySelectorAll('.pair article').length).toBe(2);
    return [...document.querySelectorAll('.pair article header')].map(({ textContent }) => textContent);
  };
  for (const head of await open(madeRun())) expect(head).toContain('Practice model (simulated)');
  cleanup();
  const run = structuredClone(madeRun());
  run.row.engines.responder = { id: 'real', label: 'A real model', simulated: false };
  for (const head of await open(run)) expect(head).not.toContain('model');
});

test('a rewritten example says that a simulated model wrote it', async () => {
  const run = madeRun();
  await result(new ScriptedRun(run));
  await expect.element(page.getByRole('heading', { name: 'The examples' })).toBeVisible();
  const kept = run.events.flatMap((event) => (event.kind === 'example-kept' ? [event.version] : []));
  for (const line of document.querySelectorAll<HTMLElement>('.example summary')) line.click();
  const told = () =>
    [...document.querySelectorAll('.example .open')].map(({ textContent }) =>
      textContent.includes('(simulated)'),
    );
  await expect.poll(told).toEqual(kept.map((version) => version > 0));
  expect(kept.some((version) => version > 0)).toBe(true);
});

/** As it would be had the baselines been asked too. */
function withBaselines(): ScriptedRun {
  const run = madeRun();
  const events = run.events.flatMap((event): RunEvent[] =>
    event.kind === 'held-out-judged' && event.side === 'final'
      ? [event, { ...event, side: 'no-prompt' }, { ...event, side: 'hand-written', response: 'Short.' }]
      : [event],
  );
  return new ScriptedRun({ ...run, events });
}

describe.each([
  [1440, 4],
  [1024, 2],
  [700, 2],
  [390, 1],
])('at %i pixels four prompts compared on a held-out query', (width, columns) => {
  test('stand in columns of one width, each line of one kind', async () => {
    await page.viewport(width, 900);
    await result(withBaselines());
    await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
    document.querySelector<HTMLElement>('.pair summary')!.click();
    await expect.poll(() => document.querySelectorAll('.pair article').length).toBe(4);
    const boxes = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
    const places = boxes('.pair article');
    expect(new Set(places.map(({ left }) => Math.round(left))).size).toBe(columns);
    expect(new Set(places.map((box) => Math.round(box.width))).size).toBe(1);
    for (const line of ['h3', '.reward', '.response', '.scores'])
      expect(new Set(boxes(`.pair article ${line}`).map(({ top }) => Math.round(top))).size).toBe(
        4 / columns,
      );
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

describe('on a phone', () => {
  beforeEach(() => page.viewport(390, 844));

  test('a long page has a way back to its top, which goes once it is there, and the focus is on the heading', async () => {
    await result(new ScriptedRun(madeRun()));
    const button = page.getByRole('button', { name: m.shell.toTop });
    await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
    scrollTo(0, 2 * innerHeight - 10);
    expect(button.elements()).toHaveLength(0);
    const opacity = () => getComputedStyle(button.element()).opacity;
    scrollTo(0, 2 * innerHeight + 200);
    await expect.element(button).toBeInTheDocument();
    // Out of the way of what is read on the way down, there for who goes up, comes by keyboard or is at the end.
    await expect.poll(opacity).toBe('0');
    scrollTo(0, 2 * innerHeight + 100);
    await expect.poll(opacity).toBe('1');
    scrollTo(0, 2 * innerHeight + 200);
    await expect.poll(opacity).toBe('0');
    scrollTo(0, document.documentElement.scrollHeight);
    await expect.poll(opacity).toBe('1');
    const { width, height } = button.element().getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    const last = document.querySelector('.page')!.lastElementChild!.getBoundingClientRect();
    expect(last.bottom).toBeLessThanOrEqual(button.element().getBoundingClientRect().top);
    (button.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => scrollY).toBe(0);
    await expect.poll(() => button.elements().length).toBe(0);
    expect(document.activeElement?.tagName).toBe('H1');
  });

  test('the final prompt scrolls with the page, not within itself', async () => {
    await result(new ScriptedRun(madeRun()));
    await expect.element(page.getByRole('group', { name: 'Changes, word by word' }).first()).toBeVisible();
    const scrolls = (selector: string) => getComputedStyle(document.querySelector(selector)!).maxHeight;
    expect(scrolls('.diff')).toBe('none');
    await page.viewport(1280, 900);
    expect(scrolls('.diff')).not.toBe('none');
  });

  test('each comparison says what the other prompt scored', async () => {
    const run = madeRun();
    const judged = (side: 'initial' | 'final') =>
      run.events.flatMap((event) =>
        event.kind === 'held-out-judged' && event.side === side
          ? [{ query: event.query, judgement: event.judgement }]
          : [],
      );
    const baselines = compareWithEach([{ name: 'no-prompt', judged: judged('initial') }], judged('final'));
    const events = run.events.map((event): RunEvent =>
      event.kind === 'verdict-given' ? { ...event, verdict: { ...event.verdict, baselines } } : event,
    );
    await result(new ScriptedRun({ ...run, events }));
    const means = () =>
      [...document.querySelectorAll<HTMLElement>('.board .mean')].map(({ innerText }) =>
        innerText.replace(/\s+/g, ' '),
      );
    const mean = m.result.comparisons.mean;
    await expect.poll(means).toEqual(Array(2).fill(`${mean} ${baselines[0]!.fromMean!.toFixed(2)}`));
  });
});

describe('the story of the prompt', () => {
  test('says what each step did, and leads to its candidate', async () => {
    const run = madeRun();
    await result(new ScriptedRun(run));
    const section = page.getByRole('region', { name: m.result.story.title });
    await expect.element(section.getByRole('heading', { name: /^Step 1: [a-z]/ })).toBeVisible();
    const path = run.events.findLast((event) => event.kind === 'run-finished')?.node ?? '';
    await expect
      .element(section.getByRole('link').last())
      .toHaveAttribute('href', `#/run/made/candidate/${path}`);
    await expect
      .element(section.getByRole('link').first())
      .toHaveAttribute('href', '#/run/made/candidate/root');
  });

  test('and the finalists name no candidate by its lineage', async () => {
    await result(new ScriptedRun(madeRun()));
    await expect.element(page.getByText(/Candidate \d of level \d/).first()).toBeVisible();
    const said = [...document.querySelectorAll('main')].map(({ innerText }) => innerText).join();
    expect(said).not.toMatch(/\b\d+\.\d+\.\d/);
  });
});

test.each([390, 320])(
  'at %i pixels the tables of the difference fit, with every figure there',
  async (width) => {
    await page.viewport(width, 800);
    await result(new ScriptedRun(madeRun()));
    const table = page.getByRole('table', { name: 'By aspect' });
    await expect.element(table).toBeVisible();
    const scroller = table.element().parentElement!;
    expect(scroller.scrollWidth).toBeLessThanOrEqual(scroller.clientWidth);
    await expect.element(table.getByText(/^\d+ quer(y|ies)$/).first()).toBeVisible();
    await expect.element(table.getByText(/\d to [+−]/).first()).toBeVisible();
  },
);

test('the cost adds up to the calls that were stored', async () => {
  const run = madeRun();
  await result(new ScriptedRun(run));
  const calls = run.records.filter((record) => record.kind === 'call').length.toLocaleString('en');
  await expect.element(page.getByRole('row', { name: new RegExp(`^All roles ${calls} `) })).toBeVisible();
});

test('the cost has no row for a role that was asked nothing, and no total over a single role', async () => {
  const run = madeRun();
  const records = run.records.filter((record) => record.kind !== 'call' || record.request.role === 'judge');
  await result(new ScriptedRun({ ...run, records }));
  const costs = page.getByRole('table', { name: m.result.costs.title });
  await expect.element(costs).toBeVisible();
  const names = [...costs.element().querySelectorAll('tr > th[scope="row"]')].map((cell) => cell.textContent);
  expect(names).toEqual(['Judge']);
});

test.each([
  ['running', 'still going'],
  ['paused', 'paused'],
  ['failed', 'stopped'],
] as const)('a %s run says so kindly and leads to Watch', async (status, words) => {
  await result(new ScriptedRun(madeRun(), 100, status));
  await expect
    .element(page.getByRole('heading', { name: m.result.unfinished.heading[status], exact: true }))
    .toBeVisible();
  await expect.element(page.getByText(words)).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: m.result.unfinished.action }))
    .toHaveAttribute('href', '#/run/made');
});

test('a run that finishes while its result is open shows the verdict', async () => {
  const feed = new ScriptedRun(madeRun(), 100, 'running');
  await result(feed);
  await expect.element(page.getByRole('heading', { name: 'No verdict yet' })).toBeVisible();
  feed.tell(1000);
  feed.become({ status: 'finished' });
  await expect.element(page.getByRole('heading', { name: 'Better than the start prompt' })).toBeVisible();
});

test('a run taken up again for more queries leaves the page as it is read until all it tells is there', async () => {
  const made = madeRun();
  const { config, materials } = made.row.setup;
  const unasked = Array.from({ length: 20 }, (_, i) => ({
    id: `more-${String(i)}`,
    text: `A held-out query of day ${String(i)}`,
    category: 'everyday',
  }));
  const setup = { config, materials: { ...materials, heldOut: [...materials.heldOut, ...unasked] } };
  const run = { ...made, row: { ...made.row, methodVersion: METHOD_VERSION, setup } };
  const again = new ScriptedRun(run, 40, 'running');
  const lab = { ...scriptedLab(new ScriptedRun(run)), extend: async () => again };
  await render(Stage, { lab, screen: 'result' });
  const more = page.getByRole('button', { name: m.result.more.some(12), exact: true });
  await expect.element(more).toBeVisible();
  more.element().scrollIntoView();
  const was = { height: document.documentElement.scrollHeight, top: scrollY };
  const least = { ...was };
  const observer = new MutationObserver(() => {
    least.height = Math.min(least.height, document.documentElement.scrollHeight);
    least.top = Math.min(least.top, scrollY);
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  (more.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('status').filter({ hasText: 'Asking held-out queries' })).toBeVisible();
  again.act({ path: 'verdict/final/more-3/respond', role: 'responder', model: 'practice:1', text: '' });
  await expect.element(page.getByText(/^Verdict: /)).toBeVisible();
  await expect.element(page.getByRole('heading', { name: m.result.comparisons.title })).toBeVisible();
  for (let step = 0; step < 6; step++) {
    again.tell(60);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  again.tell(10_000);
  again.become({ status: 'finished' });
  await expect.element(more).toBeVisible();
  observer.disconnect();
  // The focus went where the answer is told, not to nowhere.
  expect(document.activeElement?.getAttribute('role')).toBe('status');
  expect(least.height).toBeGreaterThan(0.8 * was.height);
  expect(least.top).toBeGreaterThan(was.top - 100);
});

test.each([1280, 390, 360])('hostile text neither runs nor widens the page at %i pixels', async (width) => {
  await page.viewport(width, 800);
  await result(new ScriptedRun(madeHostile()));
  await expect.element(page.getByRole('heading', { name: 'Held-out queries' })).toBeVisible();
  for (const summary of [...document.querySelectorAll<HTMLElement>('summary')].slice(0, 40)) summary.click();
  await expect.poll(() => document.querySelectorAll('article').length).toBeGreaterThan(0);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  expect('__ran' in window).toBe(false);
  expect(document.querySelectorAll('main script, main img')).toHaveLength(0);
});
