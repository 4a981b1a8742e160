/** Examples by meaning: what the model is shown, what is kept, and in which order examples come. */
import { describe, expect, it } from 'vitest';
import { embeddingRetriever } from '../../../src/models/webllm/embedding-retriever';
import { createWebLLMModels } from '../../../src/models/webllm/model-host';
import { tokensAtMost } from '../../../src/core/tokens';
import { inProcessWorker } from './in-process-worker';
import { EMBEDDING, SMALL } from './sources';
import { standInEngine } from './stand-in-engine';
import { request } from './asking';

const example = (id: string, query: string) => ({ id, query, response: 'r' });
const pool = [
  example('z', 'zzz zz z'),
  example('a', 'aaa aa a'),
  example('a2', 'aaa aa a'),
  example('m', 'mmm mm'),
];

function retriever() {
  const seen: string[] = [];
  const kept = new Map<string, readonly number[]>();
  const models = createWebLLMModels({
    sources: [SMALL],
    client: { startWorker: () => inProcessWorker(standInEngine()) },
  });
  const real = models.embedder(EMBEDDING);
  const embedder = {
    id: real.id,
    embed: (texts: string[], options: { signal: AbortSignal }) => {
      seen.push(...texts);
      return real.embed(texts, options);
    },
  };
  const cache = {
    get: (key: string) => Promise.resolve(kept.get(key)),
    put: (key: string, vector: readonly number[]) => Promise.resolve(void kept.set(key, vector)),
  };
  const made = embeddingRetriever(embedder, cache);
  const nearest = (query: string, k = 2, signal = new AbortController().signal) =>
    made.nearest({ path: 'nearest/q', query, examples: pool, k }, { signal });
  return { made, nearest, seen, kept, models };
}

describe('the retriever by meaning', () => {
  it('is known by its model', () => {
    expect(retriever().made.id).toBe(`embedding:${EMBEDDING.id}`);
  });

  it('finds the nearest first, equal ones in the order of the pool', async () => {
    const { nearest } = retriever();
    expect((await nearest('z'.repeat(60)))[0]).toBe('z');
    expect(await nearest('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 3)).toEqual([
      'a',
      'a2',
      expect.any(String),
    ]);
    expect(await nearest('x', 99)).toHaveLength(4);
    expect(await nearest('x', 0)).toEqual([]);
  });

  it('wraps every text, and instructs for what is searched only', async () => {
    const { nearest, seen } = retriever();
    await nearest('what?');
    expect(seen[0]).toBe('[CLS] Represent this sentence for searching relevant passages: what? [SEP]');
    expect(seen.slice(1)).toEqual(['[CLS] zzz zz z [SEP]', '[CLS] aaa aa a [SEP]', '[CLS] mmm mm [SEP]']);
  });

  it('embeds no text twice, and keeps vectors of length 1', async () => {
    const { nearest, seen, kept } = retriever();
    await nearest('what?');
    await nearest('what?');
    expect(seen).toHaveLength(4);
    for (const vector of kept.values()) expect(Math.hypot(...vector)).toBeCloseTo(1, 9);
  });

  it('cuts what is longer than the model reads', async () => {
    const { nearest, seen } = retriever();
    await nearest('very long '.repeat(500));
    expect(tokensAtMost(seen[0] ?? '')).toBeLessThan(512);
  });

  it('rejects with the reason of an abort', async () => {
    const reason = new Error('enough');
    await expect(retriever().nearest('x', 2, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('shares the worker with the chat models, one in memory at a time', async () => {
    const { nearest, models } = retriever();
    await nearest('x');
    await models.model(SMALL.id).complete(request(), { signal: new AbortController().signal });
    expect(models.residency()).toMatchObject({ resident: SMALL.id, swaps: 1 });
    await nearest('y');
    expect(models.residency()).toMatchObject({ resident: EMBEDDING.id, swaps: 2 });
  });
});
