/** A candidate opened up: everything the inspector shows of one node, as fresh plain data, read from the view. */
import type { RunRow } from '../../core/records';
import type { Action, Judgement, KeepReason } from '../../core/terms';
import type { NodeView, RunView } from '../../core/view';
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
  level: number;
  status: NodeView['status'];
  best: boolean;
  reward: number | null;
  /** Minus the parent's, which was judged on other queries; null where either has none. */
  againstParent: number | null;
  pathScore: number | null;
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
  const { parent, status, best, reward, pathScore, prompt, passedOn } = node;
  return {
    id,
    parent,
    status,
    best,
    reward,
    againstParent: differenceOf(reward, parentNode?.reward ?? null),
    pathScore,
    ...neighbours(view, id),
    prompt,
    before,
    passedOn,
    level: node.length,
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
