/**
 * A run on a downloaded model, in the app itself; only the engine inside its worker is the scripted stand-in
 * (stand-in-app/site.ts). The model is served on 127.0.0.1, fetched by the app's downloads into the real caches, and read
 * from there by the stand-in's load; journal, locks, workers and the whole path to the model are the app's own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect as atOnce, type Page, test } from '@playwright/test';
import { practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import type { RunSetup } from '../../src/core/materials';
import type { ChatModel } from '../../src/core/ports';
import { createWebLLMModels } from '../../src/models/webllm/model-host';
import { faultWords } from '../../src/ui/faults';
import { modelWords } from '../../src/ui/messages/model-words';
import { m } from '../../src/ui/messages/messages';
import { sourceOf } from '../models/downloads/made-model';
import { type ModelServer, startModelServer } from '../models/downloads/model-server';
import { inProcessWorker } from '../models/webllm/in-process-worker';
import { standInEngine } from '../models/webllm/stand-in-engine';
import { STAND_IN_MIND } from '../models/webllm/stand-in-mind';
import { events, finished, listen, records, rows, runQuickFromHere } from './lab-page';
import { deleteButton, downloaded, openModels, useInSetup, withSoftwareGpu } from './models-screen';
import { type StandInSite, standInSite } from './stand-in-app/site';

test.describe.configure({ mode: 'serial', timeout: 150_000 });

/** A run is under way beside everything that is looked at. */
const expect = atOnce.configure({ timeout: 30_000 });
const DAY_MS = 24 * 60 * 60 * 1000;
let host: ModelServer;
let site: StandInSite;
let profile: string;

test.beforeAll(async () => {
  [host, site] = await Promise.all([startModelServer(), standInSite(4331)]);
});
test.afterAll(async () => {
  await site.close();
  await host.close();
});
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'drpo-lab-profile-'));
});
test.afterEach(() => rmSync(profile, { recursive: true, force: true }));

/** A browser of its own on this test's profile, as after a restart of the computer. */
function browser(): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, withSoftwareGpu);
}

async function startRunOn(page: Page, id: string): Promise<string> {
  await useInSetup(page, id).click();
  await expect(page.getByLabel(m.setup.engine.allRoles)).toHaveValue(id);
  return runQuickFromHere(page);
}

/** Seeds of the calls that the stand-in is asked from now on. A seed belongs to one path of the run. */
function seedsAsked(page: Page): number[] {
  const seeds: number[] = [];
  page.on('console', (message) => {
    const found = /^stand-in asked (\d+)$/.exec(message.text());
    if (found) seeds.push(Number(found[1]));
  });
  return seeds;
}

async function seedsRecorded(page: Page, run: string): Promise<number[]> {
  const found = await records(page, run);
  return found.flatMap((record) => (record.kind === 'call' ? [record.request.sampling.seed] : []));
}

async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: m.watch.pause, exact: true }).click();
  await expect.poll(async () => (await rows(page))[0]?.status).toBe('paused');
}

const resume = (page: Page): Promise<void> =>
  page.getByRole('button', { name: m.watch.resume, exact: true }).click();

/** The same model without a browser: the app's model host over the stand-in. */
function modelInNode(id: string, contextWindow: number): { model: ChatModel; end: () => void } {
  const models = createWebLLMModels({
    sources: [{ ...sourceOf('http://unused.invalid', id), contextWindow }],
    client: { startWorker: () => inProcessWorker(standInEngine(STAND_IN_MIND)) },
  });
  return { model: models.model(id), end: () => models.dispose() };
}

async function uninterrupted(id: string, setup: RunSetup): Promise<unknown[]> {
  const { model, end } = modelInNode(id, setup.config.models.responder.contextWindow);
  const { run, disk } = await runInNode(practiceRow('node', setup, 'in Node'), undefined, model);
  expect((await run.ended).status).toBe('finished');
  end();
  return disk.events;
}

test('a model that a run uses is not deleted from another tab; the run goes on, and once it is paused the model goes', async () => {
  const id = 'Used-0.1B-q0f32';
  const context = await browser();
  const [page, other] = [context.pages()[0]!, await context.newPage()];
  await openModels(page, site.address);
  await downloaded(page, host, id);
  await openModels(other, site.address);
  await expect(useInSetup(other, id)).toBeVisible();
  const remove = async (): Promise<void> => {
    await deleteButton(other, id).click();
    await other.getByRole('button', { name: modelWords.disk.confirm.yes }).click();
  };

  const run = await startRunOn(page, id);
  await expect.poll(async () => (await seedsRecorded(page, run)).length).toBeGreaterThan(0);
  await remove();
  const words = faultWords({ tag: 'model-in-use', facts: {} });
  await expect(other.getByRole('alert')).toContainText(words.what);
  await expect(other.getByRole('alert')).toContainText(words.next);
  await expect(useInSetup(other, id)).toBeVisible();
  expect((await rows(page))[0]?.status).toBe('running');

  await pause(page);
  await remove();
  await expect(other.getByText(modelWords.disk.empty)).toBeVisible();
  await resume(page);
  await expect(page.getByRole('alert')).toContainText(
    faultWords({ tag: 'model-not-on-disk', facts: { id } }).what,
  );
  await context.close();
});

test('a run paused, its browser closed, a day later and with the network off, goes on with the model from the cache to the same end', async () => {
  const id = 'Kept-0.1B-q0f32';
  const before = await browser();
  let [page] = before.pages() as [Page];
  await openModels(page, site.address);
  await downloaded(page, host, id);
  const run = await startRunOn(page, id);
  await expect.poll(async () => (await seedsRecorded(page, run)).length).toBeGreaterThan(20);
  await pause(page);
  const kept = await records(page, run);
  const keptSeeds = new Set(await seedsRecorded(page, run));
  const told = await events(page, run);
  await before.close();

  await host.close();
  await site.stop();
  const after = await browser();
  const refused = await site.cutOff(after);
  await after.clock.install({ time: Date.now() + DAY_MS });
  [page] = after.pages() as [Page];
  const { complaints } = listen(page);
  const asked = seedsAsked(page);
  await page.goto(`${site.address}#/run/${run}`);
  expect(await page.evaluate(() => navigator.onLine)).toBe(false);

  // With a file short of whole, the run is refused: it would need the network, which nobody asks.
  await page.evaluate(moveShard, { from: 'webllm/model', to: 'aside' });
  await resume(page);
  const notHere = faultWords({ tag: 'model-not-on-disk', facts: { id } }).what;
  await expect(page.getByRole('alert')).toContainText(notHere);
  expect(await records(page, run)).toEqual(kept);
  await page.evaluate(moveShard, { from: 'aside', to: 'webllm/model' });

  await resume(page);
  const row = await finished(page, run);
  const all = await records(page, run);
  const fresh = (await seedsRecorded(page, run)).filter((seed) => !keptSeeds.has(seed));
  expect(fresh.length).toBeGreaterThan(40);
  expect(asked.filter((seed) => keptSeeds.has(seed))).toEqual([]);
  expect(fresh.filter((seed) => !asked.includes(seed))).toEqual([]);
  expect(all.filter(({ path }) => kept.some((old) => old.path === path))).toEqual(kept);
  const added = all.filter(({ path }) => !kept.some((old) => old.path === path));
  const lastKept = Math.max(...kept.map(({ at }) => at));
  expect(Math.min(...added.map(({ at }) => at)) - lastKept).toBeGreaterThan(DAY_MS * 0.99);

  const final = await events(page, run);
  expect(final.length).toBeGreaterThan(told.length);
  expect(JSON.stringify(final)).toBe(JSON.stringify(await uninterrupted(id, row.setup)));
  expect(refused).toEqual([]);
  expect(complaints).toEqual([]);
  await after.close();
});

/** In the page: takes one shard out of a cache and puts it into another. */
async function moveShard({ from, to }: { from: string; to: string }): Promise<void> {
  const [source, target] = [await caches.open(from), await caches.open(to)];
  const request = (await source.keys()).find(({ url }) => url.endsWith('params_shard_1.bin'));
  const response = request && (await source.match(request));
  if (!response) throw new Error(`no shard in ${from}`);
  await target.put(request, response);
  await source.delete(request);
}
