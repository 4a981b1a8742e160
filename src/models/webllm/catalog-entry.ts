/**
 * One model on offer, as plain data: what it is, what it needs, what it is good for. Built from the library's own list by
 * scripts/webllm-catalog.ts, or from a custom model's files. It holds ids of words, never words, and no code of the library.
 */
import type { Role } from '../../core/terms';
import type { ModelSource } from './model-source';

/** Where the build puts the catalog, beside the page. */
export const CATALOG_FILE = 'models/catalog.json';

/** How weights are stored: q<bits of a weight>f<bits of a number while computing>. */
export type Quantization = 'q0f16' | 'q0f32' | 'q3f16_1' | 'q4f16_0' | 'q4f16_1' | 'q4f32_1';

export type ModelKind = 'instruct' | 'base' | 'embedding';

/** What a model was made for; only `general` ones are fit for every role. `reasoning`: it always thinks before it replies. */
export type Specialty = 'general' | 'code' | 'maths' | 'vision' | 'reasoning' | 'retrieval';

/** Ids of one-sentence descriptions in the message catalogue. */
export type GoodFor =
  | 'smoke-test'
  | 'small-all-round'
  | 'all-round'
  | 'judging'
  | 'large'
  | 'older'
  | 'tools'
  | 'coding'
  | 'maths'
  | 'reasoning'
  | 'vision'
  | 'completion'
  | 'japanese'
  | 'retrieval'
  | 'unknown';

export type LicenceNote = 'llama-terms' | 'gemma-terms' | 'non-commercial' | 'unknown';

export interface Licence {
  /** SPDX identifier, or the licence's own name; null where we do not know it. */
  name: string | null;
  /** Where use is restricted, or must be looked up: the id of a sentence. */
  note: LicenceNote | null;
}

export interface CacheSize {
  /** Bytes of KV cache a token of context takes; allocated when the model is loaded. */
  bytesPerToken: number;
  /** Bytes of it in one layer, which is one buffer. */
  bytesPerTokenAndLayer: number;
}

/** `contextWindow` is the one the library lists, at which `vramMB` holds. */
export interface CatalogEntry extends ModelSource {
  family: string;
  /** Billions, as the id says; the true count where it says none. */
  parameters: number;
  /** Null where the id does not say: then it is taken to need f16. */
  quantization: Quantization | null;
  /** Needs the WebGPU feature shader-f16. */
  f16: boolean;
  kind: ModelKind;
  specialty: Specialty;
  /** What it may be offered for. */
  roles: Role[];
  /** GPU memory at `contextWindow`, as the library lists it. */
  vramMB: number;
  kv: CacheSize | null;
  /** Parameters times bits, and scales. The true size is known from tensor-cache.json only. */
  downloadBytes: number;
  /** Bytes of the largest weight (the embedding table), which must fit one storage buffer binding; null where unknown. */
  largestWeightBytes: number | null;
  licence: Licence;
  goodFor: GoodFor;
  /** Our ranking, not a measurement: how an instruct model of this family does beside Llama 3.2 of the same size. */
  standing: number;
  /** May be recommended before others: plain template, long in the library, a licence we know. */
  firstOffer: boolean;
  /** The chat template has a place for a system prompt. */
  systemRole: boolean;
  /** What the library sets besides the context window; to be handed to it unchanged. */
  overrides: Record<string, number>;
  /** The library loads this model through a package manifest of this name. */
  manifest: string | null;
  /** Another entry with the very same files, set to a longer context. */
  sameFilesAs: string | null;
}
