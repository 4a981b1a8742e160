/** What four described devices are offered and recommended, why the rest is left out, and that docs/MODELS.md says the same. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DESCRIBED_DEVICES, strongAdapter } from '../../scripts/described-devices.ts';
import { MODELS_DOC, modelTables, withTables } from '../../scripts/models-doc.ts';
import { buildCatalog } from '../../scripts/webllm-catalog.ts';
import type { DeviceReport } from '../../src/models/device';
import { offersFor, offersForRole, type Offer, type Offers, retrieversFor } from '../../src/models/offers';
import { recommend } from '../../src/models/recommendations';
import type { Refusal } from '../../src/models/refusals';

const catalog = await buildCatalog();
const [none, weak, middling, strong] = DESCRIBED_DEVICES.map(({ report, memoryGB }) => ({
  report,
  offers: offersFor(catalog, report, memoryGB),
}));

const picked = (offer: Offer | null): [string, number] | null =>
  offer && [offer.entry.id.replace('-MLC', ''), offer.contextWindow];
const picks = (offers: Offers) => {
  const { responder, judge, allRoles } = recommend(offers);
  return [picked(responder), picked(judge), picked(allRoles)];
};
const reasons = ({ notOffered }: Offers, id: string): Refusal[] | undefined =>
  notOffered.find(({ entry }) => entry.id === id)?.reasons;
const offered = ({ offers }: Offers, id: string): Offer | undefined =>
  offers.find(({ entry }) => entry.id === id);

test('every model is either offered or not, and then for a reason', () => {
  for (const { offers } of [none!, weak!, middling!, strong!]) {
    const ids = [...offers.offers, ...offers.notOffered].map(({ entry }) => entry.id);
    expect(ids.sort()).toEqual(catalog.map(({ id }) => id).sort());
    expect(offers.notOffered.every((one) => one.reasons.length > 0)).toBe(true);
  }
});

test('no base model, embedding or reasoning model is ever offered as judge', () => {
  const judges = offersForRole(offersFor(catalog, strongAdapter(true), 64), 'judge');
  expect(judges.length).toBeGreaterThan(90);
  expect(judges.filter(({ entry }) => entry.kind !== 'instruct' || entry.specialty !== 'general')).toEqual(
    [],
  );
  const responders = offersForRole(offersFor(catalog, strongAdapter(true), 64), 'responder');
  expect(responders.some(({ entry }) => entry.base)).toBe(true);
});

test('embedding models are offered beside, smallest first, each once, and only where they fit', () => {
  const ids = (device: DeviceReport, memoryGB: number) =>
    retrieversFor(catalog, device, memoryGB).map(({ entry }) => entry.id);
  const small = 'snowflake-arctic-embed-s-q0f32-MLC-b4';
  expect(ids(strongAdapter(true), 4)).toEqual([small, 'snowflake-arctic-embed-m-q0f32-MLC-b4']);
  expect(ids(strongAdapter(true), 0.5)).toEqual([small]);
  expect(ids(weak!.report, 1)).toContain(small);
  expect(ids(none!.report, 4)).toEqual([]);
});

describe('no WebGPU', () => {
  test('nothing is offered, for that one reason, and nothing recommended', () => {
    expect(none!.offers.offers).toEqual([]);
    expect(none!.offers.notOffered.every(({ reasons }) => reasons.length === 1)).toBe(true);
    expect(none!.offers.notOffered[0]?.reasons).toEqual([{ because: 'no-webgpu', why: 'no-api' }]);
    expect(picks(none!.offers)).toEqual([null, null, null]);
  });
});

describe('1 GB without f16 and with 128 MiB bindings', () => {
  test('Llama-3.2-1B in 32 bits is the pick, in a smaller context, and it says how close that is', () => {
    const pick: [string, number] = ['Llama-3.2-1B-Instruct-q4f32_1', 2048];
    expect(picks(weak!.offers)).toEqual([pick, pick, pick]);
    const offer = offered(weak!.offers, 'Llama-3.2-1B-Instruct-q4f32_1-MLC');
    expect(offer?.memoryMB).toBeCloseTo(1128.82 - 128, 5);
    expect(offer?.cautions).toEqual(['tight', 'short-context', 'restricted-licence']);
  });

  test('the 16-bit twin is not offered, and the other is named', () => {
    expect(reasons(weak!.offers, 'Llama-3.2-1B-Instruct-q4f16_1-MLC')).toEqual([
      { because: 'needs-f16', instead: 'Llama-3.2-1B-Instruct-q4f32_1-MLC' },
    ]);
  });

  test('Qwen3-1.7B does not fit a binding, and says by how much', () => {
    expect(reasons(weak!.offers, 'Qwen3-1.7B-q4f32_1-MLC')).toEqual([
      { because: 'buffer-too-small', needed: 155_582_464, have: 134_217_728 },
      { because: 'too-large-for-memory', needed: 2188, have: 1024 },
    ]);
  });
});

describe('4 GB', () => {
  test('Llama-3.2-3B responds and Qwen3-4B judges', () => {
    const qwen: [string, number] = ['Qwen3-4B-q4f16_1', 4096];
    expect(picks(middling!.offers)).toEqual([['Llama-3.2-3B-Instruct-q4f16_1', 4096], qwen, qwen]);
  });

  test('Qwen3-8B is too large even in the smallest context', () => {
    expect(reasons(middling!.offers, 'Qwen3-8B-q4f16_1-MLC')).toEqual([
      { because: 'too-large-for-memory', needed: 5408, have: 4096 },
    ]);
  });

  test('the -1k twins point at the entry with the same files', () => {
    expect(reasons(middling!.offers, 'Phi-3.5-mini-instruct-q4f16_1-MLC-1k')).toEqual([
      { because: 'same-files-as', id: 'Phi-3.5-mini-instruct-q4f16_1-MLC' },
    ]);
  });
});

describe('8 GB', () => {
  test('Qwen3-8B judges, and what responds stays small enough to be quick', () => {
    expect(picks(strong!.offers)).toEqual([
      ['Llama-3.2-3B-Instruct-q4f16_1', 4096],
      ['Qwen3-8B-q4f16_1', 4096],
      ['Qwen3-4B-q4f16_1', 4096],
    ]);
  });

  test('reasoning models, embeddings and package manifests are left out all the same', () => {
    const why = (id: string) => reasons(strong!.offers, id)?.map(({ because }) => because);
    expect(why('DeepSeek-R1-Distill-Qwen-7B-q4f16_1-MLC')).toEqual(['not-for-roles']);
    expect(why('snowflake-arctic-embed-s-q0f32-MLC-b4')).toEqual(['embedding', 'context-too-short']);
    expect(why('gemma-4-E2B-it-q4f16_1-MLC')).toEqual(['package-manifest']);
    expect(why('Llama-3.1-70B-Instruct-q3f16_1-MLC')).toEqual(['too-large-for-memory']);
  });
});

test.each([
  [true, 1, 'Llama-3.2-1B-Instruct-q4f16_1', 'Llama-3.2-1B-Instruct-q4f16_1', 4096],
  [true, 2, 'Qwen2.5-1.5B-Instruct-q4f16_1', 'Qwen3-1.7B-q4f16_1', 3072],
  [true, 4, 'Llama-3.2-3B-Instruct-q4f16_1', 'Qwen3-4B-q4f16_1', 4096],
  [true, 8, 'Llama-3.2-3B-Instruct-q4f16_1', 'Qwen3-8B-q4f16_1', 4096],
  [false, 1, 'Llama-3.2-1B-Instruct-q4f32_1', 'Llama-3.2-1B-Instruct-q4f32_1', 2048],
  [false, 2, 'Qwen2.5-1.5B-Instruct-q4f32_1', 'Qwen2.5-1.5B-Instruct-q4f32_1', 4096],
  [false, 4, 'Llama-3.2-3B-Instruct-q4f32_1', 'Qwen3-4B-q4f32_1', 2048],
  [false, 8, 'Llama-3.2-3B-Instruct-q4f32_1', 'Qwen3-8B-q4f32_1', 4096],
])('f16 %s, %d GB: %s responds, %s judges in %d tokens', (f16, memoryGB, responder, judge, context) => {
  const [responding, judging] = picks(offersFor(catalog, strongAdapter(f16), memoryGB));
  expect(responding?.[0]).toBe(responder);
  expect(judging).toEqual([judge, context]);
});

describe('what is recommended', () => {
  test('fits the budget, is offered, and has a licence that is known and free to use', () => {
    for (const f16 of [true, false])
      for (let memoryGB = 0.5; memoryGB <= 40; memoryGB += 0.5) {
        const offers = offersFor(catalog, strongAdapter(f16), memoryGB);
        for (const pick of Object.values(recommend(offers)) as (Offer | null)[]) {
          if (!pick) continue;
          expect(offers.offers).toContain(pick);
          expect(pick.memoryMB).toBeLessThanOrEqual(memoryGB * 1024);
          expect(['non-commercial', 'unknown']).not.toContain(pick.entry.licence.note);
        }
      }
  });

  test('the judge never gets weaker when there is more memory', () => {
    const ranks = [1, 2, 4, 8, 16].map(
      (gb) => recommend(offersFor(catalog, strongAdapter(true), gb)).judge?.rank ?? 0,
    );
    expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
  });
});

describe('quota', () => {
  const cramped: DeviceReport = { ...strongAdapter(true), storage: { quota: 2e9, usage: 1e9 } };
  const id = 'Llama-3.2-3B-Instruct-q4f16_1-MLC';

  test('a download needs a fifth more than its bytes', () => {
    const { downloadBytes } = catalog.find((entry) => entry.id === id)!;
    expect(reasons(offersFor(catalog, cramped, 4), id)).toEqual([
      { because: 'quota', needed: Math.ceil(downloadBytes * 1.2), have: 1e9 },
    ]);
  });

  test('what is on disk already needs no more room', () => {
    expect(offered(offersFor(catalog, cramped, 4, new Set([id])), id)).toBeDefined();
  });

  test('a browser that does not say is taken to have room', () => {
    const silent = { ...cramped, storage: { quota: null, usage: null } };
    expect(offered(offersFor(catalog, silent, 4), id)).toBeDefined();
  });
});

describe('an adapter below what the library insists on', () => {
  const strongReport = strongAdapter(true);
  const short = { limit: 'maxComputeWorkgroupStorageSize', needed: 32768, have: 16384 } as const;
  const report = { ...strongReport, adapter: { ...strongReport.adapter!, shortOf: [short] } };

  test('is offered nothing, with the limit named first', () => {
    const { offers, notOffered } = offersFor(catalog, report, 8);
    expect(offers).toEqual([]);
    expect(notOffered[0]?.reasons[0]).toEqual({ because: 'adapter-too-weak', ...short });
  });
});

test('a model whose buffers are not known is trusted on full limits only', () => {
  const entry = { ...catalog[0]!, id: 'custom', largestWeightBytes: null, f16: false };
  expect(offersFor([entry], strongAdapter(true), 4).offers).toHaveLength(1);
  expect(offersFor([entry], weak!.report, 4).notOffered[0]?.reasons).toEqual([
    { because: 'buffer-unknown', have: 134_217_728 },
  ]);
});

test('a layer of KV cache that is a page too large for one binding counts, though every weight fits', () => {
  const id = 'Llama-2-7b-chat-hf-q4f32_1-MLC';
  expect(reasons(offersFor(catalog, weak!.report, 16), id)).toEqual([
    { because: 'buffer-too-small', needed: (4096 + 16) * 32768, have: 134_217_728 },
  ]);
});

test('docs/MODELS.md says what the code does (npx tsx scripts/models-doc.ts)', () => {
  const document = readFileSync(MODELS_DOC, 'utf8');
  expect(withTables(document, modelTables(catalog))).toBe(document);
});
