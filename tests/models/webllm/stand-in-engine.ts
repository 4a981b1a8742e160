/**
 * A scripted stand-in for WebLLM's MLCEngine, as ../shared/WEBLLM.md and the library's source state its behaviour: one request
 * at a time, an engine-wide interrupt that the next request clears, aborted calls that resolve with partial text, errors as
 * strings with the class name in front, templates filled by string replace, the KV cache rule (what ends a reply is never
 * read when a conversation goes on), one-hot at temperature 0.
 * It is no model: what it writes is scripted or follows from the prompt and the seed.
 */
import type {
  ChatCall,
  EngineAppConfig,
  EngineChunk,
  EnginePort,
  EngineUsage,
  TextCall,
  TokenLogprob,
} from '../../../src/models/webllm/engine-port';
import { breathing } from '../../../src/runner/breathe';
import { STAND_IN_CONFIG } from './stand-in-config';

/** What goes wrong with one request, or with a load. */
export type Trouble =
  | { kind: 'throws'; what: unknown; afterTokens?: number }
  /** Never settles, deaf to interrupts. */
  | { kind: 'hangs'; afterTokens?: number }
  /** Writes on until it is interrupted: a model a grammar has led in circles. */
  | { kind: 'circles' };

export interface Script {
  /** The reply to the n-th request (from 0), or undefined for the usual one. */
  writes?: (asked: { prompt: string; call: ChatCall | TextCall; n: number }) => string | undefined;
  trouble?: (asked: { call: ChatCall | TextCall; n: number }) => Trouble | undefined;
  loadTrouble?: (n: number) => Trouble | undefined;
  /** Log-odds of the options of a grammar, by option. */
  logits?: (options: string[], call: ChatCall | TextCall) => number[];
  roleTemplates?: boolean;
  stepMs?: number;
  /** 0.2.79 goes on from cut replies too, though their last token is not in its cache. */
  olderCacheRule?: boolean;
}

export interface StandIn extends EnginePort {
  /** What the model read, one entry a request: the whole prompt where nothing was held, else the new round. */
  readonly prompts: string[];
  readonly calls: (ChatCall | TextCall)[];
  readonly loads: EngineAppConfig[];
  /** Requests that went on with the held conversation. */
  readonly reused: number[];
  readonly interrupts: () => number;
  readonly mostAtOnce: () => number;
  readonly unloads: () => number;
}

interface Turn {
  role: 'user' | 'assistant';
  content: string;
}

const THINK = '<think>\n\n</think>\n\n';
const THINK_TOKENS = 4;
type Template = Pick<typeof STAND_IN_CONFIG.conv_template, 'system_template' | 'roles' | 'seps'>;
const LARGEST_SEED = 2 ** 31 - 2;

/** The library's own worker throws strings; so does its runtime. */
function raise(what: unknown): never {
  throw what;
}

const breathe = breathing();
const pause = (ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : breathe();

/** Pieces of up to four characters, which is what stands for a token here. */
export function tokensOf(text: string): string[] {
  return text.match(/[\s\S]{1,4}/g) ?? [];
}

export function standInEngine(script: Script = {}): StandIn {
  const { stepMs = 0, roleTemplates = true } = script;
  const prompts: string[] = [];
  const calls: (ChatCall | TextCall)[] = [];
  const loads: EngineAppConfig[] = [];
  const reused: number[] = [];
  let config: EngineAppConfig = { model_list: [], cacheBackend: 'cache' };
  let told: Parameters<EnginePort['setInitProgressCallback']>[0] = () => undefined;
  let loaded: { id: string; embedding: boolean; window: number; template: Template } | null = null;
  const template = (): Template => loaded?.template ?? STAND_IN_CONFIG.conv_template;
  let interrupted = false;
  const isInterrupted = (): boolean => interrupted;
  let interrupts = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  let unloads = 0;
  let lock: Promise<void> = Promise.resolve();
  let held: { system: string | undefined; turns: Turn[]; tokens: number; finish: string | null } = empty();
  let message = '';

  const ensure = (): void => {
    if (!loaded) {
      raise('ModelNotLoadedError: Model not loaded before trying to complete ChatCompletionRequest.');
    }
    if (loaded.embedding) {
      throw Object.assign(new Error('expects model to be loaded with LLMChatPipeline'), {
        name: 'IncorrectPipelineLoadedError',
      });
    }
  };

  function fill(template: string, placeholder: string, text: string): string {
    return template.replace(placeholder, text);
  }

  function rendered({ role, content }: Turn): string {
    const placeholder = `{${role}_message}`;
    const filled = roleTemplates
      ? fill(placeholder, placeholder, content).replace('{function_string}', '')
      : content;
    return `${template().roles[role]}\n${filled}${template().seps[0] ?? ''}`;
  }

  function renderedSystem(system: string | undefined): string {
    const text = system ?? 'You are the model’s default system message.';
    return fill(template().system_template, '{system_message}', text);
  }

  /** The prompt to read and how many tokens of it are new. */
  function preparedChat(call: ChatCall): string {
    const [first, ...rest] = call.messages;
    const system = first?.role === 'system' ? first.content : undefined;
    const turns = (system === undefined ? call.messages : rest) as Turn[];
    const last = turns.at(-1);
    if (last?.role !== 'user')
      raise('MessageOrderError: Last message should be from either `user` or `tool`.');
    const history = turns.slice(0, -1);
    const same =
      (held.finish === 'stop' || (script.olderCacheRule === true && held.finish !== null)) &&
      history.length > 0 &&
      held.system === system &&
      JSON.stringify(held.turns) === JSON.stringify(history);
    const asked = `${rendered(last)}${template().roles.assistant}\n`;
    if (!same) held = empty();
    const prompt = same ? asked : `${renderedSystem(system)}${history.map(rendered).join('')}${asked}`;
    if (same) reused.push(calls.length);
    held = { ...held, system, turns, finish: null };
    return prompt;
  }

  function read(prompt: string): number {
    const fresh = tokensOf(prompt).length;
    const window = loaded?.window ?? 0;
    if (fresh + held.tokens > window) {
      raise(
        `ContextWindowSizeExceededError: Prompt tokens exceed context window size: number of prompt tokens: ${fresh}; context window size: ${window}\nConsider shortening the prompt.`,
      );
    }
    prompts.push(prompt);
    held.tokens += fresh;
    return fresh;
  }

  async function* generate(call: ChatCall | TextCall): AsyncGenerator<EngineChunk> {
    const before = lock;
    let release = (): void => undefined;
    lock = new Promise((resolve) => (release = resolve));
    await before;
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    let hung = false;
    try {
      interrupted = false;
      const n = calls.push(call) - 1;
      checkCall(call);
      const trouble = script.trouble?.({ call, n });
      const prompt = 'messages' in call ? preparedChat(call) : call.prompt;
      if (!('messages' in call)) held = empty();
      const fresh = read(prompt);
      await pause(stepMs);
      const thinking = 'messages' in call && call.extra_body?.enable_thinking === false;
      const plan = planned({ prompt, call, n });
      const limit = call.max_tokens;
      let spent = thinking ? THINK_TOKENS : 0;
      let finish: string | null = null;
      let written = 0;
      message = thinking ? THINK : '';
      for (let i = 0; finish === null; i++) {
        if (trouble && trouble.kind !== 'circles' && i >= (trouble.afterTokens ?? 0)) {
          if (trouble.kind === 'throws') raise(trouble.what);
          hung = true;
          await new Promise(() => undefined);
        }
        if (i > 0 && isInterrupted()) {
          finish = 'abort';
          break;
        }
        if (i > 0) await pause(stepMs);
        const shownBefore = i === 0 ? 0 : message.length;
        const piece = trouble?.kind === 'circles' ? ' ' : plan.tokens[i];
        const logprobs = i === 0 ? plan.logprobs : null;
        written += 1;
        if (piece === undefined) finish = 'stop';
        else {
          message += piece;
          spent += 1;
        }
        const stops = 'stop' in call ? call.stop : [];
        const at = Math.max(...stops.map((stop) => message.lastIndexOf(stop)), -1);
        if (at >= 0) {
          message = message.slice(0, at);
          finish = 'stop';
        }
        if (piece !== undefined && spent >= limit) finish = 'length';
        if (held.tokens + written >= (loaded?.window ?? 0)) finish ??= 'length';
        yield chunk('messages' in call, message.slice(shownBefore), null, logprobs);
      }
      held.tokens += written;
      held.turns = [...held.turns, { role: 'assistant', content: message }];
      held.finish = finish;
      yield chunk('messages' in call, undefined, finish, null);
      yield { choices: [], usage: usage(fresh, written) };
    } finally {
      if (!hung) {
        atOnce -= 1;
        release();
      }
    }
  }

  function planned(asked: { prompt: string; call: ChatCall | TextCall; n: number }): {
    tokens: string[];
    logprobs: TokenLogprob | null;
  } {
    const { call, prompt } = asked;
    const format = 'messages' in call ? call.response_format : undefined;
    const scripted = script.writes?.(asked);
    if (format?.type === 'json_object') {
      return { tokens: tokensOf(scripted ?? usualJson(format.schema)), logprobs: null };
    }
    if (format?.type === 'grammar') return chosen(call, optionsOf(format.grammar), script.logits);
    return { tokens: tokensOf(scripted ?? usualText(prompt, call)), logprobs: null };
  }

  return {
    prompts,
    calls,
    loads,
    reused,
    interrupts: () => interrupts,
    mostAtOnce: () => mostAtOnce,
    unloads: () => unloads,
    setAppConfig: (given) => void (config = given),
    setInitProgressCallback: (given) => void (told = given),
    async reload(id) {
      loaded = null;
      loads.push(config);
      const trouble = script.loadTrouble?.(loads.length - 1);
      await pause(stepMs);
      told({ progress: 0.5, text: `Fetching param cache[1/2]: ${id}` });
      if (trouble?.kind === 'throws') raise(trouble.what);
      if (trouble?.kind === 'hangs') await new Promise(() => undefined);
      const record = config.model_list.find(({ model_id }) => model_id === id);
      if (!record) raise(`ModelNotFoundError: Cannot find model record in appConfig for ${id}.`);
      const window = (record.overrides?.context_window_size as number | undefined) ?? 512;
      const own = record.overrides?.conv_config as Partial<Template> | undefined;
      const used = { ...STAND_IN_CONFIG.conv_template, ...own };
      loaded = { id, embedding: record.model_type === 1, window, template: used };
      held = empty();
      told({ progress: 1, text: 'Finish loading on WebGPU' });
    },
    async unload() {
      unloads += 1;
      loaded = null;
    },
    async interruptGenerate() {
      interrupts += 1;
      interrupted = true;
    },
    async resetChat() {
      held = empty();
    },
    async getMessage() {
      ensure();
      return message;
    },
    chat: {
      completions: {
        async create(call) {
          ensure();
          return generate(call);
        },
      },
    },
    completions: {
      async create(call) {
        ensure();
        return generate(call);
      },
    },
    embeddings: {
      async create({ input }) {
        if (!loaded?.embedding) raise('EmbeddingUnsupportedModelError: not an embedding model');
        return { data: input.map((text, index) => ({ embedding: letters(text), index })).reverse() };
      },
    },
  };
}

function empty(): { system: string | undefined; turns: Turn[]; tokens: number; finish: string | null } {
  return { system: undefined, turns: [], tokens: 0, finish: null };
}

function checkCall(call: ChatCall | TextCall): void {
  if (!Number.isInteger(call.seed) || call.seed < 1 || call.seed > LARGEST_SEED)
    raise('Error: Random state is unexpectedly not strictly positive.');
  if (!(call.top_p > 0 && call.top_p <= 1)) raise('RangeError: Make sure 0 < top_p <= 1.');
  if (!(call.temperature >= 0)) raise('NonNegativeError: Make sure temperature >= 0.');
  if (!(call.max_tokens > 0)) raise('MinValueError: Make sure `max_tokens` > 0.');
  if (!('messages' in call)) return;
  if (call.messages.some(({ role }, i) => role === 'system' && i > 0))
    raise('SystemMessageOrderError: System prompt should always be the first message in `messages`.');
  if ((call.top_logprobs ?? 0) > 5) raise('RangeError: Make sure 0 < top_logprobs <= 5.');
  const format = call.response_format;
  if (format?.type === 'json_object' && typeof (format.schema as unknown) !== 'string')
    raise(
      'GrammarMatcherInitError: Failed to initialize the grammar matcher for response format `json_object`',
    );
}

function chunk(
  chat: boolean,
  text: string | undefined,
  finish_reason: string | null,
  logprob: TokenLogprob | null,
): EngineChunk {
  const logprobs = logprob ? { content: [logprob] } : null;
  if (!chat) return { choices: [{ text: text ?? '', finish_reason, logprobs }] };
  return { choices: [{ delta: text === undefined ? {} : { content: text }, finish_reason, logprobs }] };
}

function usage(prompt_tokens: number, completion_tokens: number): EngineUsage {
  return {
    prompt_tokens,
    completion_tokens,
    extra: { time_to_first_token_s: prompt_tokens / 400, time_per_output_token_s: 1 / 32 },
  };
}

function optionsOf(grammar: string): string[] {
  return [...grammar.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([quoted]) => JSON.parse(quoted) as string);
}

const USUAL_LOGITS = [-1.2, 0.4, 1.1, 0.9, -0.3];

/** One token under the grammar, with log-probabilities after the temperature, as the library tells them. */
function chosen(call: ChatCall | TextCall, options: string[], logits?: Script['logits']) {
  const scores = logits?.(options, call) ?? options.map((_, i) => USUAL_LOGITS[i % USUAL_LOGITS.length] ?? 0);
  const scaled = scores.map((score) => score / Math.max(1e-6, call.temperature));
  const most = Math.max(...scaled);
  const weights = scaled.map((score) => Math.exp(score - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const told = options
    .map((token, i) => {
      // Probabilities are 32-bit floats there; what is 0 has no logarithm, which arrives as null.
      const p = Math.fround((weights[i] ?? 0) / sum);
      return { token, logprob: p > 0 ? Math.log(p) : null };
    })
    .sort((a, b) => (b.logprob ?? -Infinity) - (a.logprob ?? -Infinity));
  const first = told[0] ?? { token: '', logprob: null };
  const top = 'messages' in call ? (call.top_logprobs ?? 0) : 0;
  return { tokens: [first.token], logprobs: { ...first, top_logprobs: told.slice(0, top) } };
}

const WORDS =
  'warm water soap blot rub paper iron gently first then wait cloth stain wax cold scrape towel again small spot test'.split(
    ' ',
  );

function usualText(prompt: string, { seed, temperature }: ChatCall | TextCall): string {
  let state = (temperature > 0 ? seed : 7) + prompt.length;
  const words = Array.from({ length: 20 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return WORDS[state % WORDS.length] ?? '';
  });
  return `${words.join(' ')}.`;
}

function usualJson(schema: string): string {
  return JSON.stringify({ schemaLength: schema.length, aspects: [] });
}

/** Counts of a to z: texts that share letters are near each other. */
function letters(text: string): number[] {
  return Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => text.toLowerCase().split(letter).length - 1);
}
