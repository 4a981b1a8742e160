/**
 * The runner's ports in memory: real implementations that obey the contract suites of tests/contracts, for tests in Node.
 * A `Disk` is what survives a killed tab; the ports on it are what dies with it.
 */
import type { RunEvent } from '../../src/core/events';
import type { ChatReply } from '../../src/core/ports';
import type { JournalRecord, RunRow } from '../../src/core/records';
import type {
  EventLog,
  Journal,
  RecordsByPrefix,
  ReplyCache,
  RunLocks,
  RunRows,
} from '../../src/runner/ports';

export class Disk {
  readonly rows = new Map<string, RunRow>();
  readonly records = new Map<string, JournalRecord>();
  readonly events: RunEvent[] = [];
  /** Every append of events as it came. */
  readonly batches: number[] = [];
  /** Thrown by the next writes, as a full disk would. */
  refusing: Error | null = null;

  readonly journal: Journal = {
    readAll: async () => structuredClone([...this.records.values()]),
    append: async (record) => {
      const copy = structuredClone(record);
      await this.written();
      if (this.records.has(record.path)) throw new Error(`taken: ${record.path}`);
      this.records.set(record.path, copy);
    },
  };

  readonly log: EventLog = {
    readAll: async () => structuredClone(this.events),
    append: async (from, events) => {
      const copies = structuredClone([...events]);
      await this.written();
      if (from !== this.events.length) throw new Error(`not contiguous: ${from}`);
      this.events.push(...copies);
      this.batches.push(copies.length);
    },
  };

  readonly runs: RunRows = {
    get: async (id) => structuredClone(this.rows.get(id)),
    put: async (row) => {
      const copy = structuredClone(row);
      await this.written();
      this.rows.set(row.id, copy);
    },
  };

  readonly recordsByPrefix: RecordsByPrefix = async (prefix) =>
    structuredClone(
      [...this.records.values()]
        .filter(({ path }) => path.startsWith(prefix))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    );

  /** A write takes a turn of the event loop, as it does on a real disk. */
  private async written(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.refusing) throw this.refusing;
  }
}

/** The locks of one browser: tabs share it, a killed tab's locks are dropped with it. */
export class Locks {
  private readonly held = new Map<string, symbol>();

  tab(): RunLocks & { kill(): void } {
    const tab = Symbol('tab');
    return {
      acquire: async (runId) => {
        if (this.held.has(runId)) return null;
        this.held.set(runId, tab);
        return () => void this.held.delete(runId);
      },
      held: async (runId) => this.held.has(runId),
      kill: () => {
        for (const [runId, owner] of this.held) if (owner === tab) this.held.delete(runId);
      },
    };
  }
}

export function replyCache(): ReplyCache & { size(): number } {
  const replies = new Map<string, ChatReply>();
  return {
    get: async (key) => structuredClone(replies.get(key)),
    put: async (key, reply) => void replies.set(key, structuredClone(reply)),
    size: () => replies.size,
  };
}
