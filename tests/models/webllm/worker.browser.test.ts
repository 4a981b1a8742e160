/** Our worker with the real library in a real Chromium that has no WebGPU adapter. */
import { afterEach, describe, expect, test } from 'vitest';
import { createWebLLMModels } from '../../../src/models/webllm/model-host';
import { createWorkerClient, type WorkerClient } from '../../../src/models/webllm/worker-client';
import { request } from './asking';
import { SMALL } from './sources';

let client: WorkerClient | null = null;
afterEach(() => client?.dispose());

const patient = { timeout: 60_000 };

describe('without a WebGPU adapter', patient, () => {
  test('the worker starts, with the library in it, and answers a ping', async () => {
    client = createWorkerClient();
    expect(await client.ping()).toEqual({ webgpu: 'gpu' in navigator });
    expect(client.dead).toBeNull();
  });

  test('a load says so before anything is fetched', async () => {
    client = createWorkerClient();
    await expect(client.load(SMALL, 'chat')).rejects.toMatchObject({
      tag: 'no-webgpu',
      facts: { why: 'no-adapter' },
    });
  });

  test('a call says so too, and leaves no model behind', async () => {
    const models = createWebLLMModels({ sources: [SMALL] });
    const call = models.model(SMALL.id).complete(request(), { signal: new AbortController().signal });
    await expect(call).rejects.toMatchObject({ tag: 'no-webgpu' });
    expect(models.residency().resident).toBeNull();
    models.dispose();
  });

  test('asking a model that is not loaded is a fault of its own', async () => {
    client = createWorkerClient();
    const call = client.complete(request(), true, { signal: new AbortController().signal });
    await expect(call).rejects.toMatchObject({ tag: 'model-not-loaded' });
    expect(client.dead?.tag).toBe('model-not-loaded');
  });
});

test('a worker file that is missing never started', async () => {
  client = createWorkerClient({
    startWorker: () => new Worker(new URL('/no/such/worker.js', location.href), { type: 'module' }),
  });
  await expect(client.ping()).rejects.toMatchObject({ tag: 'worker-not-started' });
});
