/**
 * What the method needs from the outside, as types only, owned by the core.
 * Everything the core learns comes through one of these three, is asked under a path, and can be journaled.
 */
import type { BaselineName, Example, Role } from './terms';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** The subset of JSON Schema that our prompts use; passed to engines as it is. */
export type JsonSchema = { readonly [key: string]: unknown };

export type ReplyForm =
  { kind: 'text' } | { kind: 'json'; schema: JsonSchema } | { kind: 'choice'; options: string[] };

export interface Sampling {
  /** 0 (greedy) to 2. */
  temperature: number;
  /** 0 to 1. */
  topP: number;
  maxTokens: number;
  /** 1 to 2^31 - 2, derived from (run seed, path). */
  seed: number;
}

export interface ChatRequest {
  /** Where in the run this is asked, by lineage: "system/0.2.1/q1/judge/safety/try0". */
  path: string;
  role: Role;
  /** A conversation only ever grows and is not interleaved, so that KV caches hold. */
  conversation: string;
  messages: Message[];
  sampling: Sampling;
  reply: ReplyForm;
}

/** One thing an engine had to try before it had a reply. */
export interface Attempt {
  what: string;
  outcome: string;
}

export interface Usage {
  promptTokens: number;
  /** Of the prompt tokens, those that a KV cache saved. */
  cachedTokens: number;
  completionTokens: number;
  prefillMs: number;
  decodeMs: number;
}

export interface ChatReply {
  text: string;
  /** An aborted call rejects; it is never a reply. */
  finish: 'stop' | 'length';
  /** For `choice`: the distribution over the options at temperature 1, summing to 1. */
  probabilities?: Record<string, number>;
  attempts?: Attempt[];
  usage: Usage;
}

export interface CallOptions {
  signal: AbortSignal;
  /** The text as it is written, for the eye only; the reply is what counts. */
  onText?: (delta: string) => void;
}

export interface ChatModel {
  /** "webllm:Qwen3-1.7B-q4f16_1-MLC", "practice:1" */
  readonly id: string;
  /** Tokens, prompt and reply together. */
  readonly contextWindow: number;
  /** Calls it can work on at once; 1 for a GPU in a tab. */
  readonly concurrency: number;
  complete(request: ChatRequest, options: CallOptions): Promise<ChatReply>;
}

export interface RetrievalRequest {
  path: string;
  query: string;
  /** The pool the ids are chosen from. */
  examples: readonly Example[];
  /** How many to choose. */
  k: number;
}

export interface Retriever {
  readonly id: string;
  /** Ids of the min(k, pool) examples most similar to the query, most similar first. */
  nearest(request: RetrievalRequest, options: { signal: AbortSignal }): Promise<string[]>;
}

/** What may happen at a level barrier besides nothing. */
export type LevelChange =
  | { kind: 'finish'; why: 'asked' | 'deadline' }
  | { kind: 'depth'; depth: number; why: 'asked' | 'plan' }
  | { kind: 'prune'; node: string }
  | { kind: 'pin'; node: string }
  | { kind: 'edit'; node: string; prompt: string }
  | { kind: 'overrule'; node: string; query: string; aspect: string; score: number };

/** What may be asked for after the end. */
export type LaterChange =
  /** So many more held-out queries, in the order drawn before the run. */
  | { kind: 'more-queries'; count: number }
  /** Another prompt answers the held-out queries. */
  | { kind: 'add-baseline'; baseline: BaselineName };

export type Change = LevelChange | LaterChange;

/** The answer at a barrier. No changes is an answer too, and is recorded. */
export interface Decision {
  changes: Change[];
}

export interface Barrier {
  /** "examples/round/2/barrier", "system/level/3/barrier", with minutes also "verdict/batch/4/barrier". */
  path: string;
  /** Candidates that can be pruned, pinned, edited or overruled here; between batches of validation, the one that leads. */
  nodes: string[];
  /** Which kinds of change mean something here. */
  options: Change['kind'][];
  /**
   * A question that may stay open (after the end of a run: is there more to do?). No changes is then no answer: it is not
   * recorded, the method ends, and the question is asked again when the run is taken up again.
   */
  open?: true;
}

export interface Decisions {
  decide(barrier: Barrier, options: { signal: AbortSignal }): Promise<Decision>;
}

export interface Ports {
  models: Record<Role, ChatModel>;
  retriever: Retriever;
  decisions: Decisions;
  /** Awaited between two long pieces of work, so that a thread that also draws can draw. Changes nothing that is said. */
  giveWay?: () => Promise<void>;
}
