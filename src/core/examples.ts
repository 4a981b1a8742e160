/**
 * Phase 1: the universal set of examples I* (paper, section 3.3, algorithm 1). Each base example's response is judged, then
 * up to T times critiqued, rewritten and judged again; the highest total is kept, the later one on ties. The first rewrite
 * always happens; after each, an example whose best total is perfect rests.
 *
 * All examples take each round together, so that a model is loaded once a role and round. Decisions are asked between rounds.
 */
import { ask, type Asking, responseRoom, responseTokens, textQuestion } from './asking';
import { fitted, shorter } from './fit';
import { critique, judge } from './judging';
import type { Outbox, Slot } from './outbox';
import { betterResponseMessages, type Evidence } from './prompts/rewriter';
import { readWholeResponse } from './replies';
import { selectAspects } from './selecting';
import {
  type Aspect,
  type BaseExample,
  type Example,
  isUnreadable,
  type Judgement,
  type Selection,
} from './terms';

interface Version {
  response: string;
  judgement: Judgement | null;
}

interface Improving {
  base: BaseExample;
  selection: Selection;
  versions: Version[];
  /** Index of the best version so far. */
  best: number;
  done: boolean;
}

export interface ImprovedExamples {
  examples: Example[];
  /** A person decided on the way to finish. A deadline here ends phase 1 only: what time is left goes to the search. */
  finish: boolean;
}

export async function improveExamples(
  asking: Asking,
  bases: readonly BaseExample[],
  aspects: readonly Aspect[],
  outbox: Outbox,
): Promise<ImprovedExamples> {
  const begun = await together(bases, outbox, (base, slot) => begin(asking, base, aspects, slot));
  let decided = await decide(asking, 0, outbox);
  for (let round = 1; round <= asking.config.examples.rewrites && decided === null; round++) {
    const open = begun.filter((one) => !one.done);
    if (open.length === 0) break;
    await together(open, outbox, (one, slot) => improve(asking, one, round, slot));
    decided = await decide(asking, round, outbox);
  }
  const examples = begun.map(({ base, versions, best }) => {
    outbox.root.emit({ kind: 'example-kept', example: base.id, version: best, versions: versions.length });
    return { id: base.id, query: base.query, response: versions[best]?.response ?? base.plain };
  });
  outbox.root.emit({ kind: 'examples-finished', examples });
  return { examples, finish: decided === 'asked' };
}

/** Does something for all at once, each telling its events in its place. */
async function together<T, R>(
  all: readonly T[],
  outbox: Outbox,
  act: (one: T, slot: Slot) => Promise<R>,
): Promise<R[]> {
  const placed = all.map((one) => ({ one, slot: outbox.root.slot() }));
  return Promise.all(
    placed.map(async ({ one, slot }) => {
      const done = await act(one, slot);
      slot.close();
      return done;
    }),
  );
}

/** An example whose aspects cannot be selected cannot be improved: the good response that came with it is used. */
async function begin(
  asking: Asking,
  base: BaseExample,
  aspects: readonly Aspect[],
  slot: Slot,
): Promise<Improving> {
  const first: Version = { response: base.plain, judgement: null };
  const path = `examples/${base.id}/aspects`;
  const selection = await selectAspects(asking, aspects, base.query, path, asking.config.aspectsPerExample);
  const none: Improving = {
    base,
    selection: { aspects: [], reason: '' },
    versions: [first],
    best: 0,
    done: true,
  };
  if (isUnreadable(selection)) {
    slot.emit({ kind: 'query-left-out', query: base.id, why: selection.unreadable });
    return { ...none, versions: [{ response: base.good, judgement: null }] };
  }
  slot.emit({ kind: 'aspects-selected', query: base.id, ...selection });
  const one: Improving = { ...none, selection, done: false };
  one.versions = [await judgeVersion(asking, one, 0, base.plain, slot)];
  return one;
}

/** One round for one example: critique and rewrite the latest response, judge the new one. */
async function improve(asking: Asking, one: Improving, round: number, slot: Slot): Promise<void> {
  const latest = one.versions.at(-1);
  if (latest === undefined) return;
  const { base } = one;
  const judged = {
    path: `examples/${base.id}/${String(round - 1)}`,
    query: base.query,
    response: latest.response,
  };
  const text = await critique(asking, judged, latest.judgement);
  slot.emit({ kind: 'example-critiqued', example: base.id, version: round - 1, critique: text });
  const evidence = {
    query: base.query,
    response: latest.response,
    scores: latest.judgement?.scores ?? [],
    critique: text,
  };
  const response = await betterResponse(asking, `examples/${base.id}/${String(round)}/rewrite`, evidence);
  if (response === null) {
    one.done = true;
    return;
  }
  one.versions.push(await judgeVersion(asking, one, round, response, slot));
  one.best = bestVersion(one.versions);
  one.done = isPerfect(one.versions[one.best]);
}

async function judgeVersion(
  asking: Asking,
  { base, selection }: Improving,
  version: number,
  response: string,
  slot: Slot,
): Promise<Version> {
  const judged = { path: `examples/${base.id}/${String(version)}`, query: base.query, response };
  const read = await judge(asking, judged, selection);
  const judgement = isUnreadable(read) ? null : read;
  slot.emit({ kind: 'example-judged', example: base.id, version, response, judgement });
  return { response, judgement };
}

async function betterResponse(asking: Asking, path: string, whole: Evidence): Promise<string | null> {
  const room = responseRoom(asking.config, 'rewriter');
  const messages = betterResponseMessages(
    fitted('rewriter', whole, betterResponseMessages, [shorter('response'), shorter('critique')], room),
  );
  const maxTokens = responseTokens(asking.config, 'rewriter', messages);
  const question = textQuestion('rewriter', path, messages, maxTokens);
  const read = await ask(asking, question, 1 + asking.config.asksAgain, readWholeResponse);
  return isUnreadable(read) ? null : read;
}

function total(version: Version | undefined): number {
  return version?.judgement?.scores.reduce((sum, { score }) => sum + score, 0) ?? -Infinity;
}

/** The highest total, the later on ties; a version that could not be judged never replaces another. */
export function bestVersion(versions: readonly Version[]): number {
  return versions.reduce(
    (best, version, i) => (version.judgement && total(version) >= total(versions[best]) ? i : best),
    0,
  );
}

function isPerfect(version: Version | undefined): boolean {
  return version?.judgement?.scores.every(({ score }) => score === 5) ?? false;
}

/** Why phase 1 ends here; null where it goes on. */
async function decide(
  { ports, signal }: Asking,
  round: number,
  outbox: Outbox,
): Promise<'asked' | 'deadline' | null> {
  const at = `examples/round/${String(round)}/barrier`;
  const { changes } = await ports.decisions.decide({ path: at, nodes: [], options: ['finish'] }, { signal });
  outbox.root.emit({ kind: 'decision-taken', at, changes });
  const finish = changes.filter((change) => change.kind === 'finish');
  return finish.find(({ why }) => why === 'asked')?.why ?? finish[0]?.why ?? null;
}
