import { expect, test } from 'vitest';
import { storedRun } from '../../src/runner/stored-run';
import { events } from '../contracts/event-log';
import { callRecord } from '../contracts/journal';
import { rowOf } from './scripted';

test('a stored run is told whole, at once, to whoever watches, and gives its records', async () => {
  const run = storedRun(rowOf(), events(3), async () => [callRecord('a')]);
  const told: unknown[] = [];
  const end = run.watch({
    onRow: (row) => told.push(row),
    onEvents: (all) => told.push(all),
    onActivity: (activity) => told.push(activity),
  });
  end();
  expect(told).toEqual([rowOf(), events(3), null]);
  expect(await run.records('')).toEqual([callRecord('a')]);
});

test('a watcher without wishes may watch too', () => {
  const run = storedRun(rowOf(), [], async () => []);
  expect(() => run.watch({})()).not.toThrow();
});
