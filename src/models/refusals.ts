/**
 * Why a model is not offered on this device, as a word with the facts behind it. Pure; the sentences are the interface's.
 * `because`, not `tag`: in this folder a tag is a fault, and nothing has failed here.
 */
import { MEBIBYTE, type DeviceReport, type NeededLimit, type NoWebGpu } from './device';
import type { CatalogEntry, Specialty } from './webllm/catalog-entry';
import { largestBuffer, memoryAt } from './webllm/memory';

/** Bytes, but for memory (2^20 bytes) and limits (in their own unit). */
export type Refusal =
  | { because: 'no-webgpu'; why: NoWebGpu }
  | { because: 'adapter-too-weak'; limit: NeededLimit; needed: number; have: number }
  | { because: 'embedding' }
  /** Loads through a package manifest, which neither our downloads nor our engine hand to the library yet. */
  | { because: 'package-manifest'; file: string }
  | { because: 'not-for-roles'; specialty: Specialty }
  | { because: 'same-files-as'; id: string }
  | { because: 'needs-f16'; instead: string | null }
  | { because: 'context-too-short'; needed: number; have: number }
  | { because: 'buffer-too-small'; needed: number; have: number }
  | { because: 'buffer-unknown'; have: number }
  | { because: 'too-large-for-memory'; needed: number; have: number }
  | { because: 'quota'; needed: number; have: number };

/** Below this the rewriter's prompts no longer fit beside their replies. */
export const SHORTEST_CONTEXT = 2048;
/** A fifth more than the bytes themselves: a cache needs space of its own. */
const STORAGE_SPARE = 1.2;

export interface Circumstances {
  catalog: readonly CatalogEntry[];
  device: DeviceReport;
  budgetMB: number;
  contextWindow: number;
  downloaded: ReadonlySet<string>;
}

/** Every reason against this entry, the most fundamental first; empty when it can be offered. */
export function refusals(entry: CatalogEntry, circumstances: Circumstances): Refusal[] {
  const { device, catalog, budgetMB, contextWindow, downloaded } = circumstances;
  const { adapter, noWebGpu, storage } = device;
  if (!adapter) return [{ because: 'no-webgpu', why: noWebGpu ?? 'no-adapter' }];
  const reasons: (Refusal | null)[] = [
    ...adapter.shortOf.map((short): Refusal => ({ because: 'adapter-too-weak', ...short })),
    unfit(entry),
    entry.manifest === null ? null : { because: 'package-manifest', file: entry.manifest },
    entry.sameFilesAs === null ? null : { because: 'same-files-as', id: entry.sameFilesAs },
    entry.f16 && !adapter.f16 ? { because: 'needs-f16', instead: withoutF16(entry, catalog) } : null,
    shortContext(entry),
    buffer(entry, contextWindow, adapter.usableBufferBytes),
    memory(entry, contextWindow, budgetMB),
    downloaded.has(entry.id) ? null : room(entry, storage),
  ];
  return reasons.filter((reason) => reason !== null);
}

function unfit({ kind, roles, specialty }: CatalogEntry): Refusal | null {
  if (kind === 'embedding') return { because: 'embedding' };
  return roles.length === 0 ? { because: 'not-for-roles', specialty } : null;
}

/** The same model, compiled for 32-bit numbers. */
function withoutF16({ id }: CatalogEntry, catalog: readonly CatalogEntry[]): string | null {
  const model = nameWithoutQuantization(id);
  return catalog.find((other) => !other.f16 && nameWithoutQuantization(other.id) === model)?.id ?? null;
}

const nameWithoutQuantization = (id: string): string => id.replace(/-q\df\d\d(?:_\d)?-/, '-');

function shortContext({ contextWindow, sameFilesAs }: CatalogEntry): Refusal | null {
  if (sameFilesAs !== null || contextWindow >= SHORTEST_CONTEXT) return null;
  return { because: 'context-too-short', needed: SHORTEST_CONTEXT, have: contextWindow };
}

/** Where a figure is not known, only the full 1 GiB is trusted. */
function buffer(entry: CatalogEntry, contextWindow: number, have: number): Refusal | null {
  const needed = largestBuffer(entry, contextWindow);
  if (needed === null) return have < 1024 * MEBIBYTE ? { because: 'buffer-unknown', have } : null;
  return needed > have ? { because: 'buffer-too-small', needed, have } : null;
}

function memory(entry: CatalogEntry, contextWindow: number, have: number): Refusal | null {
  const needed = Math.ceil(memoryAt(entry, contextWindow).mb);
  return needed > have ? { because: 'too-large-for-memory', needed, have } : null;
}

function room({ downloadBytes }: CatalogEntry, { quota, usage }: DeviceReport['storage']): Refusal | null {
  if (quota === null) return null;
  const needed = Math.ceil(downloadBytes * STORAGE_SPARE);
  const have = Math.max(0, quota - (usage ?? 0));
  return needed > have ? { because: 'quota', needed, have } : null;
}
