/** What the queries of a setup are for, in numbers: a reading of the plan the run itself will make. It decides nothing. */
import type { RunSetup } from '../../core/materials';
import { planQueries } from '../../core/query-plan';
import { queryShortage, type QueryShortage } from './query-shortage';

export interface QueryShares {
  /** What the search tries prompts on. */
  search: number;
  /** Fresh ones that pick the winner; none where the search's own scores do. */
  validation: number;
  /** Kept from both, for the verdict. */
  verdict: number;
  verdictFrom: 'own' | 'built-in';
  /** Fresh queries of each level, where what the search leaves of an own list is what validation has; else null. */
  aLevel: number | null;
  /** Of the list, and not used with these settings. */
  spare: number;
  /** For what they are too few. */
  lacks: QueryShortage | null;
}

export function queryShares(setup: RunSetup): QueryShares {
  const { config, materials } = setup;
  const plan = planQueries(setup);
  const search = plan.search.length;
  const validation = config.answer === 'validation' ? plan.validation.length : 0;
  const { verdictFrom } = plan;
  // A run with minutes may take more of the built-in ones where time is left.
  const verdict =
    verdictFrom === 'own' ? plan.verdict.length : Math.min(plan.verdict.length, config.verdictQueries);
  const alike = plan.notes.reduce(
    (sum, { tag, facts }) => (tag === 'duplicates-left-out' ? sum + facts.queries : sum),
    0,
  );
  const used = search + validation + (verdictFrom === 'own' ? verdict : 0);
  const aLevel = materials.ownQueries && config.answer === 'validation' ? config.queriesPerCandidate : null;
  const spare = materials.queries.length - alike - used;
  const lacks = queryShortage(plan.notes, config);
  return { search, validation, verdict, verdictFrom, aLevel, spare, lacks };
}
