/** Whole downloads in Node: real connections to a host of our own, caches in memory, no waiting. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DownloadDesk } from '../../../src/models/downloads/download-desk';
import type { Outside } from '../../../src/models/downloads/outside';
import { delayBefore } from '../../../src/models/downloads/retry';
import { EngineFault } from '../../../src/models/engine-fault';
import { modelBytes, shardSizes, sourceOf } from './made-model';
import { type ModelServer, type ServerFault, startModelServer } from './model-server';
import { nodeOutside } from './outside-in-node';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

async function fail(key: string, faults: Record<string, ServerFault>): Promise<void> {
  await fetch(`${server.url}/faults/${key}`, { method: 'POST', body: JSON.stringify(faults) });
}

async function requests(key: string): Promise<Record<string, number>> {
  return (await fetch(`${server.url}/asked/${key}`)).json() as Promise<Record<string, number>>;
}

function deskFor(changes: Partial<Outside> = {}) {
  const outside = nodeOutside(changes);
  return { outside, desk: new DownloadDesk(outside, () => undefined) };
}

test('a download ends complete, with every byte accounted for', async () => {
  const { desk } = deskFor();
  const state = await desk.start(sourceOf(server.url, 'whole'), {});
  expect(state).toMatchObject({ phase: 'done', doneBytes: modelBytes, totalBytes: modelBytes, fault: null });
  expect(state.files.every(({ done, bytes }) => done === bytes)).toBe(true);
  expect(await desk.inspect(sourceOf(server.url, 'whole'), 'every-byte')).toMatchObject({
    complete: true,
    opensOffline: true,
    bytes: modelBytes,
    totalBytes: modelBytes,
  });
});

test.each<[string, ServerFault['kind'], string, object]>([
  ['params_shard_1.bin', 'missing', 'missing-file', { file: 'params_shard_1.bin' }],
  ['params_shard_1.bin', 'short', 'wrong-size', { expected: 300_000, got: 299_900 }],
  ['params_shard_1.bin', 'long', 'wrong-size', { expected: 300_000 }],
  ['params_shard_1.bin', 'not-it', 'wrong-size', { file: 'params_shard_1.bin', expected: 300_000 }],
  ['params_shard_1.bin', 'drop', 'network', { file: 'params_shard_1.bin' }],
  ['params_shard_1.bin', 'busy', 'network', { status: 503 }],
  ['tensor-cache.json', 'missing', 'missing-file', { file: 'tensor-cache.json' }],
  ['tensor-cache.json', 'not-it', 'unreadable-file', { file: 'tensor-cache.json' }],
  ['mlc-chat-config.json', 'not-it', 'unreadable-file', { file: 'mlc-chat-config.json' }],
  ['tokenizer.json', 'not-it', 'unreadable-file', { file: 'tokenizer.json' }],
])('%s that is %s ends as %s', async (file, kind, tag, facts) => {
  const key = `fault-${file}-${kind}`;
  const source = sourceOf(server.url, key);
  const { desk } = deskFor();
  await fail(key, { [file]: { kind } });
  expect(await desk.start(source, {})).toMatchObject({ phase: 'failed', fault: { tag, facts } });
  expect((await desk.inspect(source, 'every-byte')).files.filter(({ state }) => state === 'wrong')).toEqual(
    [],
  );
  await fail(key, {});
  expect(await desk.resume(key).catch(() => desk.start(source, {}))).toMatchObject({ phase: 'done' });
});

test('a missing library is told before any weight is asked for', async () => {
  const { desk } = deskFor();
  const source = { ...sourceOf(server.url, 'no-library'), library: `${server.url}/nowhere/none` };
  expect(await desk.start(source, {})).toMatchObject({
    phase: 'failed',
    fault: { tag: 'missing-library', facts: { file: 'none' } },
  });
  expect(Object.keys(await requests('no-library')).filter((name) => name in shardSizes)).toEqual([]);
});

test('a busy server is asked again, later each time; a missing file is not', async () => {
  await fail('busy', { 'params_shard_0.bin': { kind: 'busy', times: 2 } });
  const { desk, outside } = deskFor();
  expect(await desk.start(sourceOf(server.url, 'busy'), {})).toMatchObject({ phase: 'done' });
  expect(outside.slept).toEqual([500, 1000]);
  expect((await requests('busy'))['params_shard_0.bin']).toBe(3);

  await fail('gone', { 'params_shard_0.bin': { kind: 'missing' } });
  await deskFor().desk.start(sourceOf(server.url, 'gone'), {});
  expect((await requests('gone'))['params_shard_0.bin']).toBe(1);
});

test('a server that stays busy is asked six times and no more', async () => {
  await fail('ever-busy', { 'params_shard_0.bin': { kind: 'busy' } });
  const { desk } = deskFor();
  await desk.start(sourceOf(server.url, 'ever-busy'), {});
  expect((await requests('ever-busy'))['params_shard_0.bin']).toBe(6);
});

test('a wait the server names is believed, within a minute', () => {
  const busy = (retryAfterSeconds: number) => new EngineFault('network', { retryAfterSeconds });
  expect(delayBefore(0, busy(7))).toBe(7000);
  expect(delayBefore(0, busy(9999))).toBe(60_000);
  expect(delayBefore(3, busy(0))).toBe(4000);
});

test('offline is told at once, and nothing is tried again', async () => {
  let tried = 0;
  const { desk } = deskFor({
    online: () => false,
    fetch: () => {
      tried++;
      return Promise.reject(new TypeError('Failed to fetch'));
    },
  });
  expect(await desk.start(sourceOf(server.url, 'offline'), {})).toMatchObject({
    fault: { tag: 'network', facts: { offline: true } },
  });
  expect(tried).toBe(1);
});

test('a connection that goes silent counts as broken', async () => {
  const { desk } = deskFor({ sleep: () => Promise.resolve(), fetch: () => new Promise(() => undefined) });
  expect(await desk.start(sourceOf(server.url, 'silent'), {})).toMatchObject({ fault: { tag: 'network' } });
});

test('too little room is told before any weight is asked for, with the numbers', async () => {
  const { desk } = deskFor({ estimate: async () => ({ quota: 1_000_000, usage: 1000 }) });
  expect(await desk.start(sourceOf(server.url, 'no-room'), {})).toMatchObject({
    fault: { tag: 'quota-exceeded', facts: { needed: Math.ceil(modelBytes * 1.2), available: 999_000 } },
  });
  expect(Object.keys(await requests('no-room')).filter((name) => name in shardSizes)).toEqual([]);
});

test('a host that is not on the list is never asked, and its answers are not taken', async () => {
  const elsewhere = { ...sourceOf('https://models.example.org', 'foreign') };
  let tried = 0;
  const refusing = deskFor({
    fetch: () => {
      tried++;
      return Promise.reject(new Error('asked'));
    },
  });
  expect(await refusing.desk.start(elsewhere, {})).toMatchObject({
    fault: { tag: 'host-refused', facts: { host: 'models.example.org' } },
  });
  expect(tried).toBe(0);

  const redirected = deskFor({
    fetch: async () => {
      const response = new Response('{}');
      Object.defineProperty(response, 'url', { value: 'https://evil.example/x' });
      return response;
    },
  });
  expect(await redirected.desk.start(sourceOf(server.url, 'redirected'), {})).toMatchObject({
    fault: { tag: 'host-refused', facts: { host: 'evil.example' } },
  });
});

test('a custom model may be fetched from the very origins that were entered', async () => {
  const custom = sourceOf('https://models.example.org', 'custom');
  const { desk } = deskFor({
    fetch: (url, init) => fetch(url.replace('https://models.example.org', server.url), init),
  });
  // The answers come from 127.0.0.1, which is on the list too.
  expect(await desk.start(custom, { custom: true })).toMatchObject({ phase: 'done' });
});

test('a pause keeps finished files, and going on asks for the others only', async () => {
  const { desk, outside } = deskFor();
  await fail('pause', { 'params_shard_2.bin': { kind: 'slow', times: 1 } });
  const source = sourceOf(server.url, 'pause');
  const ended = desk.start(source, {});
  while (!(await requests('pause'))['params_shard_3.bin']) await new Promise((go) => setTimeout(go, 20));
  await desk.pause('pause');
  expect(await ended).toMatchObject({ phase: 'paused', fault: null });
  const before = await requests('pause');

  const later = new DownloadDesk(outside, () => undefined);
  expect(await later.resume('pause')).toMatchObject({ phase: 'done', doneBytes: modelBytes });
  const after = await requests('pause');
  expect(after['params_shard_0.bin']).toBe(1);
  expect(after['params_shard_1.bin']).toBe(1);
  expect(after['params_shard_2.bin']).toBe((before['params_shard_2.bin'] ?? 0) + 1);
  expect(after['tensor-cache.json']).toBe(1);
});

test('what is complete is done without a word to the network', async () => {
  const { desk, outside } = deskFor();
  await desk.start(sourceOf(server.url, 'twice'), {});
  const again = new DownloadDesk(
    { ...outside, fetch: () => Promise.reject(new Error('asked')) },
    () => undefined,
  );
  expect(await again.start(sourceOf(server.url, 'twice'), {})).toMatchObject({ phase: 'done' });
  expect(await again.repair('twice')).toMatchObject({ phase: 'done' });
});

test('a manifest that changed at its host makes a repair trust none of the old weights', async () => {
  const source = sourceOf(server.url, 'revised');
  const { desk, outside } = deskFor();
  await desk.start(source, {});
  await (await outside.caches.open('webllm/wasm')).delete(source.library);
  const revised = new DownloadDesk(
    {
      ...outside,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        if (!url.endsWith('tensor-cache.json')) return response;
        return new Response((await response.text()).replace('"ParamSize":4', '"ParamSize":5'));
      },
    },
    () => undefined,
  );
  expect(await revised.repair('revised')).toMatchObject({ phase: 'done' });
  for (const shard of Object.keys(shardSizes)) expect((await requests('revised'))[shard]).toBe(2);
});

test('an order for a model nobody knows says so', async () => {
  await expect(deskFor().desk.resume('never-heard-of')).rejects.toMatchObject({ tag: 'model-unknown' });
});
