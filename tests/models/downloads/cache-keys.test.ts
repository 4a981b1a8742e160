import {
  deleteModelAllInfoInCache,
  hasModelInCache,
  prebuiltAppConfig,
  type AppConfig,
} from '@mlc-ai/web-llm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  configFile,
  libraryFile,
  libraryIsCached,
  manifestFile,
  type ModelFile,
  modelFolder,
  shardFile,
  tokenizerFile,
} from '../../../src/models/downloads/cache-keys';
import { filesOf } from '../../../src/models/downloads/model-manifest';
import type { ModelSource } from '../../../src/models/webllm/model-source';
import { smallFiles } from './made-model';
import { MemoryCaches } from './memory-caches';

const addresses = [
  'https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f16_1-MLC',
  'https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f16_1-MLC/',
  'https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f16_1-MLC/resolve/main',
  'https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f16_1-MLC/resolve/0123abc/',
  'http://127.0.0.1:8000/models/own model',
  'https://models.example.org/resolve/x',
];

let caches: MemoryCaches;
beforeEach(() => {
  caches = new MemoryCaches();
  vi.stubGlobal('caches', caches);
});
afterEach(() => void vi.unstubAllGlobals());

function source(weights: string, library = 'https://raw.githubusercontent.com/x/y/lib.wasm'): ModelSource {
  return { id: 'm', weights, library, contextWindow: 4096, base: false, thinking: false };
}

function appConfig({ weights, library }: ModelSource): AppConfig {
  return { model_list: [{ model: weights, model_id: 'm', model_lib: library }] };
}

const asked = ({ scope, url }: ModelFile): string => `${scope} ${url}`;

async function put({ scope, url }: ModelFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await (await caches.open(scope)).put(url, new Response(bytes));
}

test.each(addresses)('the library deletes what we would have written for %s', async (weights) => {
  const from = source(weights);
  await put(manifestFile(from), smallFiles['tensor-cache.json']!);
  caches.asked.length = 0;
  await deleteModelAllInfoInCache('m', appConfig(from));
  const shards = [0, 1, 2, 3].map((i) => shardFile(from, `params_shard_${i}.bin`, 1));
  expect(new Set(caches.asked)).toEqual(
    new Set(
      [
        manifestFile(from),
        ...shards,
        tokenizerFile(from, 'tokenizer.json'),
        tokenizerFile(from, 'tokenizer.model'),
        configFile(from),
        libraryFile(from),
      ].map(asked),
    ),
  );
});

test.each(addresses)('the library finds the weights where we put them for %s', async (weights) => {
  const from = source(weights);
  const files = filesOf(
    from,
    new TextDecoder().decode(smallFiles['mlc-chat-config.json']),
    new TextDecoder().decode(smallFiles['tensor-cache.json']),
  );
  if (!Array.isArray(files)) throw files;
  for (const file of files) {
    expect(await hasModelInCache('m', appConfig(from))).toBe(false);
    await put(file, smallFiles[file.name] ?? new Uint8Array(1));
  }
  expect(await hasModelInCache('m', appConfig(from))).toBe(true);
});

test('every model the library offers has a folder and a library we can name', () => {
  for (const { model, model_lib } of prebuiltAppConfig.model_list) {
    expect(modelFolder(model)).toBe(`${model}/resolve/main/`);
    expect(libraryFile(source(model, model_lib)).url).toBe(model_lib);
    expect(libraryIsCached(model_lib)).toBe(true);
  }
});

test('a library with "localhost" in its address, or a relative one, is never cached', () => {
  expect(libraryIsCached('http://localhost:80/a.wasm')).toBe(false);
  expect(libraryIsCached('https://x.org/localhost/a.wasm')).toBe(false);
  expect(libraryIsCached('lib/a.wasm')).toBe(false);
  expect(libraryIsCached('http://127.0.0.1/a.wasm')).toBe(true);
});
