/**
 * The whole way without a mouse: a practice run from Start, watched, its tree walked, a candidate opened and closed, the run
 * scrubbed and played, its result read. Finding, comparing, deleting and undoing are in library.spec.ts.
 */
import { expect, test } from '@playwright/test';
import { m } from '../../src/ui/messages/messages';
import { focused, tabTo, tabToRole } from './keys';
import { listen, onWatch, openStart } from './lab-page';

const words = m.watch;

test('from Start to the verdict by keyboard alone: run, walk the tree, open a candidate, scrub, read the result', async ({
  page,
}) => {
  const { complaints } = listen(page);
  await openStart(page);
  await page.keyboard.press('Tab');
  expect((await focused(page)).name).toBe(m.shell.skip);
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await tabTo(page, m.start.run);
  await page.keyboard.press('Enter');
  const run = await onWatch(page);
  // Who arrives hears where: the heading of the new screen has the focus.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('link', { name: words.seeResult })).toBeVisible({ timeout: 60_000 });

  const search = page.getByRole('tab', { name: words.tabs.search });
  await expect(search).toHaveAttribute('aria-selected', 'true');
  await tabToRole(page, 'tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: words.tabs.examples })).toBeFocused();
  await expect(search).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('ArrowLeft');
  await expect(search).toBeFocused();
  await expect(search).toHaveAttribute('aria-selected', 'true');

  await tabToRole(page, 'treeitem');
  await page.keyboard.press('Home');
  const root = (await focused(page)).name;
  expect(root).toMatch(/^Start prompt, level 1/);
  await page.keyboard.press('ArrowRight');
  const child = (await focused(page)).name;
  expect(child).toMatch(/^Candidate \d of level 2, /);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: /^Candidate/ })).toBeFocused();
  await tabTo(page, words.inspector.close);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: /^Candidate/ })).toBeHidden();
  expect((await focused(page)).name).toBe(child);
  await page.keyboard.press('ArrowLeft');
  expect((await focused(page)).name).toBe(root);

  const bar = page.getByRole('slider', { name: words.replay.scrub });
  const last = Number(await bar.getAttribute('max'));
  await tabTo(page, words.replay.scrub, 'Shift+Tab');
  await page.keyboard.press('ArrowLeft');
  await expect(bar).toHaveValue(String(last - 1));
  await page.waitForURL(new RegExp(`#/run/${run}/at/${String(last - 1)}$`));
  await page.keyboard.press('Home');
  await expect(bar).toHaveValue('0');
  await tabTo(page, words.replay.play, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: words.replay.pause })).toBeFocused();
  await expect.poll(async () => Number(await bar.inputValue())).toBeGreaterThan(2);
  await page.keyboard.press('Enter');
  await tabTo(page, words.replay.scrub);
  await page.keyboard.press('End');
  await expect(bar).toHaveValue(String(last));
  await page.waitForURL(new RegExp(`#/run/${run}$`));

  await tabTo(page, words.seeResult, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/result$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await tabTo(page, m.result.watch);
  expect(complaints).toEqual([]);
});
