/** A real Chromium without a GPU: the report says so, and the page finds the catalog the development server makes. */
import { expect, test } from 'vitest';
import { cautiousBudget, inspectThisDevice } from '../../src/models/device';
import { offersFor } from '../../src/models/offers';
import { loadCatalog } from '../../src/models/webllm/load-catalog';

test('says why there is no adapter, and what else it found, without throwing', async () => {
  const report = await inspectThisDevice();
  expect(report.adapter).toBeNull();
  expect(['no-api', 'no-adapter']).toContain(report.noWebGpu);
  expect(report.storage.quota).toBeGreaterThan(0);
  expect(report.mobile).toBe(false);
  expect(cautiousBudget(report)).toBe(1);
});

test('offers nothing here, for that reason, from the catalog beside the page', async () => {
  const catalog = await loadCatalog(fetch, new URL('/', location.href).href);
  expect(catalog.length).toBeGreaterThanOrEqual(165);
  const report = await inspectThisDevice();
  const { offers, notOffered } = offersFor(catalog, report, cautiousBudget(report));
  expect(offers).toEqual([]);
  expect(new Set(notOffered.flatMap(({ reasons }) => reasons.map(({ because }) => because)))).toEqual(
    new Set(['no-webgpu']),
  );
});
