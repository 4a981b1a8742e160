/**
 * How many responses are judged while validation and verdict are at work, and how many there will be: each query has one from
 * every side. Counts what the sentence above speaks of, one by one; how many queries that makes is in held-out-steps.ts.
 */
import type { RunRow } from '../../core/records';
import type { RunView } from '../../core/view';
import { heldOutSteps, planned } from './held-out-steps';

export interface JudgedSoFar {
  done: number;
  all: number;
}

export function judgedInValidation(view: RunView, row: RunRow): JudgedSoFar {
  const { config } = row.setup;
  const done = [...view.validation.values()].reduce((sum, scores) => sum + scores.size, 0);
  const queries = planned(view.plan?.validation, config.validationQueries);
  return { done, all: Math.max(done, queries * contenders(view, config.search.width)) };
}

/** As the method has it: the start prompt, and the best finished candidates that differ from it and from each other. */
function contenders({ finished, nodes, startPrompt }: RunView, width: number): number {
  const ranked = [...finished].sort((a, b) => b.score - a.score).slice(0, width);
  return new Set([startPrompt, ...ranked.map(({ node }) => nodes.get(node)?.prompt ?? node)]).size;
}

export function judgedInVerdict(view: RunView, row: RunRow): JudgedSoFar {
  const answers = [...view.heldOut.values()];
  const done = answers.reduce((sum, answer) => sum + Object.keys(answer).length, 0);
  return { done, all: Math.max(done, heldOutSteps(view, row).all * sides(view, row)) };
}

/** Those who were asked, those the settings name, and the one that was asked for after the end. */
function sides(view: RunView, { setup: { config, materials }, moreAsked }: RunRow): number {
  const seen = [...view.heldOut.values()].flatMap((answer) => Object.keys(answer));
  const named = (config.baselines ?? []).filter(
    (name) => name !== 'hand-written' || materials.baseline !== undefined,
  );
  const wished = (moreAsked?.changes ?? []).flatMap((wish) =>
    wish.kind === 'add-baseline' ? [wish.baseline] : [],
  );
  const compared = finalPrompt(view).trim() === view.startPrompt.trim() ? ['final'] : ['initial', 'final'];
  return new Set([...compared, ...seen, ...named, ...wished]).size;
}

function finalPrompt({ result, finalist, best, nodes, startPrompt }: RunView): string {
  const chosen = finalist?.contender ?? best?.node;
  return result?.prompt ?? nodes.get(chosen ?? '')?.prompt ?? startPrompt;
}
