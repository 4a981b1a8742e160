/**
 * A small method and a scripted model for the runner's tests: the method asks for `levels` levels of two candidates side by
 * side, each a conversation of three calls, with a retrieval and a barrier a level, and tells an event for each.
 */
import { presetConfig, sameModelForAll, METHOD_VERSION } from '../../src/core/config';
import type { RunEvent } from '../../src/core/events';
import type { ChatModel, ChatReply, ChatRequest, Decision, Ports } from '../../src/core/ports';
import { seedFor } from '../../src/core/random';
import type { RunRow } from '../../src/core/records';
import { ROLES, type Role } from '../../src/core/terms';
import type { Drpo } from '../../src/runner/live-run';

const turns: Role[] = ['responder', 'judge', 'judge'];
export const CALLS_A_LEVEL = 2 * turns.length;

export function method(levels: number): Drpo {
  return async function* (setup, ports, signal): AsyncGenerator<RunEvent> {
    yield { kind: 'candidate-dropped', node: setup.config.startPrompt };
    for (let level = 0; level < levels; level++) {
      const asked = [0, 1].map((child) => candidate(`system/${level}.${child}`, ports, signal));
      for (const texts of await Promise.all(asked)) {
        for (const text of texts) yield { kind: 'candidate-scored', node: text, reward: text.length };
      }
      const { changes } = await barrier(level, ports, signal);
      yield { kind: 'decision-taken', at: `system/level/${level}`, changes };
      if (changes.some(({ kind }) => kind === 'finish')) break;
    }
    yield { kind: 'run-finished', node: '0', prompt: 'done', examples: [] };
  };
}

async function candidate(path: string, ports: Ports, signal: AbortSignal): Promise<string[]> {
  const examples = [{ id: 'a', query: 'q', response: 'r' }];
  const ids = await ports.retriever.nearest(
    { path: `${path}/nearest`, query: 'q', examples, k: 1 },
    { signal },
  );
  const texts = [...ids];
  const messages: ChatRequest['messages'] = [];
  for (const [i, role] of turns.entries()) {
    messages.push({ role: 'user', content: `${path} ${role} ${i}` });
    const request = requestOf(`${path}/${role}/${i}/try0`, role, path, messages);
    const reply = await ports.models[role].complete(request, { signal });
    messages.push({ role: 'assistant', content: reply.text });
    texts.push(reply.text);
  }
  return texts;
}

function barrier(level: number, ports: Ports, signal: AbortSignal): Promise<Decision> {
  const path = `system/level/${level}/barrier`;
  return ports.decisions.decide({ path, nodes: [], options: ['finish'] }, { signal });
}

export function requestOf(
  path: string,
  role: Role = 'judge',
  conversation = path,
  messages: ChatRequest['messages'] = [{ role: 'user', content: path }],
): ChatRequest {
  const sampling = { temperature: 0, topP: 1, maxTokens: 8, seed: seedFor(1, path) };
  return { path, role, conversation, messages, sampling, reply: { kind: 'text' } };
}

export function replyTo(request: ChatRequest): ChatReply {
  const text = `reply to ${request.messages.at(-1)?.content ?? ''}`;
  const usage = { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 0, decodeMs: 0 };
  return { text, finish: 'stop', usage };
}

/** What a call does, besides answering: hang, throw, ... `nth` counts from 1. */
export type Twist = (nth: number, request: ChatRequest, signal: AbortSignal) => Promise<void> | void;

export class ScriptedModel implements ChatModel {
  readonly contextWindow = 4096;
  readonly id: string;
  readonly concurrency: number;
  readonly asked: ChatRequest[] = [];
  private readonly twist: Twist;

  constructor(twist: Twist = () => undefined, id = 'scripted:1', concurrency = 1) {
    this.twist = twist;
    this.id = id;
    this.concurrency = concurrency;
  }

  async complete(request: ChatRequest, options: Parameters<ChatModel['complete']>[1]): Promise<ChatReply> {
    this.asked.push(structuredClone(request));
    await this.twist(this.asked.length, request, options.signal);
    const reply = replyTo(request);
    options.onText?.(reply.text);
    return reply;
  }
}

/** Never answers; rejects when it is aborted, as an engine does. */
export function hang(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

export function forAllRoles<T>(value: T): Record<Role, T> {
  return Object.fromEntries(ROLES.map((role) => [role, value])) as Record<Role, T>;
}

export function rowOf(id = 'run-1', change: Partial<RunRow> = {}): RunRow {
  const models = sameModelForAll({ id: 'scripted:1', contextWindow: 4096 });
  const config = presetConfig('quick', { seed: 1, startPrompt: 'Help.', models });
  const materials = { queries: [], ownQueries: false, heldOut: [], baseExamples: [], aspects: [] };
  return {
    id,
    name: 'A run',
    createdAt: 1,
    finishedAt: null,
    status: 'running',
    because: null,
    methodVersion: METHOD_VERSION,
    setup: { config, materials },
    engines: forAllRoles({ id: 'scripted:1', label: 'Scripted', simulated: true }),
    finishAsked: false,
    summary: { calls: 0, outcome: null },
    ...change,
  };
}
