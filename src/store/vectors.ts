/** Vectors of texts for the retriever by meaning, by model and text. A cache: losing it costs calls, never an answer. */
import type { LabDatabase } from './database';

export interface StoredVectors {
  get(key: string): Promise<readonly number[] | undefined>;
  put(key: string, vector: readonly number[]): Promise<void>;
}

export function vectorsIn(db: LabDatabase): StoredVectors {
  return {
    get: (key) => db.use((connection) => connection.get('vectors', key)),
    put: (key, vector) =>
      db.use(async (connection) => {
        const { store, done } = connection.transaction('vectors', 'readwrite', { durability: 'relaxed' });
        await Promise.all([store.put(vector, key), done]);
      }),
  };
}
