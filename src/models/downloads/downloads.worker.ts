/**
 * The download desk in a worker: the page's policy keeps the page from every foreign host, and does not bind this. What may
 * be asked here instead is decided by host-rules.ts. Big files never pass through the page.
 */
import { DownloadDesk, asFault } from './download-desk';
import { browserOutside } from './outside';
import type { FromWorker, OrderName, ToWorker } from './worker-messages';

let desk: DownloadDesk | undefined;

function opened(): DownloadDesk {
  desk ??= new DownloadDesk(browserOutside(), (states) => say({ kind: 'states', states }));
  return desk;
}

function say(message: FromWorker): void {
  (self as unknown as { postMessage(message: FromWorker): void }).postMessage(message);
}

async function obey({ order, args }: ToWorker): Promise<unknown> {
  const orders = opened() as unknown as Record<OrderName, (...args: unknown[]) => Promise<unknown>>;
  return orders[order](...args);
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  obey(data).then(
    (value) => say({ kind: 'answer', call: data.call, value }),
    (error: unknown) => say({ kind: 'fault', call: data.call, fault: asFault(error) }),
  );
});
