/**
 * All that WebLLM's caches hold, by whom it belongs to: models somebody lists or asked for, and orphans that nobody does
 * (a custom model whose record is gone, a library of an older version). Sizes are as stated on disk, not counted.
 */
import type { ModelSource } from '../webllm/model-source';
import { CACHE_SCOPES, type CacheScope, libraryFile, modelFolder } from './cache-keys';
import { inspectModel } from './inspect';
import type { Outside } from './outside';
import { readRecords } from './records';
import { discard, roughSize } from './stored-bytes';

export interface StoredModel {
  source: ModelSource;
  /** Its folder and its library; models may share either, so these do not add up. */
  bytes: number;
  complete: boolean;
}

export interface Orphan {
  scope: CacheScope;
  url: string;
  bytes: number;
}

export interface StoredFiles {
  models: StoredModel[];
  orphans: Orphan[];
  /** Everything in the three caches. */
  totalBytes: number;
}

export async function storedModels(
  catalogSources: readonly ModelSource[],
  outside: Outside,
): Promise<StoredFiles> {
  const entries = await storedEntries(outside);
  const sources = await knownSources(catalogSources, outside);
  const recorded = new Set((await readRecords(outside)).map(({ source }) => source.id));
  const models: StoredModel[] = [];
  for (const source of sources) {
    const own = entries.filter((entry) => inFolderOf(source, entry));
    if (own.length === 0 || isTwin(source, models, recorded)) continue;
    const library = entries.filter((entry) => isLibraryOf(source, entry));
    const { complete } = await inspectModel(source, outside);
    models.push({ source, bytes: bytesOf([...own, ...library]), complete });
  }
  const stored = models.map(({ source }) => source);
  const orphans = entries.filter((entry) => !stored.some((source) => belongs(source, entry)));
  return { models, orphans, totalBytes: bytesOf(entries) };
}

/** Bytes freed. */
export async function removeOrphans(
  catalogSources: readonly ModelSource[],
  outside: Outside,
): Promise<number> {
  const { orphans } = await storedModels(catalogSources, outside);
  for (const orphan of orphans) await discard(orphan, outside);
  return bytesOf(orphans);
}

/**
 * The catalog's word on a model wins over its record: an update of the app may have brought a new library. Models that were
 * asked for come first.
 */
export async function knownSources(
  catalogSources: readonly ModelSource[],
  outside: Outside,
): Promise<ModelSource[]> {
  const recorded = (await readRecords(outside)).map(({ source }) => source);
  const current = recorded.map((source) => catalogSources.find(({ id }) => id === source.id) ?? source);
  const ids = new Set(recorded.map(({ id }) => id));
  return [...current, ...catalogSources.filter(({ id }) => !ids.has(id))];
}

export async function storedEntries(outside: Outside): Promise<Orphan[]> {
  const entries: Orphan[] = [];
  for (const scope of CACHE_SCOPES) {
    const cache = await outside.caches.open(scope);
    for (const { url } of await cache.keys())
      entries.push({ scope, url, bytes: await roughSize({ scope, url }, outside) });
  }
  return entries;
}

export function inFolderOf(source: ModelSource, { scope, url }: Orphan): boolean {
  return scope !== 'webllm/wasm' && url.startsWith(modelFolder(source.weights));
}

export function isLibraryOf(source: ModelSource, { scope, url }: Orphan): boolean {
  return scope === 'webllm/wasm' && url === libraryFile(source).url;
}

export function sameFolder(one: ModelSource, other: ModelSource): boolean {
  return modelFolder(one.weights) === modelFolder(other.weights);
}

export function sameLibrary(one: ModelSource, other: ModelSource): boolean {
  return libraryFile(one).url === libraryFile(other).url;
}

export function bytesOf(entries: readonly { bytes: number }[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

function belongs(source: ModelSource, entry: Orphan): boolean {
  return inFolderOf(source, entry) || isLibraryOf(source, entry);
}

/** The same files under another id ("-1k"): listed a second time only if somebody asked for it by that id. */
function isTwin(source: ModelSource, listed: readonly StoredModel[], recorded: ReadonlySet<string>): boolean {
  return !recorded.has(source.id) && listed.some((other) => sameFolder(source, other.source));
}
