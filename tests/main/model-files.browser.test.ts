/** A run holds the files of its real models for exactly as long as it lives. */
import { expect, test } from 'vitest';
import { sameModelForAll } from '../../src/core/config';
import type { RunRow } from '../../src/core/records';
import { withModelFiles } from '../../src/main/model-files';
import { modelLock } from '../../src/models/downloads/model-lock';
import type { LiveRun } from '../../src/runner/feed';

const id = `held-${Math.random()}`;
const models = sameModelForAll({ id: `webllm:${id}`, contextWindow: 4096 });

async function holders(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name === modelLock(id)).length;
}

/** As much of a run as is asked for here. */
function run(): { live: LiveRun; end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<RunRow>((resolve) => (end = () => resolve({} as RunRow)));
  return { live: { ended } as LiveRun, end };
}

test('from before it opens until it has ended, once for all roles', async () => {
  const { live, end } = run();
  const opened = await withModelFiles({ models }, async () => {
    expect(await holders()).toBe(1);
    return live;
  });
  expect(opened).toBe(live);
  expect(await holders()).toBe(1);
  end();
  await expect.poll(holders).toBe(0);
});

test('not at all where it could not be opened', async () => {
  const fault = { tag: 'model-not-on-disk', facts: { id } };
  expect(await withModelFiles({ models }, async () => fault)).toBe(fault);
  await expect.poll(holders).toBe(0);
  await expect(withModelFiles({ models }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect.poll(holders).toBe(0);
});

test('and is not opened while they are being changed', async () => {
  await navigator.locks.request(modelLock(id), async () => {
    const opened = await withModelFiles({ models }, () => Promise.reject(new Error('opened')));
    expect(opened).toEqual({ tag: 'download-elsewhere', facts: { id } });
  });
});

test('of what finds the examples are held too', async () => {
  const { live, end } = run();
  const retriever = 'embedding:finder';
  await withModelFiles({ models, retriever }, async () => live);
  const { held } = await navigator.locks.query();
  expect(held?.map(({ name }) => name)).toContain(modelLock('finder'));
  end();
  await expect.poll(async () => (await navigator.locks.query()).held).toEqual([]);
});

test('the practice model has none', async () => {
  const { live } = run();
  const practice = sameModelForAll({ id: 'practice', contextWindow: 4096 });
  await withModelFiles({ models: practice }, async () => live);
  expect((await navigator.locks.query()).held).toEqual([]);
});
