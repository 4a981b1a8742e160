/** Models that exist in tests only. */
import type { ModelSource } from '../../../src/models/webllm/model-source';

export const SMALL: ModelSource = {
  id: 'Small-0.5B-q4f16_1-MLC',
  weights: 'https://models.example/small',
  library: 'https://models.example/small.wasm',
  contextWindow: 4096,
  base: false,
  thinking: false,
};

export const OTHER: ModelSource = { ...SMALL, id: 'Other-1B-q4f16_1-MLC' };
export const THINKING: ModelSource = { ...SMALL, id: 'Thinking-1B-q4f16_1-MLC', thinking: true };
export const BASE: ModelSource = { ...SMALL, id: 'Plain-1B-Base-q4f16_1-MLC', base: true };
export const EMBEDDING: ModelSource = {
  ...SMALL,
  id: 'snowflake-arctic-embed-s-q0f32-MLC-b4',
  contextWindow: 512,
};
