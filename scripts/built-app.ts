/** The app built and served on this machine, and a headless Chromium to look at it with; `close` ends both. */
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { build, preview } from 'vite';
import { ensureBrowser, launchArgs } from './browser.ts';

export interface BuiltApp {
  address: string;
  browser: Browser;
  close(): Promise<void>;
}

export async function builtApp(port: number): Promise<BuiltApp> {
  const root = join(import.meta.dirname, '..');
  await build({ root, logLevel: 'error' });
  const server = await preview({ root, preview: { open: false, port }, logLevel: 'error' });
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...launchArgs] });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    browser,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
