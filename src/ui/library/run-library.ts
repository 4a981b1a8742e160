/** What screens may do to stored runs, besides running them. Made in main/kept-runs.ts; reached as `useLab().library`. */
import type { Fault, RunRow } from '../../core/records';
import type { RunCard } from '../../core/run-card';

export interface RunLibrary {
  /** Newest first, without deleted ones; all, or so many. Reads no setup and no journal. */
  cards(most?: number): Promise<RunCard[]>;
  /** One run's row, with its setup. */
  row(id: string): Promise<RunRow | Fault>;
  /** Ids of those that wait to be picked up: paused, or marked running while nobody runs them (a closed tab, a crash). */
  waiting(among: readonly RunCard[]): Promise<string[]>;
  /** Stored at once, whoever runs it meanwhile. */
  rename(id: string, name: string): Promise<RunCard | Fault>;
  /** Fills in what the card of a run of an earlier version lacks: its size, its difference, its final prompt. May read the whole run. */
  measure(id: string): Promise<RunCard | Fault>;
  /**
   * Takes the run out of every list; null when that is done, a fault where another tab runs it. Until `forget`, or until this
   * page is gone and the app is opened again, `restore` brings it back whole.
   */
  remove(id: string): Promise<Fault | null>;
  restore(id: string): Promise<Fault | null>;
  /** Removes what `remove` took out, for good. */
  forget(id: string): Promise<Fault | null>;
  /** The run as it stands now, as one file, under a name that every file system takes. Changes nothing. */
  toFile(id: string): Promise<RunFile | Fault>;
  /**
   * Stores the run in the file, whole or not at all; no run that is here is ever touched. It does not run: it is finished,
   * failed or waits to be picked up.
   */
  fromFile(file: Blob): Promise<ImportedRun | Fault>;
}

export interface RunFile {
  name: string;
  file: Blob;
}

export interface ImportedRun {
  card: RunCard;
  /** Whether the same run is here already: this one then stands beside it, under a name that says so. */
  again: boolean;
}
