/**
 * Records of one part of a run, read once when asked for and shown fifty at a time, oldest first.
 * "system/0/" never brings those of "system/0.2/": prefixes end with a slash.
 */
import type { JournalRecord } from '../../core/records';
import type { RunFeed } from '../../runner/feed';

export const PAGE = 50;

export class CallPages {
  #records: readonly JournalRecord[] = $state.raw([]);
  #page = $state(0);
  reading = $state(true);
  #asked = 0;

  readonly count = $derived(this.#records.length);
  /** Requests to a model among them; the rest are retrievals and decisions. */
  readonly calls = $derived(this.#records.filter(({ kind }) => kind === 'call').length);
  readonly from = $derived(this.#page * PAGE);
  readonly shown = $derived(this.#records.slice(this.from, this.from + PAGE));
  readonly hasEarlier = $derived(this.#page > 0);
  readonly hasLater = $derived(this.from + PAGE < this.count);

  async read(feed: RunFeed, prefix: string): Promise<void> {
    const asked = ++this.#asked;
    this.reading = true;
    const records = await feed.records(prefix);
    if (asked !== this.#asked) return;
    this.#records = [...records].sort((a, b) => a.at - b.at);
    this.#page = 0;
    this.reading = false;
  }

  turn(by: 1 | -1): void {
    const next = this.#page + by;
    if (next >= 0 && next * PAGE < this.count) this.#page = next;
  }
}
