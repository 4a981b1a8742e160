/**
 * How long work will take: priced by the estimate at a model's speed, and, piece by piece, by what such pieces have taken in
 * this very run. Seconds throughout. Pure: what was measured is handed in.
 */
import type { RunConfig } from './config';
import { checkCost, type Cost, type PhaseName, pricesOf, type Work, worksOf } from './estimate';
import type { RunSetup } from './materials';
import type { Speed } from './speed';
import { ROLES, type Role } from './terms';
import type { TimeSpent } from './time-spent';

/**
 * What a model is taken to do before anything was measured here: one of 1 to 2 billion parameters on a laptop's own GPU.
 * Only a start: a run measures its own calls and is corrected at its barriers.
 */
export const GUESSED_SPEED: Speed = { prefill: 200, decode: 20, calls: 0 };

export type Speeds = Record<Role, Speed | undefined>;
export type Seconds = Record<keyof Work, number>;

/** Measured pieces count against so many of the estimate's. */
const PRIOR_PIECES = 2;
const KINDS = ['selections', 'responses', 'judgements', 'critiques', 'expansions', 'rewrites'] as const;

/** Seconds of one piece of each kind, as the estimate has it; phase 1 works on other texts than the rest. */
export interface PieceSeconds {
  examples: Seconds;
  queries: Seconds;
  /** Who does it. */
  roles: Record<keyof Work, Role>;
}

export function pieceSeconds(setup: RunSetup, speeds: Partial<Speeds> = {}): PieceSeconds {
  const prices = pricesOf(setup);
  const seconds = (of: 'examples' | 'queries') =>
    eachKind((kind) => {
      const { role, cost } = prices[of][kind];
      return secondsAt(cost, speeds[role]);
    });
  return {
    examples: seconds('examples'),
    queries: seconds('queries'),
    roles: eachKind((kind) => prices.queries[kind].role),
  };
}

function secondsAt({ promptTokens, completionTokens }: Cost, speed: Speed | undefined): number {
  const prefill = speed?.prefill ?? GUESSED_SPEED.prefill ?? 1;
  const decode = speed?.decode ?? GUESSED_SPEED.decode ?? 1;
  return promptTokens / prefill + completionTokens / decode;
}

export function secondsOfWork(work: Work, seconds: Seconds): number {
  return KINDS.reduce((sum, kind) => sum + work[kind] * seconds[kind], 0);
}

/** Seconds of each phase of a run that has not begun. */
export function secondsByPhase(setup: RunSetup, speeds: Partial<Speeds>): Record<PhaseName, number> {
  const works = worksOf(setup);
  const { examples, queries } = pieceSeconds(setup, speeds);
  const of = (phase: Exclude<PhaseName, 'check'>) =>
    secondsOfWork(works[phase], phase === 'examples' ? examples : queries);
  return {
    check: secondsAt(checkCost(setup), speeds.judge),
    examples: of('examples'),
    search: of('search'),
    validation: of('validation'),
    verdict: of('verdict'),
  };
}

/**
 * The estimate corrected by what was measured: pieces that were done take what they took (the estimate standing in for two
 * of them), others are as much slower or faster than estimated as those their model did were. Loading a model again
 * is spread over all.
 */
export function corrected(
  estimate: PieceSeconds,
  spent: TimeSpent,
  models: RunConfig['models'],
): { examples: Seconds; queries: Seconds } {
  const pace = pacesOf(estimate, spent, models);
  const reloading = spent.loading.ms - spent.loading.firstMs;
  const share = reloading <= 0 ? 1 : spent.ms / Math.max(1, spent.ms - reloading);
  const of = (group: 'examples' | 'queries') =>
    eachKind((kind) => {
      const { count, ms } = measured(spent, group, kind);
      const prior = estimate[group][kind] * (pace.get(models[estimate.roles[kind]].id) ?? pace.get(ALL) ?? 1);
      return (share * (ms / 1000 + prior * PRIOR_PIECES)) / (count + PRIOR_PIECES);
    });
  return { examples: of('examples'), queries: of('queries') };
}

const ALL = '';

/** How much longer than estimated the pieces of each model took, and those of all models together. */
function pacesOf(
  estimate: PieceSeconds,
  spent: TimeSpent,
  models: RunConfig['models'],
): ReadonlyMap<string, number> {
  const sums = new Map<string, { took: number; estimated: number }>();
  for (const group of ['examples', 'queries'] as const) {
    for (const kind of KINDS) {
      const { count, ms } = measured(spent, group, kind);
      for (const id of [models[estimate.roles[kind]].id, ALL]) {
        const sum = sums.get(id) ?? { took: 0, estimated: 0 };
        sum.took += ms / 1000;
        sum.estimated += count * estimate[group][kind];
        sums.set(id, sum);
      }
    }
  }
  const known = [...sums].filter(([, { took, estimated }]) => took > 0 && estimated > 0);
  return new Map(known.map(([id, { took, estimated }]) => [id, took / estimated]));
}

function measured(spent: TimeSpent, group: 'examples' | 'queries', kind: keyof Work) {
  const phases =
    group === 'examples' ? (['examples'] as const) : (['search', 'validation', 'verdict'] as const);
  const each = phases.map((phase) => spent.of({ phase, kind }));
  return {
    count: each.reduce((sum, { count }) => sum + count, 0),
    ms: each.reduce((sum, { ms }) => sum + ms, 0),
  };
}

export function eachKind<T>(of: (kind: keyof Work) => T): Record<keyof Work, T> {
  return Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as Record<keyof Work, T>;
}

/** One speed for every role. */
export function sameSpeed(speed: Speed): Speeds {
  return Object.fromEntries(ROLES.map((role) => [role, speed])) as Speeds;
}
