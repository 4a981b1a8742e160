/** The Library by keyboard alone: two runs found, renamed, compared, one deleted, brought back, deleted for good, after a reload gone. */
import { expect, type Page, test } from '@playwright/test';
import { compareWords } from '../../src/ui/messages/compare-words';
import { m } from '../../src/ui/messages/messages';
import { focused, tabTo } from './keys';
import { finished, listen, oneClick, openStart, rows, runQuick } from './lab-page';

const words = m.library;

test('two runs are found, renamed, compared, deleted and brought back by keyboard', async ({ page }) => {
  const { complaints } = listen(page);
  const quick = await runQuick(page);
  await finished(page, quick);
  await openStart(page);
  await finished(page, await oneClick(page));

  await tabTo(page, m.shell.nav.library, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: words.heading })).toBeFocused();
  await expect(names(page)).toHaveText(['Standard run 1', 'Quick run 1']);

  await tabTo(page, words.search);
  await page.keyboard.type('quick run 1');
  await expect(names(page)).toHaveText(['Quick run 1']);
  await expect(page.getByText(words.found(1, 2))).toBeVisible();
  await tabTo(page, words.rename.named('Quick run 1'));
  await page.keyboard.press('Enter');
  await page.keyboard.type('Rainy day');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.nothing('quick run 1'))).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await tabTo(page, words.search);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expect(names(page)).toHaveText(['Standard run 1', 'Rainy day']);

  await tabTo(page, words.choose('Standard run 1'));
  await page.keyboard.press('Space');
  await tabTo(page, words.choose('Rainy day'));
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  expect((await focused(page)).name).toBe(words.picked.compareHere);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: compareWords.heading })).toBeFocused();
  await expect(page.getByRole('row', { name: /Beam width/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /Run A: .*Run B: / })).toBeVisible();
  await expect(page.getByText(compareWords.cautions.simulated.both)).toBeVisible();

  await tabTo(page, compareWords.back, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, words.remove.named('Standard run 1'));
  await page.keyboard.press('Enter');
  await expect(names(page)).toHaveText(['Rainy day']);
  await expect(page.getByRole('link', { name: 'Rainy day' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(names(page)).toHaveText(['Standard run 1', 'Rainy day']);
  await expect(page.getByRole('link', { name: 'Standard run 1' })).toBeFocused();

  await tabTo(page, words.remove.named('Standard run 1'));
  await page.keyboard.press('Enter');
  await expect(names(page)).toHaveText(['Rainy day']);
  expect(await rows(page)).toHaveLength(2);
  await page.reload();
  await expect(names(page)).toHaveText(['Rainy day']);
  // What a page that is gone could have brought back is swept away at the next visit.
  await expect.poll(async () => (await rows(page)).map(({ name }) => name)).toEqual(['Rainy day']);
  expect(complaints).toEqual([]);
});

test('a deletion can be undone in its tab for as long as that is open, whatever another tab does', async ({
  page,
  context,
}) => {
  await finished(page, await runQuick(page));
  await page.goto('./#/library');
  await page.getByRole('button', { name: words.remove.named('Quick run 1') }).click();
  await expect(page.getByRole('heading', { name: words.empty.heading })).toBeVisible();
  const other = await context.newPage();
  await other.goto('./#/library');
  await expect(other.getByRole('heading', { name: words.empty.heading })).toBeVisible();
  await other.waitForTimeout(300);
  await page.getByRole('button', { name: words.deleted.undo }).click();
  await expect(names(page)).toHaveText(['Quick run 1']);
  await other.reload();
  await expect(names(other)).toHaveText(['Quick run 1']);
});

function names(page: Page) {
  return page.getByRole('table', { name: words.table }).getByRole('link');
}
