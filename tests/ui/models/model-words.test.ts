/** How models, sizes and times are written. */
import { describe, expect, test } from 'vitest';
import { bytes, memory, perSecond, timeLeft } from '../../../src/ui/messages/en/amounts';
import {
  embeddingSourceOf,
  engineId,
  fullModelName,
  modelName,
  retrieverId,
  sourceIdOf,
} from '../../../src/ui/models/model-name';

describe('a model', () => {
  test.each([
    ['Qwen3-1.7B-q4f16_1-MLC', 'Qwen3-1.7B', 'Qwen3-1.7B (q4f16_1)'],
    ['Llama-3.2-1B-Instruct-q4f32_1-MLC', 'Llama-3.2-1B-Instruct', 'Llama-3.2-1B-Instruct (q4f32_1)'],
    ['phi-2-q4f16_1-MLC-1k', 'phi-2', 'phi-2 (q4f16_1, 1k)'],
    ['SmolLM2-135M-Instruct-q0f32-MLC', 'SmolLM2-135M-Instruct', 'SmolLM2-135M-Instruct (q0f32)'],
    ['snowflake-arctic-embed-s-q0f32-MLC-b4', 'snowflake-arctic-embed-s', 'snowflake-arctic-embed-s (q0f32)'],
    ['my-own', 'my-own', 'my-own'],
  ])('%s is called %s', (id, name, full) => {
    expect(modelName(id)).toBe(name);
    expect(fullModelName(id)).toBe(full);
  });

  test('is named in settings by a prefix that comes off again', () => {
    expect(sourceIdOf(engineId('a:b'))).toBe('a:b');
    expect(sourceIdOf('practice:1')).toBeNull();
    expect(embeddingSourceOf(retrieverId('a:b'))).toBe('a:b');
    expect(embeddingSourceOf('lexical:1')).toBeNull();
  });
});

test('amounts are written as people read them', () => {
  const sizes = [900, 5e6, 9.994e8, 9.996e8, 2.35e9, 20e9].map(bytes);
  expect(sizes).toEqual(['1 KB', '5 MB', '999 MB', '1.0 GB', '2.4 GB', '20 GB']);
  expect([879, 1024, 3432].map(memory)).toEqual(['879 MB', '1.0 GB', '3.4 GB']);
  expect([200, 12.34e6].map(perSecond)).toEqual(['1 KB/s', '12.3 MB/s']);
  expect([5, 60, 130, 7200].map(timeLeft)).toEqual([
    'less than a minute left',
    'about 1 minute left',
    'about 2 minutes left',
    'about 2 hours left',
  ]);
});
