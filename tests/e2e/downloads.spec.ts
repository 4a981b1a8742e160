/**
 * Downloads in a real page under the app's policy: reloaded in the middle, without network, with a disk that is full.
 * The page is built here (tests/e2e/downloads-page), so that nothing of it is in the app.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { contentSecurityPolicy, previewHeaders } from '../../scripts/csp.ts';
import type { DownloadState } from '../../src/models/downloads/progress.ts';
import type { ModelSource } from '../../src/models/webllm/model-source.ts';
import { modelBytes, shardSizes, sourceOf } from '../models/downloads/made-model.ts';
import { type ModelServer, type ServerFault, startModelServer } from '../models/downloads/model-server.ts';

let host: ModelServer;
let site: PreviewServer;
let address: string;
const outDir = mkdtempSync(join(tmpdir(), 'drpo-lab-downloads-'));

test.beforeAll(async () => {
  const root = join(import.meta.dirname, 'downloads-page');
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    plugins: [contentSecurityPolicy()],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  });
  host = await startModelServer();
  site = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 4330, headers: previewHeaders },
  });
  address = site.resolvedUrls?.local[0] ?? '';
});

test.afterAll(async () => {
  await site.close();
  await host.close();
  rmSync(outDir, { recursive: true, force: true });
});

async function fail({ id }: ModelSource, faults: Record<string, ServerFault>): Promise<void> {
  await fetch(`${host.url}/faults/${id}`, { method: 'POST', body: JSON.stringify(faults) });
}

async function requests({ id }: ModelSource): Promise<Record<string, number>> {
  return (await fetch(`${host.url}/asked/${id}`)).json() as Promise<Record<string, number>>;
}

const start = (page: Page, source: ModelSource): Promise<DownloadState> =>
  page.evaluate((from) => window.downloads.start(from), source);

/** Resolves once the slow first shard is under way and everything else is on disk. */
async function inTheMiddle(source: ModelSource): Promise<void> {
  await expect.poll(async () => (await requests(source))['params_shard_3.bin']).toBe(1);
}

test('a download cut off by a reload goes on at the shard, and fetches no finished one again', async ({
  page,
}) => {
  const source = sourceOf(host.url, 'reloaded');
  await fail(source, { 'params_shard_0.bin': { kind: 'slow', times: 1 } });
  await page.goto(address);
  await page.evaluate((from) => void window.downloads.start(from), source);
  await inTheMiddle(source);
  await page.waitForFunction(() => window.states[0]?.files.at(-1)?.state === 'done');
  await page.reload();

  await expect.poll(() => page.evaluate(() => window.states[0]?.phase)).toBe('paused');
  const before = await page.evaluate(() => window.states[0]);
  expect(before).toMatchObject({ id: 'reloaded', totalBytes: modelBytes });
  expect(before?.doneBytes).toBe(modelBytes - (shardSizes['params_shard_0.bin'] ?? 0));

  const after = await page.evaluate(() => window.downloads.resume('reloaded'));
  expect(after).toMatchObject({ phase: 'done', doneBytes: modelBytes });
  expect(await requests(source)).toMatchObject({
    'params_shard_0.bin': 2,
    'params_shard_1.bin': 1,
    'params_shard_2.bin': 1,
    'params_shard_3.bin': 1,
    'tensor-cache.json': 1,
  });
});

test('the page itself reaches no model host: only the worker does', async ({ page }) => {
  await page.goto(address);
  const reached = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    `${host.url}/asked/nobody`,
  );
  expect(reached).toBe(false);
  expect(await start(page, sourceOf(host.url, 'by-worker'))).toMatchObject({ phase: 'done' });
});

test('with the network off, a complete model opens and an incomplete one says offline', async ({
  page,
  context,
}) => {
  const [whole, part] = [sourceOf(host.url, 'whole'), sourceOf(host.url, 'part')];
  await fail(part, { 'params_shard_3.bin': { kind: 'missing', times: 1 } });
  await page.goto(address);
  await start(page, whole);
  await start(page, part);
  await context.setOffline(true);
  expect(await start(page, whole)).toMatchObject({ phase: 'done' });
  expect(await page.evaluate((from) => window.downloads.inspect(from), whole)).toMatchObject({
    opensOffline: true,
  });
  expect(await page.evaluate(() => window.downloads.resume('part'))).toMatchObject({
    phase: 'failed',
    fault: { tag: 'network', facts: { offline: true } },
  });
  await context.setOffline(false);
  expect(await page.evaluate(() => window.downloads.resume('part'))).toMatchObject({ phase: 'done' });
});

test('a disk that fills up on the way ends as quota exceeded, and keeps what it has', async ({ page }) => {
  const source = sourceOf(host.url, 'quota');
  await fail(source, { 'params_shard_0.bin': { kind: 'slow', times: 1 } });
  await page.goto(address);
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(address);
  const ended = start(page, source);
  await inTheMiddle(source);
  await page.waitForFunction(() => window.states[0]?.files.at(-1)?.state === 'done');
  // Chromium's estimate() does not tell: it states 10 GiB whatever the limit is. Only the write finds out.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  expect(await ended).toMatchObject({
    phase: 'failed',
    fault: { tag: 'quota-exceeded', facts: { file: 'params_shard_0.bin' } },
  });

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  expect(await page.evaluate(() => window.downloads.resume('quota'))).toMatchObject({ phase: 'done' });
  expect(await requests(source)).toMatchObject({ 'params_shard_0.bin': 2, 'params_shard_1.bin': 1 });
});
