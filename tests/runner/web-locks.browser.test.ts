import { describe, expect, onTestFinished, test } from 'vitest';
import { lockManager, runLocks } from '../../src/runner/web-locks';

const locks = runLocks(lockManager());
const freshRun = (): string => `test-${Math.random()}`;

/** A worker, as another tab is another context, that takes a run's lock and keeps it until it is terminated. */
async function holder(run: string): Promise<Worker> {
  const code = `navigator.locks.request('drpo-run-${run}', () => { postMessage('held'); return new Promise(() => {}); })`;
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  onTestFinished(() => {
    worker.terminate();
    URL.revokeObjectURL(url);
  });
  await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
  return worker;
}

describe('the lock of a run', () => {
  test('is held once, seen from anywhere, and free again when it is released', async () => {
    const run = freshRun();
    expect(await locks.held(run)).toBe(false);
    const release = await locks.acquire(run);
    expect(await locks.held(run)).toBe(true);
    expect(await locks.acquire(run)).toBeNull();
    release?.();
    await expect.poll(() => locks.held(run)).toBe(false);
    (await locks.acquire(run))?.();
  });

  test('is not to be had while another context holds it, and is when that one dies', async () => {
    const run = freshRun();
    const worker = await holder(run);
    expect(await locks.acquire(run)).toBeNull();
    expect(await locks.held(run)).toBe(true);
    worker.terminate();
    await expect.poll(() => locks.held(run)).toBe(false);
    const release = await locks.acquire(run);
    expect(release).not.toBeNull();
    release?.();
  });

  test('of one run does not keep another from running', async () => {
    const release = await locks.acquire(freshRun());
    const other = await locks.acquire(freshRun());
    expect(other).not.toBeNull();
    release?.();
    other?.();
  });
});
