/** The judge check on its own: from Setup to what it found, paused in the middle and resumed after a reload. */
import { expect, test } from '@playwright/test';
import { m } from '../../src/ui/messages/messages';
import { events, finished, listen, onWatch } from './lab-page';

test('a check started in Setup, paused and resumed, ends in what it found and searches nothing', async ({
  page,
  baseURL,
}) => {
  const { origins, complaints } = listen(page);
  await page.goto('./#/setup');
  // At the slowest pace, so that there is a middle to pause in.
  await page.getByText(m.setup.engine.paces[2].name, { exact: true }).click();
  await page.getByRole('button', { name: m.setup.judge.only }).click();
  const run = await onWatch(page);
  await expect(page.getByRole('tab', { name: m.watch.tabs.judge })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: m.watch.tabs.search })).toHaveCount(0);
  // Reading takes its time too at that pace: the first pair is judged after some seconds.
  await expect.poll(async () => (await events(page, run)).length, { timeout: 60_000 }).toBeGreaterThan(2);
  await page.getByRole('button', { name: m.watch.pause }).click();
  await expect(page.getByRole('button', { name: m.watch.resume })).toBeVisible();
  const before = await events(page, run);
  await page.reload();
  await page.getByRole('button', { name: m.watch.resume }).click();
  await page.getByRole('link', { name: m.watch.seeResult }).click({ timeout: 120_000 });
  await page.waitForURL(/\/result$/);

  const row = await finished(page, run);
  expect(row.summary).toMatchObject({ calls: 144, outcome: 'judge-sound', ms: expect.any(Number) });
  const told = await events(page, run);
  expect(told.slice(0, before.length)).toEqual(before);
  expect(told.at(-1)).toMatchObject({ kind: 'judge-check-finished', check: { outcome: 'sound', pairs: 12 } });
  await expect(page.getByRole('heading', { name: m.judgeCheck.outcome.sound })).toBeVisible();

  await page.getByText('Why do we have seasons?').first().click();
  await expect(page.getByRole('heading', { name: m.judgeCheck.pair.worse })).toBeVisible();
  await page.getByText(m.judgeCheck.pair.calls).first().click();
  await expect(page.getByText(m.watch.calls.count(12, 0))).toBeVisible();

  await page.goto('./');
  await expect(page.getByRole('link', { name: row.name })).toBeVisible();
  expect(complaints).toEqual([]);
  expect([...origins]).toEqual([new URL(baseURL ?? '').origin]);
});
