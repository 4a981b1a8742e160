/** A made run in which every text that a model, a person or a file could have brought means harm: names of aspects and models too. */
import type { RunEvent } from '../../../src/core/events';
import { type Aspect, type Judgement, ROLES } from '../../../src/core/terms';
import { madeRun, type MadeRun } from './made-run';
import { HOSTILE } from './made-texts';

/** `from`: which harm comes first, so that two runs differ, and each place gets another. */
export function madeHostile(from = 0): MadeRun {
  const run = madeRun({ depth: 4 });
  let next = from;
  const harm = (): string => HOSTILE[next++ % HOSTILE.length] ?? '';
  /** A file may name one aspect twice. */
  const judged = (judgement: Judgement): Judgement => {
    const twice = harm();
    const scores = judgement.scores.map((score, i) => ({
      ...score,
      aspect: i < 2 ? twice : harm(),
      rationale: harm(),
    }));
    return { ...judgement, scores };
  };
  const maybeJudged = (judgement: Judgement | null): Judgement | null => judgement && judged(judgement);
  const aspects = (list: readonly Aspect[]): Aspect[] =>
    list.map((aspect) => ({ ...aspect, name: harm(), low: harm(), high: harm() }));
  const events = run.events.map((event): RunEvent => {
    switch (event.kind) {
      case 'run-started':
        return { ...event, startPrompt: harm() };
      case 'level-started':
        return { ...event, queries: event.queries.map((query) => ({ ...query, text: harm() })) };
      case 'candidate-proposed':
        return {
          ...event,
          prompt: harm(),
          action: event.action && { kind: 'edits', edits: [{ do: 'add', text: harm() }], why: harm() },
        };
      case 'aspects-selected':
        return { ...event, reason: harm(), aspects: aspects(event.aspects) };
      case 'response-given':
        return { ...event, response: harm() };
      case 'response-judged':
        return { ...event, judgement: judged(event.judgement) };
      case 'held-out-judged':
      case 'example-judged':
      case 'contender-validated':
        return { ...event, response: harm(), judgement: maybeJudged(event.judgement) };
      case 'verdict-given': {
        const { breakdown = [], ...verdict } = event.verdict;
        const named = breakdown.map((row, i) => ({ ...row, name: i < 2 ? 'x'.repeat(3_000) : harm() }));
        return { ...event, verdict: { ...verdict, breakdown: named } };
      }
      case 'example-critiqued':
      case 'state-critiqued':
        return { ...event, critique: harm() };
      case 'run-finished':
        return {
          ...event,
          prompt: harm(),
          examples: event.examples.map((one) => ({ ...one, query: harm(), response: harm() })),
        };
      default:
        return event;
    }
  });
  const records = run.records.map((record) =>
    record.kind === 'call'
      ? {
          ...record,
          request: {
            ...record.request,
            messages: record.request.messages.map((one) => ({ ...one, content: harm() })),
          },
          reply: { ...record.reply, text: harm() },
        }
      : record,
  );
  const { materials } = run.row.setup;
  const { config } = run.row.setup;
  const setup = {
    ...run.row.setup,
    config: { ...config, startPrompt: harm() },
    materials: {
      ...materials,
      queries: materials.queries.map((query) => ({ ...query, text: harm() })),
      heldOut: materials.heldOut.map((query) => ({ ...query, text: harm() })),
      aspects: aspects(materials.aspects),
      baseExamples: materials.baseExamples.map((one) => ({ ...one, query: harm() })),
    },
  };
  const engines = Object.fromEntries(
    ROLES.map((role) => [role, { ...run.row.engines[role], id: `${role} ${harm()}`, label: harm() }]),
  ) as typeof run.row.engines;
  return { events, records, row: { ...run.row, name: harm(), engines, setup } };
}
