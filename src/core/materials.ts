/**
 * What a run works on, apart from its settings: queries, held-out queries, base examples, aspects.
 * A run's setup (config + materials) is frozen before its first call and stored with it.
 */
import type { RunConfig } from './config';
import type { Aspect, BaseExample, Baseline, CheckPair, Query } from './terms';

export interface Materials {
  /** Queries to search on, in their given order (the plan shuffles them). */
  queries: Query[];
  /** Whether `queries` are the person's own rather than the built-in seeds. */
  ownQueries: boolean;
  /** The built-in held-out queries; a long enough own list brings its own, see query-plan.ts. */
  heldOut: Query[];
  /** The examples phase 1 starts from, or the built-in universal set when phase 1 is off. */
  baseExamples: BaseExample[];
  aspects: Aspect[];
  /** For the judge check; without any there is none. */
  checkPairs?: CheckPair[];
  /** The hand-written baseline; without it, it cannot be asked. */
  baseline?: Baseline;
}

export interface RunSetup {
  config: RunConfig;
  materials: Materials;
}
