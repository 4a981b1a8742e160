/** One worker a reading, gone when it has answered or nobody waits any more. Rejects with the signal's reason. */
import type { CustomModelInput, CustomModelReading } from '../models/custom-model';

export function readCustomModel(urls: CustomModelInput, signal: AbortSignal): Promise<CustomModelReading> {
  return new Promise<CustomModelReading>((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./custom-model.worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => {
      worker.terminate();
      signal.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    worker.onmessage = ({ data }: MessageEvent<CustomModelReading>) => {
      end();
      resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end();
      resolve({ ok: false, problem: { what: 'unreachable', file: 'mlc-chat-config.json' } });
    };
    worker.postMessage(urls);
  });
}
