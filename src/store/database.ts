/**
 * The open database. `use` runs work on a connection, reopens one that the browser dropped (Safari does, to background
 * tabs) and then tries once more: work must be fit to run twice. When a newer version of the app needs the database, the
 * connection closes at once and stays closed. Everything thrown is a StorageFault.
 */
import { openDB, type IDBPDatabase } from 'idb';
import { DATABASE_NAME, DATABASE_VERSION, migrate, type LabSchema } from './schema';
import { nameOf, StorageFault, storageFaultOf } from './storage-fault';

export type Connection = IDBPDatabase<LabSchema>;

/** `again`: the same work failed for a lost connection, and may have been done all the same. */
export type Work<T> = (connection: Connection, again: boolean) => Promise<T>;

export interface LabDatabase {
  use<T>(work: Work<T>): Promise<T>;
  close(): void;
}

export interface DatabaseOptions {
  /** For tests of upgrades. */
  version?: number;
  /** An older tab holds the database: it opens when that tab is closed. */
  onBlocked?: () => void;
  /** A newer version of the app needed the database: nothing more can be stored here until the page is reloaded. */
  onOutdated?: () => void;
}

export async function openLabDatabase(
  name = DATABASE_NAME,
  options: DatabaseOptions = {},
): Promise<LabDatabase> {
  const database = new ReopeningDatabase(name, options);
  await database.use(async () => undefined);
  return database;
}

type Closed = 'outdated' | 'closed';

class ReopeningDatabase implements LabDatabase {
  readonly #name: string;
  readonly #options: DatabaseOptions;
  #connection: Promise<Connection> | null = null;
  #closed: Closed | null = null;

  constructor(name: string, options: DatabaseOptions) {
    this.#name = name;
    this.#options = options;
  }

  async use<T>(work: Work<T>): Promise<T> {
    const connection = this.#open();
    try {
      return await work(await connection, false);
    } catch (error) {
      if (!isConnectionLoss(error) || this.#closed) throw storageFaultOf(error);
      this.#forget(connection);
      // It may be open all the same, and would stand in the way of upgrades.
      close(connection);
    }
    try {
      return await work(await this.#open(), true);
    } catch (error) {
      throw storageFaultOf(error);
    }
  }

  close(): void {
    this.#shut('closed');
  }

  #open(): Promise<Connection> {
    if (this.#closed) return Promise.reject(closedFault(this.#closed));
    if (this.#connection) return this.#connection;
    const { version = DATABASE_VERSION } = this.#options;
    const connection = openDB<LabSchema>(this.#name, version, {
      upgrade: (db, from, _to, transaction) => migrate(db, from, transaction),
      blocked: () => this.#options.onBlocked?.(),
      blocking: () => {
        this.#shut('outdated');
        this.#options.onOutdated?.();
      },
      terminated: () => this.#forget(connection),
    });
    this.#connection = connection;
    // One that could not be opened is tried again at the next use.
    connection.catch(() => this.#forget(connection));
    return connection;
  }

  #forget(connection: Promise<Connection>): void {
    if (this.#connection === connection) this.#connection = null;
  }

  #shut(why: Closed): void {
    this.#closed ??= why;
    if (this.#connection) close(this.#connection);
    this.#connection = null;
  }
}

function close(connection: Promise<Connection>): void {
  connection.then(
    (open) => open.close(),
    () => undefined,
  );
}

function closedFault(why: Closed): StorageFault {
  return new StorageFault({
    tag: 'storage-failed',
    facts: { name: why, message: 'the database is closed here' },
  });
}

/**
 * InvalidStateError: the connection is closing. UnknownError: Safari's "connection lost". AbortError: the browser
 * aborted the transaction while closing; a quota abort has its own name.
 */
function isConnectionLoss(error: unknown): boolean {
  return ['InvalidStateError', 'UnknownError', 'AbortError'].includes(nameOf(error));
}
