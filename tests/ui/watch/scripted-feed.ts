/**
 * Feeds and a lab that play a made run to the screens: stored (all at once) or live (event by event, when told).
 * The only stand-in for the app's own runs; it keeps the promises of src/runner/feed.ts.
 */
import { scriptedDesk } from '../scripted-desk';
import { scriptedLibrary } from '../scripted-library';
import type { JournalRecord, RunRow } from '../../../src/core/records';
import type { Activity, LiveRun, RunFeed, RunTime, RunWatcher } from '../../../src/runner/feed';
import type { Lab } from '../../../src/ui/lab';
import type { MadeRun } from './made-run';

export class ScriptedRun implements LiveRun {
  row: RunRow;
  told: number;
  asked: string[] = [];
  time: RunTime = { spentMs: 0, leftSeconds: null };
  readonly ended: Promise<RunRow>;
  readonly #watchers = new Set<RunWatcher>();

  constructor(
    readonly run: MadeRun,
    told = run.events.length,
    status: RunRow['status'] = 'finished',
  ) {
    this.told = told;
    this.row = { ...run.row, status, finishedAt: status === 'finished' ? run.row.finishedAt : null };
    this.ended = Promise.resolve(this.row);
  }

  watch(watcher: RunWatcher): () => void {
    this.#watchers.add(watcher);
    watcher.onEvents?.(this.run.events.slice(0, this.told));
    watcher.onRow?.(this.row);
    return () => this.#watchers.delete(watcher);
  }

  get watched(): number {
    return this.#watchers.size;
  }

  async records(prefix: string): Promise<JournalRecord[]> {
    this.asked.push(prefix);
    return this.run.records.filter((record) => record.path.startsWith(prefix));
  }

  tell(count: number): void {
    const batch = this.run.events.slice(this.told, this.told + count);
    this.told += batch.length;
    for (const watcher of this.#watchers) watcher.onEvents?.(batch);
  }

  act(activity: Activity | null): void {
    for (const watcher of this.#watchers) watcher.onActivity?.(activity);
  }

  become(change: Partial<RunRow>): void {
    this.row = { ...this.row, ...change };
    for (const watcher of this.#watchers) watcher.onRow?.(this.row);
  }

  async pause(): Promise<void> {
    this.become({ status: 'paused' });
  }

  called(name: string): void {
    this.become({ name });
  }

  async finishNow(): Promise<void> {
    this.become({ finishAsked: true });
  }
}

/** A lab that holds exactly this run, as stored, live or recorded. */
export function scriptedLab(run: ScriptedRun): Lab {
  const live = (): LiveRun | undefined => (run.row.status === 'running' ? run : undefined);
  const feed: RunFeed = run;
  return {
    engines: [],
    builtIn: async () => ({
      seedQueries: [],
      heldOut: [],
      baseExamples: [],
      checkPairs: [],
      baseline: { prompt: '', examples: [] },
      aspects: [],
    }),
    resumable: async () => [],
    start: async () => run,
    resume: async () => {
      run.become({ status: 'running', because: null });
      return run;
    },
    extend: async () => run,
    live,
    open: async (id) => (id === run.row.id ? feed : { tag: 'no-such-run', facts: { id } }),
    recorded: async () => feed,
    library: scriptedLibrary([run.row]),
    models: scriptedDesk(),
  };
}
