/** The Models screen where there is no GPU to be had: it says what is missing and what works, and starts nothing. */
import { expect, test } from '@playwright/test';
import { modelWords } from '../../src/ui/messages/model-words';
import { listen, runQuick, seeResult } from './lab-page';

test('without WebGPU the screen says what still works and what there would be, starts nothing, and that works', async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  const { origins, complaints } = listen(page);
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('./#/models');
  const words = modelWords.none;
  await expect(page.getByRole('heading', { name: words.heading })).toBeVisible();
  for (const line of words.list) await expect(page.getByText(line)).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('region', { name: modelWords.catalog.heading })).toContainText('SmolLM2');
  expect(asked.filter((path) => path.includes('worker'))).toEqual([]);
  expect(page.workers()).toEqual([]);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);

  await page.getByRole('link', { name: words.practice }).click();
  await expect(page).toHaveURL(/#\/setup$/);
  await runQuick(page);
  await seeResult(page);
  expect(complaints).toEqual([]);
  expect([...origins]).toEqual([new URL(baseURL ?? '').origin]);
});
