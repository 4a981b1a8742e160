/** A real Chromium with the software WebGPU adapter: the report shows its true limits, and offers follow from them. */
import { expect, test } from 'vitest';
import { cautiousBudget, inspectThisDevice, type NeededLimit } from '../../src/models/device';
import { offersFor } from '../../src/models/offers';
import { loadCatalog } from '../../src/models/webllm/load-catalog';

test('shows what the adapter itself says', async () => {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  const report = await inspectThisDevice();
  expect(report.noWebGpu).toBeNull();
  expect(report.adapter).toMatchObject({
    vendor: adapter!.info.vendor,
    architecture: 'swiftshader',
    f16: adapter!.features.has('shader-f16'),
    software: true,
  });
  for (const [limit, value] of Object.entries(report.adapter!.limits))
    expect(value, limit).toBe(adapter!.limits[limit as NeededLimit]);
  expect(structuredClone(report)).toEqual(report);
  console.info('software adapter:', JSON.stringify(report.adapter));
});

test('offers what runs there without f16, and warns that it is the processor', async () => {
  const report = await inspectThisDevice();
  const catalog = await loadCatalog(fetch, new URL('/', location.href).href);
  const { offers, notOffered } = offersFor(catalog, report, cautiousBudget(report));
  expect(report.adapter!.shortOf).toEqual([]);
  expect(offers.length).toBeGreaterThan(0);
  expect(offers.every(({ entry, cautions }) => !entry.f16 && cautions.includes('software-adapter'))).toBe(
    true,
  );
  expect(notOffered.some(({ reasons }) => reasons.some(({ because }) => because === 'needs-f16'))).toBe(true);
});
