/**
 * The rows of all runs, and runs as wholes: removing one takes its journal and events along, adding one brings them,
 * each in one transaction. Never touches a lock: whoever removes a run knows that it does not run.
 */
import type { RunEvent } from '../core/events';
import type { JournalRecord, RunRow } from '../core/records';
import { allOrNone } from './all-or-none';
import type { LabDatabase } from './database';
import { keysOfRun } from './schema';

export interface StoredRuns {
  get(id: string): Promise<RunRow | undefined>;
  put(row: RunRow): Promise<void>;
  /** Newest first. */
  list(): Promise<RunRow[]>;
  /** The row, its journal and its events. Removing what is not there is no error. */
  remove(id: string): Promise<void>;
  /** A whole run from elsewhere. Rejects if its id is taken; give it a fresh one. */
  add(row: RunRow, records: readonly JournalRecord[], events: readonly RunEvent[]): Promise<void>;
}

export function runsOf(db: LabDatabase): StoredRuns {
  return {
    get: (id) => db.use((connection) => connection.get('runs', id)),
    put: (row) => put(db, row),
    list: () => list(db),
    remove: (id) => remove(db, id),
    add: (row, records, events) => add(db, row, records, events),
  };
}

function put(db: LabDatabase, row: RunRow): Promise<void> {
  return db.use(async (connection) => {
    const { store, done } = connection.transaction('runs', 'readwrite', { durability: 'strict' });
    await Promise.all([store.put(row), done]);
  });
}

async function list(db: LabDatabase): Promise<RunRow[]> {
  const oldestFirst = await db.use((connection) => connection.getAllFromIndex('runs', 'createdAt'));
  return oldestFirst.reverse();
}

function remove(db: LabDatabase, id: string): Promise<void> {
  return db.use(async (connection) => {
    const transaction = connection.transaction(['runs', 'journal', 'events'], 'readwrite');
    await Promise.all([
      transaction.objectStore('runs').delete(id),
      transaction.objectStore('journal').delete(keysOfRun(id)),
      transaction.objectStore('events').delete(keysOfRun(id)),
      transaction.done,
    ]);
  });
}

function add(
  db: LabDatabase,
  row: RunRow,
  records: readonly JournalRecord[],
  events: readonly RunEvent[],
): Promise<void> {
  return db.use(async (connection) => {
    const transaction = connection.transaction(['runs', 'journal', 'events'], 'readwrite', {
      durability: 'strict',
    });
    const journal = transaction.objectStore('journal');
    const log = transaction.objectStore('events');
    await allOrNone(transaction, [
      () => transaction.objectStore('runs').add(row),
      ...records.map((record) => () => journal.add(record, [row.id, record.path])),
      ...events.map((event, seq) => () => log.add(event, [row.id, seq])),
    ]);
  });
}
