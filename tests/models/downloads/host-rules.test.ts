import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { expect, test } from 'vitest';
import { mayAsk } from '../../../src/models/downloads/host-rules';

test('every model and library that WebLLM offers may be asked for', () => {
  const urls = prebuiltAppConfig.model_list.flatMap(({ model, model_lib }) => [model, model_lib]);
  expect(urls.filter((url) => !mayAsk(url, []))).toEqual([]);
});

test.each([
  'https://cdn-lfs-us-1.hf.co/x',
  'https://cas-bridge.xethub.hf.co/x',
  'https://cdn-lfs.huggingface.co/x',
  'http://localhost:8000/x',
  'http://127.0.0.1/x',
])('%s may be asked', (url) => {
  expect(mayAsk(url, [])).toBe(true);
});

test.each([
  'https://example.org/x',
  'https://nothuggingface.co/x',
  'https://huggingface.co.evil.example/x',
  'https://hf.co.evil.example/x',
  'http://huggingface.co/x',
  'https://huggingface.co:444/x',
  'https://user:word@huggingface.co/x',
  'https://raw.githubusercontent.com.evil.example/x',
  'http://127.0.0.2/x',
  'data:text/plain,x',
  'not a url',
])('%s may not be asked', (url) => {
  expect(mayAsk(url, [])).toBe(false);
});

test('a custom model opens its exact origin and no other', () => {
  const own = ['https://models.example.org:8443'];
  expect(mayAsk('https://models.example.org:8443/a/b', own)).toBe(true);
  expect(mayAsk('https://models.example.org/a/b', own)).toBe(false);
  expect(mayAsk('http://models.example.org:8443/a/b', own)).toBe(false);
  expect(mayAsk('https://cdn.models.example.org:8443/a', own)).toBe(false);
});
