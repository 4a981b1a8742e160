import { describe, expect, test } from 'vitest';
import { needsNewWorker, TRANSIENT_WEBLLM_FAULTS } from '../../src/models/webllm/faults';
import {
  LOSSES,
  PASSING_FAULTS,
  retrying,
  retryingRetriever,
  sleeping,
  type RetryRules,
} from '../../src/runner/retry';
import { requestOf, ScriptedModel } from './scripted';

const signal = new AbortController().signal;
const request = requestOf('a');

function fault(tag: string): Error {
  return Object.assign(new Error(tag), { tag, facts: {} });
}

function rules(slept: number[] = []): RetryRules {
  return {
    sleep: async (ms) => void slept.push(ms),
    losses: ['device-lost', 'worker-crashed'],
    lossWaits: [7],
    passing: ['network'],
    waits: [1, 2],
  };
}

/** Fails with these, one a call, then answers. */
function failing(...tags: string[]): ScriptedModel {
  return new ScriptedModel((nth) => {
    const tag = tags[nth - 1];
    if (tag !== undefined) throw fault(tag);
  });
}

test('a retriever that was lost is asked again, and its loss counts as one of the run’s', async () => {
  let asked = 0;
  const retriever = {
    id: 'embedding:any',
    nearest: () => Promise.reject(++asked <= 1 ? fault('device-lost') : fault('worker-crashed')),
  };
  const losses = { count: 0 };
  const again = retryingRetriever(retriever, rules(), losses);
  const sought = { path: 'nearest/q', query: 'q', examples: [], k: 2 };
  await expect(again.nearest(sought, { signal })).rejects.toThrow('worker-crashed');
  expect(asked).toBe(2);
  expect(losses.count).toBe(2);
});

describe('a model that is asked again', () => {
  test('after a fault that may pass answers, with what was tried, after growing waits', async () => {
    const slept: number[] = [];
    const model = failing('network', 'network');
    const reply = await retrying(model, rules(slept), { count: 0 }).complete(request, { signal });
    const lost = { what: 'call', outcome: 'network' };
    expect(reply.attempts).toEqual([lost, lost]);
    expect(slept).toEqual([1, 2]);
  });

  test('throws the last fault when there are too many, and begins anew with the next call', async () => {
    const model = failing('network', 'network', 'network', 'network');
    const again = retrying(model, rules(), { count: 0 });
    await expect(again.complete(request, { signal })).rejects.toThrow('network');
    expect(model.asked).toHaveLength(3);
    expect((await again.complete(request, { signal })).attempts).toHaveLength(1);
  });

  test.each([fault('context-overflow'), new Error('device-lost')])('throws %s at once', async (error) => {
    const model = new ScriptedModel(() => {
      throw error;
    });
    await expect(retrying(model, rules(), { count: 0 }).complete(request, { signal })).rejects.toBe(error);
    expect(model.asked).toHaveLength(1);
  });

  test('is not asked again once the run is stopped', async () => {
    const stop = new AbortController();
    const model = new ScriptedModel(() => {
      stop.abort();
      throw fault('device-lost');
    });
    const again = retrying(model, rules(), { count: 0 });
    await expect(again.complete(request, { signal: stop.signal })).rejects.toThrow();
    expect(model.asked).toHaveLength(1);
  });

  test('that answers at once answers as it is', async () => {
    const reply = await retrying(new ScriptedModel(), rules(), { count: 0 }).complete(request, { signal });
    expect(reply).not.toHaveProperty('attempts');
  });
});

describe('an engine that was lost', () => {
  test('goes on by itself once', async () => {
    const slept: number[] = [];
    const reply = await retrying(failing('device-lost'), rules(slept), { count: 0 }).complete(request, {
      signal,
    });
    expect(reply.attempts).toEqual([{ what: 'call', outcome: 'device-lost' }]);
    expect(slept).toEqual([7]);
  });

  test('a second time stops the run, whatever call and role it happens to', async () => {
    const losses = { count: 0 };
    const [one, other] = [failing('device-lost'), failing('worker-crashed')];
    await retrying(one, rules(), losses).complete(request, { signal });
    await expect(retrying(other, rules(), losses).complete(requestOf('b'), { signal })).rejects.toThrow(
      'worker-crashed',
    );
    expect(other.asked).toHaveLength(1);
  });

  test('does not use up what a call may try for other faults', async () => {
    const model = failing('network', 'device-lost', 'network');
    const reply = await retrying(model, rules(), { count: 0 }).complete(request, { signal });
    expect(reply.attempts?.map(({ outcome }) => outcome)).toEqual(['network', 'device-lost', 'network']);
  });

  test('is every transient fault of WebLLM that needs a new worker; the other transient ones may pass', () => {
    const [losses, passing] = [true, false].map((lost) =>
      TRANSIENT_WEBLLM_FAULTS.filter((tag) => needsNewWorker(tag) === lost),
    );
    expect([...LOSSES].sort()).toEqual([...(losses ?? [])].sort());
    expect(PASSING_FAULTS).toEqual(expect.arrayContaining(passing ?? []));
  });
});

describe('sleep', () => {
  test('ends by itself', async () => {
    await sleeping(1, signal);
  });

  test('ends with the reason when the run is stopped', async () => {
    const stop = new AbortController();
    const asleep = sleeping(60_000, stop.signal);
    stop.abort(new Error('stop'));
    await expect(asleep).rejects.toThrow('stop');
    await expect(sleeping(1, stop.signal)).rejects.toThrow('stop');
  });
});
