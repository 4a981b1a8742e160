/** The outside of a download in Node: real fetch, caches in memory, sleep that only remembers how long it was asked for. */
import type { Outside } from '../../../src/models/downloads/outside';
import { MemoryCaches } from './memory-caches';

export interface NodeOutside extends Outside {
  memory: MemoryCaches;
  slept: number[];
}

export function nodeOutside(changes: Partial<Outside> = {}): NodeOutside {
  const memory = new MemoryCaches();
  const slept: number[] = [];
  return {
    memory,
    slept,
    caches: memory.asCacheStorage(),
    fetch: (url, init) => fetch(url, init),
    now: () => performance.now(),
    sleep: (ms, signal) => {
      // The guard against silence lasts a minute; it must not end before what it guards.
      if (ms >= 60_000)
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      slept.push(ms);
      return Promise.resolve();
    },
    online: () => true,
    estimate: async () => ({ quota: 1e9, usage: 0 }),
    exclusively: (_, work) => work(),
    ...changes,
  };
}
