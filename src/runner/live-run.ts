/**
 * One run's life: lock, row, journal, the method from the top, events, end. Starting and resuming differ only in where
 * the row comes from: recorded calls answer at once, the first unrecorded one goes to a model.
 * However it ends, what was completed is kept, the row says why, and the lock is free. `ended` never rejects.
 */
import { LATER_PATHS, laterBarrier } from '../core/afterwards';
import { METHOD_VERSION } from '../core/config';
import type { RunEvent } from '../core/events';
import type { RunSetup } from '../core/materials';
import type { ChatModel, Decisions, LaterChange, Ports, Retriever } from '../core/ports';
import type { Fault, JournalRecord, RunRow } from '../core/records';
import type { Role } from '../core/terms';
import { faultOf, isFault } from './fault-of';
import type { LiveRun } from './feed';
import type {
  Breathe,
  Clock,
  EventLog,
  Journal,
  RecordsByPrefix,
  ReplyCache,
  RunLocks,
  RunRows,
} from './ports';
import type { RetryRules } from './retry';
import { RunInProgress } from './run-in-progress';
import type { Schedule } from './schedule';

/** The method, as the core has it. */
export type Drpo = (setup: RunSetup, ports: Ports, signal: AbortSignal) => AsyncIterable<RunEvent>;

export interface RunPorts {
  models: Record<Role, ChatModel>;
  retriever: Retriever;
  /** This run's journal, events and records; the rows of all runs. */
  journal: Journal;
  events: EventLog;
  records: RecordsByPrefix;
  rows: RunRows;
  locks: RunLocks;
  clock: Clock;
  breathe: Breathe;
  /** Shared by all runs of a tab. A run alone makes its own. */
  schedule?: Schedule;
  /** Selections known from other runs; not used where the selector is simulated. */
  selections?: ReplyCache;
  /** What else may be decided at a barrier (a deadline, a person's edits), besides "finish now". */
  decisions?: Decisions;
  retry?: RetryRules;
}

/** Runs `row.setup` as a new run. A fault: it did not start ('run-elsewhere', 'storage-full', ...). */
export function startRun(row: RunRow, ports: RunPorts, drpo: Drpo): Promise<LiveRun | Fault> {
  return openRun(row.id, ports, drpo, async () => row);
}

/**
 * Runs a stored run again from the top: paused, or marked running by a tab that is gone. A fault leaves its row as it is:
 * 'run-elsewhere', 'run-missing', 'not-resumable' (finished or failed), 'method-changed', 'storage-failed', ...
 */
export function resumeRun(id: string, ports: RunPorts, drpo: Drpo): Promise<LiveRun | Fault> {
  return openRun(id, ports, drpo, async () => resumable(id, await ports.rows.get(id)));
}

function resumable(id: string, row: RunRow | undefined): RunRow | Fault {
  if (!row) return { tag: 'run-missing', facts: { id } };
  const { status } = row;
  if (status === 'finished' || status === 'failed') return { tag: 'not-resumable', facts: { id, status } };
  return ofThisMethod(row);
}

function ofThisMethod(row: RunRow): RunRow | Fault {
  const { methodVersion: recorded } = row;
  return recorded === METHOD_VERSION
    ? row
    : { tag: 'method-changed', facts: { recorded, current: METHOD_VERSION } };
}

/**
 * Takes up a finished run where it ended, with more to do: held-out queries, a baseline. The wish is kept in its row before
 * the first call. Faults as for `resumeRun`; 'not-finished' where the run has not come to its end.
 */
export function extendRun(
  id: string,
  changes: LaterChange[],
  ports: RunPorts,
  drpo: Drpo,
): Promise<LiveRun | Fault> {
  return openRun(id, ports, drpo, async () => {
    const row = extendable(id, await ports.rows.get(id));
    if (isFault(row)) return row;
    const before = await ports.records(LATER_PATHS);
    return {
      ...row,
      finishAsked: false,
      moreAsked: { at: laterBarrier(before.filter(isDecision).length + 1), changes },
    };
  });
}

function extendable(id: string, row: RunRow | undefined): RunRow | Fault {
  if (!row) return { tag: 'run-missing', facts: { id } };
  if (row.status !== 'finished') return { tag: 'not-finished', facts: { id, status: row.status } };
  return ofThisMethod(row);
}

function isDecision({ kind }: JournalRecord): boolean {
  return kind === 'decision';
}

async function openRun(
  id: string,
  ports: RunPorts,
  drpo: Drpo,
  find: () => Promise<RunRow | Fault>,
): Promise<LiveRun | Fault> {
  let release: (() => void) | null = null;
  try {
    release = await ports.locks.acquire(id);
    if (!release) return { tag: 'run-elsewhere', facts: { id } };
    const found = await find();
    if (isFault(found)) {
      release();
      return found;
    }
    const row: RunRow = { ...found, status: 'running', because: null, finishedAt: null };
    await ports.rows.put(row);
    const past = await readPast(ports);
    return new RunInProgress(row, past, ports, drpo, release);
  } catch (error) {
    release?.();
    return faultOf(error);
  }
}

/** What is stored of a run when it starts or resumes. */
export interface Past {
  records: JournalRecord[];
  events: RunEvent[];
}

async function readPast({ journal, events }: RunPorts): Promise<Past> {
  const [records, stored] = await Promise.all([journal.readAll(), events.readAll()]);
  return { records, events: stored };
}
