/**
 * A run's events in IndexedDB, contiguous from 0. Relaxed durability: they follow from the journal, so what a crash takes
 * is told again when the run resumes. A gap or an overlap is refused, never repaired.
 */
import type { RunEvent } from '../core/events';
import { allOrNone } from './all-or-none';
import type { Connection, LabDatabase } from './database';
import { keysOfRun } from './schema';
import { StorageFault } from './storage-fault';

export interface StoredEventLog {
  /** In order. */
  readAll(): Promise<RunEvent[]>;
  /** Appends events `from`, `from + 1`, ... in one transaction; rejects if `from` is not the next seq. */
  append(from: number, events: readonly RunEvent[]): Promise<void>;
}

export function eventLogOf(db: LabDatabase, run: string): StoredEventLog {
  return {
    readAll: () => db.use((connection) => readAll(connection, run)),
    append: (from, events) => db.use((connection, again) => append(connection, run, from, events, again)),
  };
}

async function readAll(connection: Connection, run: string): Promise<RunEvent[]> {
  const { store } = connection.transaction('events');
  const [events, next] = await Promise.all([store.getAll(keysOfRun(run)), nextSeq(store, run)]);
  if (next !== events.length) throw notContiguous(next, events.length);
  return events;
}

async function append(
  connection: Connection,
  run: string,
  from: number,
  events: readonly RunEvent[],
  again: boolean,
): Promise<void> {
  const transaction = connection.transaction('events', 'readwrite', { durability: 'relaxed' });
  const { store, done } = transaction;
  const next = await nextSeq(store, run);
  if (next === from) {
    return allOrNone(
      transaction,
      events.map((event, i) => () => store.add(event, [run, from + i])),
    );
  }
  transaction.abort();
  await done.catch(() => undefined);
  // The connection was lost after the first try was committed, before it could say so.
  if (!(again && next === from + events.length)) throw notContiguous(next, from);
}

interface EventKeys {
  openKeyCursor(range: IDBKeyRange, direction: 'prev'): Promise<{ key: [string, number] } | null>;
}

async function nextSeq(store: EventKeys, run: string): Promise<number> {
  const last = await store.openKeyCursor(keysOfRun(run), 'prev');
  return last ? last.key[1] + 1 : 0;
}

function notContiguous(expected: number, got: number): StorageFault {
  return new StorageFault({ tag: 'storage-failed', facts: { name: 'events-not-contiguous', expected, got } });
}
