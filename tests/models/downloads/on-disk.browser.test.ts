import { deleteModelAllInfoInCache } from '@mlc-ai/web-llm';
import { expect, test } from 'vitest';
import { createDownloads } from '../../../src/models/downloads/download-client';
import type { DownloadState } from '../../../src/models/downloads/progress';
import type { ModelSource } from '../../../src/models/webllm/model-source';
import {
  appConfigOf,
  fail,
  filesOnDisk,
  freshDownloads,
  freshSource,
  knownToLibrary,
  requests,
  weightUrl,
} from './in-browser';
import { libraryBytes, modelBytes, shardSizes, smallFiles } from './made-model';

async function inModelCache(source: ModelSource, name: string): Promise<boolean> {
  return (await (await caches.open('webllm/model')).match(weightUrl(source, name))) !== undefined;
}

async function hasLibrary({ library }: ModelSource): Promise<boolean> {
  return (await (await caches.open('webllm/wasm')).match(library)) !== undefined;
}

async function overwrite(source: ModelSource, name: string, body: BodyInit, headers = {}): Promise<void> {
  await (await caches.open('webllm/model')).put(weightUrl(source, name), new Response(body, { headers }));
}

test('wrong bytes in the cache, which the library believes, are found and repaired, and nothing else is fetched', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await downloads.start(source);
  await overwrite(source, 'params_shard_2.bin', new Uint8Array(100));
  await overwrite(source, 'tokenizer.json', '<!doctype html>');
  expect(await knownToLibrary(source)).toBe(true);
  const inspected = await downloads.inspect(source, 'every-byte');
  expect(inspected.complete).toBe(false);
  expect(inspected.files.filter(({ state }) => state !== 'right').map(({ file }) => file.name)).toEqual([
    'tokenizer.json',
    'params_shard_2.bin',
  ]);

  expect(await downloads.repair(source.id)).toMatchObject({ phase: 'done', doneBytes: modelBytes });
  expect(await downloads.inspect(source, 'every-byte')).toMatchObject({ complete: true });
  const counts = await requests(source);
  expect(shards(counts)).toEqual([1, 1, 2, 1]);
});

test('a stated length that is a lie is found by reading every byte', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await downloads.start(source);
  const stated = { 'content-length': String(shardSizes['params_shard_2.bin']) };
  await overwrite(source, 'params_shard_2.bin', new Uint8Array(100), stated);
  expect((await downloads.inspect(source, 'every-byte')).complete).toBe(false);
  expect(await downloads.repair(source.id)).toMatchObject({ phase: 'done' });
  expect((await downloads.inspect(source, 'every-byte')).complete).toBe(true);
});

test('weights alone satisfy the library, but do not open offline: complete is stricter', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await downloads.start(source);
  await (await caches.open('webllm/wasm')).delete(source.library);
  expect(await knownToLibrary(source)).toBe(true);
  expect(await downloads.inspect(source)).toMatchObject({ complete: false, opensOffline: false });
  expect(await downloads.start(source)).toMatchObject({ phase: 'done' });
  expect(shards(await requests(source))).toEqual([1, 1, 1, 1]);
});

test('a model that the library fetched by itself is known, and completed without fetching its weights again', async () => {
  const source = freshSource();
  const downloads = freshDownloads([source]);
  const model = await caches.open('webllm/model');
  for (const name of ['tensor-cache.json', 'tokenizer.json', ...Object.keys(shardSizes)])
    await model.add(weightUrl(source, name));
  await (await caches.open('webllm/config')).add(weightUrl(source, 'mlc-chat-config.json'));
  expect((await downloads.stored()).models).toMatchObject([{ source: { id: source.id }, complete: false }]);
  expect(await downloads.start(source)).toMatchObject({ phase: 'done' });
  expect(shards(await requests(source))).toEqual([1, 1, 1, 1]);
  expect((await downloads.stored()).models).toMatchObject([{ bytes: modelBytes, complete: true }]);
});

test('a deleted model leaves nothing behind, except a library that another stored model uses', async () => {
  const [one, other] = [freshSource('shared'), freshSource('shared')];
  const downloads = freshDownloads([one, other]);
  await downloads.start(one);
  await downloads.start(other);
  expect(await downloads.stored()).toMatchObject({
    models: [{ bytes: modelBytes }, { bytes: modelBytes }],
    orphans: [],
    totalBytes: 2 * modelBytes - libraryBytes.length,
  });

  expect(await downloads.remove(one.id)).toEqual({
    freedBytes: modelBytes - libraryBytes.length,
    keptBytes: libraryBytes.length,
    keptFor: [other.id],
  });
  for (const name of [...Object.keys(smallFiles), ...Object.keys(shardSizes)])
    expect(await inModelCache(one, name)).toBe(false);
  expect(await knownToLibrary(one)).toBe(false);
  expect(await downloads.inspect(other, 'every-byte')).toMatchObject({ complete: true });

  expect(await downloads.remove(other.id)).toMatchObject({ freedBytes: modelBytes, keptFor: [] });
  expect(await hasLibrary(other)).toBe(false);
  expect(await downloads.stored()).toEqual({ models: [], orphans: [], totalBytes: 0 });
});

test('the library’s own deletion would have taken the shared library and left the manifest', async () => {
  const [one, other] = [freshSource('shared'), freshSource('shared')];
  const downloads = freshDownloads();
  await downloads.start(one);
  await downloads.start(other);
  await deleteModelAllInfoInCache(one.id, appConfigOf(one));
  expect(await inModelCache(one, 'tensor-cache.json')).toBe(true);
  expect(await hasLibrary(other)).toBe(false);
});

test('weights that are stored under two ids go with the last of them', async () => {
  const full = freshSource();
  const short: ModelSource = { ...full, id: `${full.id}-1k`, contextWindow: 1024 };
  const downloads = freshDownloads([full, short]);
  await downloads.start(full);
  expect((await downloads.stored()).models.map(({ source }) => source.id)).toEqual([full.id]);
  expect(await downloads.start(short)).toMatchObject({ phase: 'done' });
  expect(shards(await requests(full))).toEqual([1, 1, 1, 1]);
  expect(await downloads.remove(full.id)).toMatchObject({ freedBytes: 0, keptFor: [short.id] });
  expect(await downloads.inspect(short)).toMatchObject({ complete: true });
  expect(await downloads.remove(short.id)).toMatchObject({ freedBytes: modelBytes });
});

test('files of models that nobody lists are orphans, and can be removed', async () => {
  const [listed, gone] = [freshSource(), freshSource()];
  const downloads = freshDownloads([listed]);
  await downloads.start(listed);
  await downloads.importModel(filesOnDisk(gone), gone);
  await caches.delete('drpo-lab/downloads');
  const { orphans, models } = await downloads.stored();
  expect(models.map(({ source }) => source.id)).toEqual([listed.id]);
  expect(orphans.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(modelBytes);
  expect(await downloads.removeOrphans()).toBe(modelBytes);
  expect((await downloads.stored()).totalBytes).toBe(modelBytes);
});

test('an app that brings a new library fetches that alone; the old one is an orphan', async () => {
  const old = freshSource();
  const current = { ...old, library: old.library.replace('.wasm', '-next.wasm') };
  await freshDownloads([old]).start(old);
  const updated = freshDownloads([current]);
  expect(await updated.stored()).toMatchObject({
    models: [{ source: current, complete: false }],
    orphans: [{ scope: 'webllm/wasm', url: old.library }],
  });
  expect(await updated.resume(current.id)).toMatchObject({ phase: 'done' });
  expect(shards(await requests(old))).toEqual([1, 1, 1, 1]);
  expect(await updated.inspect(current)).toMatchObject({ opensOffline: true });
});

test('another visit knows what was asked for and how far it came', async () => {
  const [whole, part] = [freshSource(), freshSource()];
  const first = freshDownloads();
  await first.start(whole);
  await fail(part, { 'params_shard_3.bin': { kind: 'missing' } });
  await first.start(part);
  first.close();

  const second = createDownloads([]);
  const states: Record<string, DownloadState> = {};
  second.subscribe((all) => all.forEach((state) => (states[state.id] = state)));
  await expect.poll(() => Object.keys(states).length).toBe(2);
  expect(states[whole.id]).toMatchObject({ phase: 'done', doneBytes: modelBytes, totalBytes: modelBytes });
  expect(states[part.id]).toMatchObject({ phase: 'paused', totalBytes: modelBytes });
  second.close();
});

const shards = (counts: Record<string, number>): (number | undefined)[] =>
  Object.keys(shardSizes).map((name) => counts[name]);
