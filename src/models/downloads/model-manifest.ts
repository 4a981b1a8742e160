/**
 * Reads the two files that say what a model consists of. Each reader gives a value or the fault that names the file;
 * nothing is guessed. A manifest cannot name a file outside the model's own folder.
 */
import * as v from 'valibot';
import { EngineFault } from '../engine-fault';
import type { ModelSource } from '../webllm/model-source';
import {
  configFile,
  libraryFile,
  libraryIsCached,
  manifestFile,
  type ModelFile,
  modelFolder,
  shardFile,
  tokenizerFile,
} from './cache-keys';

const Config = v.looseObject({ tokenizer_files: v.array(v.string()) });
const Shard = v.looseObject({
  dataPath: v.pipe(v.string(), v.minLength(1)),
  nbytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
const Manifest = v.looseObject({ records: v.pipe(v.array(Shard), v.minLength(1), v.maxLength(10_000)) });

/**
 * All files that a load needs, in the order to fetch them: what is likely to be missing first, weights last.
 * The library is left out where WebLLM would not look for it in its cache.
 */
export function filesOf(source: ModelSource, config: string, manifest: string): ModelFile[] | EngineFault {
  const tokenizer = tokenizerOf(source, config);
  const shards = shardsOf(source, manifest);
  if (tokenizer instanceof EngineFault) return tokenizer;
  if (shards instanceof EngineFault) return shards;
  const library = libraryIsCached(source.library) ? [libraryFile(source)] : [];
  return [
    sized(configFile(source), config),
    sized(manifestFile(source), manifest),
    ...library,
    tokenizer,
    ...shards,
  ];
}

/** The one tokenizer file the library reads; the others that a config lists it never asks for. */
export function tokenizerOf(source: ModelSource, config: string): ModelFile | EngineFault {
  const file = configFile(source).name;
  const read = v.safeParse(Config, parsed(config));
  if (!read.success) return unreadable(file, 'no list of tokenizer files');
  const listed = read.output.tokenizer_files;
  const name = ['tokenizer.json', 'tokenizer.model'].find((known) => listed.includes(known));
  return name === undefined ? unreadable(file, 'no tokenizer WebLLM can read') : tokenizerFile(source, name);
}

export function shardsOf(source: ModelSource, manifest: string): ModelFile[] | EngineFault {
  const file = manifestFile(source).name;
  const read = v.safeParse(Manifest, parsed(manifest));
  if (!read.success) return unreadable(file, 'no list of shards with sizes');
  const shards = read.output.records.map(({ dataPath, nbytes }) => shardFile(source, dataPath, nbytes));
  const folder = modelFolder(source.weights);
  if (!shards.every(({ url }) => url.startsWith(folder)))
    return unreadable(file, 'a shard outside the folder');
  if (new Set(shards.map(({ url }) => url)).size < shards.length)
    return unreadable(file, 'a shard named twice');
  return shards;
}

/** Whether the bytes of a small file are what its kind promises; shards are known by their size alone. */
export function faultIn(
  file: ModelFile,
  source: ModelSource,
  bytes: Uint8Array<ArrayBuffer>,
): EngineFault | null {
  switch (file.kind) {
    case 'config':
      return faultOrNull(tokenizerOf(source, decoded(bytes)));
    case 'manifest':
      return faultOrNull(shardsOf(source, decoded(bytes)));
    case 'tokenizer':
      if (file.name.endsWith('.json'))
        return typeof parsed(decoded(bytes)) === 'object' ? null : unreadable(file.name, 'not JSON');
      return bytes.length > 0 ? null : unreadable(file.name, 'empty');
    case 'library':
      return WebAssembly.validate(bytes) ? null : unreadable(file.name, 'not a WebAssembly module');
    case 'shard':
      return null;
  }
}

export const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function unreadable(file: string, why: string): EngineFault {
  return new EngineFault('unreadable-file', { file, why });
}

function faultOrNull(read: unknown): EngineFault | null {
  return read instanceof EngineFault ? read : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sized(file: ModelFile, text: string): ModelFile {
  return { ...file, bytes: new TextEncoder().encode(text).length, exact: true };
}
