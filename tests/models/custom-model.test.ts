/** Custom models: what is refused before anything is fetched, what their files say, and that hostile files stay harmless. */
import { describe, expect, test } from 'vitest';
import { strongAdapter } from '../../scripts/described-devices.ts';
import {
  checkCustomModel,
  fetchCustomModel,
  type CustomModelInput,
  type CustomModelReading,
} from '../../src/models/custom-model';
import { offersFor } from '../../src/models/offers';

const builtIn = new Set(['Qwen3-1.7B-q4f16_1-MLC']);
const good: CustomModelInput = {
  id: 'Mine-1.5B-q4f16_1',
  weights: 'https://example.org/me/mine',
  library: 'https://example.org/me/mine.wasm',
};
const check = (changed: Partial<CustomModelInput>) => checkCustomModel({ ...good, ...changed }, builtIn);

describe('before anything is fetched', () => {
  test('good URLs pass, trimmed, and the appended revision is told', () => {
    expect(check({ weights: ` ${good.weights} ` })).toEqual({
      problems: [],
      notices: [{ what: 'revision-added', folder: 'https://example.org/me/mine/resolve/main/' }],
      urls: good,
    });
  });

  test('a URL that names its revision is left as it is', () => {
    expect(check({ weights: 'https://example.org/me/mine/resolve/v2/' }).notices).toEqual([]);
  });

  test.each([
    [{ id: '' }, [{ what: 'missing', field: 'id' }]],
    [{ id: 'two words' }, [{ what: 'id-unusable' }]],
    [{ id: '../x' }, [{ what: 'id-unusable' }]],
    [{ id: 'Qwen3-1.7B-q4f16_1-MLC' }, [{ what: 'id-taken', id: 'Qwen3-1.7B-q4f16_1-MLC' }]],
    [{ weights: '' }, [{ what: 'missing', field: 'weights' }]],
    [{ library: '  ' }, [{ what: 'missing', field: 'library' }]],
    [{ weights: 'me/mine' }, [{ what: 'not-absolute', field: 'weights' }]],
    [{ weights: '//example.org/mine' }, [{ what: 'not-absolute', field: 'weights' }]],
    [{ library: 'javascript:alert(1)' }, [{ what: 'not-absolute', field: 'library' }]],
    [{ library: 'data:application/wasm,x' }, [{ what: 'not-absolute', field: 'library' }]],
    [{ library: 'https://' }, [{ what: 'not-absolute', field: 'library' }]],
    [{ weights: 'http://example.org/mine' }, [{ what: 'not-https', field: 'weights' }]],
    [{ library: 'http://localhost.evil.example/x.wasm' }, [{ what: 'not-https', field: 'library' }]],
    [{ weights: 'https://me:secret@example.org/mine' }, [{ what: 'has-credentials', field: 'weights' }]],
    [{ weights: 'https://example.org/mine?token=1' }, [{ what: 'has-query', field: 'weights' }]],
    [{ library: 'https://example.org/x.wasm#a' }, [{ what: 'has-query', field: 'library' }]],
  ])('%j is refused', (changed, problems) => {
    expect(check(changed)).toEqual({ problems, notices: [], urls: null });
  });

  test('every problem is told at once', () => {
    expect(check({ id: '', weights: 'x', library: '' }).problems).toHaveLength(3);
  });

  test.each(['http://localhost:8080/mine', 'http://127.0.0.1/mine'])('%s needs no https', (weights) => {
    expect(check({ weights }).problems).toEqual([]);
  });

  test('a library on localhost is told never to be cached, on 127.0.0.1 it is', () => {
    const tags = (library: string) => check({ library }).notices.map(({ what }) => what);
    expect(tags('http://localhost:8080/mine.wasm')).toContain('library-never-cached');
    expect(tags('http://127.0.0.1:8080/mine.wasm')).not.toContain('library-never-cached');
    expect(tags('https://example.org/mine')).toContain('not-a-wasm-name');
  });
});

const config = {
  model_type: 'qwen2',
  quantization: 'q4f16_1',
  context_window_size: 32768,
  sliding_window_size: -1,
  tokenizer_files: ['tokenizer.json', 'tokenizer_config.json'],
  conv_template: { name: 'chatml', roles: { user: '<|im_start|>user', assistant: '<|im_start|>assistant' } },
  model_config: { num_hidden_layers: 24, num_attention_heads: 14, num_key_value_heads: 2, hidden_size: 896 },
};
const manifest = {
  metadata: { ParamSize: 3 },
  records: [
    { dataPath: 'params_shard_0.bin', nbytes: 70_000_000, records: [{ name: 'embed', nbytes: 68_000_000 }] },
    {
      dataPath: 'params_shard_1.bin',
      nbytes: 30_000_000,
      records: [
        { name: 'w', nbytes: 1000 },
        { name: 'v', nbytes: 9 },
      ],
    },
  ],
};

const folder = 'https://example.org/me/mine/resolve/main/';
const CONFIG = `${folder}mlc-chat-config.json`;
const MANIFEST = `${folder}tensor-cache.json`;
const OLD = `${folder}ndarray-cache.json`;

interface Host {
  fetcher: typeof fetch;
  asked: string[];
}

/** What is not listed is a 404; text is served as it is, everything else as JSON. */
function host(files: Record<string, unknown>): Host {
  const asked: string[] = [];
  const fetcher = (async (url: string, init: RequestInit) => {
    asked.push(url);
    init.signal?.throwIfAborted();
    expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    const body = files[url];
    if (body === undefined) return new Response('not found', { status: 404 });
    return new Response(typeof body === 'string' ? body : JSON.stringify(body));
  }) as typeof fetch;
  return { fetcher, asked };
}

const never = new AbortController().signal;
const read = (files: Record<string, unknown>, urls = good): Promise<CustomModelReading> =>
  fetchCustomModel(urls, host(files).fetcher, never);
const withConfig = (changed: object) => read({ [CONFIG]: { ...config, ...changed }, [MANIFEST]: manifest });
const withManifest = (value: unknown) => read({ [CONFIG]: config, [MANIFEST]: value });
const entryOf = (reading: CustomModelReading) => {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.model.entry;
};

describe('what the files say', () => {
  test('becomes an entry like those of the catalog, with true sizes', async () => {
    const reading = await read({ [CONFIG]: config, [MANIFEST]: manifest });
    expect(reading).toMatchObject({ ok: true, model: { longestContext: 32768, oldManifest: false } });
    expect(entryOf(reading)).toMatchObject({
      ...good,
      contextWindow: 4096,
      base: false,
      thinking: false,
      parameters: 1.5,
      quantization: 'q4f16_1',
      f16: true,
      kind: 'instruct',
      downloadBytes: 100_000_000,
      largestWeightBytes: 68_000_000,
      kv: { bytesPerToken: 24 * 2 * 2 * 64 * 2, bytesPerTokenAndLayer: 2 * 2 * 64 * 2 },
      licence: { name: null, note: 'unknown' },
      firstOffer: false,
    });
  });

  test('can be offered and refused by the same rules as the library’s models', async () => {
    const entry = entryOf(await withConfig({}));
    expect(offersFor([entry], strongAdapter(true), 1).offers[0]?.cautions).toContain('unknown-licence');
    expect(offersFor([entry], strongAdapter(false), 1).notOffered[0]?.reasons).toEqual([
      { because: 'needs-f16', instead: null },
    ]);
  });

  test('only the two small files are asked for', async () => {
    const { fetcher, asked } = host({ [CONFIG]: config, [MANIFEST]: manifest });
    await fetchCustomModel(good, fetcher, never);
    expect(asked).toEqual([CONFIG, MANIFEST]);
  });

  test('an old folder has ndarray-cache.json, and that is told', async () => {
    const reading = await read({ [CONFIG]: config, [OLD]: manifest });
    expect(reading).toMatchObject({ ok: true, model: { oldManifest: true } });
  });

  test.each([
    ['LM', 'Mine-1.5B-q4f16_1', true],
    ['chatml', 'Mine-3B-Base-q4f16_1', true],
    ['chatml', 'Database-helper-1B-q4f16_1', false],
    ['llama-3', 'Mine-1.5B-q4f16_1', false],
  ])('template %s and id %s: base %s', async (name, id, base) => {
    const files = {
      [CONFIG]: { ...config, conv_template: { ...config.conv_template, name } },
      [MANIFEST]: manifest,
    };
    const entry = entryOf(await read(files, { ...good, id }));
    expect(entry.base).toBe(base);
    expect(entry.roles.includes('judge')).toBe(!base);
  });

  test('thinking can be switched off in Qwen3 templates; an open think block cannot', async () => {
    const template = (name: string, assistant: string) =>
      withConfig({ conv_template: { name, roles: { assistant } } }).then(entryOf);
    expect(await template('qwen3', '<|im_start|>assistant')).toMatchObject({
      thinking: true,
      specialty: 'general',
    });
    expect(await template('qwen3_5', '<|im_start|>assistant\n<think>')).toMatchObject({
      thinking: false,
      specialty: 'reasoning',
      roles: [],
    });
    expect(await template('qwen3_5_nothink', '<|im_start|>assistant\n<think>\n\n</think>\n')).toMatchObject({
      thinking: false,
      specialty: 'general',
    });
  });

  test('a sliding window is switched off, because the library takes only one of the two', async () => {
    const reading = await withConfig({ context_window_size: -1, sliding_window_size: 2048 });
    expect(entryOf(reading)).toMatchObject({ contextWindow: 2048, overrides: { sliding_window_size: -1 } });
  });

  test('figures of a nested or missing architecture are found, or left unknown', async () => {
    const nested = await withConfig({ model_config: { text_config: config.model_config } });
    expect(entryOf(nested).kv?.bytesPerToken).toBe(12288);
    expect(entryOf(await withConfig({ model_config: undefined })).kv).toBeNull();
    expect(entryOf(await withConfig({ model_config: { num_hidden_layers: -5 } })).kv).toBeNull();
    const hybrid = { ...config.model_config, full_attention_interval: 4 };
    expect(entryOf(await withConfig({ model_config: hybrid })).kv).toBeNull();
  });
});

describe('files that are no model end in a problem that names file and field', () => {
  const noModel = (file: string, field: string) => ({
    ok: false,
    problem: { what: 'not-a-model', file, field },
  });

  test.each([
    [{ conv_template: 'chatml' }, 'conv_template'],
    [{ conv_template: { name: 'x' } }, 'conv_template.roles'],
    [{ tokenizer_files: ['vocab.txt'] }, 'tokenizer_files'],
    [{ tokenizer_files: 'tokenizer.json' }, 'tokenizer_files'],
    [{ context_window_size: -1 }, 'context_window_size'],
    [{ context_window_size: 1e300 }, 'context_window_size'],
    [{ context_window_size: '4096' }, 'context_window_size'],
    [{ quantization: 'q'.repeat(1000) }, 'quantization'],
  ])('config with %j', async (changed, field) => {
    expect(await withConfig(changed)).toEqual(noModel('mlc-chat-config.json', field));
  });

  const shard = (dataPath: unknown, nbytes: unknown = 5) => ({ records: [{ dataPath, nbytes }] });
  test.each([
    [{}, 'records'],
    [{ records: [] }, 'records'],
    [shard('../../secret'), 'records.0.dataPath'],
    [shard('/etc/passwd'), 'records.0.dataPath'],
    [shard('https://evil.example/x.bin'), 'records.0.dataPath'],
    [shard('a/..%2f..'), 'records.0.dataPath'],
    [shard('ok.bin', -1), 'records.0.nbytes'],
    [shard('ok.bin', 1.5), 'records.0.nbytes'],
    [shard('ok.bin', 1e18), 'records.0.nbytes'],
    [shard('ok.bin', '12'), 'records.0.nbytes'],
    [{ records: [shard('a.bin').records[0], shard('a.bin').records[0]] }, 'records.dataPath'],
    [[], 'records'],
    [null, 'file'],
  ])('manifest %j', async (value, field) => {
    expect(await withManifest(value)).toEqual(noModel('tensor-cache.json', field));
  });

  test('a prototype cannot be reached through them', async () => {
    const hostile = JSON.stringify(config).replace(
      '{',
      '{"__proto__": {"polluted": true}, "constructor": 1,',
    );
    const reading = await read({ [CONFIG]: hostile, [MANIFEST]: manifest });
    expect(reading.ok).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(entryOf(reading)).not.toHaveProperty('polluted');
  });
});

describe('hosts that misbehave', () => {
  const problem = async (files: Record<string, unknown>) => {
    const reading = await read(files);
    return reading.ok ? null : reading.problem;
  };

  test('a missing file is refused with its status', async () => {
    expect(await problem({})).toEqual({ what: 'refused', file: 'mlc-chat-config.json', status: 404 });
    expect(await problem({ [CONFIG]: config })).toEqual({
      what: 'refused',
      file: 'tensor-cache.json',
      status: 404,
    });
  });

  test('a page instead of JSON is told as that', async () => {
    expect(await problem({ [CONFIG]: '<html>' })).toEqual({ what: 'not-json', file: 'mlc-chat-config.json' });
    expect(await problem({ [CONFIG]: config, [MANIFEST]: '['.repeat(5_000_000) })).toMatchObject({
      what: 'not-json',
    });
  });

  test('a file without end is cut off at its limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65536;
        controller.enqueue(new Uint8Array(65536).fill(32));
      },
    });
    const fetcher = (async () => new Response(endless)) as typeof fetch;
    expect(await fetchCustomModel(good, fetcher, never)).toEqual({
      ok: false,
      problem: { what: 'too-long', file: 'mlc-chat-config.json', limit: 2 ** 20 },
    });
    expect(sent).toBeLessThan(2 ** 20 + 4 * 65536);
  });

  test('a host that does not answer is unreachable', async () => {
    const fetcher = (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch;
    expect(await fetchCustomModel(good, fetcher, never)).toEqual({
      ok: false,
      problem: { what: 'unreachable', file: 'mlc-chat-config.json' },
    });
  });

  test('an abort rejects with its reason, and is no problem of the host', async () => {
    const stopped = AbortSignal.abort(new Error('stopped by me'));
    const { fetcher } = host({ [CONFIG]: config, [MANIFEST]: manifest });
    await expect(fetchCustomModel(good, fetcher, stopped)).rejects.toThrow('stopped by me');
  });
});
