/**
 * A request of the core -> the call the library takes. Penalties, top-p and seed are always explicit: what is left out
 * would come from the model's own config. Wording is done elsewhere (held-conversation.ts, transcript.ts).
 */
import type { Sampling } from '../../core/ports';
import { choiceGrammar, choiceTemperature } from './choice';
import type { ChatCall, EngineMessage, EngineSampling, TextCall } from './engine-port';
import type { Asked } from './protocol';
import { STOP_STRINGS, transcriptOf } from './transcript';
import { EMPTY_THOUGHT_TOKENS } from './thought';

const LARGEST_SEED = 2 ** 31 - 2;
/** The grammar ends a choice after its one token; with a limit of 1 it would finish as cut, and the cache be lost. */
const CHOICE_LIMIT = 2;
/** Enough for a digit with words around it, where no grammar helps. */
const UNGUIDED_CHOICE_LIMIT = 8;

/** 1 to 2^31 - 2. The core's seeds are there already; others are folded in. */
export function seedInRange(seed: number): number {
  const whole = Number.isFinite(seed) ? Math.abs(Math.trunc(seed)) : 1;
  return whole >= 1 && whole <= LARGEST_SEED ? whole : (whole % LARGEST_SEED) + 1;
}

/** A step of the minimal standard generator: another seed, far from the first. */
export function nextSeed(seed: number): number {
  return seedInRange(Number((BigInt(seedInRange(seed)) * 48_271n) % (2n ** 31n - 1n)));
}

function sampled({ temperature, topP, seed }: Sampling, maxTokens: number): EngineSampling {
  return {
    temperature,
    top_p: Math.min(1, Math.max(topP, 0.01)),
    max_tokens: maxTokens,
    seed: seedInRange(seed),
    repetition_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    stream: true,
    stream_options: { include_usage: true },
  };
}

export interface CallForm {
  /** The template takes `enable_thinking`; the empty block it puts in front counts as tokens. */
  thinking: boolean;
  grammar: boolean;
}

export function chatCall(
  { sampling, reply }: Asked,
  messages: EngineMessage[],
  { thinking, grammar }: CallForm,
): ChatCall {
  const extra = thinking ? EMPTY_THOUGHT_TOKENS : 0;
  const shared = { messages, ...(thinking ? { extra_body: { enable_thinking: false as const } } : {}) };
  if (reply.kind === 'choice' && grammar) {
    return {
      ...shared,
      ...sampled({ ...sampling, topP: 1 }, CHOICE_LIMIT + extra),
      temperature: choiceTemperature(sampling.temperature),
      response_format: { type: 'grammar', grammar: choiceGrammar(reply.options) },
      logprobs: true,
      top_logprobs: 5,
    };
  }
  const limit = reply.kind === 'choice' ? UNGUIDED_CHOICE_LIMIT : sampling.maxTokens;
  const plain = { ...shared, ...sampled(sampling, limit + extra) };
  if (reply.kind !== 'json' || !grammar) return plain;
  return { ...plain, response_format: { type: 'json_object', schema: JSON.stringify(reply.schema) } };
}

export function textCall({ sampling, messages }: Asked): TextCall {
  return {
    ...sampled(sampling, sampling.maxTokens),
    prompt: transcriptOf(messages),
    stop: [...STOP_STRINGS],
  };
}
