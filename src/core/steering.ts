/**
 * Changes decided at a level barrier, as beam search understands them. A change that names an unknown node, or lies outside
 * its bounds, changes nothing; it stays in the journal as it was given.
 */
import type { Scored, Steering } from './beam';
import type { Change } from './ports';
import { meanScore, rewardOf } from './reward';
import type { Judgement, State } from './terms';

const DEEPEST = 100;

export function steer(
  changes: readonly Change[],
  children: readonly Scored<State>[],
  depthLimit: number,
  ownPrompts: Map<State, string[]>,
): Steering<State> {
  const pruned = new Set<State>();
  const pinned = new Set<State>();
  const replaced = new Map<State, { state: State; reward: number }>();
  const steering: Steering<State> = { pruned, pinned, replaced, depthLimit };
  for (const change of changes) {
    if (change.kind === 'finish') steering.finish = true;
    else if (change.kind === 'depth') steering.depthLimit = Math.min(DEEPEST, Math.max(1, change.depth));
    else {
      const state = children.find((child) => child.state.id === change.node)?.state;
      if (state === undefined) continue;
      if (change.kind === 'prune') pruned.add(state);
      else if (change.kind === 'pin') pinned.add(state);
      else if (change.kind === 'edit') {
        ownPrompts.set(state, [...(ownPrompts.get(state) ?? []), change.prompt]);
        pinned.add(state);
      } else overrule(state, change, replaced);
    }
  }
  return steering;
}

/** The person's score stands in place of the judge's; the state itself is changed, so that the rewriter sees it too. */
function overrule(
  state: State,
  { query, aspect, score }: Extract<Change, { kind: 'overrule' }>,
  replaced: Map<State, { state: State; reward: number }>,
): void {
  if (!(score >= 1 && score <= 5)) return;
  const judged = state.turns.filter((turn) => turn.query.id === query && turn.judgement !== null);
  if (judged.length === 0) return;
  for (const turn of judged) {
    if (turn.judgement === null) continue;
    const scores = turn.judgement.scores.map((one) => (one.aspect === aspect ? { aspect, score } : one));
    turn.judgement = { scores, reward: meanScore(scores) } satisfies Judgement;
  }
  state.reward = rewardOf(state.turns.flatMap((turn) => turn.judgement ?? []));
  replaced.set(state, { state, reward: state.reward });
}
