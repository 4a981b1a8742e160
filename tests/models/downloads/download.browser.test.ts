import { afterEach, expect, test } from 'vitest';
import { DownloadDesk } from '../../../src/models/downloads/download-desk';
import { browserOutside } from '../../../src/models/downloads/outside';
import type { DownloadState } from '../../../src/models/downloads/progress';
import { fail, freshDownloads, freshSource, knownToLibrary, requests, weightUrl } from './in-browser';
import { modelBytes, shardSizes } from './made-model';

const shards = Object.keys(shardSizes);

test('a model is downloaded shard by shard, with true sizes and progress, and the library knows it', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await fail(source, { 'params_shard_0.bin': { kind: 'slow' } });
  const heard: DownloadState[] = [];
  downloads.subscribe((states) => heard.push(...states.filter(({ id }) => id === source.id)));
  expect(await knownToLibrary(source)).toBe(false);

  const state = await downloads.start(source);
  expect(state).toMatchObject({ phase: 'done', totalBytes: modelBytes, doneBytes: modelBytes, fault: null });
  expect(state.files.filter(({ name }) => name in shardSizes)).toEqual(
    shards.map((name) => ({ name, bytes: shardSizes[name], done: shardSizes[name], state: 'done' })),
  );
  expect(await knownToLibrary(source)).toBe(true);
  expect(await downloads.inspect(source, 'every-byte')).toMatchObject({ complete: true, opensOffline: true });

  const phases = heard.map(({ phase }) => phase);
  expect(phases.filter((phase, i) => phase !== phases[i - 1])).toEqual([
    'planning',
    'downloading',
    'verifying',
    'done',
  ]);
  const under = heard.filter(({ phase }) => phase === 'downloading');
  expect(under.length).toBeGreaterThan(5);
  expect(
    under.some(({ bytesPerSecond, secondsLeft }) => bytesPerSecond !== null && secondsLeft !== null),
  ).toBe(true);
  const done = under.map(({ doneBytes }) => doneBytes);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  for (const shard of shards) expect((await requests(source))[shard]).toBe(1);
});

test('what is stored is byte for byte what the host has', async () => {
  const source = freshSource();
  await freshDownloads().start(source);
  const cache = await caches.open('webllm/model');
  const digest = async (bytes: ArrayBuffer | undefined): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer()));
  for (const name of shards) {
    const stored = await (await cache.match(weightUrl(source, name)))?.arrayBuffer();
    const original = await (await fetch(weightUrl(source, name))).arrayBuffer();
    expect(await digest(stored)).toEqual(await digest(original));
  }
});

test('a connection that breaks in the middle is tried again, and leaves nothing half in the cache', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await fail(source, { 'params_shard_0.bin': { kind: 'drop', times: 1 } });
  expect(await downloads.start(source)).toMatchObject({ phase: 'done' });
  expect((await requests(source))['params_shard_0.bin']).toBe(2);
  expect(await knownToLibrary(source)).toBe(true);
});

test('a host that is busy twice and then fine costs two more requests', async () => {
  const source = freshSource();
  await fail(source, { 'params_shard_1.bin': { kind: 'busy', times: 2 } });
  expect(await freshDownloads().start(source)).toMatchObject({ phase: 'done' });
  expect((await requests(source))['params_shard_1.bin']).toBe(3);
});

test.each([
  ['missing', 'missing-file'],
  ['short', 'wrong-size'],
  ['long', 'wrong-size'],
] as const)('a shard that is %s fails as %s, is not cached, and the rest is kept', async (kind, tag) => {
  const source = freshSource();
  const downloads = freshDownloads();
  await fail(source, { 'params_shard_3.bin': { kind } });
  expect(await downloads.start(source)).toMatchObject({
    phase: 'failed',
    fault: { tag, facts: { file: 'params_shard_3.bin' } },
  });
  const cache = await caches.open('webllm/model');
  expect(await cache.match(weightUrl(source, 'params_shard_3.bin'))).toBeUndefined();
  expect(await cache.match(weightUrl(source, 'params_shard_0.bin'))).toBeDefined();
  expect(await knownToLibrary(source)).toBe(false);

  await fail(source, {});
  expect(await downloads.resume(source.id)).toMatchObject({ phase: 'done' });
  expect((await requests(source))['params_shard_0.bin']).toBe(1);
});

test('a pause stops within the shard; going on fetches that shard again and no other', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await fail(source, { 'params_shard_2.bin': { kind: 'slow', times: 1 } });
  const ended = downloads.start(source);
  await expect.poll(async () => (await requests(source))['params_shard_3.bin']).toBe(1);
  await downloads.pause(source.id);
  expect(await ended).toMatchObject({ phase: 'paused', fault: null, bytesPerSecond: null });
  const cache = await caches.open('webllm/model');
  expect(await cache.match(weightUrl(source, 'params_shard_2.bin'))).toBeUndefined();

  expect(await downloads.resume(source.id)).toMatchObject({ phase: 'done', doneBytes: modelBytes });
  const counts = await requests(source);
  expect([counts['params_shard_0.bin'], counts['params_shard_1.bin'], counts['params_shard_2.bin']]).toEqual([
    1, 1, 2,
  ]);
});

test('an estimate without room ends in numbers before any weight is asked for', async () => {
  const source = freshSource();
  freshDownloads();
  const estimate = () => Promise.resolve({ quota: modelBytes, usage: 0 });
  const desk = new DownloadDesk({ ...browserOutside(), estimate }, () => undefined);
  expect(await desk.start(source, {})).toMatchObject({
    fault: { tag: 'quota-exceeded', facts: { needed: Math.ceil(modelBytes * 1.2), available: modelBytes } },
  });
  expect((await requests(source))['params_shard_0.bin']).toBeUndefined();
});

test('a download that another tab holds is not started twice', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await navigator.locks.request(`drpo-lab/model/${source.id}`, async () => {
    expect(await downloads.start(source)).toMatchObject({ fault: { tag: 'download-elsewhere' } });
  });
  expect(await downloads.start(source)).toMatchObject({ phase: 'done' });
});

afterEach(async () => {
  expect(await navigator.locks.query()).toMatchObject({ pending: [] });
});
