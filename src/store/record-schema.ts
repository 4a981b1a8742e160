/**
 * Rows and records as they may come from an archive. Tolerant: what is not known is dropped. Strict: what is known must
 * be there and of its kind. The compiler checks each schema against the type it stands for.
 */
import * as v from 'valibot';
import { RunConfigSchema } from '../core/config';
import type { JournalRecord, RunRow } from '../core/records';
import { BASELINES, ROLES } from '../core/terms';

export const text = v.string();
export const number = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const role = v.picklist(ROLES);
export const query = v.object({ id: text, text, category: text });
const example = v.object({ id: text, query: text, response: text });
const checkPair = v.object({ id: text, query: text, better: text, worse: text, aspect: text, why: text });
export const aspect = v.object({
  name: text,
  low: text,
  high: text,
  when: v.exactOptional(text),
  always: v.exactOptional(v.literal(true)),
});

const path = v.pipe(text, v.minLength(1), v.maxLength(1_000));
const milliseconds = v.pipe(number, v.minValue(0));

export function byRole<S extends v.GenericSchema>(schema: S) {
  return v.object({ responder: schema, selector: schema, judge: schema, critic: schema, rewriter: schema });
}

const laterChanges = [
  v.object({ kind: v.literal('more-queries'), count }),
  v.object({ kind: v.literal('add-baseline'), baseline: v.picklist(BASELINES) }),
] as const;
const laterChange = v.variant('kind', [...laterChanges]);
export const change = v.variant('kind', [
  v.object({ kind: v.literal('finish'), why: v.picklist(['asked', 'deadline']) }),
  v.object({ kind: v.literal('depth'), depth: number, why: v.picklist(['asked', 'plan']) }),
  v.object({ kind: v.literal('prune'), node: text }),
  v.object({ kind: v.literal('pin'), node: text }),
  v.object({ kind: v.literal('edit'), node: text, prompt: text }),
  v.object({ kind: v.literal('overrule'), node: text, query: text, aspect: text, score: number }),
  ...laterChanges,
]);

const reply = v.object({
  text,
  finish: v.picklist(['stop', 'length']),
  probabilities: v.exactOptional(v.record(text, number)),
  attempts: v.exactOptional(v.array(v.object({ what: text, outcome: text }))),
  usage: v.object({
    promptTokens: number,
    cachedTokens: number,
    completionTokens: number,
    prefillMs: number,
    decodeMs: number,
  }),
});

const request = v.object({
  path,
  role,
  conversation: text,
  messages: v.array(v.object({ role: v.picklist(['system', 'user', 'assistant']), content: text })),
  sampling: v.object({ temperature: number, topP: number, maxTokens: number, seed: number }),
  reply: v.variant('kind', [
    v.object({ kind: v.literal('text') }),
    v.object({ kind: v.literal('json'), schema: v.record(text, v.unknown()) }),
    v.object({ kind: v.literal('choice'), options: v.array(text) }),
  ]),
});

const recorded = { path, guard: text, at: milliseconds, ms: milliseconds };

export const JournalRecordSchema = v.variant('kind', [
  v.object({ ...recorded, kind: v.literal('call'), model: text, request, reply }),
  v.object({
    ...recorded,
    kind: v.literal('retrieval'),
    retriever: text,
    request: v.object({ path, query: text, k: count, examples: v.array(text) }),
    answer: v.array(text),
  }),
  v.object({
    ...recorded,
    kind: v.literal('decision'),
    barrier: v.object({
      path,
      nodes: v.array(text),
      options: v.array(
        v.picklist(['finish', 'depth', 'prune', 'pin', 'edit', 'overrule', 'more-queries', 'add-baseline']),
      ),
      open: v.exactOptional(v.literal(true)),
    }),
    answer: v.object({ changes: v.array(change) }),
  }),
]) satisfies v.GenericSchema<unknown, JournalRecord>;

const fault = v.object({ tag: text, facts: v.record(text, v.union([text, number, v.boolean()])) });

export const RunRowSchema = v.object({
  id: v.pipe(text, v.regex(/^[\w.:-]{1,100}$/)),
  name: v.pipe(text, v.maxLength(1_000)),
  createdAt: milliseconds,
  finishedAt: v.nullable(milliseconds),
  status: v.picklist(['running', 'paused', 'finished', 'failed']),
  because: v.nullable(fault),
  methodVersion: text,
  setup: v.object({
    config: RunConfigSchema,
    materials: v.object({
      queries: v.array(query),
      ownQueries: v.boolean(),
      heldOut: v.array(query),
      baseExamples: v.array(v.object({ id: text, query: text, plain: text, good: text })),
      aspects: v.array(aspect),
      checkPairs: v.exactOptional(v.array(checkPair)),
      baseline: v.exactOptional(v.object({ prompt: text, examples: v.array(example) })),
    }),
  }),
  engines: byRole(v.object({ id: text, label: text, simulated: v.boolean() })),
  finishAsked: v.boolean(),
  moreAsked: v.exactOptional(v.object({ at: path, changes: v.array(laterChange) })),
  pace: v.exactOptional(v.nullable(v.number())),
  summary: v.object({
    calls: count,
    outcome: v.nullable(text),
    ms: v.exactOptional(milliseconds),
    difference: v.exactOptional(number),
    bytes: v.exactOptional(count),
    finalPrompt: v.exactOptional(text),
  }),
  deletedAt: v.exactOptional(milliseconds),
}) satisfies v.GenericSchema<unknown, RunRow>;
