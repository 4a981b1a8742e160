/**
 * Models the person named by their addresses. What describes one is kept as it was handed in; the files themselves are in
 * the browser's caches, and neither knows of the other: removing one here leaves its files where they are.
 */
import type { LabDatabase } from './database';
import type { CustomModelRow } from './schema';

export interface StoredCustomModels {
  /** Oldest first. */
  list(): Promise<CustomModelRow[]>;
  put(row: CustomModelRow): Promise<void>;
  remove(id: string): Promise<void>;
}

export function customModelsIn(db: LabDatabase): StoredCustomModels {
  return {
    list: async () => {
      const rows = await db.use((connection) => connection.getAll('customModels'));
      return rows.sort((a, b) => a.at - b.at);
    },
    put: (row) =>
      db.use(async (connection) => {
        const { store, done } = connection.transaction('customModels', 'readwrite', { durability: 'strict' });
        await Promise.all([store.put(row), done]);
      }),
    remove: (id) => db.use((connection) => connection.delete('customModels', id)),
  };
}
