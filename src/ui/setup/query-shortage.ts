/** For what the queries of a setup are too few, so that it stands beside their shares. A reading of the plan's notes; it decides nothing. */
import type { RunConfig } from '../../core/config';
import type { PlanNote } from '../../core/query-plan';

export interface QueryShortage {
  /** Of the depth itself; extra levels that may never be asked for are no shortage. */
  levels: { levels: number; wanted: number } | null;
  /** Whether validation is on and no query is left for it. */
  validation: boolean;
  /** The own list, where it is too short for a verdict on it. */
  own: { queries: number; needed: number } | null;
}

/** Null where nothing lacks, and where there are too few for any search: that is a problem, and is said as one. */
export function queryShortage(
  notes: readonly PlanNote[],
  { search: { depth } }: RunConfig,
): QueryShortage | null {
  const lacks: QueryShortage = { levels: null, validation: false, own: null };
  for (const { tag, facts } of notes) {
    if (tag === 'too-few-to-search') return null;
    if (tag === 'depth-limited-by-queries' && facts.levels < depth)
      lacks.levels = { levels: facts.levels, wanted: depth };
    if (tag === 'no-validation-queries') lacks.validation = true;
    if (tag === 'short-own-list') lacks.own = facts;
  }
  return lacks.levels === null && !lacks.validation && lacks.own === null ? null : lacks;
}
