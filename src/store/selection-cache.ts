/**
 * Aspect selections known from any run, by fingerprint of model and request. A cache: the newest reply wins, and losing
 * all of it costs calls, never answers.
 */
import type { ChatReply } from '../core/ports';
import type { LabDatabase } from './database';

export interface StoredSelections {
  get(key: string): Promise<ChatReply | undefined>;
  put(key: string, reply: ChatReply): Promise<void>;
  clear(): Promise<void>;
}

export function selectionCacheOf(db: LabDatabase): StoredSelections {
  return {
    get: (key) => db.use((connection) => connection.get('selections', key)),
    put: (key, reply) =>
      db.use(async (connection) => {
        const { store, done } = connection.transaction('selections', 'readwrite', { durability: 'relaxed' });
        await Promise.all([store.put(reply, key), done]);
      }),
    clear: () => db.use((connection) => connection.clear('selections')),
  };
}
