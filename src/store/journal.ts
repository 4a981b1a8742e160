/**
 * A run's journal in IndexedDB. A record is on disk when `append` has resolved (strict durability, one put per
 * transaction, no read); it is never overwritten.
 */
import type { JournalRecord } from '../core/records';
import type { LabDatabase } from './database';
import { keysByPrefix } from './schema';
import { nameOf } from './storage-fault';

const PAGE = 100;

export interface StoredJournal {
  /** By path. */
  readAll(): Promise<JournalRecord[]>;
  /** Rejects if the path is taken. */
  append(record: JournalRecord): Promise<void>;
}

export function journalOf(db: LabDatabase, run: string): StoredJournal {
  return {
    readAll: () => recordsByPrefix(db, run, ''),
    append: (record) => append(db, run, record),
  };
}

/** The run's records whose path begins with `prefix`, by path. "" is all of them. */
export function recordsByPrefix(db: LabDatabase, run: string, prefix: string): Promise<JournalRecord[]> {
  return db.use((connection) => recordsIn(connection.transaction('journal').store, run, prefix));
}

interface Records {
  getAll(range: IDBKeyRange, count: number): Promise<JournalRecord[]>;
}

/** In pages: reading thousands of records at once would block the page for too long. */
export async function recordsIn(store: Records, run: string, prefix: string): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  let keys = keysByPrefix(run, prefix);
  const end: unknown = keys.upper;
  for (;;) {
    const page = await store.getAll(keys, PAGE);
    records.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return records;
    keys = IDBKeyRange.bound([run, last.path], end, true, true);
  }
}

function append(db: LabDatabase, run: string, record: JournalRecord): Promise<void> {
  return db.use(async (connection, again) => {
    const transaction = connection.transaction('journal', 'readwrite', { durability: 'strict' });
    const added = transaction.store.add(record, [run, record.path]);
    try {
      transaction.commit();
      await Promise.all([added, transaction.done]);
    } catch (error) {
      // The connection was lost after the first try was committed, before it could say so.
      if (again && nameOf(error) === 'ConstraintError' && (await isStored(db, run, record))) return;
      throw error;
    }
  });
}

async function isStored(db: LabDatabase, run: string, record: JournalRecord): Promise<boolean> {
  const stored = await db.use((connection) => connection.get('journal', [run, record.path]));
  return stored?.guard === record.guard && stored.at === record.at;
}
