/** Ids of models, as sets that are made once and never changed. */
import type { StoredFiles } from '../../models/downloads/stored-models';
import type { CatalogEntry } from '../../models/webllm/catalog-entry';

export function idsOf(entries: readonly CatalogEntry[]): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

/** Those that are whole on disk. */
export function completeIds(stored: StoredFiles | null): ReadonlySet<string> {
  const whole = (stored?.models ?? []).filter(({ complete }) => complete);
  return new Set(whole.map(({ source }) => source.id));
}
