/**
 * Takes a model off the disk, all of it: the library's own deletion leaves tensor-cache.json behind and takes libraries
 * that other models share. What another stored model needs stays: weights under another id, a library of several models.
 */
import type { ModelSource } from '../webllm/model-source';
import { inspectModel } from './inspect';
import type { Outside } from './outside';
import { forgetRecord, readRecord } from './records';
import { discard } from './stored-bytes';
import {
  bytesOf,
  inFolderOf,
  isLibraryOf,
  knownSources,
  sameFolder,
  sameLibrary,
  storedEntries,
} from './stored-models';

export interface Removal {
  freedBytes: number;
  /** Bytes that stay because other stored models use them, and the ids of those. */
  keptBytes: number;
  keptFor: string[];
}

export async function deleteModel(
  source: ModelSource,
  catalogSources: readonly ModelSource[],
  outside: Outside,
): Promise<Removal> {
  const users = await usersOf(source, catalogSources, outside);
  const entries = await storedEntries(outside);
  const own = entries.filter((entry) => inFolderOf(source, entry) || isLibraryOf(source, entry));
  const kept = own.filter((entry) =>
    users.some((user) => inFolderOf(user, entry) || isLibraryOf(user, entry)),
  );
  // The record goes first: a deletion that is cut short leaves orphans, not a download that seems to want to go on.
  await forgetRecord(source.id, outside);
  const freed = own.filter((entry) => !kept.includes(entry));
  for (const entry of freed) await discard(entry, outside);
  return {
    freedBytes: bytesOf(freed),
    keptBytes: bytesOf(kept),
    keptFor: kept.length === 0 ? [] : users.map(({ id }) => id),
  };
}

/** Others on disk that share something: asked for by the person, or complete with other files than this one's. */
async function usersOf(
  source: ModelSource,
  catalogSources: readonly ModelSource[],
  outside: Outside,
): Promise<ModelSource[]> {
  const users: ModelSource[] = [];
  for (const other of await knownSources(catalogSources, outside)) {
    if (other.id === source.id) continue;
    const [folder, library] = [sameFolder(source, other), sameLibrary(source, other)];
    if (!folder && !library) continue;
    const asked = (await readRecord(other.id, outside)) !== undefined;
    const twin = folder && library;
    if (asked || (!twin && (await inspectModel(other, outside)).complete)) users.push(other);
  }
  return users;
}
