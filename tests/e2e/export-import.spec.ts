/**
 * A run goes out as a file and comes in again, by the app's own buttons: exported, deleted for good, imported, and its Result
 * says the same. A broken file beside it is named. Then the same by keyboard alone, through the command palette.
 */
import { expect, type Page, test } from '@playwright/test';
import { readArchive } from '../../src/store/archive';
import { m } from '../../src/ui/messages/messages';
import { events, exported, finished, listen, records, rows, runQuick, seeResult } from './lab-page';

const words = m.library;

async function verdict(page: Page): Promise<string> {
  const sentence = page.locator('#verdict-title + p');
  await expect(sentence).toBeVisible();
  return (await sentence.textContent()) ?? '';
}

test('a run is exported, deleted, imported, and has the same result', async ({ page }) => {
  const { complaints, origins } = listen(page);
  const run = await runQuick(page);
  const row = await finished(page, run);
  await seeResult(page);
  const before = await verdict(page);
  const stored = { row, records: await records(page, run), events: await events(page, run) };

  const { name, bytes } = await exported(page, m.library.export.action);
  expect(name).toBe('Quick run 1.drpo');
  expect(await readArchive(bytes)).toEqual(stored);
  await expect(page.getByText(words.export.done(name))).toBeVisible();

  await page.getByRole('link', { name: m.shell.nav.library }).click();
  await page.getByRole('button', { name: words.remove.named('Quick run 1') }).click();
  await page.getByRole('button', { name: words.deleted.dismiss }).click();
  await expect.poll(async () => (await rows(page)).length).toBe(0);
  await expect(page.getByRole('link', { name: m.shell.nav.result, exact: true })).toHaveCount(0);

  const good = { name, mimeType: 'application/gzip', buffer: Buffer.from(bytes) };
  const cut = { ...good, name: 'half of it.drpo', buffer: good.buffer.subarray(0, 2_000) };
  await page.getByLabel(words.import.field).setInputFiles([cut, good]);
  await expect(page.getByRole('link', { name: 'Quick run 1' })).toBeFocused();
  await expect(page.getByRole('region', { name: words.import.problems })).toContainText('half of it.drpo');
  expect(await rows(page)).toEqual([row]);
  expect(await records(page, run)).toEqual(stored.records);

  await page.keyboard.press('Enter');
  await page.waitForURL(/\/result$/);
  expect(await verdict(page)).toBe(before);
  await page.reload();
  expect(await verdict(page)).toBe(before);

  // Once more: it is here already, so nothing of it may change.
  await page.goto('./#/library');
  await page.getByLabel(words.import.field).setInputFiles([good]);
  await expect(page.getByRole('link', { name: m.runs.importedAgain('Quick run 1', 1) })).toBeFocused();
  expect(await rows(page)).toHaveLength(2);
  expect(await rows(page)).toContainEqual(row);
  expect(complaints).toEqual([]);
  expect(origins.size).toBe(1);
});

test('an interrupted run goes on where it comes in, by keyboard alone', async ({ page, browser }) => {
  const { complaints } = listen(page);
  await page.goto('./#/setup');
  await page.getByRole('radio', { name: m.setup.presets.names.quick }).check({ force: true });
  await page.getByText(m.setup.engine.paces[1].name, { exact: true }).click();
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  await page.waitForURL(/#\/run\/[0-9a-f]+$/);
  const run = /run\/([0-9a-f]+)/.exec(page.url())?.[1] ?? '';
  await expect.poll(async () => (await records(page, run)).length, { timeout: 60_000 }).toBeGreaterThan(20);

  const palette = page.getByRole('combobox', { name: m.palette.title });
  await page.keyboard.press('Control+k');
  await expect(palette).toBeFocused();
  await page.keyboard.type('export');
  const waiting = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const path = await (await waiting).path();

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(new URL('./#/library', page.url()).href);
  await other.getByLabel(words.import.field).setInputFiles(path);
  await expect(other.getByRole('link', { name: 'Quick run 1' })).toBeFocused();
  expect((await rows(other))[0]?.status).toBe('paused');
  await other.keyboard.press('Enter');
  await expect(other.getByRole('button', { name: m.watch.resume, exact: true })).toBeVisible();
  await other.keyboard.press('Control+k');
  await expect(other.getByRole('combobox', { name: m.palette.title })).toBeFocused();
  await other.keyboard.type('resume');
  await other.keyboard.press('Enter');
  const there = await finished(other, run);
  expect(there.engines.judge.simulated).toBe(true);
  const here = await finished(page, run);
  expect(await events(other, run)).toEqual(await events(page, run));
  expect(there.summary.outcome).toBe(here.summary.outcome);
  await elsewhere.close();
  expect(complaints).toEqual([]);
});
