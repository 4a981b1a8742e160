/**
 * What a run could not do for want of queries, or was told not to do: read off its view, for the rail, the sentence, the tab
 * of validation and Result. It decides nothing.
 */
import { ENOUGH_TO_SPLIT } from '../../core/query-plan';
import type { RunRow } from '../../core/records';
import type { RunView } from '../../core/view';

/** Levels that the queries allow, of those asked for; null where they are enough. */
export function levelsLacked({ plan, depthLimit }: RunView): { levels: number; wanted: number } | null {
  if (plan === null || plan.levels === 0 || plan.levels >= depthLimit) return null;
  return { levels: plan.levels, wanted: depthLimit };
}

/** The level beyond which the search cannot go. */
export function lastLevel(view: RunView): number {
  return levelsLacked(view)?.levels ?? view.depthLimit;
}

/** Why there is no validation: off in the settings, or no query is left for it. Null where there may be one or is nothing to choose. */
export type NoValidation = 'off' | 'no-queries';

export function whyNoValidation({ plan, validation }: RunView, { setup }: RunRow): NoValidation | null {
  const { answer, validationQueries } = setup.config;
  if (answer !== 'validation' || validationQueries === 0) return 'off';
  return plan?.validation.length === 0 && validation.size === 0 ? 'no-queries' : null;
}

/** Whose queries the verdict rests on, where the person brought some; null where all are built in. */
export function verdictOn({ plan }: RunView, { setup }: RunRow): 'own' | 'built-in' | null {
  return plan !== null && setup.materials.ownQueries ? plan.verdictFrom : null;
}

/** The own list that was too short for a verdict on it. */
export function shortOwnList(view: RunView, row: RunRow): { queries: number; needed: number } | null {
  if (verdictOn(view, row) !== 'built-in') return null;
  const note = view.plan?.notes.find((one) => one.tag === 'short-own-list');
  return note?.facts ?? { queries: row.setup.materials.queries.length, needed: ENOUGH_TO_SPLIT };
}
