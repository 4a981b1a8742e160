/**
 * What mlc-chat-config.json and a tensor manifest say about a custom model. Both come from anywhere: only the fields named
 * here are read, each within bounds; a field that cannot be right is named, never guessed. No file outside the model's own
 * folder can be named.
 */
import * as v from 'valibot';
import type { CustomModelInput } from './custom-model';
import type { CacheSize, CatalogEntry, Quantization } from './webllm/catalog-entry';
import { UNKNOWN_LICENCE } from './webllm/families';
import { MB } from './webllm/memory';
import { bytesOfNumber, needsF16, parametersIn, quantizationIn, weightBytes } from './webllm/model-id';
import { rolesFor } from './webllm/model-roles';

/** The field that cannot be right: "conv_template", "records.3.nbytes". */
export interface Wrong {
  field: string;
}

const tokens = v.optional(v.pipe(v.number(), v.safeInteger(), v.maxValue(2 ** 24)), -1);
const count = v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2 ** 20))));
const shortText = v.pipe(v.string(), v.maxLength(200));
const Architecture = v.object({
  num_hidden_layers: count,
  num_attention_heads: count,
  num_key_value_heads: count,
  head_dim: count,
  hidden_size: count,
  full_attention_interval: v.optional(v.unknown()),
  layer_types: v.optional(v.unknown()),
});
const Config = v.object({
  context_window_size: tokens,
  sliding_window_size: tokens,
  quantization: v.optional(shortText, ''),
  tokenizer_files: v.pipe(v.array(shortText), v.minLength(1), v.maxLength(100)),
  // The library takes an object only; older folders name a built-in template, which it no longer knows.
  conv_template: v.object({
    name: v.optional(v.nullable(shortText), ''),
    roles: v.object({ assistant: v.pipe(v.string(), v.maxLength(2000)) }),
  }),
  model_config: v.fallback(v.object({ ...Architecture.entries, text_config: v.optional(Architecture) }), {}),
});

const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2 ** 40));
/** A path inside the folder: no scheme, no leading slash, no "..". */
const insidePath = v.pipe(v.string(), v.maxLength(200), v.regex(/^\w[\w.-]*(\/\w[\w.-]*)*$/));
const Manifest = v.object({
  records: v.pipe(
    v.array(
      v.object({
        dataPath: insidePath,
        nbytes: bytes,
        records: v.optional(v.pipe(v.array(v.object({ nbytes: bytes })), v.maxLength(10_000)), []),
      }),
    ),
    v.minLength(1),
    v.maxLength(10_000),
  ),
});

export interface ConfigFacts {
  longestContext: number;
  slides: boolean;
  quantization: Quantization | null;
  template: string;
  /** How an assistant's turn opens; an open think block there cannot be switched off. */
  assistant: string;
  kv: CacheSize | null;
}

export interface ManifestFacts {
  totalBytes: number;
  /** Null where the manifest lists shards but no tensors. */
  largestWeightBytes: number | null;
}

const SHORTEST = 256;

export function readConfig(value: unknown): ConfigFacts | Wrong {
  const config = v.safeParse(Config, value);
  if (!config.success) return wrong(config.issues[0]);
  const { context_window_size, sliding_window_size, tokenizer_files, conv_template } = config.output;
  if (!tokenizer_files.some((name) => name === 'tokenizer.json' || name === 'tokenizer.model'))
    return { field: 'tokenizer_files' };
  const longestContext = context_window_size > 0 ? context_window_size : sliding_window_size;
  if (longestContext < SHORTEST) return { field: 'context_window_size' };
  const quantization = quantizationIn(config.output.quantization);
  const { text_config, ...outer } = config.output.model_config;
  return {
    longestContext,
    slides: sliding_window_size > 0,
    quantization,
    template: conv_template.name ?? '',
    assistant: conv_template.roles.assistant,
    kv: cacheOf(text_config ?? outer, quantization),
  };
}

export function readManifest(value: unknown): ManifestFacts | Wrong {
  const manifest = v.safeParse(Manifest, value);
  if (!manifest.success) return wrong(manifest.issues[0]);
  const { records } = manifest.output;
  if (new Set(records.map(({ dataPath }) => dataPath)).size !== records.length)
    return { field: 'records.dataPath' };
  let largest = 0;
  for (const shard of records) for (const { nbytes } of shard.records) largest = Math.max(largest, nbytes);
  return {
    totalBytes: records.reduce((sum, { nbytes }) => sum + nbytes, 0),
    largestWeightBytes: largest === 0 ? null : largest,
  };
}

const wrong = (issue: v.BaseIssue<unknown>): Wrong => ({ field: v.getDotPath(issue) ?? 'file' });

/** Null for hybrids, where only some layers keep a cache, and wherever a figure is missing. */
function cacheOf(
  figures: v.InferOutput<typeof Architecture>,
  quantization: Quantization | null,
): CacheSize | null {
  const { num_hidden_layers: layers, num_attention_heads: heads, hidden_size: hidden } = figures;
  if (figures.full_attention_interval !== undefined || figures.layer_types !== undefined) return null;
  const kvHeads = figures.num_key_value_heads ?? heads;
  const headSize = figures.head_dim ?? (hidden && heads ? hidden / heads : null);
  if (!layers || !kvHeads || !headSize) return null;
  const perLayer = Math.ceil(2 * kvHeads * headSize * bytesOfNumber(quantization));
  return { bytesPerToken: layers * perLayer, bytesPerTokenAndLayer: perLayer };
}

const baseTemplates = /^(LM|gpt2|gpt_bigcode|phi-2|codellama_completion|.*completion.*)$/i;
const baseNames = /(?:^|[-_.])(base|phi-2|phi-1_5)(?:[-_.]|$)/i;
const thinksAlways = /reasoning|deepseek_r1/i;

/** An entry like those of the catalog, so that offers and downloads treat a custom model no differently. */
export function customEntry(urls: CustomModelInput, config: ConfigFacts, sizes: ManifestFacts): CatalogEntry {
  const quantization = config.quantization ?? quantizationIn(urls.id);
  const contextWindow = Math.min(4096, config.longestContext);
  const base = baseTemplates.test(config.template) || baseNames.test(urls.id);
  const closesThinking = config.assistant.includes('</think>');
  const opensThinking = config.assistant.includes('<think>') && !closesThinking;
  const reasoning = opensThinking || thinksAlways.test(config.template);
  const kind = base ? 'base' : 'instruct';
  const specialty = reasoning ? 'reasoning' : 'general';
  return {
    ...urls,
    contextWindow,
    base,
    thinking: /^qwen3/i.test(config.template) && !opensThinking && !closesThinking,
    family: 'custom',
    parameters: parametersIn(urls.id) ?? sizes.totalBytes / weightBytes(1, quantization),
    quantization,
    f16: needsF16(quantization),
    kind,
    specialty,
    roles: rolesFor(kind, specialty),
    vramMB: estimatedMemory(sizes.totalBytes, config.kv, contextWindow),
    kv: config.kv,
    downloadBytes: sizes.totalBytes,
    largestWeightBytes: sizes.largestWeightBytes,
    licence: UNKNOWN_LICENCE,
    goodFor: 'unknown',
    standing: 0.8,
    firstOffer: false,
    systemRole: true,
    // The library refuses a model with both windows set, and we always set the context's.
    overrides: config.slides ? { sliding_window_size: -1 } : {},
    manifest: null,
    sameFilesAs: null,
  };
}

/** Weights, cache, and a sixth for buffers the library computes in; a third where the cache is not known either. */
function estimatedMemory(weights: number, kv: CacheSize | null, contextWindow: number): number {
  const known = weights + (kv?.bytesPerToken ?? 0) * contextWindow;
  return Math.ceil((known * (kv === null ? 4 / 3 : 7 / 6)) / MB);
}
