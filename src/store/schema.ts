/**
 * What is kept, under which keys, and how an older database becomes the current one. Keys stand beside the values, so
 * that what is stored is exactly what was handed in. Knows no caller and opens nothing itself.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { ChatReply } from '../core/ports';
import type { JournalRecord, RunRow } from '../core/records';
import { cardOf, type RunCard } from '../core/run-card';
import type { Speed } from '../core/speed';
import type { EventEntry } from './event-blocks';

export const DATABASE_NAME = 'drpo-lab';

export interface LabSchema extends DBSchema {
  runs: { key: string; value: RunRow; indexes: { createdAt: number } };
  /** [run, path] */
  journal: { key: [string, string]; value: JournalRecord };
  /** [run, seq], seq contiguous from 0; a block of them at the seq of its first (event-blocks.ts). */
  events: { key: [string, number]; value: EventEntry };
  /** Aspect selections known from any run, by fingerprint of model and request. */
  selections: { key: string; value: ChatReply };
  /** How fast a model was here when last measured, by model id. */
  speeds: { key: string; value: MeasuredSpeed };
  /** Models the person named by their addresses, by id. */
  customModels: { key: string; value: CustomModelRow };
  /** Vectors of texts, by model and text. */
  vectors: { key: string; value: readonly number[] };
  /** What lists show of each run, by its id; written with its row, always in one transaction. */
  cards: { key: string; value: RunCard; indexes: { createdAt: number } };
}

export interface MeasuredSpeed extends Speed {
  /** Milliseconds since 1970. */
  at: number;
}

/** `entry` describes the model as the model list does; the store keeps it as it is handed in. */
export interface CustomModelRow {
  id: string;
  at: number;
  entry: object;
}

type Upgrade = IDBPTransaction<LabSchema, StoreNames<LabSchema>[], 'versionchange'>;

/**
 * One per version: from the version before it to its own. Never change one that was released; add the next.
 * One that moves what is stored goes on after it has returned, as long as it asks something of `upgrade`.
 */
const MIGRATIONS: readonly ((db: IDBPDatabase<LabSchema>, upgrade: Upgrade) => void | Promise<void>)[] = [
  (db) => {
    db.createObjectStore('runs', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
    db.createObjectStore('journal');
    db.createObjectStore('events');
    db.createObjectStore('selections');
  },
  (db) => {
    db.createObjectStore('speeds');
    db.createObjectStore('customModels', { keyPath: 'id' });
    db.createObjectStore('vectors');
  },
  async (db, upgrade) => {
    const cards = db.createObjectStore('cards', { keyPath: 'id' });
    cards.createIndex('createdAt', 'createdAt');
    // One row at a time: each holds a whole setup.
    let row = await upgrade.objectStore('runs').openCursor();
    while (row) {
      await cards.put(cardOf(row.value));
      row = await row.continue();
    }
  },
];

export const DATABASE_VERSION = MIGRATIONS.length;

/** Runs inside the upgrade transaction. One that fails takes the whole upgrade back: what was stored stays as it was. */
export function migrate(db: IDBPDatabase<LabSchema>, from: number, upgrade: Upgrade): void {
  // Whoever opens the database is told of it.
  upgrade.done.catch(() => undefined);
  for (const migration of MIGRATIONS.slice(from)) {
    Promise.resolve(migration(db, upgrade)).catch(() => upgrade.abort());
  }
}

/** All of a run's keys [run, ...], whatever follows: an array sorts after every string and number. */
export function keysOfRun(run: string): IDBKeyRange {
  return IDBKeyRange.bound([run], [run, []]);
}

/** A run's paths that begin with `prefix`. */
export function keysByPrefix(run: string, prefix: string): IDBKeyRange {
  return IDBKeyRange.bound([run, prefix], [run, firstAfter(prefix)], false, true);
}

/** The first key after all strings that begin with `prefix`: IndexedDB orders them by UTF-16 code units. */
function firstAfter(prefix: string): string | [] {
  const last = prefix.charCodeAt(prefix.length - 1);
  if (Number.isNaN(last)) return [];
  const before = prefix.slice(0, -1);
  return last === 0xffff ? firstAfter(before) : before + String.fromCharCode(last + 1);
}
