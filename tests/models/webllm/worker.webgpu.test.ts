/** Our worker with the real library and a software WebGPU adapter: what goes wrong with a model's files has the right tag. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { weightsUrl } from '../../../src/models/webllm/load-diagnosis';
import { createWorkerClient, type WorkerClient } from '../../../src/models/webllm/worker-client';
import { SMALL } from './sources';

/** (module (import "env" "nope" (func))): it compiles, and no version of the library links it. */
const UNLINKABLE = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 12, 1, 3, 0x65, 0x6e, 0x76, 4, 0x6e, 0x6f, 0x70,
  0x65, 0, 0,
]);
const CONFIG = `${weightsUrl(SMALL.weights)}mlc-chat-config.json`;

let client: WorkerClient;
beforeEach(() => {
  client = createWorkerClient();
});
afterEach(async () => {
  client.dispose();
  for (const name of await caches.keys()) await caches.delete(name);
});

async function cached(scope: string, url: string, body: BodyInit): Promise<void> {
  await (await caches.open(scope)).put(url, new Response(body));
}

describe('with a software adapter', { timeout: 60_000 }, () => {
  test('a library that does not link says so', async () => {
    await cached('webllm/config', CONFIG, '{}');
    await cached('webllm/wasm', SMALL.library, UNLINKABLE);
    await expect(client.load(SMALL, 'chat')).rejects.toMatchObject({ tag: 'library-does-not-link' });
  });

  test('a library that is damaged in the cache says so', async () => {
    await cached('webllm/config', CONFIG, '{}');
    await cached('webllm/wasm', SMALL.library, '<html>not wasm</html>');
    await expect(client.load(SMALL, 'chat')).rejects.toMatchObject({
      tag: 'corrupt-cache',
      facts: { url: SMALL.library },
    });
  });

  test('a chat config that is damaged in the cache says so', async () => {
    await cached('webllm/config', CONFIG, '{"half":');
    await expect(client.load(SMALL, 'chat')).rejects.toMatchObject({ tag: 'corrupt-cache' });
  });

  // The one kind of address this test server refuses (403); a 404 goes the same way (load-diagnosis.test.ts).
  test('a library that its host does not hand out says so, with its address', async () => {
    await cached('webllm/config', CONFIG, '{}');
    const library = new URL('/@fs/etc/passwd', location.href).href;
    await expect(client.load({ ...SMALL, library }, 'chat')).rejects.toMatchObject({
      tag: 'missing-library',
      facts: { url: library, status: 403 },
    });
  });

  test('a host that cannot be reached is a matter of the network', async () => {
    await expect(client.load(SMALL, 'chat')).rejects.toMatchObject({ tag: 'network' });
  });

  test('the worker goes on after a load that failed for its files', async () => {
    await expect(client.load(SMALL, 'chat')).rejects.toMatchObject({ tag: 'network' });
    expect(client.dead).toBeNull();
    expect(await client.ping()).toEqual({ webgpu: true });
  });
});
