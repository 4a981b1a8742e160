/**
 * Where WebLLM 0.2.86 looks for each file of a model: the cache (Cache API scope) and the exact URL.
 * Pure; tests/models/downloads/cache-keys.test.ts holds it against what the library itself asks the caches for.
 */
import type { ModelSource } from '../webllm/model-source';

export type CacheScope = 'webllm/config' | 'webllm/wasm' | 'webllm/model';
export const CACHE_SCOPES: readonly CacheScope[] = ['webllm/config', 'webllm/wasm', 'webllm/model'];

export type FileKind = 'config' | 'manifest' | 'tokenizer' | 'library' | 'shard';

export interface ModelFile {
  /** As people know it, relative to the model's folder: "params_shard_0.bin". */
  name: string;
  kind: FileKind;
  scope: CacheScope;
  url: string;
  /** Bytes; null while nobody has said. */
  bytes: number | null;
  /** From the manifest, or counted: any other size is wrong. Otherwise what a host stated, maybe of compressed bytes. */
  exact: boolean;
}

/** The library's own rule: `/resolve/main/` is appended unless some `/resolve/<revision>/` is there. */
export function modelFolder(weights: string): string {
  const folder = weights.endsWith('/') ? weights : `${weights}/`;
  return new URL(/.+\/resolve\/.+\//.test(folder) ? folder : `${folder}resolve/main/`).href;
}

/** The library fetches these anew at every load, so such a model never opens offline. */
export function libraryIsCached(library: string): boolean {
  return library.startsWith('http') && !library.includes('localhost');
}

export function configFile(source: ModelSource): ModelFile {
  return unsized(source, 'config', 'webllm/config', 'mlc-chat-config.json');
}

export function manifestFile(source: ModelSource): ModelFile {
  return unsized(source, 'manifest', 'webllm/model', 'tensor-cache.json');
}

export function tokenizerFile(source: ModelSource, name: string): ModelFile {
  return unsized(source, 'tokenizer', 'webllm/model', name);
}

export function shardFile(source: ModelSource, path: string, bytes: number): ModelFile {
  return { ...unsized(source, 'shard', 'webllm/model', path), bytes, exact: true };
}

export function libraryFile(source: ModelSource): ModelFile {
  const { href, pathname } = new URL(source.library);
  const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  return { name, kind: 'library', scope: 'webllm/wasm', url: href, bytes: null, exact: false };
}

function unsized(source: ModelSource, kind: FileKind, scope: CacheScope, name: string): ModelFile {
  const url = new URL(name, modelFolder(source.weights)).href;
  return { name, kind, scope, url, bytes: null, exact: false };
}
