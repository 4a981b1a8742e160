/**
 * The built app in headless Chromium, served as `npm start` serves it: a practice run by one click (standard) and from Setup
 * (quick), on real IndexedDB with strict durability, screen and all; a finished run opened again; the size of the first screen.
 */
import type { Browser, Page } from 'playwright';
import { m } from '../../src/ui/messages/messages.ts';
import { oneClick, openStart, rows, runQuick } from '../../tests/e2e/lab-page.ts';
import { builtApp } from '../built-app.ts';
import { measuredPage, median, medianBy, takeTasks } from './measured-page.ts';

const ROUNDS = 5;

interface RunTime {
  calls: number;
  /** Milliseconds from the row's birth to its end, everything included. */
  total: number;
  longTasks: number[];
  run: string;
}

export async function benchChromium(): Promise<string[]> {
  const app = await builtApp(4329);
  try {
    return await measured(app.browser, app.address);
  } finally {
    await app.close();
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
      const page = await measuredPage(browser, address);
      times.push(await timed(page, preset));
      if (preset === 'standard') opened.push(await reopened(page, times.at(-1)?.run ?? ''));
      await page.context().close();
    }
    const { calls, total } = medianBy(times, ({ total: ms }) => ms);
    const tasks = times.flatMap(({ longTasks }) => longTasks);
    lines.push(
      `| ${preset} | ${String(calls)} | ${(total / 1000).toFixed(2)} | ${(total / calls).toFixed(2)} | ${Math.max(0, ...tasks).toFixed(0)} | ${String(tasks.length)} in ${String(ROUNDS)} runs |`,
    );
  }
  lines.push(
    '',
    `Opening a finished standard run, address to drawn tree: ${median(opened).toFixed(0)} ms (bar 300).`,
  );
  return lines;
}

async function timed(page: Page, preset: 'quick' | 'standard'): Promise<RunTime> {
  if (preset === 'standard') await openStart(page);
  const run = preset === 'standard' ? await oneClick(page) : await runQuick(page);
  await page.getByRole('link', { name: m.watch.seeResult }).waitFor({ timeout: 120_000 });
  const row = (await rows(page)).find(({ id }) => id === run);
  if (!row?.finishedAt) throw new Error('the run did not finish');
  const longTasks = await takeTasks(page);
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
