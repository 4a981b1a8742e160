/**
 * `npm run screens`: the pictures of docs/screens/, taken of the built app in headless Chromium: the screens, on a desktop
 * and a phone, light and dark, on a real practice run. Kept small as JPEG.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { build, preview } from 'vite';
import { m } from '../src/ui/messages/messages.ts';
import { oneClick, openStart, runQuick } from '../tests/e2e/lab-page.ts';
import { ensureBrowser, launchArgs } from './browser.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/screens');

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

async function take(
  browser: Browser,
  address: string,
  size: keyof typeof sizes,
  theme: 'light' | 'dark',
): Promise<void> {
  const context = await browser.newContext({ baseURL: address, viewport: sizes[size], colorScheme: theme });
  const page = await context.newPage();
  // Long enough for the picture on Start to have drawn itself; the pointer out of the way of every hint.
  const shot = async (name: string) => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(2500);
    await page.screenshot({ path: join(folder, `${name}-${size}-${theme}.jpg`), type: 'jpeg', quality: 74 });
  };
  await openStart(page);
  await shot('start');
  const run = await oneClick(page);
  await page.getByRole('link', { name: m.watch.seeResult }).waitFor({ timeout: 60_000 });
  await shot('watch');
  await page.goto(`./#/run/${run}/result`);
  await shot('result');
  const other = await runQuick(page);
  await page.getByRole('link', { name: m.watch.seeResult }).waitFor({ timeout: 60_000 });
  await page.goto('./#/library');
  await shot('library');
  await page.goto(`./#/library/compare/${run}/${other}`);
  await shot('compare');
  await page.goto('./#/setup');
  await shot('setup');
  await context.close();
}

mkdirSync(folder, { recursive: true });
await build({ root, logLevel: 'error' });
const server = await preview({ root, preview: { open: false, port: 4339 }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...launchArgs] });
for (const size of ['desktop', 'phone'] as const) {
  for (const theme of ['light', 'dark'] as const)
    await take(browser, server.resolvedUrls?.local[0] ?? '', size, theme);
}
await browser.close();
await server.close();
