/**
 * How much GPU memory a model takes at a context, and how large its largest buffer is. Arithmetic on the catalog's figures;
 * it knows no device. The library's MB are 2^20 bytes in some entries and 10^6 in others: they are read as 2^20, the larger.
 */
import type { CatalogEntry } from './catalog-entry';

export const MB = 2 ** 20;

/** The library allocates the KV cache in pages of 16 tokens, and one page more than the context needs. */
const PAGE = 16;

export interface MemoryEstimate {
  /** 2^20 bytes. */
  mb: number;
  /** The KV cache's size is not known: what is not weights is scaled with the context. */
  rough: boolean;
}

/** GPU memory at this context: the listed figure, and the KV cache that is saved or added; never less than weights and cache. */
export function memoryAt(entry: CatalogEntry, contextWindow: number): MemoryEstimate {
  const weights = entry.downloadBytes / MB;
  if (entry.kv === null) {
    const rest = Math.max(0, entry.vramMB - weights);
    return { mb: weights + rest * (contextWindow / entry.contextWindow), rough: true };
  }
  const cache = (tokens: number): number => (tokens * (entry.kv?.bytesPerToken ?? 0)) / MB;
  const listed = entry.vramMB + cache(contextWindow - entry.contextWindow);
  return { mb: Math.max(listed, weights + cache(contextWindow)), rough: false };
}

/** Bytes of the largest single buffer at this context: the largest weight or a layer's cache; null where not known. */
export function largestBuffer(entry: CatalogEntry, contextWindow: number): number | null {
  if (entry.largestWeightBytes === null) return null;
  const cache = entry.kv === null ? 0 : (contextWindow + PAGE) * entry.kv.bytesPerTokenAndLayer;
  return Math.max(entry.largestWeightBytes, cache);
}
