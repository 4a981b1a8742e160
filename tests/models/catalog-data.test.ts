/**
 * The catalog against the library it is made from: every model is there and known, f16 is derived rightly, and our figures
 * give the very memory differences and buffer sizes the library states itself.
 */
import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, test } from 'vitest';
import { buildCatalog, catalogEntry } from '../../scripts/webllm-catalog.ts';
import type { CatalogEntry } from '../../src/models/webllm/catalog-entry';
import { loadCatalog } from '../../src/models/webllm/load-catalog';
import { memoryAt } from '../../src/models/webllm/memory';
import { needsF16, parametersIn, quantizationIn } from '../../src/models/webllm/model-id';

const records = prebuiltAppConfig.model_list;
const catalog = await buildCatalog();
const entry = (id: string): CatalogEntry => catalog.find((one) => one.id === id)!;

test('every model of the library has an entry, and we know every one', () => {
  expect(catalog.map(({ id }) => id)).toEqual(records.map(({ model_id }) => model_id));
  expect(catalog.length).toBeGreaterThanOrEqual(165);
  expect(catalog.filter(({ goodFor }) => goodFor === 'unknown').map(({ id }) => id)).toEqual([]);
  for (const one of catalog) {
    expect(one.parameters, one.id).toBeGreaterThan(0);
    expect(one.quantization, one.id).not.toBeNull();
    expect(one.downloadBytes, one.id).toBeGreaterThan(1e8);
    expect(one.contextWindow, one.id).toBeGreaterThanOrEqual(512);
  }
});

test('an entry is plain data that survives the way through JSON', () => {
  expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog);
});

describe('16-bit floats', () => {
  test('are needed by exactly the models whose id says so', () => {
    const said = catalog.filter(({ id }) => /-q\df16(_\d)?-/.test(id)).map(({ id }) => id);
    expect(catalog.filter(({ f16 }) => f16).map(({ id }) => id)).toEqual(said);
  });

  test('are needed wherever the library says so, and in many places where it does not', () => {
    const listed = records.filter((record) => record.required_features?.includes('shader-f16'));
    for (const { model_id } of listed) expect(entry(model_id).f16, model_id).toBe(true);
    expect(catalog.filter(({ f16 }) => f16).length).toBeGreaterThan(listed.length);
  });
});

test('base models, embeddings and models that always think are told apart, and none of them may judge', () => {
  const ids = (wanted: (one: CatalogEntry) => boolean): string[] => [
    ...new Set(catalog.filter(wanted).map(({ id }) => id.replace(/-q\d.*$/, ''))),
  ];
  expect(ids(({ kind }) => kind === 'base')).toEqual(['Ministral-3-3B-Base-2512', 'phi-2', 'phi-1_5']);
  expect(ids(({ kind }) => kind === 'embedding')).toEqual([
    'snowflake-arctic-embed-m',
    'snowflake-arctic-embed-s',
  ]);
  expect(ids(({ specialty }) => specialty === 'reasoning')).toEqual([
    'DeepSeek-R1-Distill-Qwen-7B',
    'DeepSeek-R1-Distill-Llama-8B',
    'Ministral-3-3B-Reasoning-2512',
  ]);
  const judges = catalog.filter(({ roles }) => roles.includes('judge'));
  expect(judges.every(({ kind, specialty }) => kind === 'instruct' && specialty === 'general')).toBe(true);
  expect(catalog.every(({ base, kind }) => base === (kind === 'base'))).toBe(true);
});

test('thinking is a matter of Qwen3 and Qwen3.5 only', () => {
  const thinking = catalog.filter((one) => one.thinking);
  expect(new Set(thinking.map(({ family }) => family))).toEqual(new Set(['Qwen3', 'Qwen3.5']));
  expect(entry('Qwen2.5-1.5B-Instruct-q4f16_1-MLC').thinking).toBe(false);
});

describe('the embedding table', () => {
  test('of Qwen3-1.7B does not fit 128 MiB, that of Llama-3.2-1B just does', () => {
    expect(entry('Qwen3-1.7B-q4f16_1-MLC').largestWeightBytes).toBe(155_582_464);
    expect(entry('Llama-3.2-1B-Instruct-q4f16_1-MLC').largestWeightBytes).toBe(131_334_144);
    expect(131_334_144).toBeLessThan(128 * 2 ** 20);
    expect(155_582_464).toBeGreaterThan(128 * 2 ** 20);
  });

  test('is what the library states, to the byte, where it states it', () => {
    const stated = records.filter((record) => record.buffer_size_required_bytes !== undefined);
    expect(stated.length).toBeGreaterThan(0);
    for (const record of stated) {
      const { buffer_size_required_bytes: bytes, ...silent } = record;
      expect(catalogEntry(silent, records).largestWeightBytes, record.model_id).toBe(bytes);
    }
  });
});

describe('memory at another context', () => {
  const twins = catalog
    .filter(({ sameFilesAs }) => sameFilesAs !== null)
    .map((short) => ({ short, long: entry(short.sameFilesAs!) }));

  /** Listed alike at both contexts, or measured with an older method that counts more than the cache. */
  const listedOtherwise = /^(gemma-2b|phi-1_5|phi-2|RedPajama|Llama-2)/;

  test.each(
    twins.filter(({ short }) => !listedOtherwise.test(short.id)).map((pair) => [pair.short.id, pair]),
  )('%s differs from its longer twin by the KV cache of our figures', (_id, { short, long }) => {
    const tokens = long.contextWindow - short.contextWindow;
    const bytes = tokens * short.kv!.bytesPerToken;
    const listed = long.vramMB - short.vramMB;
    // The library's MB are 10^6 bytes in some entries, 2^20 in others.
    const error = Math.min(Math.abs(listed - bytes / 1e6), Math.abs(listed - bytes / 2 ** 20));
    expect(error).toBeLessThan(1);
  });

  test('shrinks with the context, and is the listed figure at the listed one', () => {
    const qwen = entry('Qwen3-1.7B-q4f16_1-MLC');
    expect(memoryAt(qwen, 4096)).toEqual({ mb: 2036.66, rough: false });
    expect(memoryAt(qwen, 3072).mb).toBeCloseTo(2036.66 - 112, 5);
  });

  test('is never less than weights and cache, whatever the library lists', () => {
    const hermes = entry('Hermes-2-Pro-Mistral-7B-q4f16_1-MLC');
    expect(hermes.vramMB).toBeLessThan(4100);
    expect(memoryAt(hermes, 4096).mb).toBeGreaterThan(4300);
  });

  test('is called rough where the cache of a model is not known', () => {
    const gemma = entry('gemma-4-E2B-it-q4f16_1-MLC');
    expect(memoryAt(gemma, 2048)).toMatchObject({ rough: true });
    expect(memoryAt(gemma, 2048).mb).toBeLessThan(gemma.vramMB);
    expect(memoryAt(gemma, 2048).mb).toBeGreaterThan(gemma.downloadBytes / 2 ** 20);
  });
});

test('our figures of weights and cache never exceed the listed memory by more than a unit of measure', () => {
  // 70B and one Hermes are listed lower than their weights; memoryAt corrects them.
  const tooLow = /^(Hermes-2-Pro-Mistral|Llama-3(\.1)?-70B)/;
  for (const one of catalog.filter(({ id, kv }) => kv !== null && !tooLow.test(id))) {
    const bytes = one.downloadBytes + one.kv!.bytesPerToken * one.contextWindow;
    expect(bytes / 2 ** 20, one.id).toBeLessThan(one.vramMB * 1.01);
  }
});

test('what the library overrides besides the context is kept for it', () => {
  expect(entry('Mistral-7B-Instruct-v0.3-q4f16_1-MLC').overrides).toEqual({ sliding_window_size: -1 });
  expect(entry('Qwen3.5-2B-q4f16_1-MLC').overrides).toEqual({ max_history_size: 1 });
  expect(entry('gemma-4-E2B-it-q4f16_1-MLC').manifest).toBe('mlc-model-manifest.json');
});

test('a model of a newer library is entered with nothing guessed', () => {
  const record = {
    model: 'https://example.org/New-9B',
    model_id: 'New-9B-Base-q4f16_1-MLC',
    model_lib: 'https://example.org/x.wasm',
  };
  expect(catalogEntry(record, [record])).toMatchObject({
    kind: 'base',
    roles: ['responder'],
    parameters: 9,
    kv: null,
    largestWeightBytes: null,
    licence: { name: null, note: 'unknown' },
    firstOffer: false,
    systemRole: false,
  });
});

test('a quantization nobody knows is taken to need f16', () => {
  expect(needsF16(quantizationIn('New-9B-q8e5_2-MLC'))).toBe(true);
  expect(needsF16('q0f32')).toBe(false);
});

test.each([
  ['Qwen3-0.6B-q4f16_1-MLC', 0.6, 'q4f16_1'],
  ['stablelm-2-zephyr-1_6b-q4f32_1-MLC-1k', 1.6, 'q4f32_1'],
  ['SmolLM2-135M-Instruct-q0f32-MLC', 0.135, 'q0f32'],
  ['gemma-4-E2B-it-q4f16_1-MLC', 2, 'q4f16_1'],
  ['Phi-3-mini-4k-instruct-q4f16_1-MLC-1k', null, 'q4f16_1'],
  ['something', null, null],
])('the id %s says %s billion parameters and %s', (id, parameters, quantization) => {
  expect(parametersIn(id)).toBe(parameters);
  expect(quantizationIn(id)).toBe(quantization);
});

describe('the page', () => {
  const answering = (body: unknown, status = 200) =>
    (async () => new Response(JSON.stringify(body), { status })) as typeof fetch;

  test('fetches the catalog beside itself, under any sub-path', async () => {
    const asked: string[] = [];
    const fetcher = (async (url: URL) => {
      asked.push(url.href);
      return new Response('[]');
    }) as typeof fetch;
    expect(await loadCatalog(fetcher, 'https://example.org/lab/index.html#models')).toEqual([]);
    expect(asked).toEqual(['https://example.org/lab/models/catalog.json']);
  });

  test('is told of a catalog that is not there', async () => {
    await expect(loadCatalog(answering({}, 404), 'https://example.org/')).rejects.toMatchObject({
      tag: 'network',
      facts: { status: 404 },
    });
  });
});
