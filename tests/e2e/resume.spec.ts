/**
 * Promise 3 in a real browser: a quick run whose page is reloaded in the middle of it, at twelve different calls, resumes to
 * the same events; and these are the events that Node tells for the same setup.
 */
import { expect, test } from '@playwright/test';
import { practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import { m } from '../../src/ui/messages/messages';
import { events, finished, onWatch, openStart, rows, runQuick } from './lab-page';

const KILLS = [1, 2, 23, 47, 71, 95, 119, 143, 167, 191, 215, 240];

for (const call of KILLS) {
  test(`a quick run reloaded after call ${String(call)} resumes to the events that Node tells`, async ({
    page,
  }) => {
    await page.addInitScript(reloadAfter, call);
    const run = await runQuick(page);
    await page.waitForFunction(() => sessionStorage.getItem('reloaded') === 'done', undefined, {
      timeout: 60_000,
    });

    await openStart(page);
    const [interrupted] = await rows(page);
    expect(interrupted).toMatchObject({ id: run, status: 'running' });
    const before = await events(page, run);
    await page.getByRole('button', { name: m.start.resume.resume, exact: true }).click();
    const row = await finished(page, run);

    const told = await events(page, run);
    const inNode = await runInNode(practiceRow('node', row.setup, 'in Node'));
    expect((await inNode.run.ended).status).toBe('finished');
    expect(told.length).toBeGreaterThan(before.length);
    expect(JSON.stringify(told)).toBe(JSON.stringify(inNode.disk.events));
  });
}

test('a run paused twice in the middle and resumed tells the events that Node tells', async ({ page }) => {
  await page.goto('./#/setup');
  await page.getByRole('radio', { name: m.setup.presets.names.quick }).check({ force: true });
  await page.getByText(m.setup.engine.paces[1].name, { exact: true }).click();
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  const run = await onWatch(page);
  for (const calls of [20, 60]) {
    await expect
      .poll(async () => (await events(page, run)).length, { timeout: 60_000 })
      .toBeGreaterThan(calls / 3);
    await page.getByRole('button', { name: m.watch.pause, exact: true }).click();
    await expect.poll(async () => (await rows(page))[0]?.status).toBe('paused');
    await page.getByRole('button', { name: m.watch.resume, exact: true }).click();
  }
  const row = await finished(page, run);
  const inNode = await runInNode(practiceRow('node', row.setup, 'in Node'));
  await inNode.run.ended;
  expect(JSON.stringify(await events(page, run))).toBe(JSON.stringify(inNode.disk.events));
});

/** In the page, before its own code: reloads as soon as the given number of calls is on disk, once. */
function reloadAfter(call: number): void {
  if (sessionStorage.getItem('reloaded') !== null) {
    sessionStorage.setItem('reloaded', 'done');
    return;
  }
  let calls = 0;
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (value: { kind?: string }, key) {
    const request = Reflect.apply(add, this, [value, key]);
    if (this.name === 'journal' && value.kind === 'call' && ++calls === call) {
      this.transaction.addEventListener('complete', () => {
        sessionStorage.setItem('reloaded', 'now');
        location.reload();
      });
    }
    return request;
  };
}
