/**
 * Which queries a run searches on, validates on and is judged by. The three never share a query, nor one of the same
 * wording; each is in seeded order, mixed so that any beginning holds the categories in proportion.
 * The same setup gives the same plan, in whatever order its queries are listed.
 */
import { sameText } from './edits';
import type { RunSetup } from './materials';
import { shuffled } from './random';
import type { Query } from './terms';

/** An own list of at least this many queries is split, and brings its own verdict. */
export const ENOUGH_TO_SPLIT = 24;

/** What a run with minutes may use beyond its plan, where time is left: levels of search, queries of validation and verdict. */
const ROOM = { levels: 8, validation: 60, verdict: 60 };
/** No clock takes the authors' search deeper than they did. */
export const PAPER_DEPTH = 20;

export type PlanNote =
  | { tag: 'short-own-list'; facts: { queries: number; needed: number } }
  | { tag: 'duplicates-left-out'; facts: { queries: number } }
  | { tag: 'too-few-to-search'; facts: { queries: number; needed: number } }
  | { tag: 'depth-limited-by-queries'; facts: { levels: number; wanted: number; queries: number } }
  | { tag: 'no-validation-queries'; facts: { asked: number } }
  | { tag: 'fewer-validation-queries'; facts: { queries: number; asked: number } }
  | { tag: 'fewer-verdict-queries'; facts: { queries: number; asked: number } };

export interface QueryPlan {
  /** In the order states are scored on: a state of length n on (n-1)m ... nm-1. */
  search: Query[];
  validation: Query[];
  verdict: Query[];
  /** Held-out queries beyond the verdict's, in the order in which they would be added afterwards. */
  further: Query[];
  verdictFrom: 'own' | 'built-in';
  /** The longest state the search can reach; 0 where there are fewer than m queries. */
  levels: number;
  notes: PlanNote[];
}

export function planQueries({ config, materials }: RunSetup): QueryPlan {
  const queries = distinct(materials.queries, []);
  const order = mixed(queries, config.seed, 'plan/queries');
  const splits = materials.ownQueries && order.length >= ENOUGH_TO_SPLIT;
  const most = mostOf(config);
  const forVerdict = splits ? Math.min(Math.round(order.length / 4), most.verdict) : 0;
  const forValidation = splits ? Math.min(Math.round(order.length / 8), config.validationQueries) : 0;
  const own = order.slice(0, forVerdict);
  const reserved = order.slice(forVerdict, forVerdict + forValidation);
  const searchable = mixed(order.slice(forVerdict + forValidation), config.seed, 'plan/search');

  const m = config.queriesPerCandidate;
  const planned = Math.min(
    config.search.depth + config.search.maxExtraDepth,
    Math.floor(searchable.length / m),
  );
  // Room for more levels takes nothing from validation.
  const spare = Math.floor((searchable.length - config.validationQueries) / m);
  const levels = Math.max(planned, Math.min(most.levels, spare));
  const search = levels === 0 ? searchable : searchable.slice(0, levels * m);
  const unreached = mixed(searchable.slice(search.length), config.seed, 'plan/unreached');
  const validation = [...reserved, ...unreached].slice(0, most.validation);
  const heldOut = mixed(distinct(materials.heldOut, queries), config.seed, 'plan/held-out');
  const verdict = splits ? own : heldOut.slice(0, most.verdict);
  const plan = {
    search,
    validation,
    verdict,
    further: splits ? [] : heldOut.slice(most.verdict),
    levels,
    verdictFrom: splits ? ('own' as const) : ('built-in' as const),
  };
  return { ...plan, notes: notesOn(plan, { config, materials }, order.length) };
}

/** At most so much of each; for none asked there is none. */
function mostOf({ minutes, search, mode, validationQueries, verdictQueries }: RunSetup['config']) {
  const levels = search.depth + search.maxExtraDepth;
  if (minutes === undefined) return { levels, validation: validationQueries, verdict: verdictQueries };
  const more = (asked: number, most: number) => (asked === 0 ? 0 : Math.max(asked, most));
  return {
    levels: mode === 'paper' ? Math.max(levels, PAPER_DEPTH) : levels + ROOM.levels,
    validation: more(validationQueries, ROOM.validation),
    verdict: more(verdictQueries, ROOM.verdict),
  };
}

function notesOn(
  plan: Omit<QueryPlan, 'notes'>,
  { config, materials }: RunSetup,
  queries: number,
): PlanNote[] {
  const { search, levels, verdictFrom } = plan;
  const notes: PlanNote[] = [];
  const wanted = config.search.depth + config.search.maxExtraDepth;
  const duplicates = materials.queries.length - queries;
  if (duplicates > 0) notes.push({ tag: 'duplicates-left-out', facts: { queries: duplicates } });
  if (materials.ownQueries && verdictFrom === 'built-in')
    notes.push({ tag: 'short-own-list', facts: { queries, needed: ENOUGH_TO_SPLIT } });
  if (levels === 0)
    notes.push({ tag: 'too-few-to-search', facts: { queries, needed: config.queriesPerCandidate } });
  else if (levels < wanted)
    notes.push({ tag: 'depth-limited-by-queries', facts: { levels, wanted, queries: search.length } });
  return [...notes, ...shortfalls(plan, config)];
}

function shortfalls(plan: Omit<QueryPlan, 'notes'>, config: RunSetup['config']): PlanNote[] {
  const notes: PlanNote[] = [];
  const validation = { queries: plan.validation.length, asked: config.validationQueries };
  const verdict = { queries: plan.verdict.length, asked: config.verdictQueries };
  if (config.answer === 'validation' && validation.queries < validation.asked)
    notes.push(
      validation.queries === 0
        ? { tag: 'no-validation-queries', facts: { asked: validation.asked } }
        : { tag: 'fewer-validation-queries', facts: validation },
    );
  if (verdict.queries < verdict.asked) notes.push({ tag: 'fewer-verdict-queries', facts: verdict });
  return notes;
}

/** Sorted by id; of queries with one id or one wording only the first is kept, and none that stands in `besides`. */
function distinct(queries: readonly Query[], besides: readonly Query[]): Query[] {
  const ids = new Set(besides.map(({ id }) => id));
  const texts = new Set(besides.map(wording));
  return [...queries].sort(byId).filter((query) => {
    const text = wording(query);
    if (ids.has(query.id) || texts.has(text)) return false;
    ids.add(query.id);
    texts.add(text);
    return true;
  });
}

/** A list of thousands is planned at every change of a form; its wordings are compared once. */
const wordings = new WeakMap<Query, string>();

function wording(query: Query): string {
  const known = wordings.get(query) ?? sameText(query.text);
  wordings.set(query, known);
  return known;
}

/** Order of code units: the same in every locale. */
function byId(a: Query, b: Query): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

interface Stratum {
  queries: Query[];
  taken: number;
}

/**
 * Seeded order in which every beginning of length k holds k * share of each category, to within 1. The j-th of c queries
 * may come from place floor((j-1) N/c) on and is due at ceil(j N/c); the one due first goes next (earliest deadline
 * first, which keeps all deadlines: Baruah et al., "Proportionate progress", 1996).
 */
export function mixed(queries: readonly Query[], seed: number, path: string): Query[] {
  const total = queries.length;
  const names = shuffled(
    [...new Set(queries.map(({ category }) => category))].sort(),
    seed,
    `${path}/categories`,
  );
  const strata: Stratum[] = names.map((name) => {
    const members = queries.filter(({ category }) => category === name).sort(byId);
    return { queries: shuffled(members, seed, `${path}/category/${name}`), taken: 0 };
  });
  return queries.flatMap((_, place) => {
    const free = strata.filter(
      ({ queries: all, taken }) => Math.floor((taken * total) / all.length) <= place,
    );
    const next = free.reduce((first, other) => (due(other, total) < due(first, total) ? other : first));
    return next.queries.slice(next.taken, ++next.taken);
  });
}

function due({ queries, taken }: Stratum, total: number): number {
  return taken < queries.length ? Math.ceil(((taken + 1) * total) / queries.length) : Infinity;
}
