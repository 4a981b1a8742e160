import { openDB, unwrap } from 'idb';
import { describe, expect, test } from 'vitest';
import type { Connection, LabDatabase } from '../../src/store/database';
import { eventLogOf } from '../../src/store/event-log';
import { journalOf } from '../../src/store/journal';
import { DATABASE_VERSION } from '../../src/store/schema';
import { StorageFault } from '../../src/store/storage-fault';
import { events } from '../contracts/event-log';
import { callRecord } from '../contracts/journal';
import { freshDatabase, freshName, openFor } from './databases';

describe('an upgrade', () => {
  test('by a newer app closes this connection, tells, and refuses further use', async () => {
    const name = freshName();
    let told = 0;
    const db = await openFor(name, { onOutdated: () => told++ });
    const newer = await openDB(name, DATABASE_VERSION + 1);
    newer.close();
    expect(told).toBe(1);
    const error: unknown = await journalOf(db, 'run')
      .readAll()
      .catch((reason: unknown) => reason);
    expect((error as StorageFault).fault).toMatchObject({
      tag: 'storage-failed',
      facts: { name: 'outdated' },
    });
  });

  test('of ours that an older tab blocks tells, and goes on when that tab closes', async () => {
    const name = freshName();
    (await openFor(name)).close();
    const stubborn = await openDB(name, DATABASE_VERSION);
    let blocked = 0;
    const opening = openFor(name, {
      version: DATABASE_VERSION + 1,
      onBlocked: () => {
        blocked++;
        stubborn.close();
      },
    });
    await journalOf(await opening, 'run').append(callRecord('p'));
    expect(blocked).toBe(1);
  });

  test('keeps what is stored', async () => {
    const name = freshName();
    const db = await openFor(name);
    await journalOf(db, 'run').append(callRecord('p'));
    const newer = await openFor(name, { version: DATABASE_VERSION + 1 });
    expect(await journalOf(newer, 'run').readAll()).toEqual([callRecord('p')]);
  });

  test('that was made by a newer app is a fault for an older one', async () => {
    const name = freshName();
    (await openDB(name, DATABASE_VERSION + 1)).close();
    await expect(openFor(name)).rejects.toBeInstanceOf(StorageFault);
  });
});

/** Closes the connection as a browser does when it drops one; `tells`: with the event it may or may not send. */
async function drop(db: LabDatabase, tells: boolean): Promise<void> {
  const raw = unwrap(await db.use(async (connection: Connection) => connection));
  raw.close();
  if (tells) raw.dispatchEvent(new Event('close'));
}

describe('a dropped connection', () => {
  test.each([
    ['with a close event', true],
    ['without a word', false],
  ])('%s is opened again at the next use', async (_how, tells) => {
    const db = await freshDatabase();
    await journalOf(db, 'run').append(callRecord('a'));
    await drop(db, tells);
    await journalOf(db, 'run').append(callRecord('b'));
    expect(await journalOf(db, 'run').readAll()).toHaveLength(2);
  });

  test('after the write was done, but before it was told, writes once', async () => {
    const db = await freshDatabase();
    await journalOf(losing(db), 'run').append(callRecord('a'));
    await eventLogOf(losing(db), 'run').append(0, events(3));
    expect(await journalOf(db, 'run').readAll()).toEqual([callRecord('a')]);
    expect(await eventLogOf(db, 'run').readAll()).toEqual(events(3));
  });

  test('does not make an overwrite of another answer', async () => {
    const db = await freshDatabase();
    await journalOf(db, 'run').append(callRecord('a'));
    const other = { ...callRecord('a'), guard: 'other' };
    await expect(journalOf(losing(db), 'run').append(other)).rejects.toBeInstanceOf(StorageFault);
  });

  test('that is lost again and again is a fault', async () => {
    const db = await freshDatabase();
    let tries = 0;
    const work = db.use(async () => {
      tries++;
      throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
    });
    await expect(work).rejects.toBeInstanceOf(StorageFault);
    expect(tries).toBe(2);
  });
});

/** Loses the connection after its first piece of work, when that is done. */
function losing(db: LabDatabase): LabDatabase {
  let lost = false;
  return {
    close: () => db.close(),
    use: (work) =>
      db.use(async (connection, again) => {
        if (lost) return work(connection, again);
        lost = true;
        await work(connection, again).catch(() => undefined);
        throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
      }),
  };
}

test('a database that was closed is not opened again', async () => {
  const db = await freshDatabase();
  db.close();
  await expect(journalOf(db, 'run').readAll()).rejects.toBeInstanceOf(StorageFault);
});
