/**
 * A model from a folder on disk, for rooms without internet, stored under the URLs that WebLLM will ask for. Everything is
 * checked before anything is written; the manifest is written last, so that nothing partial ever looks complete.
 */
import { EngineFault } from '../engine-fault';
import type { ModelSource } from '../webllm/model-source';
import { configFile, libraryFile, manifestFile, type ModelFile } from './cache-keys';
import { decoded, faultIn, filesOf } from './model-manifest';
import type { Outside } from './outside';
import { writeRecord } from './records';
import { checkRoom, writeFault } from './room';
import { discard, store } from './stored-bytes';

/** What a FileSystemDirectoryHandle is, as far as reading goes. */
export interface Folder {
  entries(): AsyncIterable<
    [string, { kind: 'file'; getFile(): Promise<File> } | (Folder & { kind: 'directory' })]
  >;
}

/** Files as `<input webkitdirectory>` gives them, or a folder the person opened. */
export type ModelFolder = readonly File[] | Folder;

/** Paths relative to some folder, with `/`; the model's own folder may lie deeper. */
type FilesByPath = ReadonlyMap<string, File>;
type Match = { file: ModelFile; from: File };

const mostFiles = 20_000;

/** Throws the first problem, which names its file; what was on disk for this model before is then gone or untouched. */
export async function importModel(folder: ModelFolder, source: ModelSource, outside: Outside): Promise<void> {
  const matches = await checkedMatches(await filesIn(folder), source);
  const bytes = matches.reduce((sum, { from }) => sum + from.size, 0);
  checkRoom(bytes, await outside.estimate());
  const manifestLast = [...matches].sort(({ file: a }, { file: b }) => rank(a) - rank(b));
  await discard(manifestFile(source), outside);
  for (const { file, from } of manifestLast)
    await store(file, from, from.size, outside).catch(async (error: unknown) => {
      for (const match of matches) await discard(match.file, outside);
      throw writeFault(error, file.name);
    });
  const files = matches.map(({ file, from }) => ({ ...file, bytes: from.size, exact: true }));
  await writeRecord({ source, customOrigins: [], files }, outside);
}

async function checkedMatches(files: FilesByPath, source: ModelSource): Promise<Match[]> {
  const config = found(files, configFile(source));
  const manifest = found(files, manifestFile(source));
  const planned = filesOf(source, decoded(await bytesOf(config)), decoded(await bytesOf(manifest)));
  if (planned instanceof EngineFault) throw planned;
  const library = libraryFile(source);
  const all = planned.some(({ kind }) => kind === 'library') ? planned : [...planned, library];
  const matches: Match[] = [];
  for (const file of all) {
    const from = file.kind === 'library' ? foundLibrary(files, file) : found(files, file);
    await checkFile(file, from, source);
    matches.push({ file, from });
  }
  return matches;
}

async function checkFile(file: ModelFile, from: File, source: ModelSource): Promise<void> {
  if (file.kind === 'shard') {
    if (from.size !== file.bytes)
      throw new EngineFault('wrong-size', { file: file.name, expected: file.bytes ?? 0, got: from.size });
    return;
  }
  const fault = faultIn(file, source, await bytesOf(from));
  if (fault) throw fault;
}

/** The file at this path, or the only one whose path ends in it. */
function found(files: FilesByPath, { name }: ModelFile): File {
  const exact = files.get(name);
  if (exact) return exact;
  const below = [...files].filter(([path]) => path.endsWith(`/${name}`)).map(([, file]) => file);
  const [only] = below;
  if (only && below.length === 1) return only;
  throw new EngineFault('missing-file', { file: name, url: '' });
}

/** By its published name; or the only library of the folder, whatever it is called. */
function foundLibrary(files: FilesByPath, library: ModelFile): File {
  const libraries = [...files].filter(([path]) => path.endsWith('.wasm'));
  const named = libraries.find(([path]) => path === library.name || path.endsWith(`/${library.name}`));
  const chosen = named ?? (libraries.length === 1 ? libraries[0] : undefined);
  if (!chosen) throw new EngineFault('missing-library', { file: library.name, url: '' });
  return chosen[1];
}

async function filesIn(folder: ModelFolder): Promise<FilesByPath> {
  const files = new Map<string, File>();
  if (isList(folder)) {
    for (const file of folder) files.set(file.webkitRelativePath || file.name, file);
    return files;
  }
  const waiting: [string, Folder][] = [['', folder]];
  for (let next = waiting.pop(); next && files.size < mostFiles; next = waiting.pop()) {
    const [path, directory] = next;
    for await (const [name, entry] of directory.entries()) {
      if (entry.kind === 'file') files.set(path + name, await entry.getFile());
      else waiting.push([`${path}${name}/`, entry]);
    }
  }
  return files;
}

function isList(folder: ModelFolder): folder is readonly File[] {
  return Array.isArray(folder);
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

function rank({ kind }: ModelFile): number {
  return ['shard', 'tokenizer', 'library', 'config', 'manifest'].indexOf(kind);
}
