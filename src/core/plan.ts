/**
 * A run fitted to the minutes a person gives it: what is elastic shrinks, or grows, rung by rung, until the estimate at the
 * models' speeds uses about TARGET of the time. The order and the floors stand below. The answer is the setup to freeze;
 * nothing here is decided during a run (pacing.ts does that).
 */
import type { RunConfig } from './config';
import type { PhaseName } from './estimate';
import { pieceSeconds, secondsByPhase, secondsOfWork, type Speeds } from './forecast';
import { check, verdictSides } from './estimate';
import type { RunSetup } from './materials';
import { planQueries } from './query-plan';

/** The share of the minutes that a plan uses; the rest is for what an estimate cannot see. */
export const TARGET = 0.9;
/** A verdict on fewer held-out queries says next to nothing: no plan and no deadline goes below. */
export const LEAST_VERDICT = 12;

/** What a plan may change, by name. */
export const ELASTIC = [
  'search.depth',
  'search.width',
  'search.actions',
  'queriesPerCandidate',
  'examples.count',
  'examples.rewrites',
  'validationQueries',
  'verdictQueries',
  'baselines',
  'examplesPerQuery',
  'limits.response',
] as const;
export type Elastic = (typeof ELASTIC)[number];

export interface PlanChange {
  setting: Elastic;
  /** Null is "as fits". */
  from: number | null;
  to: number | null;
}

export interface Fitted {
  setup: RunSetup;
  seconds: number;
  parts: Record<PhaseName, number>;
  /** What the plan has otherwise than the person asked, in the order of ELASTIC. */
  changes: PlanChange[];
}

/** Not even the smallest run fits; `needed` is the least that holds it, in whole minutes. */
export interface MinutesTooFew {
  tag: 'minutes-too-few';
  facts: { minutes: number; needed: number };
}

type Rung = readonly [Elastic, number];

/**
 * Downwards: depth and phase 1 first, for their gain is smallest where little time is; then the sizes of the checks; then the
 * breadth of the search, and baselines, which can be asked after the run; validation goes before the last level does (the verdict alone guards what the search found);
 * examples sent along and the length of responses last, because they change what is being measured.
 */
const SHRINK: readonly Rung[] = [
  ['search.depth', 16],
  ['examples.rewrites', 3],
  ['verdictQueries', 40],
  ['search.depth', 12],
  ['examples.count', 8],
  ['search.depth', 10],
  ['examples.rewrites', 2],
  ['verdictQueries', 24],
  ['search.depth', 8],
  ['queriesPerCandidate', 3],
  ['baselines', 1],
  ['search.depth', 7],
  ['examples.rewrites', 1],
  ['validationQueries', 12],
  ['verdictQueries', 20],
  ['search.depth', 6],
  ['baselines', 0],
  ['examples.count', 4],
  ['queriesPerCandidate', 2],
  ['search.width', 2],
  ['search.actions', 3],
  ['search.depth', 5],
  ['validationQueries', 8],
  ['verdictQueries', 16],
  ['examples.count', 0],
  ['search.depth', 4],
  ['search.width', 1],
  ['search.actions', 2],
  ['validationQueries', 6],
  ['verdictQueries', LEAST_VERDICT],
  ['search.depth', 3],
  ['queriesPerCandidate', 1],
  ['validationQueries', 0],
  ['search.depth', 2],
  ['limits.response', 256],
  ['examplesPerQuery', 1],
  ['limits.response', 160],
  ['limits.response', 128],
  ['limits.response', 96],
  ['limits.response', 64],
  ['examplesPerQuery', 0],
];

/** Upwards, where time is left: a surer verdict, a deeper search, surer rewards, then a wider search. */
const GROW: readonly Rung[] = [
  ['verdictQueries', 24],
  ['validationQueries', 12],
  ['search.depth', 6],
  ['queriesPerCandidate', 2],
  ['search.depth', 8],
  ['search.actions', 3],
  ['validationQueries', 16],
  ['verdictQueries', 36],
  ['search.width', 2],
  ['search.depth', 10],
  ['queriesPerCandidate', 3],
  ['verdictQueries', 60],
  ['search.actions', 4],
  ['search.depth', 12],
  ['validationQueries', 24],
  ['search.width', 3],
  ['queriesPerCandidate', 4],
  ['search.depth', 16],
  ['search.actions', 6],
  ['search.width', 4],
];
/** Settings of which the authors' values are kept, upwards. */
const FAITHFUL: readonly Elastic[] = [
  'search.depth',
  'search.width',
  'search.actions',
  'queriesPerCandidate',
];

/**
 * `minutes` of run time, verdict included; `speeds` in tokens a second, where a role has none a documented guess stands in.
 * The larger the minutes, the more the plan holds.
 */
export function fitPlan(
  { config: asked, materials }: RunSetup,
  minutes: number,
  speeds: Partial<Speeds>,
): Fitted | MinutesTooFew {
  const config: RunConfig = { ...asked, minutes };
  const rungs = ladder(config).map((one): RunSetup => ({ config: one, materials }));
  const room = minutes * 60 * TARGET;
  const cost = (setup: RunSetup) => total(secondsByPhase(setup, speeds));
  const best = largest(rungs, (setup) => cost(setup) <= room);
  if (best === null) {
    const least = rungs[0];
    const needed = least ? Math.ceil(cost(least) / 60 / TARGET) : minutes;
    return { tag: 'minutes-too-few', facts: { minutes, needed: Math.max(needed, Math.floor(minutes) + 1) } };
  }
  const setup = withLongerVerdict(best, room, speeds);
  const parts = secondsByPhase(setup, speeds);
  return { setup, seconds: total(parts), parts, changes: changesOf(asked, setup) };
}

/** Every config from the smallest to the largest; each changes one thing of the one before. */
function ladder(config: RunConfig): RunConfig[] {
  const down: RunConfig[] = [config];
  for (const rung of SHRINK) {
    const next = shrunk(down.at(-1) ?? config, rung);
    if (next !== null) down.push(next);
  }
  const up: RunConfig[] = [];
  for (const [setting, value] of GROW) {
    const last = up.at(-1) ?? config;
    const now = read(last, setting);
    if (config.mode === 'paper' && FAITHFUL.includes(setting)) continue;
    // What a person left out stays out.
    if (now === 0 || now === null || now >= value) continue;
    up.push(written(last, setting, value));
  }
  return [...down.reverse(), ...up];
}

function shrunk(config: RunConfig, [setting, value]: Rung): RunConfig | null {
  const now = read(config, setting);
  return now !== null && now <= value ? null : written(config, setting, value);
}

/** The largest that fits. Costs rise along the ladder, but for a query more that becomes free for validation. */
function largest(rungs: readonly RunSetup[], fits: (setup: RunSetup) => boolean): RunSetup | null {
  let low = 0;
  let high = rungs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const setup = rungs[middle];
    if (setup !== undefined && fits(setup)) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= 0; at--) {
    const setup = rungs[at];
    if (setup !== undefined && fits(setup)) return setup;
  }
  return null;
}

/** The verdict takes what the rungs leave: it has the finest grain, and a surer answer is worth most. */
function withLongerVerdict(setup: RunSetup, room: number, speeds: Partial<Speeds>): RunSetup {
  const { verdictQueries } = setup.config;
  const one = secondsOfWork(check(1, verdictSides(setup.config)), pieceSeconds(setup, speeds).queries);
  const free = room - total(secondsByPhase(setup, speeds));
  const there = planQueries(setup).verdict.length;
  const longer = Math.min(there, Math.min(verdictQueries, there) + Math.floor(free / one));
  return longer <= verdictQueries ? setup : { ...setup, config: { ...setup.config, verdictQueries: longer } };
}

function changesOf(asked: RunConfig, setup: RunSetup): PlanChange[] {
  const { levels, verdict, validation } = planQueries(setup);
  const had = planQueries({ ...setup, config: asked });
  // What the queries cannot hold was never planned, before or after.
  const held: Partial<Record<Elastic, [number, number]>> = {
    'search.depth': [had.levels, levels],
    verdictQueries: [had.verdict.length, verdict.length],
    validationQueries: [had.validation.length, validation.length],
    'examples.count': [setup.materials.baseExamples.length, setup.materials.baseExamples.length],
  };
  return ELASTIC.flatMap((setting): PlanChange[] => {
    const [before = Infinity, after = Infinity] = held[setting] ?? [];
    const from = atMost(read(asked, setting), before);
    const to = atMost(read(setup.config, setting), after);
    const off = setting === 'examples.rewrites' && read(setup.config, 'examples.count') === 0;
    return from === to || off ? [] : [{ setting, from, to }];
  });
}

function atMost(value: number | null, most: number): number | null {
  return value === null ? null : Math.min(value, most);
}

function read(config: RunConfig, setting: Elastic): number | null {
  switch (setting) {
    case 'search.depth':
      return config.search.depth;
    case 'search.width':
      return config.search.width;
    case 'search.actions':
      return config.search.actions;
    case 'examples.count':
      return config.examples.count;
    case 'examples.rewrites':
      return config.examples.rewrites;
    case 'limits.response':
      return config.limits.response;
    case 'baselines':
      return config.baselines?.length ?? 0;
    case 'queriesPerCandidate':
    case 'validationQueries':
    case 'verdictQueries':
    case 'examplesPerQuery':
      return config[setting];
  }
}

function written(config: RunConfig, setting: Elastic, value: number): RunConfig {
  if (setting === 'baselines') return { ...config, baselines: (config.baselines ?? []).slice(0, value) };
  const [group, field] = setting.split('.') as [keyof RunConfig, string | undefined];
  if (field === undefined) return { ...config, [group]: value };
  return { ...config, [group]: { ...(config[group] as object), [field]: value } };
}

function total(parts: Record<PhaseName, number>): number {
  return parts.examples + parts.search + parts.validation + parts.verdict;
}
