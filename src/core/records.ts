/**
 * What a run leaves behind: its journal (calls, retrievals, decisions) and its row.
 * Shared by the runner, which writes them, and the store, which keeps them; plain data only.
 */
import type { RunSetup } from './materials';
import type { Barrier, ChatReply, ChatRequest, Decision, LaterChange, RetrievalRequest } from './ports';
import type { Role } from './terms';

interface Recorded {
  path: string;
  /** hash(port id, request): a journal never answers a question it was not asked. */
  guard: string;
  /** Milliseconds since 1970 when it was recorded, and how long the answer took. */
  at: number;
  ms: number;
}
export type CallRecord = Recorded & { kind: 'call'; model: string; request: ChatRequest; reply: ChatReply };
export type RetrievalRecord = Recorded & {
  kind: 'retrieval';
  retriever: string;
  /** The pool by id only: its texts stand in the setup and the events. */
  request: Omit<RetrievalRequest, 'examples'> & { examples: string[] };
  answer: string[];
};
export type DecisionRecord = Recorded & { kind: 'decision'; barrier: Barrier; answer: Decision };
export type JournalRecord = CallRecord | RetrievalRecord | DecisionRecord;

/** The engine behind a role, as it is named to people. `simulated` marks the practice model, everywhere. */
export interface EngineLabel {
  id: string;
  label: string;
  simulated: boolean;
}

/** Something that went wrong, as data; the UI alone has words for it. */
export interface Fault {
  tag: string;
  facts: Record<string, string | number | boolean>;
}

export type RunStatus = 'running' | 'paused' | 'finished' | 'failed';

export interface RunRow {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  finishedAt: number | null;
  status: RunStatus;
  /** Why it is paused or failed, where that was not the person's wish. */
  because: Fault | null;
  methodVersion: string;
  setup: RunSetup;
  engines: Record<Role, EngineLabel>;
  /** The person asked to finish; answered at the next barrier, also after a reload. */
  finishAsked: boolean;
  /** What was asked of the run after its end, and the barrier it answers; kept so that a reload does not lose the wish. */
  moreAsked?: { at: string; changes: LaterChange[] };
  /** Tokens a second at which the practice model writes, as it was chosen; null or missing is full speed. */
  pace?: number | null;
  summary: RunSummary;
  /** Milliseconds since 1970; a run marked so is in no list, and gone for good once that cannot be taken back any more. */
  deletedAt?: number;
}

/** What the Library shows without opening the journal. Counts may lag behind while the run goes on. */
export interface RunSummary {
  calls: number;
  outcome: string | null;
  /** Time spent. */
  ms?: number;
  /** Mean of final - initial on the held-out queries, where there is a verdict that has one. */
  difference?: number;
  /** About what the run takes on disk. Runs of earlier versions have none until somebody looks. */
  bytes?: number;
  /** The prompt the run ended with, for a search; as with `bytes`. Empty where an earlier version left none. */
  finalPrompt?: string;
}
