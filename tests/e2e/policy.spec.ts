/**
 * The built page lives under its own policy, from any folder, and asks nothing of any other host.
 */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

test('the app mounts without breaking its policy, logging an error, or asking another host', async ({
  page,
  baseURL,
}) => {
  const problems: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));

  await page.goto('./');
  await expect(page.locator('#app')).not.toBeEmpty();
  await expect(page).toHaveTitle(/DRPO Lab/);
  await page.waitForLoadState('networkidle');

  expect(problems).toEqual([]);
  expect([...hosts]).toEqual([new URL(baseURL ?? '').origin]);
});

test('the policy is enforced: raw HTML written past it is refused and reported', async ({ page }) => {
  await page.goto('./');
  const outcome = await page.evaluate(async () => {
    const violated = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
    });
    let refused = false;
    try {
      document.createElement('div').innerHTML = '<b>raw</b>';
    } catch {
      refused = true;
    }
    return { refused, directive: await violated };
  });
  expect(outcome).toEqual({ refused: true, directive: 'require-trusted-types-for' });
});

test('the app mounts from a folder deep inside another site', async ({ page }) => {
  const base = 'http://elsewhere.test/some/folder/';
  const dist = join(import.meta.dirname, '..', '..', 'dist');
  await page.route('**/*', (route) => {
    const { href, pathname } = new URL(route.request().url());
    if (!href.startsWith(base)) return route.abort();
    const path = pathname.slice('/some/folder/'.length) || 'index.html';
    return route.fulfill({ path: join(dist, path) });
  });
  await page.goto(base);
  await expect(page.locator('#app')).not.toBeEmpty();
});

test('workers of this app may start, and those of another host may not', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('#app')).not.toBeEmpty();
  const starts = (address: string) =>
    page.evaluate((url) => {
      try {
        new Worker(new URL(url, location.href), { type: 'module' }).terminate();
        return true;
      } catch {
        return false;
      }
    }, address);
  expect(await starts('./icon.svg')).toBe(true);
  expect(await starts('http://elsewhere.test/worker.js')).toBe(false);
});
