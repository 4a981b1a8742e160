import { describe, expect, test } from 'vitest';
import { retrying, sleeping, type RetryRules } from '../../src/runner/retry';
import { requestOf, ScriptedModel } from './scripted';

const signal = new AbortController().signal;
const request = requestOf('a');

function fault(tag: string): Error {
  return Object.assign(new Error(tag), { tag, facts: {} });
}

function rules(slept: number[] = []): RetryRules {
  return { sleep: async (ms) => void slept.push(ms), transient: ['device-lost'], waits: [1, 2] };
}

describe('a model that is asked again', () => {
  test('after a fault that may pass answers, with what was tried, after growing waits', async () => {
    const slept: number[] = [];
    const model = new ScriptedModel((nth) => {
      if (nth < 3) throw fault('device-lost');
    });
    const reply = await retrying(model, rules(slept)).complete(request, { signal });
    const lost = { what: 'call', outcome: 'device-lost' };
    expect(reply.attempts).toEqual([lost, lost]);
    expect(slept).toEqual([1, 2]);
  });

  test('throws the last fault when there are too many', async () => {
    const model = new ScriptedModel(() => {
      throw fault('device-lost');
    });
    await expect(retrying(model, rules()).complete(request, { signal })).rejects.toThrow('device-lost');
    expect(model.asked).toHaveLength(3);
  });

  test.each([fault('context-overflow'), new Error('device-lost')])('throws %s at once', async (error) => {
    const model = new ScriptedModel(() => {
      throw error;
    });
    await expect(retrying(model, rules()).complete(request, { signal })).rejects.toBe(error);
    expect(model.asked).toHaveLength(1);
  });

  test('is not asked again once the run is stopped', async () => {
    const stop = new AbortController();
    const model = new ScriptedModel(() => {
      stop.abort();
      throw fault('device-lost');
    });
    await expect(retrying(model, rules()).complete(request, { signal: stop.signal })).rejects.toThrow();
    expect(model.asked).toHaveLength(1);
  });

  test('that answers at once answers as it is', async () => {
    const reply = await retrying(new ScriptedModel(), rules()).complete(request, { signal });
    expect(reply).not.toHaveProperty('attempts');
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
