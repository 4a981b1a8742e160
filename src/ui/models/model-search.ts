/** Whether a model is meant by what was typed: every word somewhere in its id, family, licence or specialty. */
import type { CatalogEntry } from '../../models/webllm/catalog-entry';

export function matches({ id, family, licence, specialty, kind }: CatalogEntry, sought: string): boolean {
  const text = `${id} ${family} ${licence.name ?? ''} ${specialty} ${kind}`.toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
