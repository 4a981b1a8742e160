/**
 * The built app in headless Chromium, served as `npm start` serves it: a practice run by one click (standard) and from Setup
 * (quick), on real IndexedDB with strict durability, screen and all; a finished run opened again; the size of the first screen.
 */
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { m } from '../../src/ui/messages/messages.ts';
import { oneClick, openStart, rows, runQuick } from '../../tests/e2e/lab-page.ts';
import { ensureBrowser, launchArgs } from '../browser.ts';

const ROUNDS = 5;
const root = join(import.meta.dirname, '../..');

interface RunTime {
  calls: number;
  /** Milliseconds from the row's birth to its end, everything included. */
  total: number;
  longTasks: number[];
  run: string;
}

export async function benchChromium(): Promise<string[]> {
  await build({ root, logLevel: 'error' });
  const server = await preview({ root, preview: { open: false, port: 4329 }, logLevel: 'error' });
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...launchArgs] });
  try {
    return await measured(browser, address);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measured(browser: Browser, address: string): Promise<string[]> {
  const lines = [
    `## Chromium ${browser.version()}, built app, strict durability (median of ${String(ROUNDS)})`,
    '',
    '| preset | calls | seconds | ms a call, all included | longest task ms | tasks over 50 ms |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const opened: number[] = [];
  for (const preset of ['quick', 'standard'] as const) {
    const times: RunTime[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await freshPage(browser, address);
      times.push(await timed(page, preset));
      if (preset === 'standard') opened.push(await reopened(page, times.at(-1)?.run ?? ''));
      await page.context().close();
    }
    const { calls, total } = median(times, ({ total: ms }) => ms);
    const tasks = times.flatMap(({ longTasks }) => longTasks);
    lines.push(
      `| ${preset} | ${String(calls)} | ${(total / 1000).toFixed(2)} | ${(total / calls).toFixed(2)} | ${Math.max(0, ...tasks).toFixed(0)} | ${String(tasks.length)} in ${String(ROUNDS)} runs |`,
    );
  }
  lines.push(
    '',
    `Opening a finished standard run, address to drawn tree: ${median(opened, (ms) => ms).toFixed(0)} ms (bar 300).`,
  );
  return lines;
}

async function freshPage(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
  return page;
}

async function timed(page: Page, preset: 'quick' | 'standard'): Promise<RunTime> {
  if (preset === 'standard') await openStart(page);
  const run = preset === 'standard' ? await oneClick(page) : await runQuick(page);
  await page.getByRole('link', { name: m.watch.seeResult }).waitFor({ timeout: 120_000 });
  const row = (await rows(page)).find(({ id }) => id === run);
  if (!row?.finishedAt) throw new Error('the run did not finish');
  const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  return { calls: row.summary.calls, total: row.finishedAt - row.createdAt, longTasks, run };
}

/** Milliseconds from going to the run's address, app already loaded, to the first drawn tree. */
async function reopened(page: Page, run: string): Promise<number> {
  await page.reload();
  await page.goto('./#/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page.evaluate(async (id) => {
    const start = performance.now();
    location.hash = `#/run/${id}`;
    while (document.querySelectorAll('[role=treeitem]').length <= 20)
      await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, run);
}

function median<T>(values: T[], by: (value: T) => number): T {
  const sorted = [...values].sort((a, b) => by(a) - by(b));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
