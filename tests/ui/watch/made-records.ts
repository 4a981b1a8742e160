/** The row and the call records of a made-up run, and the shapes it can have. */
import { ASPECTS } from '../../../src/core/aspects';
import { presetConfig, sameModelForAll } from '../../../src/core/config';
import type { Message } from '../../../src/core/ports';
import { SCORES } from '../../../src/core/prompts/judge';
import { fingerprint } from '../../../src/core/random';
import type { CallRecord, EngineLabel, RunRow } from '../../../src/core/records';
import type { Query, Role } from '../../../src/core/terms';
import type { Verdict } from '../../../src/core/verdict';
import { EXAMPLES, START_PROMPT } from './made-texts';

export interface Shape {
  seed: number;
  width: number;
  actions: number;
  depth: number;
  perCandidate: number;
  verdictQueries: number;
  outcome: Verdict['outcome'];
  records: boolean;
}

export const USUAL: Shape = {
  seed: 7,
  width: 2,
  actions: 3,
  depth: 8,
  perCandidate: 2,
  verdictQueries: 24,
  outcome: 'better',
  records: true,
};

/** More than 1,000 nodes: 8 kept a level, 8 children each, 17 levels. */
export const THOUSAND: Shape = { ...USUAL, width: 8, actions: 8, depth: 18, records: false };

export const PRACTICE: EngineLabel = {
  id: 'practice:1',
  label: 'Practice model (simulated)',
  simulated: true,
};

export interface MadeCall {
  path: string;
  role: Role;
  messages: Message[];
  text: string;
  at: number;
  probabilities?: Record<string, number>;
}

export function madeCall({ path, role, messages, text, at, probabilities }: MadeCall): CallRecord {
  const completionTokens = Math.max(1, Math.ceil(text.length / 4));
  const promptTokens = Math.ceil(messages.reduce((sum, message) => sum + message.content.length, 0) / 4);
  const ms = 4 + completionTokens * 2;
  return {
    kind: 'call',
    path,
    guard: fingerprint(path),
    at,
    ms,
    model: PRACTICE.id,
    request: {
      path,
      role,
      conversation: path.replace(/\/[^/]+$/, ''),
      messages,
      sampling: { temperature: role === 'rewriter' ? 0.7 : 0.2, topP: 0.95, maxTokens: 256, seed: 12345 },
      reply: probabilities ? { kind: 'choice', options: SCORES } : { kind: 'text' },
    },
    reply: {
      text,
      finish: 'stop',
      ...(probabilities ? { probabilities } : {}),
      usage: {
        promptTokens,
        cachedTokens: Math.floor(promptTokens * 0.6),
        completionTokens,
        prefillMs: 2,
        decodeMs: ms - 2,
      },
    },
  };
}

export function madeRow(shape: Shape, queries: Query[], heldOut: Query[], calls: number): RunRow {
  const { width, actions, depth, perCandidate, verdictQueries, seed, outcome } = shape;
  const models = sameModelForAll({ id: PRACTICE.id, contextWindow: 4096 });
  const config = {
    ...presetConfig('standard', { seed, startPrompt: START_PROMPT, models }),
    search: { width, actions, depth, maxExtraDepth: 0 },
    queriesPerCandidate: perCandidate,
    validationQueries: 8,
    verdictQueries,
  };
  const materials = { queries, ownQueries: false, heldOut, baseExamples: EXAMPLES, aspects: [...ASPECTS] };
  return {
    id: 'made',
    name: 'Kinder answers',
    createdAt: Date.UTC(2026, 4, 4, 9),
    finishedAt: Date.UTC(2026, 4, 4, 9, 12),
    status: 'finished',
    because: null,
    methodVersion: '1',
    setup: { config, materials },
    engines: {
      responder: PRACTICE,
      selector: PRACTICE,
      judge: PRACTICE,
      critic: PRACTICE,
      rewriter: PRACTICE,
    },
    finishAsked: false,
    summary: { calls, outcome },
  };
}
