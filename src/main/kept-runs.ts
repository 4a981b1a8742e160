/**
 * The runs that are kept, as the Library handles them. A deleted run is only marked, and its lock is held for as long as this
 * page could bring it back: so no other tab sweeps it away, and the next visit sweeps what a closed page left marked.
 */
import type { Fault, RunRow } from '../core/records';
import { faultOf } from '../runner/fault-of';
import type { LiveRun } from '../runner/feed';
import type { RunLocks } from '../runner/ports';
import type { LabDatabase } from '../store/database';
import { measuredSummary } from '../store/run-size';
import { runsOf, type StoredRuns } from '../store/runs';
import type { RunLibrary } from '../ui/library/run-library';
import { runFiles } from './run-files';

export interface KeptRunsPorts {
  openDatabase: () => Promise<LabDatabase>;
  locks: RunLocks;
  /** Those of this tab, ended ones included. */
  live: Map<string, LiveRun>;
  clock: () => number;
}

/** `sweep` removes for good what was deleted in pages that are gone. */
export function keptRuns({
  openDatabase,
  locks,
  live,
  clock,
}: KeptRunsPorts): RunLibrary & { sweep(): Promise<void> } {
  const held = new Map<string, () => void>();
  const runs = async (): Promise<StoredRuns> => runsOf(await openDatabase());
  const missing = (id: string): Fault => ({ tag: 'run-missing', facts: { id } });
  const release = (id: string): void => {
    held.get(id)?.();
    held.delete(id);
  };

  async function remove(id: string): Promise<Fault | null> {
    await live.get(id)?.pause();
    // Under its lock: a run that another tab works on must not be taken from under it.
    const lock = await locks.acquire(id);
    if (!lock) return { tag: 'run-elsewhere', facts: { id } };
    held.set(id, lock);
    const marked = await (
      await runs()
    )
      .change(id, (row) => ({ ...row, deletedAt: clock() }))
      .catch((error: unknown) => faultOf(error));
    if (marked && !('tag' in marked)) {
      live.delete(id);
      return null;
    }
    release(id);
    return marked ?? missing(id);
  }

  async function restore(id: string): Promise<Fault | null> {
    const card = await (await runs()).change(id, unmarked);
    release(id);
    return card ? null : missing(id);
  }

  async function forget(id: string): Promise<Fault | null> {
    await (await runs()).remove(id);
    release(id);
    return null;
  }

  async function sweep(): Promise<void> {
    const stored = await runs();
    for (const id of await stored.deleted()) {
      const lock = await locks.acquire(id);
      if (!lock) continue;
      try {
        // Looked at again under the lock: its page may have brought it back just now.
        if ((await stored.get(id)) === undefined) await stored.remove(id);
      } finally {
        lock();
      }
    }
  }

  return {
    cards: async (most) => (await runs()).cards(most),
    row: orFault(async (id) => (await (await runs()).get(id)) ?? missing(id)),
    async waiting(among) {
      const open = among.filter(({ status }) => status === 'running' || status === 'paused');
      const running = await Promise.all(open.map(({ id }) => locks.held(id)));
      return open.flatMap(({ id }, i) => (running[i] ? [] : [id]));
    },
    rename: orFault(async (id, name: string) => {
      const card = await (await runs()).change(id, (row) => ({ ...row, name }));
      live.get(id)?.called(name);
      return card ?? missing(id);
    }),
    measure: orFault(async (id) => {
      const measured = await measuredSummary(await openDatabase(), id);
      if (measured === null) return missing(id);
      const card = await (
        await runs()
      ).change(id, (row) => ({ ...row, summary: { ...row.summary, ...measured } }));
      return card ?? missing(id);
    }),
    remove: orFault(remove),
    restore: orFault(restore),
    forget: orFault(forget),
    ...runFiles(openDatabase, clock),
    sweep,
  };
}

function unmarked({ deletedAt: _, ...row }: RunRow): RunRow {
  return row;
}

/** Every failure of these calls is a fault, so that no screen meets a raw error. */
function orFault<A extends unknown[], T>(
  work: (id: string, ...rest: A) => Promise<T | Fault>,
): (id: string, ...rest: A) => Promise<T | Fault> {
  return (id, ...rest) => work(id, ...rest).catch(faultOf);
}
