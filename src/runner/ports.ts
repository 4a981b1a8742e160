/**
 * What a run needs to live: a journal, its row, a lock, a clock. Types only, owned by the runner;
 * the store implements them without knowing who asks.
 */
import type { RunEvent } from '../core/events';
import type { ChatReply } from '../core/ports';
import type { JournalRecord, RunRow } from '../core/records';

/** One run's journal. A record is durable when `append` has resolved. */
export interface Journal {
  /** All records, in any order; read once, when a run starts or resumes. */
  readAll(): Promise<JournalRecord[]>;
  /** Rejects if the path is taken: an answer is never overwritten. */
  append(record: JournalRecord): Promise<void>;
}

/** One run's events, contiguous from 0. Derived from the journal, so losing the newest loses nothing. */
export interface EventLog {
  readAll(): Promise<RunEvent[]>;
  /** Appends events `from`, `from + 1`, ... in one transaction; rejects if `from` is not the next seq. */
  append(from: number, events: readonly RunEvent[]): Promise<void>;
}

export interface RunRows {
  get(id: string): Promise<RunRow | undefined>;
  /** All but the name of a row that is there: that is the person's, who may have changed it meanwhile. */
  put(row: RunRow): Promise<void>;
}

/** A run's durable records whose path begins with `prefix`, by path. "" is all of them. */
export type RecordsByPrefix = (prefix: string) => Promise<JournalRecord[]>;

/** Replies known from other runs. May forget; may be wrong about nothing. */
export interface ReplyCache {
  get(key: string): Promise<ChatReply | undefined>;
  put(key: string, reply: ChatReply): Promise<void>;
}

/** Answers with a release function, or null when another tab holds the lock. */
export interface RunLocks {
  acquire(runId: string): Promise<(() => void) | null>;
  /** Whether someone, here or in another tab, is running it. */
  held(runId: string): Promise<boolean>;
}

/** Milliseconds since 1970. */
export type Clock = () => number;

/** Lets the event loop turn once (a macrotask), without a timer's delay. */
export type Breathe = () => Promise<void>;
