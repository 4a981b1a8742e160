/**
 * Whether the browser has room for what is still to come: a fifth more than the bytes themselves, because a cache needs
 * space of its own. What a browser says is only a hint (Chromium states 10 GiB whatever there is), and one that says nothing
 * is taken to have room: a write that fails has the last word.
 */
import { EngineFault } from '../engine-fault';

const spare = 1.2;

/** Bytes both ways; throws 'quota-exceeded' with what is needed and what there is. */
export function checkRoom(bytesLeft: number, { quota, usage }: StorageEstimate): void {
  if (quota === undefined) return;
  const needed = Math.ceil(bytesLeft * spare);
  const available = Math.max(0, quota - (usage ?? 0));
  if (needed > available) throw new EngineFault('quota-exceeded', { needed, available });
}

/** What a failed write means. */
export function writeFault(error: unknown, file: string): EngineFault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : 'unknown';
  if (name === 'QuotaExceededError') return new EngineFault('quota-exceeded', { file });
  return new EngineFault('storage-failed', {
    name,
    message: error instanceof Error ? error.message : String(error),
  });
}
