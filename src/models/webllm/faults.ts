/**
 * Anything an engine, a worker or a browser throws -> a tag with its facts. The library throws errors of many classes, its
 * runtime throws plain strings, and some arrive as "ClassName: message": all are read as text, in the order below.
 * It never guesses what to do about a fault beyond two questions: is the worker still good, and may it pass by itself.
 */
import { EngineFault } from '../engine-fault';

interface Consequence {
  /** The worker and all it holds must go. */
  newWorker: boolean;
  /** Asking again, with a new worker where one is needed, may work. */
  transient: boolean;
}

const fatal = { newWorker: true, transient: true };
const fatalForGood = { newWorker: true, transient: false };
const passing = { newWorker: false, transient: true };
const final = { newWorker: false, transient: false };

const CONSEQUENCES = {
  'device-lost': fatal,
  'worker-crashed': fatal,
  'engine-hung': fatal,
  'module-disposed': fatal,
  'model-not-loaded': fatal,
  'worker-not-started': fatal,
  'out-of-memory': fatalForGood,
  'engine-failed': fatalForGood,
  'no-webgpu': final,
  'no-shader-f16': final,
  'missing-feature': final,
  'buffer-limit': fatalForGood,
  'context-overflow': final,
  'corrupt-cache': final,
  'quota-exceeded': final,
  network: passing,
  'missing-library': final,
  'missing-file': final,
  'library-does-not-link': final,
  'grammar-failed': final,
  'self-test-failed': final,
  'base-model-role': final,
  'unknown-model': final,
  'bad-request': final,
  interrupted: passing,
} as const satisfies Record<string, Consequence>;

export type WebLLMFaultTag = keyof typeof CONSEQUENCES;
export type FaultFacts = Record<string, string | number | boolean>;

/** Plain data: it crosses from the worker to the page as it is. */
export interface WebLLMFault {
  tag: WebLLMFaultTag;
  facts: FaultFacts;
}

export const WEBLLM_FAULT_TAGS = Object.keys(CONSEQUENCES) as WebLLMFaultTag[];

/** For the runner's retry rules. */
export const TRANSIENT_WEBLLM_FAULTS: readonly WebLLMFaultTag[] = WEBLLM_FAULT_TAGS.filter(
  (tag) => CONSEQUENCES[tag].transient,
);

export function needsNewWorker(tag: WebLLMFaultTag): boolean {
  return CONSEQUENCES[tag].newWorker;
}

export function fault(tag: WebLLMFaultTag, facts: FaultFacts = {}): WebLLMFault {
  return { tag, facts };
}

/** As every engine throws it. */
export function thrown({ tag, facts }: WebLLMFault): EngineFault {
  return new EngineFault(tag, facts);
}

export function isWebLLMTag(tag: unknown): tag is WebLLMFaultTag {
  return typeof tag === 'string' && Object.hasOwn(CONSEQUENCES, tag);
}

/** First match wins: the telling ones first, the catch-alls of browsers last. */
const SIGNS: readonly (readonly [WebLLMFaultTag, RegExp])[] = [
  ['context-overflow', /ContextWindowSizeExceeded|exceed context window size|EmbeddingExceedContextWindow/],
  [
    'device-lost',
    /DeviceLost|device (was|is|has been) lost|device lost|external Instance reference no longer exists/i,
  ],
  [
    'out-of-memory',
    /out[ -]of[ -]memory|OutOfMemory|Memory\.grow|Cannot allocate \S+ bytes|allocation failed|could not allocate|not enough memory/i,
  ],
  ['module-disposed', /(already|has) been disposed|released packed-call/i],
  ['unknown-model', /ModelNotFoundError|Cannot find model record/],
  ['model-not-loaded', /ModelNotLoaded|SpecifiedModelNotFound|EngineNotLoaded|IncorrectPipelineLoaded/],
  [
    'no-webgpu',
    /WebGPUNot(Available|Found)|Unable to find a compatible GPU|WebGPU is not (available|supported)/i,
  ],
  ['no-shader-f16', /ShaderF16Support|shader-f16/],
  ['missing-feature', /FeatureSupportError|requires feature/],
  [
    'buffer-limit',
    /max(Buffer|StorageBufferBinding|ComputeWorkgroupStorage)Size|maxStorageBuffersPerShaderStage|max(imum)? (storage )?buffer( binding)? size|WebGPU buffer size/i,
  ],
  ['quota-exceeded', /QuotaExceeded|quota/i],
  [
    'library-does-not-link',
    /LinkError|CompileError|Import #\d+|import requires a|magic (word|number)|in exports|required VM function|global function|kv_state|ABI\./,
  ],
  ['missing-library', /MissingModelError|MissingModelWasm/],
  [
    'corrupt-cache',
    /IntegrityError|Integrity verification|tensor-cache|Packed BF16|SyntaxError|in JSON|data size and shape mismatch|data's length equals/,
  ],
  [
    'grammar-failed',
    /GrammarMatcher|[Gg]rammar (matcher|bitmask)|sample a valid token|Schema string|schema is not|EBNF/,
  ],
  [
    'network',
    /Failed to fetch|NetworkError|Load failed|'add' on 'Cache'|Cannot fetch|Network response|ERR_[A-Z_]+|timed out while fetching/,
  ],
  [
    'bad-request',
    /MessageOrder|UnsupportedRole|UnsupportedFields|ContentType|SeedType|InvalidResponseFormat|Dependency|NonNegative|MinValue|Make sure .*(<|>|to be)|DataCloneError|must be (greater|>)/i,
  ],
];

const LONGEST_MESSAGE = 400;

/** Never throws. What fits no sign is 'engine-failed', with its message. */
export function faultOfThrown(thing: unknown): WebLLMFault {
  if (thing instanceof EngineFault && isWebLLMTag(thing.tag)) return fault(thing.tag, thing.facts);
  const said = saidBy(thing);
  const tag = SIGNS.find(([, sign]) => sign.test(said))?.[0] ?? 'engine-failed';
  return fault(tag, { message: said.slice(0, LONGEST_MESSAGE), ...numbersIn(tag, said) });
}

function saidBy(thing: unknown): string {
  if (typeof thing === 'string') return thing;
  if (typeof thing === 'object' && thing !== null) {
    const { name, message } = thing as { name?: unknown; message?: unknown };
    const parts = [name, message].filter((part) => typeof part === 'string' && part !== '');
    if (parts.length > 0) return parts.join(': ');
  }
  return String(thing);
}

/** The sizes an over-long prompt or an over-large buffer is told with. */
function numbersIn(tag: WebLLMFaultTag, said: string): FaultFacts {
  if (tag === 'context-overflow') {
    const [, needed, window] = /tokens: (\d+); context window size: (\d+)/.exec(said) ?? [];
    return needed === undefined ? {} : { needed: Number(needed), window: Number(window) };
  }
  if (tag === 'buffer-limit') {
    const [, requested, limit] = /requested=(\d+\w*)[\s\S]*limit=(\d+\w*)/.exec(said) ?? [];
    return requested === undefined ? {} : { requested, limit: limit ?? '' };
  }
  return {};
}
