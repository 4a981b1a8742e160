/** The page's end: whatever becomes of the worker, every question is settled, once. */
import { describe, expect, it } from 'vitest';
import type { FromWorker } from '../../../src/models/webllm/protocol';
import { createWorkerClient, type WorkerLike } from '../../../src/models/webllm/worker-client';
import { loaded, request } from './asking';

/** A worker that says only what a test has it say. */
function silentWorker() {
  const posted: unknown[] = [];
  const worker: WorkerLike & { says: (message: FromWorker) => void; ended: boolean } = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    ended: false,
    postMessage: (message) => void posted.push(message),
    terminate: () => void (worker.ended = true),
    says: (data) => worker.onmessage?.({ data } as MessageEvent<FromWorker>),
  };
  return { worker, posted };
}

/** A clock and a timer that only a test moves. */
function handTime() {
  let at = 0;
  const ticks = new Map<() => void, number>();
  return {
    now: () => at,
    every: (ms: number, tick: () => void) => {
      ticks.set(tick, ms);
      return () => void ticks.delete(tick);
    },
    pass(ms: number, steps = Math.ceil(ms / 1000)) {
      for (let i = 0; i < steps; i++) {
        at += ms / steps;
        for (const tick of [...ticks.keys()]) tick();
      }
    },
    running: () => ticks.size,
  };
}

describe('a worker that crashes', () => {
  it('fails all that was asked, is ended, and is never asked again', async () => {
    const { client, worker, ask } = await loaded({ stepMs: 5 });
    const calls = Promise.allSettled([ask(request()), ask(request())]);
    worker.crash('boom');
    for (const call of await calls) {
      expect(call).toMatchObject({ reason: { tag: 'worker-crashed', facts: { message: 'boom' } } });
    }
    expect(worker.terminated()).toBe(true);
    await expect(ask(request())).rejects.toMatchObject({ tag: 'worker-crashed' });
    expect(client.dead?.tag).toBe('worker-crashed');
  });

  it('before its first word never started', async () => {
    const { worker } = silentWorker();
    const client = createWorkerClient({ startWorker: () => worker });
    const ping = client.ping();
    worker.onerror?.({ message: '', preventDefault: () => undefined } as ErrorEvent);
    await expect(ping).rejects.toMatchObject({ tag: 'worker-not-started' });
  });

  it('rejects with the reason of the abort where there was one', async () => {
    const { worker, ask } = await loaded({ stepMs: 5 });
    const controller = new AbortController();
    const call = ask(request(), controller.signal);
    controller.abort(new Error('enough'));
    worker.crash('boom');
    await expect(call).rejects.toThrow('enough');
  });

  it('by a message nobody can read is dead too', async () => {
    const { worker, ask } = await loaded({ stepMs: 5 });
    const call = ask(request());
    worker.onmessageerror?.({} as MessageEvent);
    await expect(call).rejects.toMatchObject({ tag: 'worker-crashed' });
  });
});

describe('the heartbeat', () => {
  const asked = {
    role: 'responder',
    messages: [],
    sampling: request().sampling,
    reply: { kind: 'text' },
  } as const;
  const start = () => {
    const { worker } = silentWorker();
    const time = handTime();
    const client = createWorkerClient({ startWorker: () => worker, now: time.now, every: time.every });
    const call = client.complete({ ...asked, messages: [] }, true, { signal: new AbortController().signal });
    call.catch(() => undefined);
    return { worker, time, client, call };
  };

  it('lets an engine be quiet for an hour, as long as its worker beats', () => {
    const { worker, time, client } = start();
    for (let minute = 0; minute < 60; minute++) {
      time.pass(60_000);
      worker.says({ kind: 'heartbeat', lateMs: 59_000 });
    }
    expect(client.dead).toBeNull();
  });

  it('calls a worker hung that says nothing for minutes', async () => {
    const { time, client, call, worker } = start();
    time.pass(200_000);
    expect(client.dead).toBeNull();
    time.pass(60_000);
    await expect(call).rejects.toMatchObject({ tag: 'engine-hung', facts: { during: 'silence' } });
    expect(worker.ended).toBe(true);
  });

  it('does not count the time in which the page itself was frozen', () => {
    const { time, client } = start();
    for (let hour = 0; hour < 20; hour++) time.pass(3_600_000, 1);
    expect(client.dead).toBeNull();
  });

  it('is not listened for while nothing is asked', async () => {
    const { time, worker, client, call } = start();
    expect(time.running()).toBe(1);
    worker.says({ kind: 'fault', id: 1, fault: { tag: 'network', facts: {} } });
    await expect(call).rejects.toMatchObject({ tag: 'network' });
    expect(time.running()).toBe(0);
    time.pass(10_000_000);
    expect(client.dead).toBeNull();
  });
});

it('every question is answered exactly once, also when the worker dies of it', async () => {
  const { worker, ask } = await loaded({
    trouble: () => ({ kind: 'throws', what: 'Error: Module has already been disposed' }),
  });
  const answered: (number | null)[] = [];
  const hear = worker.onmessage;
  worker.onmessage = (event) => {
    if (event.data.kind === 'fault') answered.push(event.data.id);
    hear?.(event);
  };
  const calls = await Promise.allSettled([ask(request()), ask(request())]);
  expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(new Set(answered).size).toBe(answered.length);
});

it('a ping is answered while the engine works', async () => {
  const { client, ask } = await loaded({ stepMs: 5 });
  const call = ask(request());
  expect(await client.ping()).toEqual({ webgpu: false });
  await call;
});

it('what cannot be sent to a worker is a bad request, and only that call fails', async () => {
  const { client, ask } = await loaded();
  const signal = new AbortController().signal;
  const schema = { type: () => 'a function' };
  const { role, messages, sampling } = request();
  const call = client.complete({ role, messages, sampling, reply: { kind: 'json', schema } }, true, {
    signal,
  });
  await expect(call).rejects.toMatchObject({ tag: 'bad-request' });
  expect((await ask(request())).finish).toBe('stop');
});

it('disposing ends the worker and settles what was asked', async () => {
  const { client, worker, ask } = await loaded({ stepMs: 5 });
  const call = ask(request());
  client.dispose();
  await expect(call).rejects.toMatchObject({ tag: 'worker-crashed', facts: { why: 'disposed' } });
  expect(worker.terminated()).toBe(true);
});
