import { expect, test } from 'vitest';
import { lockManager, runLocks } from '../../src/runner/web-locks';

test('without Web Locks a run is still held once in this tab', async () => {
  const locks = runLocks(undefined);
  const release = await locks.acquire('r');
  expect(await locks.acquire('r')).toBeNull();
  expect(await locks.held('r')).toBe(true);
  expect(await locks.acquire('other')).not.toBeNull();
  release?.();
  expect(await locks.held('r')).toBe(false);
});

test('a context without Web Locks is seen as such', () => {
  expect(lockManager()).toBe((globalThis.navigator as { locks?: LockManager } | undefined)?.locks);
});
