/**
 * What of a model is on disk. Complete means that it opens with the network off: config, tokenizer, library, manifest and
 * every shard, each of the right size. That is stricter than the library's `hasModelInCache`, which looks for weights only.
 */
import { EngineFault } from '../engine-fault';
import type { ModelSource } from '../webllm/model-source';
import {
  configFile,
  libraryFile,
  libraryIsCached,
  manifestFile,
  type ModelFile,
  tokenizerFile,
} from './cache-keys';
import { decoded, faultIn, filesOf } from './model-manifest';
import type { Outside } from './outside';
import { readRecord } from './records';
import { type Look, storedBytes, storedSize } from './stored-bytes';

export interface InspectedFile {
  file: ModelFile;
  /** Bytes on disk; null where there is nothing. */
  found: number | null;
  /** 'wrong': not the size it must have, or not what its kind promises. */
  state: 'right' | 'wrong' | 'missing';
}

export interface ModelInspection {
  id: string;
  complete: boolean;
  /** Complete, and its library is one that WebLLM caches. */
  opensOffline: boolean;
  /** On disk, and in all; null while the manifest is not there to say. */
  bytes: number;
  totalBytes: number | null;
  files: InspectedFile[];
}

export async function inspectModel(
  source: ModelSource,
  outside: Outside,
  look: Look = 'header',
): Promise<ModelInspection> {
  const recorded = (await readRecord(source.id, outside))?.files ?? [];
  const known = await storedFilesOf(source, outside);
  const files = known ?? (recorded.length > 0 ? recorded : withoutManifest(source));
  const inspected = await inspectFiles(withSizes(files, recorded), source, outside, look);
  const complete = known !== null && inspected.every(({ state }) => state === 'right');
  const sizes = inspected.map(({ file, found }) => (file.exact ? file.bytes : (found ?? file.bytes)));
  return {
    id: source.id,
    complete,
    opensOffline: complete && libraryIsCached(source.library),
    bytes: inspected.reduce((sum, { found }) => sum + (found ?? 0), 0),
    totalBytes: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    files: inspected,
  };
}

export async function inspectFiles(
  files: readonly ModelFile[],
  source: ModelSource,
  outside: Outside,
  look: Look,
): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = [];
  for (const file of files) inspected.push(await inspectFile(file, source, outside, look));
  return inspected;
}

/** The files by the config and manifest that are on disk; null where these are missing or unreadable. */
export async function storedFilesOf(source: ModelSource, outside: Outside): Promise<ModelFile[] | null> {
  const texts = await storedTexts(source, outside);
  if (!texts) return null;
  const files = filesOf(source, texts.config, texts.manifest);
  return files instanceof EngineFault ? null : files;
}

export async function storedTexts(
  source: ModelSource,
  outside: Outside,
): Promise<{ config: string; manifest: string } | null> {
  const config = await storedBytes(configFile(source), outside);
  const manifest = await storedBytes(manifestFile(source), outside);
  return config && manifest ? { config: decoded(config), manifest: decoded(manifest) } : null;
}

/** Sizes that were counted or stated before, where the manifest has none. */
export function withSizes(files: readonly ModelFile[], recorded: readonly ModelFile[]): ModelFile[] {
  return files.map((file) => {
    const before = recorded.find(({ url }) => url === file.url);
    return file.bytes === null && before ? { ...file, bytes: before.bytes, exact: before.exact } : file;
  });
}

async function inspectFile(
  file: ModelFile,
  source: ModelSource,
  outside: Outside,
  look: Look,
): Promise<InspectedFile> {
  const expected = file.exact ? file.bytes : null;
  const found = await storedSize(file, outside, look, expected);
  if (found === null) return { file, found, state: 'missing' };
  if (found !== (expected ?? found) || found === 0) return { file, found, state: 'wrong' };
  const small = file.kind === 'config' || file.kind === 'manifest';
  if (!small && (look === 'header' || file.kind === 'shard')) return { file, found, state: 'right' };
  const bytes = await storedBytes(file, outside);
  return { file, found, state: bytes && !faultIn(file, source, bytes) ? 'right' : 'wrong' };
}

/** All that is certain of a model nobody has a manifest of; nearly every model has a tokenizer.json. */
function withoutManifest(source: ModelSource): ModelFile[] {
  const library = libraryIsCached(source.library) ? [libraryFile(source)] : [];
  return [configFile(source), manifestFile(source), ...library, tokenizerFile(source, 'tokenizer.json')];
}
