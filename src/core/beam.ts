/**
 * Beam search over any problem (paper, section 3.3, algorithm 2). Knows no language model, no prompt, no journal.
 *
 * Level by level: every open state of the beam is asked for its actions, all children are made and scored, and the
 * `width` best by path score are kept, stable on ties. A state that is finished leaves the beam; the answer is the
 * finished state with the best path score. Work is started together and taken in (parent, action) order, so the result
 * does not depend on what completes first.
 */

export interface SearchProblem<S, A> {
  initial(): Promise<S>;
  finished(state: S, depthLimit: number): boolean;
  /** `extend`: good already, search one level deeper. */
  actions(state: S): Promise<{ actions: A[]; extend: boolean }>;
  /** A reward is a finite number; `dropped` children count for nothing. */
  apply(state: S, action: A): Promise<{ state: S; reward: number } | 'dropped'>;
  /** Asked once a level, after its children are scored and before the best are kept. */
  barrier?(children: readonly Scored<S>[], depthLimit: number): Promise<Steering<S>>;
}

export interface Scored<S> {
  state: S;
  reward: number;
  score: number;
}

/** What people or the clock change at a level barrier. */
export interface Steering<S> {
  /** Stop here: the states kept now are the finished ones. */
  finish?: boolean;
  depthLimit?: number;
  pruned?: ReadonlySet<S>;
  /** Kept whatever their score, in front of the others. */
  pinned?: ReadonlySet<S>;
  /** Children with another reward or state than the search gave them. */
  replaced?: ReadonlyMap<S, { state: S; reward: number }>;
}

export interface BeamOptions {
  width: number;
  depth: number;
  /** How far the depth limit may grow in all; at most one a level. */
  maxExtraDepth: number;
  /** `last` when the beam is 1 wide. The root's reward never counts. */
  pathScore: 'mean' | 'last';
}

export type SearchMoment<S> =
  | { kind: 'level-started'; level: number; open: S[]; depthLimit: number }
  | { kind: 'level-finished'; level: number; kept: { state: S; score: number }[]; depthLimit: number };

export interface SearchResult<S> {
  best: { state: S; score: number };
  /** In the order they finished. */
  finished: { state: S; score: number }[];
  depthLimit: number;
}

interface Entry<S> {
  state: S;
  /** Rewards on the path, the root's left out. */
  rewards: readonly number[];
  score: number;
}

export async function beamSearch<S, A>(
  problem: SearchProblem<S, A>,
  options: BeamOptions,
  observe: (moment: SearchMoment<S>) => void = () => undefined,
): Promise<SearchResult<S>> {
  const entry = (state: S, rewards: readonly number[]): Entry<S> => ({
    state,
    rewards,
    score: pathScore(rewards, options.pathScore),
  });
  let depthLimit = options.depth;
  let grown = 0;
  let beam = [entry(await problem.initial(), [])];
  const finished: Entry<S>[] = [];

  for (let level = 2; beam.length > 0; level++) {
    const open = beam.filter(({ state }) => !problem.finished(state, depthLimit));
    finished.push(...beam.filter((one) => !open.includes(one)));
    if (open.length === 0) break;
    observe({ kind: 'level-started', level, open: open.map(({ state }) => state), depthLimit });

    const expansions = await Promise.all(open.map(({ state }) => problem.actions(state)));
    if (expansions.some(({ extend }) => extend) && grown < options.maxExtraDepth) {
      depthLimit += 1;
      grown += 1;
    }
    const children = await childrenOf(problem, open, expansions, entry);
    const steering = (await problem.barrier?.(children.map(scored), depthLimit)) ?? {};
    depthLimit = steering.depthLimit ?? depthLimit;
    beam = keep(steered(children, steering, entry), options.width, steering.pinned);
    observe({
      kind: 'level-finished',
      level,
      kept: beam.map(({ state, score }) => ({ state, score })),
      depthLimit,
    });

    // A level that lost all its children must not lose the search: its parents are then where it ended.
    if (beam.length === 0) finished.push(...open);
    if (steering.finish) {
      finished.push(...beam);
      break;
    }
  }
  return {
    best: bestOf(finished),
    finished: finished.map(({ state, score }) => ({ state, score })),
    depthLimit,
  };
}

async function childrenOf<S, A>(
  problem: SearchProblem<S, A>,
  open: Entry<S>[],
  expansions: { actions: A[] }[],
  entry: (state: S, rewards: readonly number[]) => Entry<S>,
): Promise<Entry<S>[]> {
  const tasks = open.flatMap((parent, i) =>
    (expansions[i]?.actions ?? []).map(async (action) => {
      const child = await problem.apply(parent.state, action);
      return child === 'dropped' ? [] : [entry(child.state, [...parent.rewards, child.reward])];
    }),
  );
  return (await Promise.all(tasks)).flat();
}

function scored<S>({ state, rewards, score }: Entry<S>): Scored<S> {
  return { state, reward: rewards.at(-1) ?? 0, score };
}

function steered<S>(
  children: Entry<S>[],
  { replaced, pruned }: Steering<S>,
  entry: (state: S, rewards: readonly number[]) => Entry<S>,
): Entry<S>[] {
  return children
    .filter(({ state }) => !pruned?.has(state))
    .map((child) => {
      const other = replaced?.get(child.state);
      return other ? entry(other.state, [...child.rewards.slice(0, -1), other.reward]) : child;
    });
}

function keep<S>(children: Entry<S>[], width: number, pinned: ReadonlySet<S> | undefined): Entry<S>[] {
  const first = children.filter(({ state }) => pinned?.has(state));
  const others = children.filter((child) => !first.includes(child)).sort((a, b) => b.score - a.score);
  return [...first, ...others].slice(0, Math.max(width, first.length));
}

/** Of one way through the tree there is nothing to average over (BeamOptions.pathScore). */
export function pathScoreKind(width: number): BeamOptions['pathScore'] {
  return width === 1 ? 'last' : 'mean';
}

/** Of the rewards on a path, the root's left out; 0 at the root itself. */
export function pathScore(rewards: readonly number[], kind: BeamOptions['pathScore']): number {
  if (rewards.length === 0) return 0;
  if (kind === 'last') return rewards.at(-1) ?? 0;
  return rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
}

function bestOf<S>(finished: Entry<S>[]): { state: S; score: number } {
  const [first, ...rest] = finished;
  if (!first) throw new Error('a search ends with at least one finished state');
  const { state, score } = rest.reduce((best, one) => (one.score > best.score ? one : best), first);
  return { state, score };
}
