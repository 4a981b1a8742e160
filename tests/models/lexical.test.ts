import { describe, expect, it } from 'vitest';
import { lexicalRetriever } from '../../src/models/lexical';
import type { Example } from '../../src/core/terms';

const pool: Example[] = [
  { id: 'wine', query: 'How do I remove a red wine stain from a carpet?', response: '' },
  { id: 'poem', query: 'Write a poem about autumn rain', response: 'bicycle bicycle' },
  { id: 'bike', query: 'The chain on my bicycle slips', response: '' },
  { id: 'carpet', query: 'Which carpet suits a nursery?', response: '' },
];
const options = { signal: new AbortController().signal };
const nearest = (query: string, k: number, examples = pool) =>
  lexicalRetriever().nearest({ path: 'any', query, examples, k }, options);

describe('the lexical retriever', () => {
  it('puts the example that shares most telling words first', async () => {
    expect(await nearest('red wine on my carpet', 2)).toEqual(['wine', 'carpet']);
    expect(await nearest('my bicycle chain is loose', 1)).toEqual(['bike']);
  });

  it('fills up with the rest of the pool in its order', async () => {
    expect(await nearest('bicycle', 4)).toEqual(['bike', 'wine', 'poem', 'carpet']);
    expect(await nearest('quantum tunnelling', 3)).toEqual(['wine', 'poem', 'bike']);
  });

  it('gives no more ids than there are examples, and none of an empty pool', async () => {
    expect(await nearest('carpet', 10)).toHaveLength(4);
    expect(await nearest('carpet', 2, [])).toEqual([]);
    expect(await nearest('carpet', 0)).toEqual([]);
  });

  it('keeps the order of the pool between examples that match alike', async () => {
    const twins = ['b', 'a', 'c'].map((id) => ({ id, query: 'paint a fence', response: '' }));
    expect(await nearest('fence paint', 3, twins)).toEqual(['b', 'a', 'c']);
  });

  it('does not count empty words as likeness', async () => {
    expect((await nearest('How do I cook from a book?', 1))[0]).toBe('wine');
    expect(await nearest('what is on my about the', 2)).toEqual(['wine', 'poem']);
  });

  it('never looks at the responses', async () => {
    const other = pool.map((example) => ({ ...example, response: 'red wine carpet' }));
    expect(await nearest('red wine', 4, other)).toEqual(await nearest('red wine', 4));
  });

  it('rejects with the reason where the call was aborted', async () => {
    const reason = new Error('stop');
    const call = lexicalRetriever().nearest(
      { path: 'any', query: 'x', examples: pool, k: 1 },
      { signal: AbortSignal.abort(reason) },
    );
    await expect(call).rejects.toBe(reason);
  });
});
