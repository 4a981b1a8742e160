/**
 * The lexical retriever: the examples whose queries share the most telling words with a query (BM25, minisearch).
 * Deterministic: equal scores and examples without a shared word keep the order of the pool. It never looks at responses.
 */
import MiniSearch from 'minisearch';
import type { RetrievalRequest, Retriever } from '../core/ports';

const LEXICAL_ID = 'lexical:1';

export function lexicalRetriever(): Retriever {
  return {
    id: LEXICAL_ID,
    nearest(request, { signal }) {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      return Promise.resolve(nearestIds(request));
    },
  };
}

/** Scores are rounded, so that the last bits of a logarithm never decide an order. */
function nearestIds({ query, examples, k }: RetrievalRequest): string[] {
  const index = new MiniSearch<{ place: number; text: string }>({
    idField: 'place',
    fields: ['text'],
    processTerm: (term) => plainTerm(term),
  });
  index.addAll(examples.map((example, place) => ({ place, text: example.query })));
  const scores = examples.map(() => 0);
  for (const hit of index.search(query, { combineWith: 'OR' })) {
    scores[hit.id as number] = Math.round(hit.score * 1e6);
  }
  return examples
    .map((example, place) => ({ id: example.id, place, score: scores[place] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, Math.max(0, k))
    .map((example) => example.id);
}

const EMPTY_WORDS = new Set(
  'a about an and are as at be but by can could do does for from how i if in is it me my of on or please should so some that the this to was what when where which who why will with would you your'.split(
    ' ',
  ),
);

function plainTerm(term: string): string | null {
  const word = term.normalize('NFKC').toLowerCase();
  return EMPTY_WORDS.has(word) ? null : word;
}
