/**
 * Watch of the built app on a run of 1,000 candidates and 10,000 events (made up, stored as any run is) in headless Chromium:
 * address to drawn tree, frames a second while scrubbed back and forth, long tasks; then tasks while a practice run is live.
 * `npx tsx scripts/bench/watch.ts` alone.
 */
import type { Browser, Page } from 'playwright';
import { m } from '../../src/ui/messages/messages.ts';
import { oneClick, openStart } from '../../tests/e2e/lab-page.ts';
import { store } from '../../tests/e2e/stored-runs.ts';
import { THOUSAND } from '../../tests/ui/watch/made-records.ts';
import { madeRun } from '../../tests/ui/watch/made-run.ts';
import { builtApp } from '../built-app.ts';
import { measuredPage, median, takeTasks } from './measured-page.ts';

const ROUNDS = 5;
/** Milliseconds until the browser is done with what a new page costs it. */
const REST = 2000;
/** Frames before those that count. */
const WARM_UP = 20;
/** The answers of each candidate: with four, the run has a good 10,000 events. */
const SHAPE = { ...THOUSAND, perCandidate: 4 };

/** What one way of scrubbing came to. */
interface Scrubbed {
  /** Milliseconds from one frame to the next. */
  frames: number[];
  /** Milliseconds of the tasks that were longer than 50. */
  tasks: number[];
}

export async function benchWatch(): Promise<string[]> {
  const app = await builtApp(4739);
  try {
    return [
      ...(await thousand(app.browser, app.address)),
      '',
      ...(await whileLive(app.browser, app.address)),
    ];
  } finally {
    await app.close();
  }
}

async function thousand(browser: Browser, address: string): Promise<string[]> {
  const run = madeRun(SHAPE);
  const nodes = run.events.filter(({ kind }) => kind === 'candidate-proposed').length;
  const page = await measuredPage(browser, address);
  await openStart(page);
  await store(page, [run]);
  const [opened, again]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    await page.reload();
    await openStart(page);
    await page.waitForTimeout(1000);
    opened.push(await page.evaluate(visit, { run: run.row.id, nodes }));
    again.push(await page.evaluate(visit, { run: run.row.id, nodes }));
  }
  const openTasks = await takeTasks(page);
  const scrubs = new Map<string, Scrubbed & { work: number }>();
  await page.evaluate(visit, { run: run.row.id, nodes });
  const workSoFar = await workMeter(page);
  for (const [name, step] of Object.entries(STEPS)) {
    const before = await workSoFar();
    const scrubbed = await page.evaluate(scrub, { step, warmUp: WARM_UP });
    const work = ((await workSoFar()) - before) / (scrubbed.frames.length + WARM_UP);
    scrubs.set(name, { ...scrubbed, work });
  }
  await page.context().close();
  return [
    `## A run of ${String(nodes)} candidates and ${String(run.events.length)} events, Chromium ${browser.version()}, built app`,
    '',
    `Opened, address to drawn tree: ${median(again).toFixed(0)} ms (bar 400), ${median(opened).toFixed(0)} the first time after the page was loaded, its code included; medians of ${String(ROUNDS)}; longest task ${longest(openTasks)}.`,
    '',
    '| scrubbed | frames a second, median | slowest of 20 frames, ms | work a frame on the main thread, ms | longest task |',
    '| --- | --- | --- | --- | --- |',
    ...[...scrubs].map(([name, { frames, tasks, work }]) => {
      const late = [...frames].sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0;
      return `| ${name} | ${(1000 / median(frames)).toFixed(0)} | ${late.toFixed(0)} | ${work.toFixed(1)} | ${longest(tasks)} |`;
    }),
  ];
}

/** Share of the whole run from one input event of the thumb to the next; below 0 it goes back. */
const STEPS = {
  'forward, the whole run in 8 s': 0.002,
  'back, in 8 s': -0.002,
  'forward, in 1.5 s': 0.011,
  'back, in 1.5 s': -0.011,
  'thrown about, an eighth of it each frame': 0.13,
};

/** From the first call of a run to its last, begun on a Start that has come to rest: a person reads it first. */
async function whileLive(browser: Browser, address: string): Promise<string[]> {
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await measuredPage(browser, address);
    await openStart(page);
    await page.waitForTimeout(REST);
    await takeTasks(page);
    await oneClick(page);
    await page.getByRole('link', { name: m.watch.seeResult }).waitFor({ timeout: 120_000 });
    rounds.push(await takeTasks(page));
    await page.context().close();
  }
  return [
    `A standard practice run at full speed, ${String(ROUNDS)} times, each watched from its first call to its last: tasks over 50 ms ${rounds.map(({ length }) => String(length)).join(', ')}; longest ${longest(rounds.flat())}.`,
  ];
}

/** Milliseconds of processor time that the page's main thread has worked: what else the machine does is not in it. */
async function workMeter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
}

/** From Start to the run; ms until its tree and its whole length stand in a painted frame. */
async function visit({ run, nodes }: { run: string; nodes: number }): Promise<number> {
  const frame = () => new Promise(requestAnimationFrame);
  location.hash = '#/';
  await frame();
  const start = performance.now();
  location.hash = `#/run/${run}`;
  const drawn = () => {
    const setSize = document.querySelectorAll('[role=treeitem]').length;
    const thumb = document.querySelector<HTMLInputElement>('input[type=range]');
    return setSize > 20 && thumb !== null && thumb.valueAsNumber > nodes && thumb.value === thumb.max;
  };
  while (!drawn()) await frame();
  await frame();
  return performance.now() - start;
}

/** Moves the thumb once a frame for about four seconds, as a hand does. */
async function scrub({ step, warmUp }: { step: number; warmUp: number }): Promise<Scrubbed> {
  const thumb = document.querySelector<HTMLInputElement>('input[type=range]');
  const searchTab = document.querySelector<HTMLElement>('#tab-search');
  if (!thumb) throw new Error('no thumb');
  searchTab?.click();
  const length = Number(thumb.max);
  const tasks = (window as unknown as { longTasks: number[] }).longTasks;
  const frames: number[] = [];
  let at = step < 0 ? length : length * 0.5;
  const move = () => {
    at += step * length;
    if (at > length || at < 0) at = step < 0 ? length : Math.abs(at % length);
    thumb.value = String(Math.round(at));
    thumb.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const frame = () => new Promise<number>(requestAnimationFrame);
  for (let i = 0; i < warmUp; i++) {
    move();
    await frame();
  }
  tasks.length = 0;
  let before = await frame();
  for (let i = 0; i < 240; i++) {
    move();
    const now = await frame();
    frames.push(now - before);
    before = now;
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { frames, tasks: [...tasks] };
}

function longest(tasks: readonly number[]): string {
  const most = Math.max(0, ...tasks);
  return most === 0 ? 'none over 50 ms' : `${most.toFixed(0)} ms`;
}

if (process.argv[1] === import.meta.filename) console.log((await benchWatch()).join('\n'));
