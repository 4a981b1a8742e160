/**
 * What we know of each model and the library does not say: architecture, licence, standing, what it is good for. Data only.
 * Sources: layers, heads, hidden and vocabulary from mlc-llm's model_preset.py (mlc-ai/mlc-llm, July 2026); for what it lacks
 * (Qwen3 4B and 8B, Qwen3.5, OLMo 2 1B, arctic-embed-s), parameters and licences: what is known of the models' cards and
 * config.json, not read again. tests/models/catalog-data.test.ts holds the figures against the library's own numbers.
 * Standing is our judgement, not a measurement. One row a model, so that it stays a table: longer than most files for that.
 */
import type { GoodFor, Licence, ModelKind, Specialty } from './catalog-entry';

export interface Figures {
  /** Billions, exact where known. */
  parameters: number | null;
  /** Layers that keep a KV cache: all of them, but for hybrids. Null with heads and size where unknown. */
  kvLayers: number | null;
  kvHeads: number | null;
  headSize: number | null;
  hidden: number | null;
  vocabulary: number | null;
}

const figures = (
  parameters: number | null,
  kvLayers: number | null,
  kvHeads: number | null,
  headSize: number | null,
  hidden: number | null,
  vocabulary: number | null,
): Figures => ({ parameters, kvLayers, kvHeads, headSize, hidden, vocabulary });

export const UNKNOWN_FIGURES = figures(null, null, null, null, null, null);

const ARCHITECTURES = {
  llama32x1: figures(1.236, 16, 8, 64, 2048, 128256),
  llama32x3: figures(3.213, 28, 8, 128, 3072, 128256),
  llama3x8: figures(8.03, 32, 8, 128, 4096, 128256),
  llama3x70: figures(70.55, 80, 8, 128, 8192, 128256),
  llama2x7: figures(6.738, 32, 32, 128, 4096, 32000),
  llama2x13: figures(13.016, 40, 40, 128, 5120, 32000),
  mistral7: figures(7.248, 32, 8, 128, 4096, 32768),
  ministral3: figures(3.43, 26, 8, 128, 3072, 131072),
  phi15: figures(1.418, 24, 32, 64, 2048, 51200),
  phi2: figures(2.78, 32, 32, 80, 2560, 51200),
  phi3: figures(3.821, 32, 32, 96, 3072, 32064),
  phi3vision: figures(4.147, 32, 32, 96, 3072, 32064),
  phi4mini: figures(3.836, 32, 8, 128, 3072, 200064),
  smol135: figures(0.135, 30, 3, 64, 576, 49152),
  smol360: figures(0.362, 32, 5, 64, 960, 49152),
  smol1700: figures(1.711, 24, 32, 64, 2048, 49152),
  gemma2b: figures(2.506, 18, 1, 256, 2048, 256000),
  gemma2x2: figures(2.614, 26, 4, 256, 2304, 256000),
  gemma2x9: figures(9.242, 42, 8, 256, 3584, 256000),
  gemma3x1: figures(1, 26, 1, 256, 1152, 262144),
  // Layers share caches and slide: what a token costs is not known. Per-layer embeddings make it 5.1 billion.
  gemma4e2: figures(5.1, null, null, null, 1536, 262144),
  olmo2x1: figures(1.485, 16, 16, 128, 2048, 100352),
  olmo2x7: figures(7.299, 32, 32, 128, 4096, 100352),
  qwen3x06: figures(0.596, 28, 8, 128, 1024, 151936),
  qwen3x17: figures(1.721, 28, 8, 128, 2048, 151936),
  qwen3x4: figures(4.022, 36, 8, 128, 2560, 151936),
  qwen3x8: figures(8.191, 36, 8, 128, 4096, 151936),
  // Every fourth layer attends; the others keep a state whose size does not depend on the context.
  qwen35x08: figures(null, 6, 2, 256, 1024, 248320),
  qwen35x2: figures(null, 6, 2, 256, 2048, 248320),
  qwen35x4: figures(null, 8, 4, 256, 2560, 248320),
  qwen35x9: figures(null, 8, 4, 256, 4096, 248320),
  qwen2x05: figures(0.494, 24, 2, 64, 896, 151936),
  qwen2x15: figures(1.544, 28, 2, 128, 1536, 151936),
  qwen2x3: figures(3.086, 36, 2, 128, 2048, 151936),
  qwen2x7: figures(7.616, 28, 4, 128, 3584, 152064),
  stablelm2: figures(1.645, 24, 32, 64, 2048, 100352),
  redpajama3: figures(2.776, 32, 32, 80, 2560, 50432),
  tinyllama: figures(1.1, 22, 4, 64, 2048, 32003),
  arcticM: figures(0.109, null, null, null, 768, 30522),
  arcticS: figures(0.033, null, null, null, 384, 30522),
};

const apache: Licence = { name: 'Apache-2.0', note: null };
const mit: Licence = { name: 'MIT', note: null };
const llama = (name: string): Licence => ({ name, note: 'llama-terms' });
const llama32 = llama('Llama 3.2 Community License');
const llama31 = llama('Llama 3.1 Community License');
const llama3 = llama('Meta Llama 3 Community License');
const gemma: Licence = { name: 'Gemma Terms of Use', note: 'gemma-terms' };
const qwenResearch: Licence = { name: 'Qwen Research License', note: 'non-commercial' };
const stability: Licence = {
  name: 'Stability AI Non-Commercial Research Community License',
  note: 'non-commercial',
};
export const UNKNOWN_LICENCE: Licence = { name: null, note: 'unknown' };

export interface Family {
  licence: Licence;
  standing: number;
  firstOffer?: boolean;
  /** True unless said otherwise. */
  systemRole?: boolean;
  thinking?: boolean;
}

const FAMILIES = {
  'Llama 3.2': { licence: llama32, standing: 1, firstOffer: true },
  'Llama 3.1': { licence: llama31, standing: 1.05, firstOffer: true },
  'Llama 3': { licence: llama3, standing: 0.9 },
  'Llama 2': { licence: llama('Llama 2 Community License'), standing: 0.45 },
  Qwen3: { licence: apache, standing: 1.6, firstOffer: true, thinking: true },
  // Stronger by its makers' figures, but its template may open the think block itself, and its state cannot be rewound.
  'Qwen3.5': { licence: apache, standing: 1.6, thinking: true },
  'Qwen2.5': { licence: apache, standing: 1.1, firstOffer: true },
  Qwen2: { licence: apache, standing: 0.8 },
  SmolLM2: { licence: apache, standing: 0.75, firstOffer: true },
  // Gemma's template before version 4 puts the system prompt in front of everything, as plain text.
  Gemma: { licence: gemma, standing: 0.5, systemRole: false },
  'Gemma 2': { licence: gemma, standing: 1.05, systemRole: false },
  'Gemma 3': { licence: gemma, standing: 1.1, systemRole: false },
  'Gemma 4': { licence: apache, standing: 1.6 },
  Phi: { licence: mit, standing: 0.4 },
  'Phi-3': { licence: mit, standing: 1.1 },
  'Phi-4': { licence: mit, standing: 1.2 },
  Mistral: { licence: apache, standing: 0.6 },
  'Ministral 3': { licence: apache, standing: 1.25 },
  Hermes: { licence: llama3, standing: 0.95 },
  'DeepSeek R1 distilled': { licence: mit, standing: 1 },
  'OLMo 2': { licence: apache, standing: 0.85 },
  'StableLM 2': { licence: stability, standing: 0.6 },
  RedPajama: { licence: apache, standing: 0.25 },
  TinyLlama: { licence: apache, standing: 0.3 },
  WizardMath: { licence: UNKNOWN_LICENCE, standing: 0.6 },
  'Arctic Embed': { licence: apache, standing: 0 },
} satisfies Record<string, Family>;

export interface KnownModel {
  family: string;
  traits: Family;
  figures: Figures;
  goodFor: GoodFor;
  kind: ModelKind;
  specialty: Specialty;
}

interface Row {
  kind?: ModelKind;
  specialty?: Specialty;
  licence?: Licence;
}
type RowOf = [RegExp, keyof typeof FAMILIES, keyof typeof ARCHITECTURES, GoodFor, Row?];

/** First match wins. */
const ROWS: RowOf[] = [
  [/^Llama-3\.2-1B-Instruct/, 'Llama 3.2', 'llama32x1', 'small-all-round'],
  [/^Llama-3\.2-3B-Instruct/, 'Llama 3.2', 'llama32x3', 'all-round'],
  [/^Llama-3\.1-8B-Instruct/, 'Llama 3.1', 'llama3x8', 'large'],
  [/^Llama-3\.1-70B-Instruct/, 'Llama 3.1', 'llama3x70', 'large'],
  [/^Llama-3-8B-Instruct/, 'Llama 3', 'llama3x8', 'older'],
  [/^Llama-3-70B-Instruct/, 'Llama 3', 'llama3x70', 'older'],
  [/^Llama-2-7b-chat/, 'Llama 2', 'llama2x7', 'older'],
  [/^Llama-2-13b-chat/, 'Llama 2', 'llama2x13', 'older'],
  [
    /^DeepSeek-R1-Distill-Qwen-7B/,
    'DeepSeek R1 distilled',
    'qwen2x7',
    'reasoning',
    { specialty: 'reasoning' },
  ],
  [
    /^DeepSeek-R1-Distill-Llama-8B/,
    'DeepSeek R1 distilled',
    'llama3x8',
    'reasoning',
    { specialty: 'reasoning', licence: llama('MIT, on Llama 3.1') },
  ],
  [/^Hermes-2-(Theta|Pro)-Llama-3-8B/, 'Hermes', 'llama3x8', 'tools'],
  [/^Hermes-3-Llama-3\.2-3B/, 'Hermes', 'llama32x3', 'tools', { licence: llama32 }],
  [/^Hermes-3-Llama-3\.1-8B/, 'Hermes', 'llama3x8', 'tools', { licence: llama31 }],
  [/^Hermes-2-Pro-Mistral-7B/, 'Hermes', 'mistral7', 'tools', { licence: apache }],
  [/^(Open|Neural)Hermes-2\.5-Mistral-7B/, 'Hermes', 'mistral7', 'older', { licence: apache }],
  [/^Mistral-7B-Instruct/, 'Mistral', 'mistral7', 'older'],
  [/^WizardMath-7B/, 'WizardMath', 'mistral7', 'maths', { specialty: 'maths' }],
  [/^Ministral-3-3B-Base/, 'Ministral 3', 'ministral3', 'completion', { kind: 'base' }],
  [/^Ministral-3-3B-Reasoning/, 'Ministral 3', 'ministral3', 'reasoning', { specialty: 'reasoning' }],
  [/^Ministral-3-3B-Instruct/, 'Ministral 3', 'ministral3', 'all-round'],
  [/^Phi-3\.5-vision/, 'Phi-3', 'phi3vision', 'vision', { specialty: 'vision' }],
  [/^Phi-3\.5-mini/, 'Phi-3', 'phi3', 'all-round'],
  [/^Phi-3-mini/, 'Phi-3', 'phi3', 'older'],
  [/^Phi-4-mini/, 'Phi-4', 'phi4mini', 'all-round'],
  [/^phi-2/, 'Phi', 'phi2', 'completion', { kind: 'base' }],
  [/^phi-1_5/, 'Phi', 'phi15', 'completion', { kind: 'base' }],
  [/^SmolLM2-135M-Instruct/, 'SmolLM2', 'smol135', 'smoke-test'],
  [/^SmolLM2-360M-Instruct/, 'SmolLM2', 'smol360', 'smoke-test'],
  [/^SmolLM2-1\.7B-Instruct/, 'SmolLM2', 'smol1700', 'small-all-round'],
  [/^gemma-4-E2B-it/, 'Gemma 4', 'gemma4e2', 'all-round'],
  [/^gemma-2-2b-jpn-it/, 'Gemma 2', 'gemma2x2', 'japanese'],
  [/^gemma-2-2b-it/, 'Gemma 2', 'gemma2x2', 'all-round'],
  [/^gemma-2-9b-it/, 'Gemma 2', 'gemma2x9', 'large'],
  [/^gemma-2b-it/, 'Gemma', 'gemma2b', 'older'],
  [/^gemma3-1b-it/, 'Gemma 3', 'gemma3x1', 'small-all-round'],
  [/^OLMo-2-1124-7B-Instruct/, 'OLMo 2', 'olmo2x7', 'large'],
  [/^OLMo-2-0425-1B-Instruct/, 'OLMo 2', 'olmo2x1', 'small-all-round'],
  [/^Qwen3-0\.6B/, 'Qwen3', 'qwen3x06', 'small-all-round'],
  [/^Qwen3-1\.7B/, 'Qwen3', 'qwen3x17', 'judging'],
  [/^Qwen3-4B/, 'Qwen3', 'qwen3x4', 'judging'],
  [/^Qwen3-8B/, 'Qwen3', 'qwen3x8', 'judging'],
  [/^Qwen3\.5-0\.8B/, 'Qwen3.5', 'qwen35x08', 'small-all-round'],
  [/^Qwen3\.5-2B/, 'Qwen3.5', 'qwen35x2', 'all-round'],
  [/^Qwen3\.5-4B/, 'Qwen3.5', 'qwen35x4', 'all-round'],
  [/^Qwen3\.5-9B/, 'Qwen3.5', 'qwen35x9', 'large'],
  [/^Qwen2\.5-0\.5B-Instruct/, 'Qwen2.5', 'qwen2x05', 'smoke-test'],
  [/^Qwen2\.5-1\.5B-Instruct/, 'Qwen2.5', 'qwen2x15', 'small-all-round'],
  [/^Qwen2\.5-3B-Instruct/, 'Qwen2.5', 'qwen2x3', 'all-round', { licence: qwenResearch }],
  [/^Qwen2\.5-7B-Instruct/, 'Qwen2.5', 'qwen2x7', 'large'],
  [/^Qwen2\.5-Coder-0\.5B/, 'Qwen2.5', 'qwen2x05', 'coding', { specialty: 'code' }],
  [/^Qwen2\.5-Coder-1\.5B/, 'Qwen2.5', 'qwen2x15', 'coding', { specialty: 'code' }],
  [/^Qwen2\.5-Coder-3B/, 'Qwen2.5', 'qwen2x3', 'coding', { specialty: 'code', licence: qwenResearch }],
  [/^Qwen2\.5-Coder-7B/, 'Qwen2.5', 'qwen2x7', 'coding', { specialty: 'code' }],
  [/^Qwen2\.5-Math-1\.5B/, 'Qwen2.5', 'qwen2x15', 'maths', { specialty: 'maths' }],
  [/^Qwen2-0\.5B-Instruct/, 'Qwen2', 'qwen2x05', 'older'],
  [/^Qwen2-1\.5B-Instruct/, 'Qwen2', 'qwen2x15', 'older'],
  [/^Qwen2-7B-Instruct/, 'Qwen2', 'qwen2x7', 'older'],
  [/^Qwen2-Math-1\.5B/, 'Qwen2', 'qwen2x15', 'maths', { specialty: 'maths' }],
  [/^Qwen2-Math-7B/, 'Qwen2', 'qwen2x7', 'maths', { specialty: 'maths' }],
  [/^stablelm-2-zephyr-1_6b/, 'StableLM 2', 'stablelm2', 'older'],
  [/^RedPajama-INCITE-Chat-3B/, 'RedPajama', 'redpajama3', 'older'],
  [/^TinyLlama-1\.1B-Chat/, 'TinyLlama', 'tinyllama', 'older'],
  [/^snowflake-arctic-embed-m/, 'Arctic Embed', 'arcticM', 'retrieval', { kind: 'embedding' }],
  [/^snowflake-arctic-embed-s/, 'Arctic Embed', 'arcticS', 'retrieval', { kind: 'embedding' }],
];

/** What we know of the model of this id, or null: then everything about it is treated cautiously. */
export function knownModel(id: string): KnownModel | null {
  const row = ROWS.find(([pattern]) => pattern.test(id));
  if (!row) return null;
  const [, family, architecture, goodFor, own = {}] = row;
  const traits: Family = FAMILIES[family];
  const kind = own.kind ?? 'instruct';
  return {
    family,
    traits: own.licence ? { ...traits, licence: own.licence } : traits,
    figures: ARCHITECTURES[architecture],
    goodFor,
    kind,
    specialty: own.specialty ?? (kind === 'embedding' ? 'retrieval' : 'general'),
  };
}
