/**
 * Reads a person's list in a worker of its own, so that a paste of megabytes never blocks the screen.
 * Promises what parseQueryList promises. A worker that fails is a problem in the reading; only an abort rejects,
 * with the signal's reason, and ends the worker at once. The parser is never loaded on this side.
 */
import type { ListHint, QueryListReading } from './query-list';
import type { ReadRequest } from './query-list.worker';

export function readQueryList(text: string, hint: ListHint, signal?: AbortSignal): Promise<QueryListReading> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = startWorker();
    if (worker === null) {
      resolve(readerFailed());
      return;
    }

    const end = (): void => {
      worker.terminate();
      signal?.removeEventListener('abort', abort);
    };
    const finish = (reading: QueryListReading): void => {
      end();
      resolve(reading);
    };
    const abort = (): void => {
      end();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', abort);
    worker.onmessage = (event: MessageEvent<QueryListReading>) => finish(event.data);
    worker.onmessageerror = () => finish(readerFailed());
    worker.onerror = (event) => {
      event.preventDefault();
      finish(readerFailed());
    };
    worker.postMessage({ text, hint } satisfies ReadRequest);
  });
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./query-list.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}

function readerFailed(): QueryListReading {
  return {
    format: 'txt',
    columns: [],
    column: null,
    queries: [],
    problems: [{ tag: 'reader-failed', facts: {} }],
  };
}
