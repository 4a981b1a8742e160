/**
 * How a run's events lie in their store: every full window of 256 as one value at the seq of its first, the others one by one.
 * IndexedDB pays by the value: ten thousand events in blocks are read in a third of the time. Runs stored before there were
 * blocks have none, and are read all the same.
 */
import type { RunEvent } from '../core/events';

export const BLOCK = 256;

export type EventEntry = RunEvent | RunEvent[];

export interface EventEntries {
  /** What lies at a seq, by seq. */
  entries: [seq: number, entry: EventEntry][];
  /** Seqs whose single events are in a block now: from, up to and including. */
  packed: [from: number, to: number][];
}

/** What is stored so that `events` follow at `from`; `before` are the stored singles of the window that `from` lies in. */
export function entriesOf(
  from: number,
  before: readonly RunEvent[],
  events: readonly RunEvent[],
): EventEntries {
  const start = from - before.length;
  const all = [...before, ...events];
  const whole = start % BLOCK === 0 ? Math.floor(all.length / BLOCK) : 0;
  const entries: EventEntries['entries'] = [];
  const packed: EventEntries['packed'] = [];
  for (let block = 0; block < whole; block++) {
    const at = start + block * BLOCK;
    entries.push([at, all.slice(block * BLOCK, (block + 1) * BLOCK)]);
    if (at < from) packed.push([at + 1, from - 1]);
  }
  const single = Math.max(whole * BLOCK, before.length);
  for (const [i, event] of all.slice(single).entries()) entries.push([start + single + i, event]);
  return { entries, packed };
}

/** The seq that the window of `seq` begins at. */
export function windowOf(seq: number): number {
  return seq - (seq % BLOCK);
}

/** How many events an entry holds. */
export function lengthOf(entry: EventEntry): number {
  return Array.isArray(entry) ? entry.length : 1;
}
