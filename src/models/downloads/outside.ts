/**
 * Everything of the world that a download touches, handed in so that tests can stand in for any of it.
 * Nothing else in this folder reads a clock, sleeps, fetches or opens a cache.
 */
import { EngineFault } from '../engine-fault';

export interface Outside {
  caches: CacheStorage;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds, of any origin. */
  now: () => number;
  /** Rejects with the signal's reason when that is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  online: () => boolean;
  estimate: () => Promise<StorageEstimate>;
  /** Runs `work` while no other tab or worker holds `name`; 'download-elsewhere' if one keeps holding it. */
  exclusively: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** A page that was just reloaded may find the lock of its former worker still closing. */
const lockPatienceMs = 2000;

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
      .catch(() => reject(new EngineFault('download-elsewhere', { name })));
  });
}
