import { expect, test } from 'vitest';
import { eventLogContract } from '../contracts/event-log';
import { journalContract } from '../contracts/journal';
import { Disk, Locks } from './in-memory';

journalContract('a disk in memory', async () => {
  const disk = new Disk();
  return async () => ({ journal: disk.journal, records: disk.recordsByPrefix });
});

eventLogContract('a disk in memory', async () => {
  const disk = new Disk();
  return async () => disk.log;
});

test('a lock is held by one tab, and is free when it is released or its tab is killed', async () => {
  const browser = new Locks();
  const [one, two] = [browser.tab(), browser.tab()];
  const release = await one.acquire('r');
  expect(await two.acquire('r')).toBeNull();
  expect(await two.held('r')).toBe(true);
  release?.();
  expect(await two.acquire('r')).not.toBeNull();
  two.kill();
  expect(await one.acquire('r')).not.toBeNull();
});
