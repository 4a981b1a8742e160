/**
 * Fetches the catalog the build made from the library's list (scripts/webllm-catalog.ts). Data beside the page, from its own
 * origin; nothing is fetched until this is called, and no code of the library comes with it.
 */
import { EngineFault } from '../engine-fault';
import { CATALOG_FILE, type CatalogEntry } from './catalog-entry';

/** Throws EngineFault `network`; rejects with the signal's reason when aborted. `base` is the page's address. */
export async function loadCatalog(
  fetcher: typeof fetch,
  base: string,
  signal?: AbortSignal,
): Promise<CatalogEntry[]> {
  try {
    const response = await fetcher(new URL(CATALOG_FILE, base), signal ? { signal } : {});
    const entries: unknown = response.ok ? await response.json() : null;
    if (Array.isArray(entries)) return entries as CatalogEntry[];
    throw new EngineFault('network', { file: CATALOG_FILE, status: response.status });
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof EngineFault ? error : new EngineFault('network', { file: CATALOG_FILE });
  }
}
