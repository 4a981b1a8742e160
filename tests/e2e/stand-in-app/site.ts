/**
 * The app as it is, built with one module exchanged: `library.ts` beside this for @mlc-ai/web-llm. Page, workers, model host,
 * database, locks and policy are the app's own, and nothing of the stand-in is in the app that people get.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { build, preview } from 'vite';
import { previewHeaders } from '../../../scripts/csp';

const root = join(import.meta.dirname, '..', '..', '..');
const configFile = join(root, 'vite.config.ts');

export interface StandInSite {
  address: string;
  /** From now on no server gives the page anything; what this hands over is read from disk. */
  stop(): Promise<void>;
  /**
   * The network of these pages is off (Chromium's own "offline"). The app's files are handed to them from disk, as an
   * installed app has them; every other request fails. Answers with the addresses that were asked for in vain.
   */
  cutOff(context: BrowserContext): Promise<string[]>;
  close(): Promise<void>;
}

export async function standInSite(port: number): Promise<StandInSite> {
  const outDir = mkdtempSync(join(tmpdir(), 'drpo-lab-stand-in-'));
  const alias = { '@mlc-ai/web-llm': join(import.meta.dirname, 'library.ts') };
  await build({
    root,
    configFile,
    logLevel: 'warn',
    resolve: { alias },
    build: { outDir, emptyOutDir: true },
  });
  const server = await preview({
    root,
    configFile,
    logLevel: 'warn',
    build: { outDir },
    preview: { port, strictPort: true },
  });
  const address = `http://127.0.0.1:${port}/`;
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (!stopped) await server.close();
    stopped = true;
  };
  return {
    address,
    stop,
    async cutOff(context) {
      const refused: string[] = [];
      await context.route('**/*', (route) => {
        const url = route.request().url();
        if (url.startsWith(address)) {
          const path = join(outDir, new URL(url).pathname.slice(1) || 'index.html');
          return route.fulfill({ path, headers: previewHeaders });
        }
        refused.push(url);
        return route.abort('internetdisconnected');
      });
      await context.setOffline(true);
      return refused;
    },
    async close() {
      await stop();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
