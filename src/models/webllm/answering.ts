/**
 * One question of the core, answered by the engine: the right call, the ladder where a grammar fails (the same again with
 * another seed, then plain text for the tolerant reader; each listed in `attempts`), and the reply as the core wants it.
 * After anything but a reply that ended by itself the engine's chat is reset: no call ever builds on half a reply.
 */
import type { Attempt, ChatReply } from '../../core/ports';
import type { ChatTemplate } from './chat-template';
import { choiceTemperature, distributionOf } from './choice';
import type { EngineChunk, EnginePort, EngineUsage } from './engine-port';
import { chatCall, nextSeed, textCall } from './engine-request';
import { fault, faultOfThrown, thrown, type WebLLMFault } from './faults';
import { generate, type Generation, type StopSwitch } from './generation';
import { type HeldConversation, type Prepared } from './held-conversation';
import type { Every } from './lived-time';
import type { ModelSource } from './model-source';
import type { Pace } from './patience';
import type { Asked } from './protocol';
import { shownSoFar, withoutThought } from './thought';
import { answerOf, transcriptOf } from './transcript';

/** What a loaded model is to this worker. */
export interface Resident {
  model: ModelSource;
  template: ChatTemplate;
  held: HeldConversation;
  pace: Pace;
}

export interface Answering {
  engine: EnginePort;
  resident: Resident;
  stop: StopSwitch;
  /** The text that may be shown so far. */
  onShown: (text: string) => void;
  now: () => number;
  every: Every;
}

/** The call was stopped because the page asked so; the engine is idle. */
export class Aborted extends Error {}

/** A grammar got nowhere; asking without one may. */
class GrammarFailed extends Error {}

type Reading = Pick<ChatReply, 'text' | 'probabilities'>;

export async function answer(asked: Asked, grammar: boolean, tools: Answering): Promise<ChatReply> {
  const { model } = tools.resident;
  if (model.base) return answerAsText(asked, tools);
  const attempts: Attempt[] = [];
  if (asked.reply.kind === 'text') return answerInChat(asked, false, tools, attempts);
  const seeds = grammar ? [asked.sampling.seed, nextSeed(asked.sampling.seed)] : [];
  for (const [i, seed] of seeds.entries()) {
    try {
      return await answerInChat({ ...asked, sampling: { ...asked.sampling, seed } }, true, tools, attempts);
    } catch (error) {
      if (!(error instanceof GrammarFailed)) throw error;
      attempts.push({ what: i === 0 ? 'grammar' : 'grammar, another seed', outcome: error.message });
      tools.stop.takeBack();
    }
  }
  attempts.push({ what: 'plain text', outcome: 'answered' });
  return answerInChat(asked, false, tools, attempts);
}

async function answerInChat(
  asked: Asked,
  grammar: boolean,
  tools: Answering,
  attempts: readonly Attempt[],
): Promise<ChatReply> {
  const { engine, resident } = tools;
  if (!resident.template.continues) await forget(tools);
  const prepared = resident.held.prepare(asked.messages, resident.template.filled);
  const call = chatCall(asked, prepared.sent, { thinking: resident.model.thinking, grammar });
  const characters = asked.messages.reduce((sum, { content }) => sum + content.length + 64, 0);
  const open = () => engine.chat.completions.create(call);
  const got = await attempt(open, { characters, prepared, asked, grammar }, tools);
  const { text, open: cutInThought } = withoutThought(got.raw);
  const reading = grammar ? readGuided(asked, text, got) : { text };
  const finish = got.finish === 'stop' && !cutInThought ? 'stop' : 'length';
  const usage = got.usage;
  const cachedTokens = resident.held.cachedTokens(prepared, usage);
  if (finish === 'stop') resident.held.hold(prepared, { text: reading.text, raw: got.raw }, usage);
  else await forget(tools);
  return {
    ...reading,
    finish,
    ...(attempts.length > 0 ? { attempts: [...attempts] } : {}),
    usage: usageOf(usage, cachedTokens),
  };
}

/** A base model goes on writing a transcript; only a response can be had from it that way. */
async function answerAsText(asked: Asked, tools: Answering): Promise<ChatReply> {
  const { role, reply, messages } = asked;
  if (role !== 'responder' || reply.kind !== 'text') {
    throw thrown(fault('base-model-role', { role, model: tools.resident.model.id }));
  }
  const characters = transcriptOf(messages).length;
  const open = () => tools.engine.completions.create(textCall(asked));
  const onShown = (raw: string): void => tools.onShown(raw);
  const got = await attempt(
    open,
    { characters, prepared: null, asked, grammar: false },
    { ...tools, onShown },
  );
  return {
    text: answerOf(got.raw, true),
    finish: got.finish === 'stop' ? 'stop' : 'length',
    usage: usageOf(got.usage, 0),
  };
}

interface AttemptAt {
  characters: number;
  /** null for raw text. */
  prepared: Prepared | null;
  asked: Asked;
  grammar: boolean;
}

/** One call that ended by itself, with its usage. Everything else is thrown, and the engine left clean. */
async function attempt(
  open: () => Promise<AsyncIterable<EngineChunk>>,
  { characters, prepared, asked, grammar }: AttemptAt,
  tools: Answering,
): Promise<Generation & { usage: EngineUsage }> {
  const { engine, resident, stop, now, every } = tools;
  const patience = resident.pace.patienceFor(characters, asked.sampling.maxTokens);
  const show = prepared ? shownSoFar : (raw: string) => answerOf(raw, false);
  const onRaw = (raw: string): void => tools.onShown(show(raw));
  if (stop.isAborted()) throw new Aborted();
  try {
    const got = await generate(open, { engine, stop, patience, timesOut: grammar, onRaw, now, every });
    if (stop.isAborted()) throw new Aborted();
    if (stop.why === 'time-out') throw new GrammarFailed('time-out');
    if (got.finish === 'abort' || got.usage === null) throw thrown(fault('interrupted'));
    resident.pace.learn(got.usage);
    return { ...got, usage: got.usage };
  } catch (error) {
    await forget(tools);
    throw grammar && faultOfThrown(error).tag === 'grammar-failed'
      ? new GrammarFailed('grammar-failed')
      : withWindow(error, prepared, resident.model);
  }
}

async function forget({ engine, resident }: Answering): Promise<void> {
  resident.held.drop();
  // A dead engine says so at the next call; here it would only hide what was thrown.
  await engine.resetChat().catch(() => undefined);
}

/** The text a grammar allowed; for a choice, one of the options and how likely each was. */
function readGuided({ reply, sampling }: Asked, text: string, { first }: Generation): Reading {
  if (reply.kind !== 'choice') return { text };
  const chosen = reply.options.find((option) => option === text) ?? text.trim();
  const temperature = choiceTemperature(sampling.temperature);
  const probabilities = first ? distributionOf(first, reply.options, temperature) : null;
  if (!reply.options.includes(chosen) || probabilities === null) throw new GrammarFailed('no-distribution');
  return { text: chosen, probabilities };
}

/** The library counts only what it would newly read: what it holds already belongs to what is needed. */
function withWindow(error: unknown, prepared: Prepared | null, model: ModelSource): unknown {
  const { tag, facts }: WebLLMFault = faultOfThrown(error);
  if (tag !== 'context-overflow' || typeof facts.needed !== 'number') return error;
  const needed = facts.needed + (prepared?.heldTokens ?? 0);
  return thrown(fault(tag, { needed, window: Number(facts.window ?? model.contextWindow) }));
}

function usageOf(
  { prompt_tokens, completion_tokens, extra }: EngineUsage,
  cachedTokens: number,
): ChatReply['usage'] {
  const decodeMs = completion_tokens * extra.time_per_output_token_s * 1000;
  return {
    promptTokens: cachedTokens + prompt_tokens,
    cachedTokens,
    completionTokens: completion_tokens,
    prefillMs: Math.round(extra.time_to_first_token_s * 1000),
    decodeMs: Number.isFinite(decodeMs) ? Math.round(decodeMs) : 0,
  };
}
