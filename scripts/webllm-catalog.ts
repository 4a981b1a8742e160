/**
 * Turns the WebLLM library's own model list into data: the asset `models/catalog.json` of the build and of the development
 * server. Only numbers and names leave the library; its code stays out of the page. Tests call `buildCatalog` in Node.
 */
import type { ModelRecord } from '@mlc-ai/web-llm';
import type { Plugin } from 'vite';
import {
  CATALOG_FILE,
  type CacheSize,
  type CatalogEntry,
  type Quantization,
} from '../src/models/webllm/catalog-entry.ts';
import {
  knownModel,
  UNKNOWN_FIGURES,
  UNKNOWN_LICENCE,
  type Figures,
  type KnownModel,
} from '../src/models/webllm/families.ts';
import {
  bytesOfNumber,
  matrixBytes,
  needsF16,
  parametersIn,
  quantizationIn,
  weightBytes,
} from '../src/models/webllm/model-id.ts';
import { rolesFor } from '../src/models/webllm/model-roles.ts';

const EMBEDDING_TYPE = 1;
const VISION_TYPE = 2;

/** Every model of the installed library, in its order. */
export async function buildCatalog(): Promise<CatalogEntry[]> {
  const { prebuiltAppConfig } = await import('@mlc-ai/web-llm');
  const records = prebuiltAppConfig.model_list;
  return records.map((record) => catalogEntry(record, records));
}

/** `all` is the list the record comes from: entries that differ in their context only point at the longest. */
export function catalogEntry(record: ModelRecord, all: readonly ModelRecord[]): CatalogEntry {
  const id = record.model_id;
  const known = knownModel(id) ?? unknownModel(record);
  const quantization = quantizationIn(id);
  const figures = known.figures;
  const { context_window_size: listed, ...overrides } = numbersOf(record.overrides);
  const parameters = figures.parameters ?? parametersIn(id) ?? 0;
  return {
    id,
    weights: record.model,
    library: record.model_lib,
    contextWindow: listed ?? contextInName(record.model_lib),
    base: known.kind === 'base',
    thinking: known.traits.thinking ?? false,
    family: known.family,
    parameters: parametersIn(id) ?? parameters,
    quantization,
    f16: needsF16(quantization) || (record.required_features?.includes('shader-f16') ?? false),
    kind: known.kind,
    specialty: known.specialty,
    roles: rolesFor(known.kind, known.specialty),
    vramMB: record.vram_required_MB ?? weightBytes(parameters, quantization) / 1e6,
    kv: cacheSize(figures, quantization),
    downloadBytes: weightBytes(parameters, quantization),
    largestWeightBytes: record.buffer_size_required_bytes ?? embeddingTable(figures, quantization),
    licence: known.traits.licence,
    goodFor: known.goodFor,
    standing: known.traits.standing,
    firstOffer: known.traits.firstOffer ?? false,
    systemRole: known.traits.systemRole ?? true,
    overrides,
    manifest: record.model_manifest ?? null,
    sameFilesAs: longerTwin(record, all),
  };
}

function unknownModel({ model_id: id, model_type: type }: ModelRecord): KnownModel {
  const embedding = (type as number | undefined) === EMBEDDING_TYPE;
  const vision = (type as number | undefined) === VISION_TYPE;
  return {
    family: id.split('-')[0] ?? id,
    traits: { licence: UNKNOWN_LICENCE, standing: 0.5, systemRole: false },
    figures: UNKNOWN_FIGURES,
    goodFor: 'unknown',
    kind: embedding ? 'embedding' : /(?:^|-)base(?:-|$)/i.test(id) ? 'base' : 'instruct',
    specialty: embedding ? 'retrieval' : vision ? 'vision' : 'general',
  };
}

function cacheSize(figures: Figures, quantization: Quantization | null): CacheSize | null {
  const { kvLayers, kvHeads, headSize } = figures;
  if (kvLayers === null || kvHeads === null || headSize === null) return null;
  const perLayer = 2 * kvHeads * headSize * bytesOfNumber(quantization);
  return { bytesPerToken: kvLayers * perLayer, bytesPerTokenAndLayer: perLayer };
}

function embeddingTable({ hidden, vocabulary }: Figures, quantization: Quantization | null): number | null {
  if (hidden === null || vocabulary === null || quantization === null) return null;
  return matrixBytes(hidden * vocabulary, quantization);
}

function numbersOf(overrides: ModelRecord['overrides']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(overrides ?? {}).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  );
}

/** Embedding models carry their context in the library's name: "…-ctx512_cs512_batch4-webgpu.wasm". */
function contextInName(library: string): number {
  return Number(/-ctx(\d+)_/.exec(library)?.[1] ?? 4096);
}

function longerTwin(record: ModelRecord, all: readonly ModelRecord[]): string | null {
  const context = record.overrides?.context_window_size ?? 0;
  const twin = all.find(
    (other) =>
      other.model === record.model &&
      other.model_lib === record.model_lib &&
      (other.overrides?.context_window_size ?? 0) > context,
  );
  return twin?.model_id ?? null;
}

export function webllmCatalog(): Plugin {
  const json = async (): Promise<string> => JSON.stringify(await buildCatalog());
  return {
    name: 'drpo-lab:webllm-catalog',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== `/${CATALOG_FILE}`) {
          next();
          return;
        }
        json().then((body) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(body);
        }, next);
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: CATALOG_FILE, source: await json() });
    },
  };
}
