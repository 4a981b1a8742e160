/**
 * What we use of WebLLM's MLCEngine, as types of our own: exactly these methods and fields, present in every 0.2.x from
 * 0.2.79 on. The worker hands in the real engine, tests a scripted one. Everything is streamed: in 0.2.79 a plain call
 * does not clear an old interrupt, a streamed one always does.
 */

export interface EngineMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** Never left out: models carry penalties of their own, which would bend the probabilities. */
export interface EngineSampling {
  temperature: number;
  top_p: number;
  max_tokens: number;
  seed: number;
  repetition_penalty: 1;
  presence_penalty: 0;
  frequency_penalty: 0;
  stream: true;
  stream_options: { include_usage: true };
}

export type ResponseFormat = { type: 'grammar'; grammar: string } | { type: 'json_object'; schema: string };

export interface ChatCall extends EngineSampling {
  messages: EngineMessage[];
  response_format?: ResponseFormat;
  logprobs?: true;
  top_logprobs?: 5;
  extra_body?: { enable_thinking: false };
}

/** Raw text, for base models: no template, no grammar. */
export interface TextCall extends EngineSampling {
  prompt: string;
  stop: string[];
}

export interface TokenLogprob {
  token: string;
  /** After grammar mask, penalties and temperature. -Infinity, or null where it went through JSON. */
  logprob: number | null;
  top_logprobs: { token: string; logprob: number | null }[];
}

export interface EngineUsage {
  completion_tokens: number;
  /** Newly prefilled only: what the KV cache holds is not counted. */
  prompt_tokens: number;
  extra: { time_to_first_token_s: number; time_per_output_token_s: number };
}

export interface EngineChunk {
  choices: {
    delta?: { content?: string | null };
    text?: string;
    finish_reason: string | null;
    logprobs?: { content: TokenLogprob[] | null } | null;
  }[];
  usage?: EngineUsage | null;
}

/** One model's record, as WebLLM's AppConfig wants it. */
export interface EngineModelRecord {
  model: string;
  model_id: string;
  model_lib: string;
  /** 0 is a chat model, 1 an embedding model. */
  model_type: 0 | 1;
  overrides?: Record<string, unknown>;
  integrity?: object;
}

export interface EngineAppConfig {
  model_list: EngineModelRecord[];
  cacheBackend: 'cache';
}

export interface EnginePort {
  setAppConfig(config: EngineAppConfig): void;
  setInitProgressCallback(told: (report: { progress: number; text: string }) => void): void;
  /** Unloads all first. An aborted reload resolves with nothing loaded. */
  reload(modelId: string): Promise<void>;
  unload(): Promise<void>;
  /** Engine-wide; looked at between decoded tokens only; the next request clears it when it starts. */
  interruptGenerate(): Promise<void>;
  resetChat(): Promise<void>;
  /** The reply of the last request as the engine holds it. Throws ModelNotLoadedError without a model. */
  getMessage(): Promise<string>;
  chat: { completions: { create(call: ChatCall): Promise<AsyncIterable<EngineChunk>> } };
  completions: { create(call: TextCall): Promise<AsyncIterable<EngineChunk>> };
  embeddings: {
    create(call: { input: string[] }): Promise<{ data: { embedding: number[]; index: number }[] }>;
  };
}
