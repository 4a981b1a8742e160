/**
 * How fast each model was on this device, by model id. The newest measurement stands; what it could not measure keeps its
 * older value. Losing all of it costs an estimate, never an answer.
 */
import type { Speed } from '../core/speed';
import type { LabDatabase } from './database';
import type { MeasuredSpeed } from './schema';

export interface StoredSpeeds {
  all(): Promise<Map<string, MeasuredSpeed>>;
  /** In one transaction; `at` is milliseconds since 1970. */
  merge(measured: ReadonlyMap<string, Speed>, at: number): Promise<void>;
}

export function speedsIn(db: LabDatabase): StoredSpeeds {
  return {
    all: () =>
      db.use(async (connection) => {
        const { store, done } = connection.transaction('speeds');
        const [keys, speeds] = await Promise.all([store.getAllKeys(), store.getAll(), done]);
        return new Map(keys.map((key, i) => [key, speeds[i]] as [string, MeasuredSpeed]));
      }),
    merge: (measured, at) =>
      db.use(async (connection) => {
        const { store, done } = connection.transaction('speeds', 'readwrite', { durability: 'relaxed' });
        const writes = [...measured].map(async ([model, speed]) => {
          const merged = mergedSpeed(await store.get(model), speed, at);
          if (merged) await store.put(merged, model);
        });
        await Promise.all([...writes, done]);
      }),
  };
}

function mergedSpeed(before: Speed | undefined, now: Speed, at: number): MeasuredSpeed | null {
  if (now.prefill === null && now.decode === null) return null;
  return {
    prefill: now.prefill ?? before?.prefill ?? null,
    decode: now.decode ?? before?.decode ?? null,
    calls: now.calls,
    at,
  };
}
