/** Wrong files and empty fields say what is wrong and where, keep what was good, and never block the screen. */
import { expect, type Page, test } from '@playwright/test';
import { m } from '../../src/ui/messages/messages';

async function ownList(page: Page): Promise<void> {
  await page.goto('./#/setup');
  await page.getByText(m.setup.queries.own, { exact: true }).click();
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

test('a CSV with a row that has no text names the row and keeps the others', async ({ page }) => {
  await ownList(page);
  const lines = Array.from(
    { length: 30 },
    (_, i) => `${String(i + 1)},${i + 2 === 17 ? '' : `"How, exactly, do I do thing ${String(i)}?"`}`,
  );
  await choose(page, 'list.csv', ['id,question', ...lines].join('\n'));
  await expect(page.getByText(m.setup.queries.read(29, 'csv'))).toBeVisible();
  await expect(page.getByText(m.setup.listProblem({ tag: 'no-text', facts: { row: 17 } }))).toBeVisible();
});

test('a broken JSON says where; the list before it was not there to lose', async ({ page }) => {
  await ownList(page);
  await choose(page, 'list.json', '[\n  "one",\n  "two"\n  "three"\n]');
  await expect(page.getByText(/line 4/i)).toBeVisible();
});

test('Run with an empty list moves to the problem and says it; nothing is started', async ({ page }) => {
  await ownList(page);
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  await expect(page.getByText(m.setup.problem({ tag: 'no-queries', facts: {} })).first()).toBeVisible();
  await expect(page).toHaveURL(/#\/setup$/);
});

test('one query is too few, and the screen says how many are needed', async ({ page }) => {
  await ownList(page);
  await page.getByLabel(m.setup.queries.paste).fill('What is this?');
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  await expect(
    page.getByText(m.setup.problem({ tag: 'too-few-queries', facts: { needed: 4, have: 1 } })).first(),
  ).toBeVisible();
  await expect(page).toHaveURL(/#\/setup$/);
});

test('a start prompt that cannot fit is a problem before the run', async ({ page }) => {
  await page.goto('./#/setup');
  await page.getByLabel(m.setup.prompt.label).fill('Be kind to everyone you meet. '.repeat(600));
  await page.getByRole('button', { name: m.setup.run, exact: true }).click();
  await expect(page.getByText(/the context holds 4,096/).first()).toBeVisible();
  await expect(page).toHaveURL(/#\/setup$/);
});

test('a file of 5 MB is read while the page goes on', async ({ page }) => {
  await ownList(page);
  const line = (i: number) => `Query number ${String(i)} asks something about ${'long '.repeat(20)}things`;
  const text = Array.from({ length: 42_000 }, (_, i) => line(i)).join('\n');
  expect(text.length).toBeGreaterThan(5_000_000);
  await choose(page, 'long.txt', text);
  await expect(page.getByText(m.setup.queries.read(2000, 'txt'))).toBeVisible({ timeout: 30_000 });
  await page.getByLabel(m.setup.prompt.label).fill('Still here.');
  await expect(page.getByLabel(m.setup.prompt.label)).toHaveValue('Still here.');
});
