/**
 * Where a model's files come from: what WebLLM's own model record needs, and nothing it would have to be asked for.
 * Plain data, so that pages, workers and storage can pass it around without the library.
 */

export interface ModelSource {
  /** WebLLM's model_id: "Qwen3-1.7B-q4f16_1-MLC". */
  id: string;
  /** Absolute URL of the weights' folder; WebLLM appends /resolve/main/ unless it is there. */
  weights: string;
  /** Absolute URL of the compiled library (wasm). */
  library: string;
  /** Tokens; smaller than the model's own to save memory. */
  contextWindow: number;
  /** Answers through `completions` only: raw text, no template, no grammar. */
  base: boolean;
  /** The chat template takes `enable_thinking`. */
  thinking: boolean;
}
