/**
 * Changes decided at a level barrier, as beam search understands them. A change that names an unknown node, or lies outside
 * its bounds, changes nothing; it stays in the journal as it was given.
 */
import { isLater } from './afterwards';
import type { Scored, Steering } from './beam';
import type { Change } from './ports';
import { meanScore, rewardOfTurns } from './reward';
import type { State } from './terms';

const DEEPEST = 100;

export interface Steered {
  steering: Steering<State>;
  /** Prompts that people wrote, each for the state it is tried from. */
  ownPrompts: { state: State; prompt: string }[];
}

export function steer(
  changes: readonly Change[],
  children: readonly Scored<State>[],
  depthLimit: number,
  fits: (prompt: string) => boolean,
  unreadable: 'drop' | 'zero',
): Steered {
  const pruned = new Set<State>();
  const pinned = new Set<State>();
  const replaced = new Map<State, { state: State; reward: number }>();
  const steering: Steering<State> = { pruned, pinned, replaced, depthLimit };
  const ownPrompts: Steered['ownPrompts'] = [];
  for (const change of changes) {
    if (isLater(change)) continue;
    if (change.kind === 'finish') steering.finish = true;
    else if (change.kind === 'depth') steering.depthLimit = Math.min(DEEPEST, Math.max(1, change.depth));
    else {
      const state = children.find((child) => child.state.id === change.node)?.state;
      if (state === undefined) continue;
      if (change.kind === 'prune') pruned.add(state);
      else if (change.kind === 'pin') pinned.add(state);
      else if (change.kind === 'overrule') overrule(state, change, unreadable, replaced);
      else if (fits(change.prompt)) {
        ownPrompts.push({ state, prompt: change.prompt });
        pinned.add(state);
      }
    }
  }
  return { steering, ownPrompts };
}

/** The person's score stands in place of the judge's; the state itself is changed, so that the rewriter sees it too. */
function overrule(
  state: State,
  { query, aspect, score }: Extract<Change, { kind: 'overrule' }>,
  unreadable: 'drop' | 'zero',
  replaced: Map<State, { state: State; reward: number }>,
): void {
  const turn = state.turns.find((one) => one.query.id === query);
  const scores = turn?.judgement?.scores;
  if (!turn || !scores?.some((one) => one.aspect === aspect) || !(score >= 1 && score <= 5)) return;
  const overruled = scores.map((one) => (one.aspect === aspect ? { aspect, score } : one));
  turn.judgement = { scores: overruled, reward: meanScore(overruled) };
  state.reward = rewardOfTurns(state.turns, unreadable);
  if (state.reward !== null) replaced.set(state, { state, reward: state.reward });
}
