import { describe, expect, test } from 'vitest';
import { eventLogOf } from '../../src/store/event-log';
import { journalOf } from '../../src/store/journal';
import { runsOf } from '../../src/store/runs';
import { selectionCacheOf } from '../../src/store/selection-cache';
import { events } from '../contracts/event-log';
import { callRecord, decisionRecord } from '../contracts/journal';
import { replyTo, requestOf, rowOf } from '../runner/scripted';
import { freshDatabase } from './databases';

describe('the rows of runs', () => {
  test('are given back as they were put, and replaced by the next', async () => {
    const runs = runsOf(await freshDatabase());
    expect(await runs.get('a')).toBeUndefined();
    await runs.put(rowOf('a'));
    await runs.put(rowOf('a', { status: 'paused' }));
    expect(await runs.get('a')).toEqual(rowOf('a', { status: 'paused' }));
  });

  test('are listed newest first', async () => {
    const runs = runsOf(await freshDatabase());
    for (const [id, createdAt] of [
      ['a', 2],
      ['b', 3],
      ['c', 1],
    ] as const) {
      await runs.put(rowOf(id, { createdAt }));
    }
    expect((await runs.list()).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
});

describe('a run as a whole', () => {
  const records = [callRecord('a'), decisionRecord('b')];

  test('is removed with its journal and events, and no other run with it', async () => {
    const db = await freshDatabase();
    const runs = runsOf(db);
    for (const id of ['a', 'ab', 'b']) await runs.add(rowOf(id), records, events(3));
    await runs.remove('a');
    expect((await runs.list()).map(({ id }) => id).sort()).toEqual(['ab', 'b']);
    expect(await journalOf(db, 'a').readAll()).toEqual([]);
    expect(await eventLogOf(db, 'a').readAll()).toEqual([]);
    expect(await journalOf(db, 'ab').readAll()).toEqual(records);
    expect(await eventLogOf(db, 'ab').readAll()).toEqual(events(3));
  });

  test('is added all or not at all', async () => {
    const db = await freshDatabase();
    const runs = runsOf(db);
    await runs.add(rowOf('a'), [], []);
    await expect(runs.add(rowOf('a'), records, events(3))).rejects.toThrow();
    await expect(runs.add(rowOf('b'), [...records, callRecord('a')], events(3))).rejects.toThrow();
    expect(await runs.get('b')).toBeUndefined();
    expect(await journalOf(db, 'a').readAll()).toEqual([]);
    expect(await eventLogOf(db, 'b').readAll()).toEqual([]);
  });
});

test('selections are known across runs, the newest wins, and clearing forgets them', async () => {
  const selections = selectionCacheOf(await freshDatabase());
  expect(await selections.get('k')).toBeUndefined();
  await selections.put('k', replyTo(requestOf('a')));
  await selections.put('k', replyTo(requestOf('b')));
  expect(await selections.get('k')).toEqual(replyTo(requestOf('b')));
  await selections.clear();
  expect(await selections.get('k')).toBeUndefined();
});
