/**
 * How every question of the method is put: under its path, with its seed, as often as the config allows.
 * The answer is a value or Unreadable; engine faults pass through.
 */
import type { RunConfig } from './config';
import { messageTokens, PromptTooLong, type Room } from './fit';
import type { ChatReply, ChatRequest, Message, Ports, ReplyForm, Sampling } from './ports';
import { seedFor } from './random';
import { isUnreadable, type Role, type Unreadable } from './terms';

/** What all of the method is handed: a frozen config, the ports, and the wish to stop. */
export interface Asking {
  config: RunConfig;
  ports: Ports;
  signal: AbortSignal;
}

export interface Question {
  role: Role;
  /** Without the try: "system/0.2/q1/judge/safety". */
  path: string;
  conversation: string;
  messages: Message[];
  reply: ReplyForm;
  maxTokens: number;
}

/** A question in a conversation of its own, answered in plain text. */
export function textQuestion(role: Role, path: string, messages: Message[], maxTokens: number): Question {
  return { role, path, conversation: path, messages, reply: { kind: 'text' }, maxTokens };
}

const AGAIN = { temperature: 0.7, topP: 0.95 };

/** Asks once. */
export function askOnce(asking: Asking, question: Question, attempt: number): Promise<ChatReply> {
  const { config, ports, signal } = asking;
  const { role, conversation, messages, reply, maxTokens } = question;
  const path = `${question.path}/try${String(attempt)}`;
  const usual = config.sampling[role];
  // Greedy decoding gives the same reply to the same prompt: asking again is only worth it with some warmth.
  const { temperature, topP } = attempt > 0 && usual.temperature === 0 ? AGAIN : usual;
  const sampling: Sampling = { temperature, topP, maxTokens, seed: seedFor(config.seed, path) };
  const request: ChatRequest = { path, role, conversation, messages, sampling, reply };
  return ports.models[role].complete(request, { signal });
}

/** Asks until the reply can be read, `tries` times at most; the last reason why not, otherwise. */
export async function ask<T>(
  asking: Asking,
  question: Question,
  tries: number,
  read: (reply: ChatReply) => T | Unreadable,
): Promise<T | Unreadable> {
  let last: Unreadable = { unreadable: 'empty' };
  for (let attempt = 0; attempt < tries; attempt++) {
    const value = read(await askOnce(asking, question, attempt));
    if (!isUnreadable(value)) return value;
    last = value;
  }
  return last;
}

export function roomFor(config: RunConfig, role: Role, reply: number): Room {
  return { window: config.models[role].contextWindow, reply };
}

/** The shortest response worth asking for where its length is "as fits". */
const LEAST_RESPONSE_TOKENS = 128;
/** The longest, where the context would hold more: no model of this size keeps to the point beyond it. */
const MOST_RESPONSE_TOKENS = 1024;

/** Room where the reply is a response, whoever writes it (phase 1 has the rewriter write some). */
export function responseRoom(config: RunConfig, role: Role): Room {
  return roomFor(config, role, config.limits.response ?? LEAST_RESPONSE_TOKENS);
}

/** The reply length to ask for after these messages, where the reply is a response. */
export function responseTokens(config: RunConfig, role: Role, messages: readonly Message[]): number {
  if (config.limits.response !== null) return config.limits.response;
  const window = config.models[role].contextWindow;
  const left = window - messageTokens(messages);
  if (left < LEAST_RESPONSE_TOKENS) {
    throw new PromptTooLong(role, messageTokens(messages) + LEAST_RESPONSE_TOKENS, window);
  }
  return Math.min(left, MOST_RESPONSE_TOKENS);
}
