/**
 * Tokens against the authors' code on the same tree with the same text lengths (docs/BENCHMARKS.md): 112 states, one query
 * a candidate, two examples. A scripted engine answers with texts of fixed length and counts characters / 4, with WebLLM's
 * cache rule: only a request that continues the very conversation just held, reply unaltered, is not prefilled again.
 */
import { exampleChooser } from '../../src/core/answering.ts';
import { ASPECTS } from '../../src/core/aspects.ts';
import { beamSearch } from '../../src/core/beam.ts';
import { presetConfig, sameModelForAll } from '../../src/core/config.ts';
import { Outbox } from '../../src/core/outbox.ts';
import type { ChatModel, ChatReply, ChatRequest, Message, Ports } from '../../src/core/ports.ts';
import { PromptSearch } from '../../src/core/system-prompt.ts';
import type { Query, Role, State } from '../../src/core/terms.ts';
import { createSchedule } from '../../src/runner/schedule.ts';

/** What the authors' code spends at depth 20 (from its published source, driven by scripts of the same lengths). */
export const REFERENCE = {
  states: 112,
  decoded: 127_881,
  prefilledByResponder: 185_616,
  prefilledByOthers: 501_727,
  /** Were an n-sample request charged one prefill. */
  prefilledByOthersOnceCharged: 439_000 - 185_616,
};

const LENGTHS = {
  query: 129,
  response: 1000,
  prompt: 1500,
  example: 1250,
  critiquePerAspect: 200,
  edit: 250,
  reason: 200,
};
const RULES = 5;
const ASPECTS_PER_QUERY = 4;

export interface Spent {
  calls: number;
  prefilled: number;
  decoded: number;
}

export interface Comparison {
  states: number;
  byRole: Record<Role, Spent>;
  decoded: number;
  prefilledByResponder: number;
  prefilledByOthers: number;
}

export async function compareTokens(): Promise<Comparison> {
  const { model, byRole } = countingModel();
  const config = presetConfig('standard', {
    seed: 7,
    startPrompt: startPrompt(),
    models: sameModelForAll(model),
  });
  config.search = { width: 2, actions: 3, depth: 20, maxExtraDepth: 0 };
  config.queriesPerCandidate = 1;
  config.aspectsPerQuery = { min: ASPECTS_PER_QUERY, max: ASPECTS_PER_QUERY };
  const search: Query[] = Array.from({ length: 20 }, (_, i) => ({
    id: `q${String(i)}`,
    text: filled(`Query ${String(i)}`, LENGTHS.query),
    category: 'own',
  }));
  const examples = ['a', 'b'].map((id) => ({
    id,
    query: filled(`Example ${id}`, LENGTHS.example),
    response: filled(`Answer ${id}`, LENGTHS.example),
  }));
  const asking = { config, ports: scheduled(model), signal: new AbortController().signal };
  const outbox = new Outbox();
  const choose = exampleChooser(asking, examples);
  const work = { asking, aspects: ASPECTS, choose, critiques: new Map<State, Promise<string>>() };
  const problem = new PromptSearch(work, { search }, () => true, outbox);
  await beamSearch(problem, { ...config.search, pathScore: 'mean' }, (moment) => {
    problem.observe(moment);
  });
  outbox.end();
  let states = 0;
  for await (const event of outbox.events()) if (event.kind === 'candidate-proposed') states += 1;
  const others = Object.entries(byRole).filter(([role]) => role !== 'responder');
  return {
    states,
    byRole,
    decoded: Object.values(byRole).reduce((sum, { decoded }) => sum + decoded, 0),
    prefilledByResponder: byRole.responder.prefilled,
    prefilledByOthers: others.reduce((sum, [, { prefilled }]) => sum + prefilled, 0),
  };
}

function scheduled(model: ChatModel): Ports {
  const schedule = createSchedule(() => new Promise((resolve) => setImmediate(resolve)));
  const queued: ChatModel = {
    ...model,
    complete: (request, options) => {
      const { role, conversation } = request;
      const place = { model: model.id, concurrency: 1, role, conversation };
      return schedule.run(place, options.signal, () => model.complete(request, options));
    },
  };
  return {
    models: { responder: queued, selector: queued, judge: queued, critic: queued, rewriter: queued },
    retriever: {
      id: 'first',
      nearest: ({ examples, k }) => Promise.resolve(examples.slice(0, k).map(({ id }) => id)),
    },
    decisions: { decide: () => Promise.resolve({ changes: [] }) },
  };
}

function countingModel(): { model: ChatModel; byRole: Record<Role, Spent> } {
  const none = (): Spent => ({ calls: 0, prefilled: 0, decoded: 0 });
  const byRole: Record<Role, Spent> = {
    responder: none(),
    selector: none(),
    judge: none(),
    critic: none(),
    rewriter: none(),
  };
  let held: Message[] = [];
  const model: ChatModel = {
    id: 'counting:1',
    contextWindow: 100_000,
    concurrency: 1,
    complete(request) {
      const reply = replyTo(request, byRole[request.role].calls);
      const spent = byRole[request.role];
      const fresh = continues(request.messages, held)
        ? request.messages.slice(held.length)
        : request.messages;
      spent.calls += 1;
      spent.prefilled += tokens(fresh.map(({ content }) => content).join(''));
      spent.decoded += request.reply.kind === 'choice' ? 1 : tokens(reply.text);
      held = [...request.messages, { role: 'assistant', content: reply.text }];
      return Promise.resolve(reply);
    },
  };
  return { model, byRole };
}

function continues(messages: readonly Message[], held: readonly Message[]): boolean {
  return (
    held.length > 0 &&
    held.length < messages.length &&
    held.every(({ role, content }, i) => messages[i]?.role === role && messages[i].content === content)
  );
}

function replyTo({ role, path }: ChatRequest, n: number): ChatReply {
  const usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 };
  const reply = (text: string, more: Partial<ChatReply> = {}): ChatReply => ({
    text,
    finish: 'stop',
    usage,
    ...more,
  });
  switch (role) {
    case 'responder':
      return reply(filled(`Response ${String(n)}`, LENGTHS.response));
    case 'selector': {
      const aspects = ASPECTS.slice(0, ASPECTS_PER_QUERY).map(({ name }) => name);
      return reply(JSON.stringify({ reason: filled('Because', LENGTHS.reason), aspects, new: [] }));
    }
    case 'judge': {
      // Always below "good enough", and different from state to state, so that every state kept is rewritten.
      const p = 0.2 + ((n * 37) % 50) / 100;
      return reply('3', { probabilities: { '1': 0, '2': 0, '3': 1 - p, '4': p, '5': 0 } });
    }
    case 'critic':
      return reply(filled('The response', LENGTHS.critiquePerAspect * ASPECTS_PER_QUERY));
    case 'rewriter': {
      const rule = 1 + (n % RULES);
      const frame = JSON.stringify({ why: 'It helps.', edits: [{ do: 'replace', rule, text: '' }] });
      const text = filled(`Rule ${path}`, LENGTHS.edit - frame.length);
      return reply(JSON.stringify({ why: 'It helps.', edits: [{ do: 'replace', rule, text }] }));
    }
  }
}

/** Preamble and rules, 1,500 characters in all; rules as long as the edits that replace them. */
function startPrompt(): string {
  const frame = JSON.stringify({ why: 'It helps.', edits: [{ do: 'replace', rule: 1, text: '' }] });
  const rules = Array.from(
    { length: RULES },
    (_, i) => `- ${filled(`First rule ${String(i)}`, LENGTHS.edit - frame.length)}`,
  );
  const list = rules.join('\n');
  return `${filled('You are an assistant', LENGTHS.prompt - list.length - 2)}\n\n${list}`;
}

/** Words without end marks, so that no text trims or splits to another length. */
function filled(start: string, length: number): string {
  let text = start;
  for (let i = 0; text.length < length; i++) text += ` ${(start.length * 31 + i * i * 7919).toString(36)}`;
  return text.slice(0, length).replace(/ $/, 'x');
}

function tokens(text: string): number {
  return text.length / 4;
}
