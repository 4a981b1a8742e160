/**
 * The calls of one run, summed by purpose for the charts. Reads the journal when it is looked at and, while the run goes on, again
 * now and then: never more than a twentieth of the time, in slices that leave the thread free.
 */
import type { RunFeed } from '../../../runner/feed';
import { addCalls, type Purpose } from './spending';

/** Records summed between two breaths. */
const SLICE = 1000;
const EVERY_MS = 5000;
const SHARE_OF_TIME = 1 / 20;

export class RunSpending {
  /** Null before the first reading. */
  purposes: readonly Purpose[] | null = $state.raw(null);

  /** Reads once, or on and on while the run is `running`; answers with a function that ends it. */
  follow(feed: RunFeed, running: boolean): () => void {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const began = performance.now();
      const purposes = await sum(feed);
      if (ended) return;
      this.purposes = purposes;
      if (!running) return;
      const took = performance.now() - began;
      timer = setTimeout(() => void read(), Math.max(EVERY_MS, took / SHARE_OF_TIME));
    };
    void read();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }
}

async function sum(feed: RunFeed): Promise<Purpose[]> {
  const records = await feed.records('');
  const purposes = new Map<string, Purpose>();
  for (let from = 0; from < records.length; from += SLICE) {
    addCalls(purposes, records.slice(from, from + SLICE));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return [...purposes.values()];
}
