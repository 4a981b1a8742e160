import { expect, test } from 'vitest';
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

test('an event that cannot be stored leaves nothing of its batch', async () => {
  const log = eventLogOf(await freshDatabase(), 'run');
  const bad = { ...event(1), extra: () => undefined };
  await expect(log.append(0, [event(0), bad])).rejects.toBeInstanceOf(StorageFault);
  expect(await log.readAll()).toEqual([]);
});
