/**
 * Everything of the world that a download touches, handed in so that tests can stand in for any of it.
 * Nothing else in this folder reads a clock, sleeps, fetches or opens a cache.
 */
import { EngineFault } from '../engine-fault';
import { lockPatienceMs } from './model-lock';

export interface Outside {
  caches: CacheStorage;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds, of any origin. */
  now: () => number;
  /** Rejects with the signal's reason when that is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  online: () => boolean;
  estimate: () => Promise<StorageEstimate>;
  /**
   * Runs `work` while nobody else holds `name`, here, in another tab or in a worker. Where somebody keeps it:
   * 'model-in-use' if it is shared, 'download-elsewhere' if it is held alone.
   */
  exclusively: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

export function browserOutside(): Outside {
  // Without https (or localhost) a browser offers neither caches nor locks, whatever the types say.
  const available = globalThis as { caches?: CacheStorage };
  if (!available.caches) throw new EngineFault('downloads-unavailable');
  return {
    caches: available.caches,
    fetch: (url, init) => fetch(url, init),
    now: () => performance.now(),
    sleep,
    online: () => navigator.onLine,
    estimate: () => navigator.storage.estimate(),
    exclusively,
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Only the waiting has a limit; once the lock is held, the work takes what it takes. */
function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { signal: AbortSignal.timeout(lockPatienceMs) }, () => work().then(resolve, reject))
      .catch(async () => reject(await reasonFor(name)));
  });
}

async function reasonFor(name: string): Promise<EngineFault> {
  const { held = [] } = await navigator.locks.query();
  const shared = held.some((lock) => lock.name === name && lock.mode === 'shared');
  return shared ? new EngineFault('model-in-use', { name }) : new EngineFault('download-elsewhere', { name });
}
