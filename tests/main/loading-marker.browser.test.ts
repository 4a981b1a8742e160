/** "Loading X": what a tab leaves behind when it dies while it loads a model. */
import { beforeEach, expect, test } from 'vitest';
import { loadingMemory } from '../../src/main/loading-marker';
import { runLocks, lockManager } from '../../src/runner/web-locks';

const memory = () => loadingMemory(runLocks(lockManager()));
beforeEach(() => localStorage.clear());

test('nothing is left of a load that ended', async () => {
  const tab = memory();
  await tab.set('big');
  await tab.clear();
  expect(await memory().unfinished()).toBeNull();
});

test('a load that goes on in another tab is no death', async () => {
  const tab = memory();
  await tab.set('big');
  expect(await memory().unfinished()).toBeNull();
  await tab.clear();
});

test('a load whose tab is gone is known at the next start, until the person has read it', async () => {
  localStorage.setItem('drpo-lab:loading', 'tab-that-died big');
  expect(await memory().unfinished()).toBe('big');
  memory().forget();
  expect(await memory().unfinished()).toBeNull();
});
