/**
 * One model from its hosts onto the disk. Files that are there in the right size are never asked for again, so that going
 * on after a pause, a reload or a crash is the same call again; what is stored is counted once more at the end.
 * Throws EngineFaults, or the signal's reason; finished files are kept either way.
 */
import { EngineFault } from '../engine-fault';
import type { ModelSource } from '../webllm/model-source';
import type { ModelFile } from './cache-keys';
import { inspectFiles, inspectModel, type ModelInspection, storedTexts } from './inspect';
import { inLanes } from './lanes';
import { faultIn, shardsOf } from './model-manifest';
import type { Outside } from './outside';
import { type ModelPlan, planModel } from './plan';
import { type DownloadPhase, Ledger } from './progress';
import { readRecord, writeRecord } from './records';
import { retrying } from './retry';
import { checkRoom, writeFault } from './room';
import { discard, type Look, store } from './stored-bytes';
import { type Errand, fetchIntoCache, fetchWhole } from './transfer';

export interface Order {
  source: ModelSource;
  customOrigins: string[];
  /** Repairing: read every byte on disk, and ask the host for config and manifest again if anything is wrong. */
  repair: boolean;
}

export type Tell = (phase: DownloadPhase, ledger: Ledger) => void;

const lanes = 2;

export async function downloadModel(
  order: Order,
  outside: Outside,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const { source, customOrigins, repair } = order;
  const look: Look = repair ? 'every-byte' : 'header';
  tell(repair ? 'verifying' : 'planning', new Ledger([], outside.now));
  const before = await inspectModel(source, outside, look);
  if (before.complete) return recordComplete(order, before, outside, tell);
  const errand: Errand = { customOrigins, signal };
  const recorded = (await readRecord(source.id, outside))?.files ?? [];
  const plan = await planModel(source, recorded, repair, outside, errand);
  await dropIfRevised(source, plan, outside);
  const waiting = await filesToFetch(plan, order, look, outside, tell);
  await inLanes(waiting.files, lanes, signal, (file, laneSignal) =>
    retrying(
      () =>
        fetchFile(file, { order, plan, outside, errand: { customOrigins, signal: laneSignal }, ...waiting }),
      outside,
      laneSignal,
    ),
  );
  tell('verifying', waiting.ledger);
  await verify(order, waiting.all, outside);
  tell('done', waiting.ledger);
}

interface Waiting {
  /** Of the plan, with sizes as they become known. */
  all: ModelFile[];
  files: ModelFile[];
  ledger: Ledger;
  progressed: () => void;
}

async function filesToFetch(
  plan: ModelPlan,
  { source, customOrigins }: Order,
  look: Look,
  outside: Outside,
  tell: Tell,
): Promise<Waiting> {
  const inspected = await inspectFiles(plan.files, source, outside, look);
  const ledger = new Ledger(plan.files, outside.now);
  for (const { file, found, state } of inspected) if (state === 'right') ledger.finished(file, found ?? 0);
  checkRoom(ledger.bytesLeft(), await outside.estimate());
  const all = [...plan.files];
  await writeRecord({ source, customOrigins, files: all }, outside).catch((error: unknown) => {
    throw writeFault(error, 'record');
  });
  tell('downloading', ledger);
  return {
    all,
    files: inspected.filter(({ state }) => state !== 'right').map(({ file }) => file),
    ledger,
    progressed: () => tell('downloading', ledger),
  };
}

interface Fetching extends Waiting {
  order: Order;
  plan: ModelPlan;
  outside: Outside;
  errand: Errand;
}

async function fetchFile(file: ModelFile, work: Fetching): Promise<void> {
  const { ledger, progressed, outside, errand } = work;
  const onBytes = (bytes: number): void => {
    ledger.received(file, bytes);
    progressed();
  };
  ledger.began(file);
  try {
    const { kind, bytes } = file;
    if (kind === 'shard' && bytes !== null)
      await fetchIntoCache({ ...file, bytes }, outside, errand, onBytes);
    const size = kind === 'shard' && bytes !== null ? bytes : await storeSmall(file, work, onBytes);
    work.all[work.all.findIndex(({ url }) => url === file.url)] = { ...file, bytes: size, exact: true };
    ledger.finished(file, size);
  } catch (error) {
    ledger.dropped(file);
    throw error;
  } finally {
    progressed();
  }
}

/** Config and manifest were fetched for the plan; the rest is fetched, and must be what its kind promises. */
async function storeSmall(
  file: ModelFile,
  { plan, order, outside, errand }: Fetching,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const bytes =
    file.kind === 'config' || file.kind === 'manifest'
      ? new TextEncoder().encode(plan.texts[file.kind])
      : await fetchWhole(file, outside, errand, onBytes);
  const fault = faultIn(file, order.source, bytes);
  if (fault) throw fault;
  await store(file, bytes, bytes.length, outside).catch((error: unknown) => {
    throw writeFault(error, file.name);
  });
  return bytes.length;
}

/** A manifest that changed at its host may give old names to new weights: nothing of the old ones is trusted. */
async function dropIfRevised(source: ModelSource, { texts }: ModelPlan, outside: Outside): Promise<void> {
  const stored = await storedTexts(source, outside);
  if (!stored || stored.manifest === texts.manifest) return;
  const shards = shardsOf(source, stored.manifest);
  if (shards instanceof EngineFault) return;
  for (const shard of shards) await discard(shard, outside);
}

async function verify({ source, customOrigins }: Order, files: ModelFile[], outside: Outside): Promise<void> {
  await writeRecord({ source, customOrigins, files }, outside);
  for (const { file, found, state } of await inspectFiles(files, source, outside, 'every-byte')) {
    if (state === 'missing') throw new EngineFault('missing-file', { file: file.name, url: file.url });
    if (state === 'wrong')
      throw new EngineFault('wrong-size', { file: file.name, expected: file.bytes ?? 0, got: found ?? 0 });
  }
}

/** Nothing to fetch: the network is not asked, and a model that WebLLM fetched by itself gets its record. */
async function recordComplete(
  { source, customOrigins }: Order,
  { files }: ModelInspection,
  outside: Outside,
  tell: Tell,
): Promise<void> {
  const sized = files.map(({ file, found }) => ({ ...file, bytes: found, exact: true }));
  await writeRecord({ source, customOrigins, files: sized }, outside);
  const ledger = new Ledger(sized, outside.now);
  for (const file of sized) ledger.finished(file, file.bytes ?? 0);
  tell('done', ledger);
}
