/**
 * The app in a browser as the end-to-end tests use it: by its words on screen, and by what it left in IndexedDB.
 */
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { RunEvent } from '../../src/core/events';
import type { JournalRecord, RunRow } from '../../src/core/records';
import { m } from '../../src/ui/messages/messages';

/** Every origin asked and every complaint of the browser, from now on. */
export function listen(page: Page): { origins: Set<string>; complaints: string[] } {
  const origins = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) origins.add(new URL(request.url()).origin);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { origins, complaints };
}

export async function openStart(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1, name: m.start.heading })).toBeVisible();
}

/** Clicks the one primary action of Start; resolves on Watch, with the run's id. */
export async function oneClick(page: Page): Promise<string> {
  await page.getByRole('button', { name: m.start.run }).click();
  return onWatch(page);
}

export async function onWatch(page: Page): Promise<string> {
  await page.waitForURL(/#\/run\/[0-9a-f]+$/);
  return /#\/run\/([0-9a-f]+)/.exec(page.url())?.[1] ?? '';
}

/** Opens Setup, chooses the quick preset, and runs. */
export async function runQuick(page: Page): Promise<string> {
  await page.goto('./#/setup');
  return runQuickFromHere(page);
}

/** On Setup, with everything else as it stands there. */
export async function runQuickFromHere(page: Page): Promise<string> {
  await page.getByRole('radio', { name: m.setup.presets.names.quick }).check({ force: true });
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  return onWatch(page);
}

/** Waits for "See the result" and follows it. */
export async function seeResult(page: Page): Promise<void> {
  await page.getByRole('link', { name: m.watch.seeResult }).click({ timeout: 60_000 });
  await page.waitForURL(/\/result$/);
}

/** Presses the button that exports a run; what it saved. */
export async function exported(
  page: Page,
  button: string,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await saving;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) };
}

export async function rows(page: Page): Promise<RunRow[]> {
  return read<RunRow[]>(page, 'runs');
}

export async function events(page: Page, run: string): Promise<RunEvent[]> {
  return (await read<(RunEvent | RunEvent[])[]>(page, 'events', run)).flat();
}

export async function records(page: Page, run: string): Promise<JournalRecord[]> {
  return read<JournalRecord[]>(page, 'journal', run);
}

export async function finished(page: Page, run: string): Promise<RunRow> {
  await expect
    .poll(async () => (await rows(page)).find(({ id }) => id === run)?.status, { timeout: 60_000 })
    .toBe('finished');
  const row = (await rows(page)).find(({ id }) => id === run);
  if (!row) throw new Error(`no row ${run}`);
  return row;
}

function read<T>(page: Page, store: string, run?: string): Promise<T> {
  return page.evaluate(
    ({ name, of }) =>
      new Promise<unknown>((resolve, reject) => {
        const open = indexedDB.open('drpo-lab');
        open.onerror = () => {
          reject(new Error('no database'));
        };
        open.onsuccess = () => {
          const range = of === undefined ? null : IDBKeyRange.bound([of], [of, []]);
          const all = open.result.transaction(name).objectStore(name).getAll(range);
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result);
          };
        };
      }),
    { name: store, of: run },
  ) as Promise<T>;
}
