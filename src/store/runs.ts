/**
 * The rows of all runs with their cards, and runs as wholes: removing one takes its journal and events along, adding one
 * brings them, each in one transaction. Never touches a lock: whoever removes a run knows that it does not run.
 */
import type { RunEvent } from '../core/events';
import type { JournalRecord, RunRow } from '../core/records';
import { cardOf, type RunCard } from '../core/run-card';
import { allOrNone } from './all-or-none';
import type { Connection, LabDatabase } from './database';
import { entriesOf } from './event-blocks';
import { eventsIn } from './event-log';
import { recordsIn } from './journal';
import { keysOfRun } from './schema';

export interface StoredRuns {
  /** Undefined for one that is marked as deleted, too. */
  get(id: string): Promise<RunRow | undefined>;
  /** All but the name of a row that is there: only `change` gives another. */
  put(row: RunRow): Promise<void>;
  /** Newest first, without those marked as deleted; all, or so many. Reads no row. */
  cards(most?: number): Promise<RunCard[]>;
  /** Ids of runs marked as deleted. */
  deleted(): Promise<string[]>;
  /**
   * Reads the row and writes what `to` makes of it, nothing of anyone else's in between; answers with its card.
   * `to` must be pure. Undefined, and nothing done, where there is no such row.
   */
  change(id: string, to: (row: RunRow) => RunRow): Promise<RunCard | undefined>;
  /** A run with all that belongs to it, as it stands at one moment; undefined as with `get`. */
  whole(id: string): Promise<WholeRun | undefined>;
  /** The row, its card, its journal and its events. Removing what is not there is no error. */
  remove(id: string): Promise<void>;
  /** A whole run from elsewhere. Rejects if its id is taken; give it a fresh one. */
  add(row: RunRow, records: readonly JournalRecord[], events: readonly RunEvent[]): Promise<void>;
}

export interface WholeRun {
  row: RunRow;
  records: JournalRecord[];
  /** In order; the position is the seq. */
  events: RunEvent[];
}

const ROW_AND_CARD = ['runs', 'cards'] as const;
const WHOLE = ['runs', 'cards', 'journal', 'events'] as const;

export function runsOf(db: LabDatabase): StoredRuns {
  return {
    get: (id) => db.use((connection) => get(connection, id)),
    put: (row) => db.use((connection) => put(connection, row)),
    cards: (most) =>
      db.use((connection) => (most === undefined ? cards(connection) : newest(connection, most))),
    deleted: () => db.use(deleted),
    change: (id, to) => db.use((connection) => change(connection, id, to)),
    whole: (id) => db.use((connection) => whole(connection, id)),
    remove: (id) => db.use((connection) => remove(connection, id)),
    add: (row, records, events) => db.use((connection) => add(connection, row, records, events)),
  };
}

async function get(connection: Connection, id: string): Promise<RunRow | undefined> {
  const row = await connection.get('runs', id);
  return row?.deletedAt === undefined ? row : undefined;
}

async function put(connection: Connection, row: RunRow): Promise<void> {
  const transaction = connection.transaction(ROW_AND_CARD, 'readwrite', { durability: 'strict' });
  const stored = await transaction.objectStore('cards').get(row.id);
  const named = stored === undefined ? row : { ...row, name: stored.name };
  await allOrNone(transaction, [
    () => transaction.objectStore('runs').put(named),
    () => transaction.objectStore('cards').put(cardOf(named)),
  ]);
}

async function cards(connection: Connection): Promise<RunCard[]> {
  const all = await connection.getAll('cards');
  return all
    .filter(({ deletedAt }) => deletedAt === undefined)
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
}

async function newest(connection: Connection, most: number): Promise<RunCard[]> {
  const found: RunCard[] = [];
  let at = await connection.transaction('cards').store.index('createdAt').openCursor(null, 'prev');
  while (at && found.length < most) {
    if (at.value.deletedAt === undefined) found.push(at.value);
    at = await at.continue();
  }
  return found;
}

async function deleted(connection: Connection): Promise<string[]> {
  const all = await connection.getAll('cards');
  return all.flatMap(({ id, deletedAt }) => (deletedAt === undefined ? [] : [id]));
}

async function change(
  connection: Connection,
  id: string,
  to: (row: RunRow) => RunRow,
): Promise<RunCard | undefined> {
  const transaction = connection.transaction(ROW_AND_CARD, 'readwrite', { durability: 'strict' });
  const row = await transaction.objectStore('runs').get(id);
  if (row === undefined) return undefined;
  const changed = to(row);
  const card = cardOf(changed);
  await allOrNone(transaction, [
    () => transaction.objectStore('runs').put(changed),
    () => transaction.objectStore('cards').put(card),
  ]);
  return card;
}

/** In one transaction: a run that goes on meanwhile must not give events that its records do not lead to. */
async function whole(connection: Connection, id: string): Promise<WholeRun | undefined> {
  const transaction = connection.transaction(['runs', 'journal', 'events']);
  const row = await transaction.objectStore('runs').get(id);
  if (row === undefined || row.deletedAt !== undefined) return undefined;
  const records = await recordsIn(transaction.objectStore('journal'), id, '');
  const events = await eventsIn(transaction.objectStore('events'), id);
  return { row, records, events };
}

async function remove(connection: Connection, id: string): Promise<void> {
  const transaction = connection.transaction(WHOLE, 'readwrite');
  await Promise.all([
    transaction.objectStore('runs').delete(id),
    transaction.objectStore('cards').delete(id),
    transaction.objectStore('journal').delete(keysOfRun(id)),
    transaction.objectStore('events').delete(keysOfRun(id)),
    transaction.done,
  ]);
}

async function add(
  connection: Connection,
  row: RunRow,
  records: readonly JournalRecord[],
  events: readonly RunEvent[],
): Promise<void> {
  const transaction = connection.transaction(WHOLE, 'readwrite', { durability: 'strict' });
  const journal = transaction.objectStore('journal');
  const log = transaction.objectStore('events');
  await allOrNone(transaction, [
    () => transaction.objectStore('runs').add(row),
    () => transaction.objectStore('cards').add(cardOf(row)),
    ...records.map((record) => () => journal.add(record, [row.id, record.path])),
    ...entriesOf(0, [], events).entries.map(
      ([seq, entry]) =>
        () =>
          log.add(entry, [row.id, seq]),
    ),
  ]);
}
