/**
 * From the first screen to a verdict: by one click, with a pasted list. Nothing but our own origin is asked.
 */
import { expect, test } from '@playwright/test';
import { m } from '../../src/ui/messages/messages';
import { events, finished, listen, onWatch, oneClick, openStart, seeResult } from './lab-page';

test('one click gives a finished practice run with a verdict, and asks no other origin', async ({
  page,
  baseURL,
}) => {
  const { origins, complaints } = listen(page);
  await openStart(page);
  const run = await oneClick(page);
  await expect(page.getByText('Practice model (simulated)').first()).toBeVisible();
  await seeResult(page);
  const row = await finished(page, run);
  expect(row.summary.calls).toBeGreaterThan(500);
  await expect(page.getByText('Practice model (simulated)').first()).toBeVisible();
  const told = (await events(page, run)).find((event) => event.kind === 'verdict-given');
  expect(told?.kind === 'verdict-given' && told.verdict.outcome).toBe(row.summary.outcome);
  expect(complaints).toEqual([]);
  expect([...origins]).toEqual([new URL(baseURL ?? '').origin]);
});

test('more held-out queries are asked from the result, and it stays through a reload', async ({ page }) => {
  const { complaints } = listen(page);
  await openStart(page);
  const run = await oneClick(page);
  await seeResult(page);
  const before = (await finished(page, run)).summary.calls;
  await expect(page.getByRole('heading', { name: m.result.comparisons.title })).toBeVisible();
  const verdict = page.getByRole('region', { name: /the start prompt|No difference/ });
  const more = page.getByRole('button', { name: m.result.more.some(12), exact: true });
  await more.click();
  await expect(page.getByText(m.result.more.looks(2))).toBeVisible({ timeout: 60_000 });
  await expect(verdict.getByText('On 36 held-out queries')).toBeVisible();
  await expect(page.getByRole('status').getByText('On 36 held-out queries')).toBeInViewport();
  await page.reload();
  await expect(verdict.getByText('On 36 held-out queries')).toBeVisible();
  const row = await finished(page, run);
  expect(row.summary.calls).toBeGreaterThan(before);
  const verdicts = (await events(page, run)).filter(({ kind }) => kind === 'verdict-given');
  expect(verdicts).toHaveLength(2);
  expect(complaints).toEqual([]);
});

test('thirty pasted queries are searched on and bring their own verdict', async ({ page, baseURL }) => {
  const { origins, complaints } = listen(page);
  const list = Array.from(
    { length: 30 },
    (_, i) => `How do I look after plant number ${String(i + 1)} in a small flat?`,
  );
  await page.goto('./#/setup');
  await page.getByText(m.setup.queries.own, { exact: true }).click();
  await page.getByLabel(m.setup.queries.paste).fill(list.join('\n'));
  await expect(page.getByText(m.setup.queries.read(30, 'txt'))).toBeVisible();
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  const run = await onWatch(page);
  await seeResult(page);
  const row = await finished(page, run);
  expect(row.setup.materials.queries.map(({ text }) => text)).toEqual(list);
  const plan = (await events(page, run)).find((event) => event.kind === 'queries-planned');
  expect(plan).toMatchObject({ verdictFrom: 'own' });
  expect(complaints).toEqual([]);
  expect([...origins]).toEqual([new URL(baseURL ?? '').origin]);
});
