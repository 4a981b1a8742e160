/**
 * Real models whose answers are written by hand, for tests of screens: a device, a short list, downloads that move when the
 * test says so. It records what was asked of it.
 */
import type { Speed } from '../../src/core/speed';
import type { CustomModelReading } from '../../src/models/custom-model';
import type { AdapterReport, DeviceReport } from '../../src/models/device';
import type { Downloads } from '../../src/models/downloads/download-client';
import type { DownloadState } from '../../src/models/downloads/progress';
import type { StoredFiles } from '../../src/models/downloads/stored-models';
import type { CatalogEntry } from '../../src/models/webllm/catalog-entry';
import { rolesFor } from '../../src/models/webllm/model-roles';
import type { ModelsDesk, Residency } from '../../src/ui/models/models-desk';

const GIB = 2 ** 30;

export const adapter: AdapterReport = {
  vendor: 'acme',
  architecture: 'gen-9',
  description: '',
  f16: true,
  software: false,
  limits: {
    maxBufferSize: GIB,
    maxStorageBufferBindingSize: GIB,
    maxComputeWorkgroupStorageSize: 32_768,
    maxStorageBuffersPerShaderStage: 10,
    maxComputeInvocationsPerWorkgroup: 256,
  },
  usableBufferBytes: GIB,
  shortOf: [],
};

export const device: DeviceReport = {
  adapter,
  noWebGpu: null,
  storage: { quota: 20e9, usage: 1e9 },
  deviceMemoryGB: 8,
  mobile: false,
};

export function entry(id: string, over: Partial<CatalogEntry> = {}): CatalogEntry {
  const { kind = 'instruct', specialty = 'general' } = over;
  return {
    id,
    weights: `https://huggingface.co/mlc-ai/${id}`,
    library: `https://raw.githubusercontent.com/mlc/${id}.wasm`,
    contextWindow: 4096,
    base: kind === 'base',
    thinking: false,
    family: 'Qwen3',
    parameters: 1.7,
    quantization: 'q4f16_1',
    f16: true,
    kind,
    specialty,
    roles: rolesFor(kind, specialty),
    vramMB: 2000,
    kv: null,
    downloadBytes: 979e6,
    largestWeightBytes: 150e6,
    licence: { name: 'Apache-2.0', note: null },
    goodFor: 'all-round',
    standing: 1.6,
    firstOffer: true,
    systemRole: true,
    overrides: {},
    manifest: null,
    sameFilesAs: null,
    ...over,
  };
}

export const small = entry('Qwen3-1.7B-q4f16_1-MLC', { thinking: true });
export const other = entry('Llama-3.2-1B-Instruct-q4f16_1-MLC', {
  family: 'Llama 3.2',
  parameters: 1,
  standing: 1,
  vramMB: 879,
  downloadBytes: 700e6,
  licence: { name: 'Llama 3.2 Community License', note: 'llama-terms' },
  goodFor: 'small-all-round',
});
export const base = entry('Ministral-3-3B-Base-q4f16_1-MLC', {
  family: 'Ministral 3',
  parameters: 3,
  kind: 'base',
  standing: 0.4,
  firstOffer: false,
  goodFor: 'completion',
});
/** Writes nothing: finds similar examples. */
export const embedding = entry('snowflake-arctic-embed-s-q0f32-MLC-b4', {
  family: 'Arctic Embed',
  kind: 'embedding',
  specialty: 'retrieval',
  roles: [],
  contextWindow: 512,
  vramMB: 239,
  downloadBytes: 133e6,
  goodFor: 'retrieval',
  f16: false,
});
export const large = entry('Qwen3-8B-q4f16_1-MLC', { parameters: 8, vramMB: 5700, downloadBytes: 4.6e9 });

export function stored(...entries: CatalogEntry[]): StoredFiles {
  return {
    models: entries.map(({ id, weights, library, contextWindow, base: isBase, thinking, downloadBytes }) => ({
      source: { id, weights, library, contextWindow, base: isBase, thinking },
      bytes: downloadBytes,
      complete: true,
    })),
    orphans: [],
    totalBytes: entries.reduce((sum, { downloadBytes }) => sum + downloadBytes, 0),
  };
}

export function downloadState(id: string, over: Partial<DownloadState> = {}): DownloadState {
  return {
    id,
    phase: 'downloading',
    totalBytes: 1000e6,
    doneBytes: 250e6,
    files: [
      { name: 'mlc-chat-config.json', bytes: 2_000, done: 2_000, state: 'done' },
      { name: 'params_shard_0.bin', bytes: 500e6, done: 249e6, state: 'downloading' },
      { name: 'params_shard_1.bin', bytes: 500e6, done: 0, state: 'waiting' },
    ],
    bytesPerSecond: 12.5e6,
    secondsLeft: 120,
    fault: null,
    ...over,
  };
}

export interface DeskScript {
  device?: DeviceReport;
  catalog?: CatalogEntry[];
  stored?: StoredFiles;
  states?: DownloadState[];
  speeds?: Map<string, Speed>;
  reading?: CustomModelReading;
  ended?: string;
  /** What downloads answer with instead of doing what they are asked. */
  refuses?: Error;
}

export interface ScriptedDesk extends ModelsDesk {
  /** "start Qwen3-…", "device", in the order asked. */
  asked: string[];
  /** What downloads now look like. */
  tell(...states: DownloadState[]): void;
  /** What is on disk from now on. */
  keep(files: StoredFiles): void;
  reside(residency: Residency): void;
}

export function scriptedDesk(script: DeskScript = {}): ScriptedDesk {
  const asked: string[] = [];
  const listeners = new Set<(states: readonly DownloadState[]) => void>();
  const residents = new Set<(residency: Residency) => void>();
  let states: readonly DownloadState[] = script.states ?? [];
  let files = script.stored ?? stored();
  let residency: Residency = { resident: null, loading: null, share: null, swaps: 0 };
  let catalog = [...(script.catalog ?? [small, other, base, large])];

  const said = async <T>(what: string, answer: T): Promise<T> => {
    asked.push(what);
    if (script.refuses) throw script.refuses;
    return answer;
  };
  const stateOf = (id: string): DownloadState => states.find((state) => state.id === id) ?? downloadState(id);
  const downloads: Downloads = {
    start: ({ id }, options) => said(`start ${id}${options?.custom ? ' custom' : ''}`, stateOf(id)),
    pause: (id) => said(`pause ${id}`, undefined),
    resume: (id) => said(`resume ${id}`, stateOf(id)),
    repair: (id) => said(`repair ${id}`, stateOf(id)),
    remove: (id) => {
      files = { ...files, models: files.models.filter(({ source }) => source.id !== id) };
      return said(`remove ${id}`, { freedBytes: 900e6, keptBytes: 6e6, keptFor: ['x'] });
    },
    inspect: () => Promise.reject(new Error('not scripted')),
    stored: async () => files,
    removeOrphans: () => {
      files = { ...files, orphans: [] };
      return said('removeOrphans', 0);
    },
    importModel: (_, { id }) => said(`import ${id}`, stateOf(id)),
    subscribe(listener) {
      listeners.add(listener);
      listener(states);
      return () => listeners.delete(listener);
    },
    persistence: () => 'refused',
    close: () => undefined,
  };

  return {
    asked,
    tell(...now) {
      states = now;
      for (const listener of listeners) listener(states);
    },
    keep(now) {
      files = now;
    },
    reside(now) {
      residency = now;
      for (const listener of residents) listener(residency);
    },
    device: async () => {
      asked.push('device');
      return script.device ?? device;
    },
    catalog: async () => [...catalog],
    downloads: async () => {
      asked.push('downloads');
      return downloads;
    },
    speeds: async () => script.speeds ?? new Map<string, Speed>(),
    readCustom: async ({ id }) => {
      asked.push(`read ${id}`);
      return script.reading ?? { ok: false, problem: { what: 'unreachable', file: 'mlc-chat-config.json' } };
    },
    addCustom: async (added) => {
      catalog.push(added);
      asked.push(`add ${added.id}`);
    },
    forgetCustom: async (id) => {
      asked.push(`forget ${id}`);
      catalog = catalog.filter((one) => one.id !== id);
    },
    watchResidency(listener) {
      residents.add(listener);
      listener(residency);
      return () => residents.delete(listener);
    },
    endedWhileLoading: async () => script.ended ?? null,
    forgetLoading: () => void asked.push('forget loading'),
  };
}
