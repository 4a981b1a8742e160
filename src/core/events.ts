/**
 * RunEvent: what happened in a run, past tense, one event a moment, plain data without times, usage or cost (those belong
 * to calls). Events follow from config and replies alone and come in canonical order, so that a run resumed ends
 * byte-identical. Scores are rounded to 1e-6.
 */
import type { Refusal } from './edits';
import type { QueryPlan } from './query-plan';
import type { CheckedPair, JudgeCheck } from './reliability';
import type { Change } from './ports';
import type {
  Action,
  Aspect,
  BaselineName,
  Example,
  Judgement,
  KeepReason,
  Query,
  Role,
  UnreadableWhy,
} from './terms';
import type { StoredVerdict } from './verdict';

/** Raised when the meaning of an event changes; an archive says which it holds. */
export const EVENT_VERSION = 1;

/** The candidate of a validation or verdict: a node of the search, or the prompt the run started from. */
export type Contender = string;
export const INITIAL: Contender = 'initial';

/** Who answers the held-out queries. */
export type Side = 'initial' | 'final' | BaselineName;

export type RunEvent =
  | {
      kind: 'run-started';
      v: typeof EVENT_VERSION;
      methodVersion: string;
      models: Record<Role, string>;
      startPrompt: string;
      /** A judge check on its own: `judge-check-finished` is its last event. Left out: a whole run. */
      task?: 'judge-check';
    }
  // The judge check; of a whole run it comes first
  | ({ kind: 'judge-check-pair-judged' } & CheckedPair)
  | { kind: 'judge-check-finished'; check: JudgeCheck }
  | {
      kind: 'queries-planned';
      search: string[];
      validation: string[];
      verdict: string[];
      verdictFrom: QueryPlan['verdictFrom'];
      levels: number;
      notes: QueryPlan['notes'];
    }
  | { kind: 'aspects-selected'; query: string; aspects: Aspect[]; reason: string }
  /** The selection stayed unreadable: the query is left out for every candidate alike. */
  | { kind: 'query-left-out'; query: string; why: UnreadableWhy }
  // Phase 1
  | {
      kind: 'example-judged';
      example: string;
      version: number;
      response: string;
      judgement: Judgement | null;
    }
  | { kind: 'example-critiqued'; example: string; version: number; critique: string }
  | { kind: 'example-kept'; example: string; version: number; versions: number }
  | { kind: 'examples-finished'; examples: Example[] }
  // Phase 2
  | { kind: 'level-started'; level: number; queries: Query[]; beam: string[]; depthLimit: number }
  | { kind: 'state-critiqued'; node: string; query: string; critique: string }
  | {
      kind: 'proposal-refused';
      node: string;
      proposal: number;
      attempt: number;
      why: Refusal | UnreadableWhy;
    }
  | { kind: 'prompt-kept'; node: string; because: KeepReason; extend: boolean }
  | { kind: 'candidate-proposed'; node: string; parent: string | null; prompt: string; action: Action | null }
  | { kind: 'response-given'; node: string; query: string; examples: string[]; response: string }
  | { kind: 'response-judged'; node: string; query: string; judgement: Judgement }
  | { kind: 'judgement-unreadable'; node: string; query: string; why: UnreadableWhy }
  | { kind: 'candidate-scored'; node: string; reward: number }
  | { kind: 'candidate-dropped'; node: string }
  | { kind: 'decision-taken'; at: string; changes: Change[] }
  | {
      kind: 'level-finished';
      level: number;
      /** In order of path score, best first, stable on ties. */
      kept: { node: string; pathScore: number }[];
      depthLimit: number;
    }
  | {
      kind: 'search-finished';
      best: string;
      score: number;
      finished: { node: string; score: number }[];
      depthLimit: number;
    }
  // Validation and verdict
  | {
      kind: 'contender-validated';
      contender: Contender;
      query: string;
      response: string;
      judgement: Judgement | null;
    }
  | { kind: 'finalist-chosen'; contender: Contender; means: { contender: Contender; mean: number | null }[] }
  | {
      kind: 'held-out-judged';
      side: Side;
      query: string;
      response: string;
      judgement: Judgement | null;
    }
  /**
   * Whole when it is told; one from a store may be an older method's. Given again after `run-finished` where held-out queries
   * or baselines were added: the last one counts.
   */
  | { kind: 'verdict-given'; verdict: StoredVerdict }
  | { kind: 'run-finished'; node: string; prompt: string; examples: Example[] };
