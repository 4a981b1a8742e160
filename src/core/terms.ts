/**
 * The nouns of DRPO, in the paper's words (Singla et al., EMNLP 2024, section 3).
 * Plain, serialisable data only: everything here can go into the journal or an event as it is.
 */

/** Who is being asked. The paper's base model B is the responder, its optimizer the rewriter. */
export const ROLES = ['responder', 'selector', 'judge', 'critic', 'rewriter'] as const;
export type Role = (typeof ROLES)[number];

/** x: one request a person might make. */
export interface Query {
  id: string;
  text: string;
  /** Used to stratify the query plan; "own" for a person's own list. */
  category: string;
}

/** An in-context query + response pair, part of I. */
export interface Example {
  id: string;
  query: string;
  response: string;
}

/** What phase 1 starts from (`plain`), and what is used when phase 1 is off (`good`). */
export interface BaseExample {
  id: string;
  query: string;
  plain: string;
  good: string;
}

/**
 * What a result can be compared with besides the prompt it started from: the bare model, without system prompt or examples;
 * and a prompt written by hand with fixed examples, sent with every query (the idea of URIAL, Lin et al. 2023).
 */
export const BASELINES = ['no-prompt', 'hand-written'] as const;
export type BaselineName = (typeof BASELINES)[number];

/** The one written by hand. */
export interface Baseline {
  prompt: string;
  examples: Example[];
}

/**
 * Two responses to one query of which one is clearly better on one aspect, and not by its length: what a judge is tried on
 * before a run spends anything. `aspect` is the name of a built-in aspect, `why` says in a sentence what makes it better.
 */
export interface CheckPair {
  id: string;
  query: string;
  better: string;
  worse: string;
  aspect: string;
  why: string;
}

/** One dimension of the dynamic reward. `low` and `high` say what a score of 1 and of 5 mean. */
export interface Aspect {
  name: string;
  low: string;
  high: string;
  /** Which queries it is for, told to the selector; left out, its meaning says it. */
  when?: string;
  /** Part of every selection, whatever the selector says: it is not asked about it. */
  always?: true;
}

/** The aspects that matter for one query, and why: the "dynamic" in dynamic rewarding. */
export interface Selection {
  aspects: Aspect[];
  reason: string;
}

/** One aspect's score, 1 to 5, rounded to 1e-6. */
export interface AspectScore {
  aspect: string;
  score: number;
  /** p(1) ... p(5), where the judge gave a distribution; sums to 1. */
  probabilities?: number[];
  rationale?: string;
}

/** The scores over a query's aspects; `reward` is their mean. */
export interface Judgement {
  scores: AspectScore[];
  reward: number;
}

/** A change to a prompt of preamble + rules. Rules are counted from 1. */
export type Edit =
  | { do: 'add'; text: string }
  | { do: 'replace'; rule: number; text: string }
  | { do: 'remove'; rule: number }
  | { do: 'preamble'; text: string };

/** What turns a state into its child. */
export type Action =
  | { kind: 'edits'; edits: Edit[]; why: string }
  | { kind: 'rewrite'; prompt: string; why: string }
  | { kind: 'keep'; because: KeepReason };

/** Why a state passes its prompt on unchanged instead of being rewritten. */
export type KeepReason = 'good-enough' | 'unreadable' | 'no-proposal';

/** One query answered and judged in a state. `judgement` is null where it stayed unreadable. */
export interface Turn {
  query: Query;
  /** Ids of the examples sent, in the order sent. */
  examples: string[];
  response: string;
  judgement: Judgement | null;
}

/** A node of the search: the path of (prompt, queries, examples sent, responses, judgements) that ends here. */
export interface State {
  /** Lineage: "root", then "0", "0.2", "0.2.1" (child 1 of child 2 of child 0 of the root). */
  id: string;
  parent: State | null;
  /** Nodes on the path, the root included (root = 1). */
  length: number;
  prompt: string;
  /** What made this state from its parent; null at the root. */
  action: Action | null;
  turns: Turn[];
  /** Mean reward of the turns; null for a root that could not be judged. The root's never counts in a path score. */
  reward: number | null;
}

/** A reply that could not be read. Never a zero, never a guess. */
export interface Unreadable {
  unreadable: UnreadableWhy;
}
export type UnreadableWhy =
  | 'empty'
  | 'truncated'
  | 'not-json'
  | 'wrong-shape'
  | 'unknown-aspect'
  | 'missing-aspect'
  | 'contradictory'
  | 'no-score'
  | 'bad-probabilities';

export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && 'unreadable' in value;
}
