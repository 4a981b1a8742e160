/** Fresh databases for browser tests, and the browser's own view of them. */
import { deleteDB } from 'idb';
import { onTestFinished } from 'vitest';
import { openLabDatabase, type DatabaseOptions, type LabDatabase } from '../../src/store/database';

let made = 0;

/** A name nobody else uses; its database is deleted when the test is over. */
export function freshName(): string {
  const name = `test-${Date.now()}-${Math.random()}-${made++}`;
  onTestFinished(() => deleteDB(name));
  return name;
}

export async function openFor(name: string, options?: DatabaseOptions): Promise<LabDatabase> {
  const database = await openLabDatabase(name, options);
  onTestFinished(() => database.close());
  return database;
}

export function freshDatabase(): Promise<LabDatabase> {
  return openFor(freshName());
}
