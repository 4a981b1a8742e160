/**
 * The content that comes with the app: seed queries, held-out queries, base examples, judge-check pairs and a baseline.
 * Fetched once, from our own folder, and checked like anything from outside; a missing or broken file is a fault, never an
 * empty list.
 */
import * as v from 'valibot';
import { ASPECTS, findAspect } from '../core/aspects';
import type { Fault } from '../core/records';
import type { BuiltInContent } from './lab';

const text = v.pipe(v.string(), v.minLength(1));
const Queries = v.array(v.object({ id: text, text, category: text }));
const BaseExamples = v.array(v.object({ id: text, query: text, plain: text, good: text }));
const aspect = v.pipe(
  text,
  v.check((name) => findAspect(name, ASPECTS) !== undefined, 'not a built-in aspect'),
);
const CheckPairs = v.array(v.object({ id: text, query: text, better: text, worse: text, aspect, why: text }));
const BaselineContent = v.object({
  prompt: text,
  examples: v.array(v.object({ id: text, query: text, response: text })),
});

export class ContentFault extends Error {
  readonly fault: Fault;
  constructor(file: string, why: string) {
    super(`${file}: ${why}`);
    this.fault = { tag: 'content-missing', facts: { file, why } };
  }
}

export async function fetchBuiltIn(base: URL): Promise<BuiltInContent> {
  const [seedQueries, heldOut, baseExamples, checkPairs, baseline] = await Promise.all([
    fetchChecked(new URL('content/seed-queries.json', base), Queries),
    fetchChecked(new URL('content/held-out-queries.json', base), Queries),
    fetchChecked(new URL('content/examples.json', base), BaseExamples),
    fetchChecked(new URL('content/judge-check.json', base), CheckPairs),
    fetchChecked(new URL('content/baseline.json', base), BaselineContent),
  ]);
  return { seedQueries, heldOut, baseExamples, checkPairs, baseline, aspects: [...ASPECTS] };
}

async function fetchChecked<S extends v.GenericSchema>(url: URL, schema: S): Promise<v.InferOutput<S>> {
  const file = url.pathname;
  const response = await fetch(url).catch((error: unknown) => {
    throw new ContentFault(file, String(error));
  });
  if (!response.ok) throw new ContentFault(file, `HTTP ${String(response.status)}`);
  const parsed = v.safeParse(schema, await response.json().catch(() => null));
  if (!parsed.success) throw new ContentFault(file, parsed.issues[0].message);
  return parsed.output;
}
