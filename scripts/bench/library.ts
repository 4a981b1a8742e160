/**
 * The Library of the built app with 10 and with 1,000 runs in headless Chromium: from its address to its rows drawn, a search at
 * the keyboard, a deletion. Each run is a copy of a real one's row with its whole setup; `npx tsx scripts/bench/library.ts` alone.
 */
import type { Browser, Page } from 'playwright';
import { m } from '../../src/ui/messages/messages.ts';
import { openStart, runQuick } from '../../tests/e2e/lab-page.ts';
import { builtApp } from '../built-app.ts';
import { measuredPage, median, takeTasks } from './measured-page.ts';

const ROUNDS = 7;

export async function benchLibrary(): Promise<string[]> {
  const app = await builtApp(4719);
  try {
    return await measured(app.browser, app.address);
  } finally {
    await app.close();
  }
}

async function measured(browser: Browser, address: string): Promise<string[]> {
  const lines = [
    `## Library, Chromium ${browser.version()}, built app (median of ${String(ROUNDS)})`,
    '',
    '| runs | address to rows drawn, ms | cards read, ms | rows read instead, ms | a key in the search to the next frame, ms | row deleted, ms | longest task, ms |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const runs of [10, 1000]) {
    const page = await measuredPage(browser, address);
    await runQuick(page);
    await page.getByRole('link', { name: m.watch.seeResult }).waitFor({ timeout: 120_000 });
    await page.evaluate(copyRun, runs - 1);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto('./#/');
      await page.reload();
      await openStart(page);
      // The screen's code is fetched by then, as it is when a person comes back to it.
      await page.evaluate(visit);
      await page.waitForTimeout(300);
      await takeTasks(page);
      rounds.push(await page.evaluate(visit));
    }
    const typed = await page.evaluate(typeOneKey);
    const deleted = await deletion(page);
    const tasks = await takeTasks(page);
    const read = [];
    for (let round = 0; round < 3; round++) read.push(await page.evaluate(readAll));
    const figures = [
      median(rounds.map(({ opened }) => opened)),
      median(read.map(({ cards }) => cards)),
      median(read.map(({ rows }) => rows)),
      typed,
      deleted,
      Math.max(0, ...tasks),
    ];
    lines.push(`| ${String(runs)} | ${figures.map((figure) => figure.toFixed(0)).join(' | ')} |`);
    await page.context().close();
  }
  return lines;
}

/** From Start to the Library and back; ms until the rows stand in a painted frame. */
async function visit(): Promise<{ opened: number }> {
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  location.hash = '#/library';
  while (document.querySelectorAll('.rows [role=row]').length < 10) await frame();
  await frame();
  const opened = performance.now() - start;
  location.hash = '#/';
  while (document.querySelector('.rows')) await frame();
  return { opened };
}

/** What the database alone takes: the cards, and the rows they stand for. */
async function readAll(): Promise<{ cards: number; rows: number }> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const db = await ask(indexedDB.open('drpo-lab'));
  const time = async (store: string) => {
    const start = performance.now();
    await ask(db.transaction(store).objectStore(store).getAll());
    return performance.now() - start;
  };
  const [cards, rows] = [await time('cards'), await time('runs')];
  db.close();
  return { cards, rows };
}

async function typeOneKey(): Promise<number> {
  const frame = () => new Promise(requestAnimationFrame);
  location.hash = '#/library';
  while (document.querySelectorAll('.rows [role=row]').length < 10) await frame();
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  if (!field) throw new Error('no search');
  const times: number[] = [];
  for (const sought of ['c', 'co', 'cop', 'copy', 'copy ', 'copy 7', '']) {
    await frame();
    const start = performance.now();
    field.value = sought;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await frame();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[3] ?? 0;
}

async function deletion(page: Page): Promise<number> {
  return page.evaluate(async (label) => {
    const rows = () => document.querySelectorAll('.rows [role=row] a');
    const first = rows()[0]?.textContent;
    const start = performance.now();
    document.querySelector<HTMLButtonElement>(`.rows [aria-label^="${label}"]`)?.click();
    while (rows()[0]?.textContent === first) await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, m.library.remove.named(''));
}

/** `n` copies of the one run there is, row and card, each with a name of its own. */
async function copyRun(n: number): Promise<void> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const db = await ask(indexedDB.open('drpo-lab'));
  const write = db.transaction(['runs', 'cards'], 'readwrite');
  for (const store of ['runs', 'cards']) {
    const [one] = (await ask(write.objectStore(store).getAll())) as { createdAt: number }[];
    if (!one) throw new Error('no run to copy');
    for (let i = 1; i <= n; i++)
      write.objectStore(store).put({
        ...one,
        id: `copy${String(i)}`,
        name: `Copy ${String(i)}`,
        createdAt: one.createdAt - i * 60_000,
      });
  }
  await new Promise((resolve) => (write.oncomplete = resolve));
  db.close();
}

if (process.argv[1] === import.meta.filename) console.log((await benchLibrary()).join('\n'));
