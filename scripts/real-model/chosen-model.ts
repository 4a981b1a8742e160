/**
 * Which model is tested: one of one's own, one of the library's list by id, or the smallest of that list that can judge on
 * this device. Answers with words where there is none.
 */
import type { CatalogEntry } from '../../src/models/webllm/catalog-entry.ts';
import { knownModel } from '../../src/models/webllm/families.ts';
import type { ModelSource } from '../../src/models/webllm/model-source.ts';
import type { ServedModel } from './model-folder.ts';
import type { WebLLMLibrary } from './webllm-library.ts';
import type { Wishes } from './wishes.ts';

const CONTEXT = 4096;

export async function chosenModel(
  wishes: Wishes,
  served: ServedModel | null,
  library: WebLLMLibrary,
  f16: boolean,
): Promise<ModelSource | { problem: string }> {
  const weights = served?.weights ?? wishes.url;
  const compiled = served?.library ?? wishes.library;
  if (weights !== null && compiled !== null) return ownModel(wishes, weights, compiled);
  const listed = await library.models();
  const entry = wishes.id === null ? smallest(listed, f16) : listed.find(({ id }) => id === wishes.id);
  if (!entry) {
    return {
      problem: `WebLLM ${library.version} lists no model ${wishes.id ?? 'that this device could run'}`,
    };
  }
  const { id, base, thinking } = entry;
  return {
    id,
    weights: entry.weights,
    library: compiled ?? entry.library,
    contextWindow: wishes.context ?? entry.contextWindow,
    base,
    thinking,
  };
}

function ownModel({ id, context }: Wishes, weights: string, library: string): ModelSource {
  const known = id === null ? null : knownModel(id);
  return {
    id: id ?? 'own-model',
    weights,
    library,
    contextWindow: context ?? CONTEXT,
    base: known?.kind === 'base',
    thinking: known?.traits.thinking ?? false,
  };
}

function smallest(listed: readonly CatalogEntry[], f16: boolean): CatalogEntry | undefined {
  return listed
    .filter((entry) => entry.roles.includes('judge') && entry.manifest === null && (f16 || !entry.f16))
    .sort((a, b) => a.downloadBytes - b.downloadBytes)[0];
}
