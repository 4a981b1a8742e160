/**
 * Those who watch a run, and what they have been told. A newcomer is told at once, before `watch` returns, what the
 * others know: the row, all events so far, the activity. A watcher that throws harms nobody else.
 */
import type { RunEvent } from '../core/events';
import type { RunRow } from '../core/records';
import type { Activity, RunWatcher } from './feed';

export class Watchers {
  /** Wrapped, so that watching twice with one object has two ends. */
  readonly #watchers = new Set<{ who: RunWatcher }>();
  readonly #events: RunEvent[];
  #row: RunRow;
  #activity: Activity | null = null;

  constructor(row: RunRow, events: readonly RunEvent[]) {
    this.#row = row;
    this.#events = [...events];
  }

  watch(watcher: RunWatcher): () => void {
    const own = { who: watcher };
    this.#watchers.add(own);
    const soFar = [...this.#events];
    tell(() => watcher.onRow?.(this.#row));
    tell(() => watcher.onEvents?.(soFar));
    tell(() => watcher.onActivity?.(this.#activity));
    return () => void this.#watchers.delete(own);
  }

  events(events: readonly RunEvent[]): void {
    for (const event of events) this.#events.push(event);
    for (const { who } of this.#watchers) tell(() => who.onEvents?.(events));
  }

  row(row: RunRow): void {
    this.#row = row;
    for (const { who } of this.#watchers) tell(() => who.onRow?.(row));
  }

  activity(activity: Activity | null): void {
    this.#activity = activity;
    for (const { who } of this.#watchers) tell(() => who.onActivity?.(activity));
  }
}

function tell(watcher: () => void): void {
  try {
    watcher();
  } catch (error) {
    console.error('a watcher of a run failed', error);
  }
}
