/**
 * What the person asked to have on disk: one small record a model, so that a reload knows what to continue, at what size,
 * and where a custom model comes from. Kept in a cache of our own beside WebLLM's: it is readable in the worker without a
 * schema, needs nothing of `store/`, and a browser that evicts this origin takes record and files together.
 */
import * as v from 'valibot';
import type { ModelSource } from '../webllm/model-source';
import { CACHE_SCOPES, type ModelFile } from './cache-keys';
import type { Outside } from './outside';

export interface DownloadRecord {
  source: ModelSource;
  /** Origins beyond the usual hosts that the person named for this model. */
  customOrigins: string[];
  files: ModelFile[];
}

const scope = 'drpo-lab/downloads';
const folder = 'https://downloads.invalid/';

const Source = v.object({
  id: v.string(),
  weights: v.string(),
  library: v.string(),
  contextWindow: v.number(),
  base: v.boolean(),
  thinking: v.boolean(),
});
const File = v.object({
  name: v.string(),
  kind: v.picklist(['config', 'manifest', 'tokenizer', 'library', 'shard']),
  scope: v.picklist(CACHE_SCOPES),
  url: v.string(),
  bytes: v.nullable(v.number()),
  exact: v.boolean(),
});
const Record = v.object({
  source: Source,
  customOrigins: v.array(v.string()),
  files: v.array(File),
});

export async function writeRecord(record: DownloadRecord, { caches }: Outside): Promise<void> {
  const cache = await caches.open(scope);
  await cache.put(keyOf(record.source.id), Response.json(record));
}

/** A record that cannot be read counts as none: files on disk speak for themselves. */
export async function readRecord(id: string, { caches }: Outside): Promise<DownloadRecord | undefined> {
  const cache = await caches.open(scope);
  const response = await cache.match(keyOf(id));
  return response && recordIn(response);
}

export async function readRecords({ caches }: Outside): Promise<DownloadRecord[]> {
  const cache = await caches.open(scope);
  const responses = await cache.matchAll();
  const records = await Promise.all(responses.map(recordIn));
  return records.filter((record) => record !== undefined);
}

export async function forgetRecord(id: string, { caches }: Outside): Promise<void> {
  const cache = await caches.open(scope);
  await cache.delete(keyOf(id));
}

const keyOf = (id: string): string => folder + encodeURIComponent(id);

async function recordIn(response: Response): Promise<DownloadRecord | undefined> {
  const text = await response.text();
  try {
    const read = v.safeParse(Record, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
