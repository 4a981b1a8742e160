/**
 * A run's events in IndexedDB, contiguous from 0. Relaxed durability: they follow from the journal, so what a crash takes
 * is told again when the run resumes. A gap or an overlap is refused, never repaired.
 */
import type { RunEvent } from '../core/events';
import { allOrNone } from './all-or-none';
import type { Connection, LabDatabase } from './database';
import { BLOCK, entriesOf, type EventEntry, lengthOf, windowOf } from './event-blocks';
import { keysOfRun } from './schema';
import { StorageFault } from './storage-fault';

/** Events read in one task: no more than a frame or two of work. */
const AT_ONCE = 4 * BLOCK;

export interface StoredEventLog {
  /** In order. */
  readAll(): Promise<RunEvent[]>;
  /** Appends events `from`, `from + 1`, ... in one transaction; rejects if `from` is not the next seq. */
  append(from: number, events: readonly RunEvent[]): Promise<void>;
}

/** The last event of a kind, found from the end; a run that has none is read through. */
export function lastEventOf<K extends RunEvent['kind']>(
  db: LabDatabase,
  run: string,
  kind: K,
): Promise<Extract<RunEvent, { kind: K }> | undefined> {
  const wanted = (event: RunEvent): event is Extract<RunEvent, { kind: K }> => event.kind === kind;
  return db.use(async (connection) => {
    let at = await connection.transaction('events').store.openCursor(keysOfRun(run), 'prev');
    for (; at; at = await at.continue()) {
      const found = [at.value].flat().findLast(wanted);
      if (found) return found;
    }
    return undefined;
  });
}

export function eventLogOf(db: LabDatabase, run: string): StoredEventLog {
  return {
    readAll: () => db.use((connection) => eventsIn(connection.transaction('events').store, run)),
    append: (from, events) => db.use((connection, again) => append(connection, run, from, events, again)),
  };
}

/** All of a run's, in the caller's transaction; rejects where one is missing. */
export async function eventsIn(store: Events, run: string): Promise<RunEvent[]> {
  const [keys, next] = await Promise.all([store.getAllKeys(keysOfRun(run)), nextSeq(store, run)]);
  const pages = await Promise.all(
    pagesOf(keys.map(([, seq]) => seq)).map(([first, last]) =>
      store.getAll(IDBKeyRange.bound([run, first], [run, last])),
    ),
  );
  const events = pages.flat(2);
  if (next !== events.length) throw notContiguous(next, events.length);
  return events;
}

/** First and last seq of what is asked for at once: the page stays alive while a long run is read. */
function pagesOf(seqs: readonly number[]): [first: number, last: number][] {
  const pages: [number, number][] = [];
  for (const seq of seqs) {
    const page = pages.at(-1);
    if (page && seq - page[0] < AT_ONCE) page[1] = seq;
    else pages.push([seq, seq]);
  }
  return pages;
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
    const { entries, packed } = entriesOf(from, await begun(store, run, from, events.length), events);
    return allOrNone(transaction, [
      ...packed.map(
        ([first, last]) =>
          () =>
            store.delete(IDBKeyRange.bound([run, first], [run, last])),
      ),
      ...entries.map(
        ([seq, entry]) =>
          () =>
            store.put(entry, [run, seq]),
      ),
    ]);
  }
  transaction.abort();
  await done.catch(() => undefined);
  // The connection was lost after the first try was committed, before it could say so.
  if (!(again && next === from + events.length)) throw notContiguous(next, from);
}

/** The singles of the window that `from` lies in, where `more` events fill it up; else none are needed. */
async function begun(store: Events, run: string, from: number, more: number): Promise<RunEvent[]> {
  const start = windowOf(from);
  if (start === from || from + more < start + BLOCK) return [];
  return (await store.getAll(IDBKeyRange.bound([run, start], [run, from - 1]))).flat();
}

interface Events {
  openKeyCursor(range: IDBKeyRange, direction: 'prev'): Promise<{ key: [string, number] } | null>;
  get(key: [string, number]): Promise<EventEntry | undefined>;
  getAll(range: IDBKeyRange): Promise<EventEntry[]>;
  getAllKeys(range: IDBKeyRange): Promise<[string, number][]>;
}

async function nextSeq(store: Events, run: string): Promise<number> {
  const last = await store.openKeyCursor(keysOfRun(run), 'prev');
  if (!last) return 0;
  const [, seq] = last.key;
  // Only what lies at the start of a window can be a block.
  const entry = windowOf(seq) === seq ? await store.get(last.key) : undefined;
  return seq + (entry === undefined ? 1 : lengthOf(entry));
}

function notContiguous(expected: number, got: number): StorageFault {
  return new StorageFault({ tag: 'storage-failed', facts: { name: 'events-not-contiguous', expected, got } });
}
