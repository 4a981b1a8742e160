/** A candidate opened up: everything the inspector shows of one node, as fresh plain data, read from the view. */
import { pathScore, pathScoreKind } from '../../core/beam';
import type { RunRow } from '../../core/records';
import type { Action, Judgement, KeepReason } from '../../core/terms';
import type { NodeView, RunView } from '../../core/view';
import { levelWith } from '../parts/candidate-words';
import { validatedMeans } from '../result/finalists';
import { exampleQuery, queryText } from './texts';

export interface InspectedTurn {
  query: string;
  text: string;
  examples: string[];
  response: string;
  judgement: Judgement | null;
  unreadable: boolean;
  critique: string | null;
  reason: string;
}

export interface Inspected {
  id: string;
  parent: string | null;
  status: NodeView['status'];
  best: boolean;
  reward: number | null;
  /** Minus the parent's, which was judged on other queries; null where either has none. */
  againstParent: number | null;
  pathScore: number | null;
  /** The lowest path score that its level kept, where it was not kept itself. */
  keptFrom: number | null;
  /** Its mean on the validation queries, where it was a finalist, or the start prompt. */
  validated: number | null;
  /** The candidates proposed just before and after, in the order of the search. */
  earlier: string | null;
  later: string | null;
  prompt: string;
  before: string | null;
  why: string;
  keptBecause: KeepReason | null;
  passedOn: KeepReason | null;
  refused: NodeView['refused'];
  turns: InspectedTurn[];
}

export function inspect(view: RunView, id: string, row: RunRow): Inspected | null {
  const node = view.nodes.get(id);
  if (!node) return null;
  const parentNode = node.parent === null ? undefined : view.nodes.get(node.parent);
  const before = parentNode?.prompt ?? null;
  const { parent, status, best, reward, prompt, passedOn } = node;
  return {
    id,
    parent,
    status,
    best,
    reward,
    againstParent: differenceOf(reward, parentNode?.reward ?? null),
    pathScore: node.pathScore ?? pathScoreOf(view, node, row),
    keptFrom: status === 'not-kept' ? lowestKept(view, id) : null,
    validated: validatedMeans(view).get(id) ?? null,
    ...neighbours(view, id),
    prompt,
    before,
    passedOn,
    why: whyOf(node.action),
    keptBecause: node.action?.kind === 'keep' ? node.action.because : null,
    refused: [...node.refused],
    turns: node.turns.map((turn) => ({
      query: turn.query,
      text: queryText(turn.query, view, row),
      examples: turn.examples.map((example) => exampleQuery(example, view, row)),
      response: turn.response,
      judgement: turn.judgement,
      unreadable: turn.unreadable !== null,
      critique: turn.critique,
      reason: view.selections.get(turn.query)?.reason ?? '',
    })),
  };
}

function differenceOf(reward: number | null, parents: number | null): number | null {
  return reward === null || parents === null ? null : reward - parents;
}

/** The view knows it of those that were kept; of another it follows from the rewards on its path, the start prompt's left out. */
function pathScoreOf(view: RunView, node: NodeView, row: RunRow): number | null {
  const rewards: number[] = [];
  let at: NodeView | undefined = node;
  while (at && at.parent !== null) {
    if (at.reward === null) return null;
    rewards.unshift(at.reward);
    at = view.nodes.get(at.parent);
  }
  return rewards.length === 0 ? null : pathScore(rewards, pathScoreKind(row.setup.config.search.width));
}

function lowestKept(view: RunView, id: string): number | null {
  const scores = levelWith(view, id)?.kept.flatMap((kept) => view.nodes.get(kept)?.pathScore ?? []) ?? [];
  return scores.length === 0 ? null : Math.min(...scores);
}

function neighbours(view: RunView, id: string): { earlier: string | null; later: string | null } {
  let earlier: string | null = null;
  let found = false;
  for (const other of view.nodes.keys()) {
    if (found) return { earlier, later: other };
    if (other === id) found = true;
    else earlier = other;
  }
  return { earlier, later: null };
}

function whyOf(action: Action | null): string {
  return action === null || action.kind === 'keep' ? '' : action.why;
}
