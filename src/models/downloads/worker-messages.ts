/** What page and download worker say to each other. Plain, cloneable data. */
import type { Fault } from '../../core/records';
import type { DownloadOrders } from './download-desk';
import type { DownloadState } from './progress';

export type OrderName = keyof DownloadOrders;

export type ToWorker = {
  [Name in OrderName]: { call: number; order: Name; args: Parameters<DownloadOrders[Name]> };
}[OrderName];

export type FromWorker =
  | { kind: 'answer'; call: number; value: unknown }
  | { kind: 'fault'; call: number; fault: Fault }
  | { kind: 'states'; states: DownloadState[] };
