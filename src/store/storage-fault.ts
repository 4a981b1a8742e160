/**
 * What the store throws, and the only thing it throws: a fault as data. 'storage-full' when the browser refuses more
 * bytes, 'storage-failed' for all else, with the name of the error underneath. Words for it are the UI's.
 */
import type { Fault } from '../core/records';

export class StorageFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(`storage fault: ${fault.tag}`, options);
    this.name = 'StorageFault';
    this.fault = fault;
  }
}

export function storageFaultOf(error: unknown): StorageFault {
  if (error instanceof StorageFault) return error;
  const name = nameOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const tag = name === 'QuotaExceededError' ? 'storage-full' : 'storage-failed';
  return new StorageFault({ tag, facts: { name, message } }, { cause: error });
}

/** DOMExceptions are told apart by name; they need not be Errors of this realm. */
export function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : typeof error;
}
