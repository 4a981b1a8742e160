import { expect, test } from 'vitest';
import { BLOCK } from '../../src/store/event-blocks';
import { eventLogOf } from '../../src/store/event-log';
import { StorageFault } from '../../src/store/storage-fault';
import { event, eventLogContract, events } from '../contracts/event-log';
import { freshDatabase, freshName, openFor } from './databases';

eventLogContract('IndexedDB', async () => {
  const name = freshName();
  return async () => eventLogOf(await openFor(name), 'run');
});

test('the events of two runs do not touch', async () => {
  const db = await freshDatabase();
  await eventLogOf(db, 'a').append(0, events(2));
  await eventLogOf(db, 'b').append(0, events(3));
  expect(await eventLogOf(db, 'a').readAll()).toEqual(events(2));
});

test('a log with a hole is a fault when it is read, not a shorter log', async () => {
  const db = await freshDatabase();
  await eventLogOf(db, 'run').append(0, events(3));
  await db.use((connection) => connection.delete('events', ['run', 1]));
  await expect(eventLogOf(db, 'run').readAll()).rejects.toBeInstanceOf(StorageFault);
});

test('events told one by one come to lie in blocks, and a hole between blocks is a fault', async () => {
  const db = await freshDatabase();
  const log = eventLogOf(db, 'run');
  for (let seq = 0; seq < 3 * BLOCK + 5; seq++) await log.append(seq, [event(seq)]);
  const keys = await db.use((connection) => connection.getAllKeys('events'));
  expect(keys.map(([, seq]) => seq / BLOCK).filter(Number.isInteger)).toEqual([0, 1, 2, 3]);
  expect(keys).toHaveLength(3 + 5);
  await db.use((connection) => connection.delete('events', ['run', BLOCK]));
  await expect(eventLogOf(db, 'run').readAll()).rejects.toBeInstanceOf(StorageFault);
});

test('a run stored before there were blocks is read, and goes on in blocks', async () => {
  const db = await freshDatabase();
  const told = events(2 * BLOCK - 3);
  await db.use(async (connection) => {
    for (const [seq, one] of told.entries()) await connection.add('events', one, ['run', seq]);
  });
  const log = eventLogOf(db, 'run');
  expect(await log.readAll()).toEqual(told);
  await log.append(told.length, events(BLOCK, told.length));
  expect(await log.readAll()).toEqual(events(3 * BLOCK - 3));
  expect(await db.use((connection) => connection.count('events'))).toBe(BLOCK + 1 + BLOCK - 3);
});

test('an event that cannot be stored leaves nothing of its batch', async () => {
  const log = eventLogOf(await freshDatabase(), 'run');
  const bad = { ...event(1), extra: () => undefined };
  await expect(log.append(0, [event(0), bad])).rejects.toBeInstanceOf(StorageFault);
  expect(await log.readAll()).toEqual([]);
});
