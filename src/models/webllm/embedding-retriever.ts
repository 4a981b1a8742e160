/**
 * The retriever by meaning: cosine between snowflake-arctic-embed vectors of the query and of the examples' queries. As the
 * model was trained: [CLS] and [SEP] around every text, its search instruction in front of what is searched for, never of
 * what is found. Vectors of examples are kept through a port; equal scores keep the order of the pool.
 */
import type { RetrievalRequest, Retriever } from '../../core/ports';
import { tokensAtMost } from '../../core/tokens';
import { defused } from './escaping';
import type { Embedder } from './model-host';

/** Keyed by model and text. May forget. */
export interface VectorCache {
  get(key: string): Promise<readonly number[] | undefined>;
  put(key: string, vector: readonly number[]): Promise<void>;
}

const INSTRUCTION = 'Represent this sentence for searching relevant passages: ';
/** Of the model's 512 tokens; the rest is for the markers and the instruction. */
const MOST_TOKENS = 480;
/** Texts a call: small enough that an abort need not wait long. */
const BATCH = 4;

export function embeddingRetriever(embedder: Embedder, cache: VectorCache): Retriever {
  return {
    id: `embedding:${embedder.id}`,
    async nearest({ query, examples, k }: RetrievalRequest, { signal }) {
      signal.throwIfAborted();
      if (examples.length === 0 || k <= 0) return [];
      const texts = [INSTRUCTION + shortened(query), ...examples.map((example) => shortened(example.query))];
      const [sought = [], ...found] = await vectorsOf(texts.map(wrapped), embedder, cache, signal);
      return examples
        .map(({ id }, place) => ({ id, place, score: similarity(sought, found[place] ?? []) }))
        .sort((a, b) => b.score - a.score || a.place - b.place)
        .slice(0, k)
        .map(({ id }) => id);
    },
  };
}

async function vectorsOf(
  texts: readonly string[],
  embedder: Embedder,
  cache: VectorCache,
  signal: AbortSignal,
): Promise<(readonly number[])[]> {
  const keyOf = (text: string): string => `${embedder.id}\n${text}`;
  const known = new Map<string, readonly number[]>();
  for (const text of texts) {
    const vector = await cache.get(keyOf(text));
    if (vector) known.set(text, vector);
  }
  const missing = [...new Set(texts)].filter((text) => !known.has(text));
  for (let at = 0; at < missing.length; at += BATCH) {
    const batch = missing.slice(at, at + BATCH);
    const vectors = await embedder.embed(batch, { signal });
    for (const [i, text] of batch.entries()) {
      const vector = normalised(vectors[i] ?? []);
      known.set(text, vector);
      await cache.put(keyOf(text), vector);
    }
  }
  return texts.map((text) => known.get(text) ?? []);
}

function wrapped(text: string): string {
  return `[CLS] ${text} [SEP]`;
}

/** A text longer than the model reads is cut at its end: what a query asks stands at its beginning. */
function shortened(text: string): string {
  let plain = defused(text);
  while (tokensAtMost(plain) > MOST_TOKENS) plain = plain.slice(0, Math.floor(plain.length * 0.9));
  return plain;
}

function normalised(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : [...vector];
}

/** Cosine of two vectors of length 1, without its last bits, so that they never decide an order. */
function similarity(one: readonly number[], other: readonly number[]): number {
  return Math.round(one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0) * 1e6);
}
