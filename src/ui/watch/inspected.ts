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
  pathScore: number | null;
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
  const before = node.parent === null ? null : (view.nodes.get(node.parent)?.prompt ?? null);
  const { parent, status, best, reward, pathScore, prompt, passedOn } = node;
  return {
    id,
    parent,
    status,
    best,
    reward,
    pathScore,
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

function whyOf(action: Action | null): string {
  return action === null || action.kind === 'keep' ? '' : action.why;
}
