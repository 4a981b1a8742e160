/**
 * The Models screen of the built app, on a software GPU: from two addresses to a model that is whole, repaired, chosen in
 * Setup and deleted. The model is made up and served on 127.0.0.1; downloads, caches, database and policy are the app's own.
 * What a download does by itself (offline, a full disk, which host may be asked) is in downloads.spec.ts.
 */
import { expect as atOnce, type Page, test } from '@playwright/test';
import { usableBuffer } from '../../src/models/device';
import { modelWords } from '../../src/ui/messages/model-words';
import { m } from '../../src/ui/messages/messages';
import { fullModelName } from '../../src/ui/models/model-name';
import { modelBytes, shardSizes } from '../models/downloads/made-model';
import { type ModelServer, startModelServer } from '../models/downloads/model-server';
import { listen } from './lab-page';
import {
  addByAddress,
  card,
  deleteButton,
  downloaded,
  fail,
  openModels,
  requests,
  useInSetup,
  withSoftwareGpu,
} from './models-screen';

/** Downloads take their time, and the adapter computes on the processor. */
const expect = atOnce.configure({ timeout: 20_000 });
test.use({ launchOptions: withSoftwareGpu });
test.describe.configure({ timeout: 90_000 });

let host: ModelServer;
test.beforeAll(async () => {
  host = await startModelServer();
});
test.afterAll(() => host.close());

const shards = (counts: Record<string, number>): (number | undefined)[] =>
  Object.keys(shardSizes).map((name) => counts[name]);

/** Every file in the library's caches, by the end of its address. */
function filesInCaches(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('webllm/'));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
  });
}

test('the card of this device shows the limits that its adapter has', async ({ page }) => {
  await openModels(page);
  const { buffer, binding, f16 } = await page.evaluate(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error('no adapter');
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const has = adapter.features.has('shader-f16');
    return { buffer: maxBufferSize, binding: maxStorageBufferBindingSize, f16: has };
  });
  const words = modelWords.device;
  const device = page.getByRole('region', { name: words.heading, exact: true }).first();
  await expect(device).toContainText(words.buffer(usableBuffer(buffer, binding)));
  await expect(device).toContainText(f16 ? words.f16 : words.noF16);
  await expect(device).toContainText(words.software);
  await expect(device).toContainText(/free for models/);
});

test('a model by address is read, added, downloaded, paused, and after a reload resumed to the end', async ({
  page,
  baseURL,
}) => {
  const id = 'Paused-0.1B-q0f32';
  const { origins, complaints } = listen(page);
  await fail(host, id, { 'params_shard_0.bin': { kind: 'slow', times: 1 } });
  await openModels(page);
  await addByAddress(page, host, id);
  const bar = card(page, id).getByRole('progressbar');
  const share = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'));
  await expect.poll(share).toBeGreaterThan(50);
  const earlier = await share();
  await expect.poll(share).toBeGreaterThan(earlier);
  await card(page, id).getByRole('button', { name: modelWords.progress.pause, exact: true }).click();
  await expect(card(page, id)).toContainText(modelWords.progress.phases.paused);

  await page.reload();
  await expect(card(page, id)).toContainText(modelWords.progress.phases.paused);
  await expect(useInSetup(page, id)).toHaveCount(0);
  await card(page, id).getByRole('button', { name: modelWords.progress.resume, exact: true }).click();
  await expect(useInSetup(page, id)).toBeVisible();
  await expect(card(page, id)).toContainText(modelWords.disk.size(modelBytes));
  expect(shards(await requests(host, id))).toEqual([2, 1, 1, 1]);
  expect(complaints).toEqual([]);
  expect(
    [...origins].filter((origin) => ![new URL(baseURL ?? '').origin, host.url].includes(origin)),
  ).toEqual([]);
});

test('a damaged file is found by Repair, which fetches it and nothing else', async ({ page }) => {
  const id = 'Repaired-0.1B-q0f32';
  await openModels(page);
  await downloaded(page, host, id);
  await page.evaluate(async (url) => {
    const stated = { 'content-length': '250000' }; // a lie
    await (await caches.open('webllm/model')).put(url, new Response('damaged', { headers: stated }));
  }, `${host.url}/${id}/resolve/main/params_shard_2.bin`);
  await card(page, id)
    .getByRole('button', { name: modelWords.disk.repairNamed(fullModelName(id)) })
    .click();
  await expect.poll(async () => shards(await requests(host, id))).toEqual([1, 1, 2, 1]);
  await expect(useInSetup(page, id)).toBeVisible();
  const length = await page.evaluate(async (url) => {
    const stored = await (await caches.open('webllm/model')).match(url);
    return (await stored?.arrayBuffer())?.byteLength;
  }, `${host.url}/${id}/resolve/main/params_shard_2.bin`);
  expect(length).toBe(250_000);
});

test('a model that is whole is chosen in Setup from its card, and stays chosen after a reload', async ({
  page,
}) => {
  const id = 'Chosen-0.1B-q0f32';
  await openModels(page);
  await downloaded(page, host, id);
  await useInSetup(page, id).click();
  const choice = page.getByLabel(m.setup.engine.allRoles);
  await expect(choice).toHaveValue(id);
  await expect(choice).toHaveAttribute('aria-invalid', 'false');
  await page.reload();
  await expect(choice).toHaveValue(id);
});

test('a deleted model leaves the device and its caches, and can be had again', async ({ page }) => {
  const id = 'Deleted-0.1B-q0f32';
  await openModels(page);
  await downloaded(page, host, id);
  expect(await filesInCaches(page)).toHaveLength(4 + Object.keys(shardSizes).length);
  await deleteButton(page, id).click();
  await page.getByRole('button', { name: modelWords.disk.confirm.yes }).click();
  await expect(page.getByText(modelWords.disk.removed(modelBytes, 0))).toBeVisible();
  await expect(page.getByText(modelWords.disk.empty)).toBeVisible();
  expect(await filesInCaches(page)).toEqual([]);
  await page.reload();
  await expect(page.getByText(modelWords.disk.empty)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Download Deleted-0.1B/ }).first()).toBeVisible();
});
