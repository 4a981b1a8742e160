/**
 * A run as it is watched: its row, its events in order, what is being written right now, its records on request.
 * Live, stored and recorded runs are all fed to the screens through this one shape.
 */
import type { RunEvent } from '../core/events';
import type { JournalRecord, RunRow } from '../core/records';
import type { Role } from '../core/terms';

/** The call in flight; transient, never stored. */
export interface Activity {
  path: string;
  role: Role;
  model: string;
  /** The text written so far; ends when the call does. */
  text: string;
}

export interface RunWatcher {
  /** Events in order: first all there are, then each batch once it is persisted. */
  onEvents?(events: readonly RunEvent[]): void;
  onRow?(row: RunRow): void;
  /** Null between calls. Called often; paint at most once a frame. */
  onActivity?(activity: Activity | null): void;
}

export interface RunFeed {
  readonly row: RunRow;
  /** Answers with a function that ends the watching. */
  watch(watcher: RunWatcher): () => void;
  /** The records whose path begins with `prefix`, by path. "" is all of them. */
  records(prefix: string): Promise<JournalRecord[]>;
}

/** Of a run, not of the day: pauses and closed tabs do not count. */
export interface RunTime {
  spentMs: number;
  /** What it will still take as things stand; null before anything was measured. */
  leftSeconds: number | null;
}

export interface LiveRun extends RunFeed {
  readonly time: RunTime;
  /** Aborts the call in flight and keeps the run; resolves when everything has stopped. */
  pause(): Promise<void>;
  /** Asks to finish at the next level barrier: validation, verdict, hand-over. */
  finishNow(): Promise<void>;
  /** It has another name, already stored: tells its watchers. */
  called(name: string): void;
  /** Resolves (never rejects) when the run no longer runs: finished, paused or failed; the row says which. */
  readonly ended: Promise<RunRow>;
}
