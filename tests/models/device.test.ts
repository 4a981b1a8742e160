/** What a report says of devices that are described here rather than found; real Chromium is asked in device.browser.test.ts. */
import { describe, expect, test } from 'vitest';
import { strongAdapter } from '../../scripts/described-devices.ts';
import type { AdapterSource } from '../../src/models/ask-for-adapter';
import {
  cautiousBudget,
  inspectDevice,
  usableBuffer,
  type DeviceReport,
  type NoWebGpu,
  type Surroundings,
} from '../../src/models/device';

const MiB = 2 ** 20;
const desktop: Surroundings = { secure: true, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140' };
const storage = { estimate: async () => ({ quota: 10e9, usage: 1e9 }) };

const goodLimits = {
  maxBufferSize: 2048 * MiB,
  maxStorageBufferBindingSize: 2048 * MiB,
  maxComputeWorkgroupStorageSize: 32768,
  maxStorageBuffersPerShaderStage: 10,
  maxComputeInvocationsPerWorkgroup: 1024,
};

function gpuWith(
  limits: Partial<typeof goodLimits> = {},
  info: object = {},
  features = ['shader-f16'],
): AdapterSource {
  const adapter = {
    features: new Set(features),
    limits: { ...goodLimits, ...limits },
    info: {
      vendor: 'acme',
      architecture: 'one',
      device: '',
      description: '',
      isFallbackAdapter: false,
      ...info,
    },
  };
  return { requestAdapter: async () => adapter as unknown as GPUAdapter };
}

describe('without an adapter the report says why', () => {
  const noAdapter: AdapterSource = { requestAdapter: async () => null };
  const rejecting: AdapterSource = { requestAdapter: () => Promise.reject(new Error('GPU process gone')) };
  const throwing: AdapterSource = {
    requestAdapter: () => {
      throw new TypeError('blocked');
    },
  };
  const cases: [NoWebGpu, AdapterSource | undefined, Surroundings][] = [
    ['no-api', undefined, desktop],
    ['insecure', undefined, { ...desktop, secure: false }],
    ['no-adapter', noAdapter, desktop],
    ['refused', rejecting, desktop],
    ['refused', throwing, desktop],
  ];

  test.each(cases)('%s', async (why, gpu, about) => {
    expect(await inspectDevice(gpu, storage, about)).toMatchObject({ adapter: null, noWebGpu: why });
  });
});

test('an adapter that is told only when asked again counts: the GPU process was still starting', async () => {
  let asked = 0;
  const starting: AdapterSource = {
    requestAdapter: async (wish) => {
      asked += 1;
      return asked === 1 ? null : gpuWith().requestAdapter(wish);
    },
  };
  const { adapter, noWebGpu } = await inspectDevice(starting, storage, desktop);
  expect(adapter?.vendor).toBe('acme');
  expect(noWebGpu).toBeNull();
});

test('an adapter is reported with features, limits and what the library can use of them', async () => {
  const report = await inspectDevice(gpuWith(), storage, { ...desktop, deviceMemory: 8 });
  expect(report).toEqual({
    adapter: {
      vendor: 'acme',
      architecture: 'one',
      description: '',
      f16: true,
      software: false,
      limits: goodLimits,
      usableBufferBytes: 1024 * MiB,
      shortOf: [],
    },
    noWebGpu: null,
    storage: { quota: 10e9, usage: 1e9 },
    deviceMemoryGB: 8,
    mobile: false,
  } satisfies DeviceReport);
  expect(structuredClone(report)).toEqual(report);
});

test('limits that only WebGPU itself guarantees are too few for the library', async () => {
  const { adapter } = await inspectDevice(
    gpuWith({ maxComputeWorkgroupStorageSize: 16384, maxStorageBuffersPerShaderStage: 8 }),
    storage,
    desktop,
  );
  expect(adapter?.shortOf).toEqual([
    { limit: 'maxComputeWorkgroupStorageSize', needed: 32768, have: 16384 },
    { limit: 'maxStorageBuffersPerShaderStage', needed: 10, have: 8 },
  ]);
});

test.each([
  ['all there', 4096, 4096, 1024],
  ['binding a byte short of a gigabyte', 4096, 1024 - 1 / MiB, 128],
  ['half a gigabyte of binding', 4096, 512, 128],
  ['only the buffer is small', 256, 1024, 256],
  ['half a gigabyte of buffer', 512, 2048, 256],
])('the library uses 1 GiB or its fallback, nothing in between: %s', (_name, buffer, binding, usable) => {
  expect(usableBuffer(buffer * MiB, binding * MiB)).toBe(usable * MiB);
});

test.each([
  [{ isFallbackAdapter: true }, true],
  [{ vendor: 'google', architecture: 'swiftshader' }, true],
  [{ description: 'llvmpipe (LLVM 17)' }, true],
  [{ vendor: 'apple', architecture: 'metal-3' }, false],
])('an adapter with %j runs on the processor: %s', async (info, software) => {
  const { adapter } = await inspectDevice(gpuWith({}, info), storage, desktop);
  expect(adapter?.software).toBe(software);
});

test.each([
  ['an Android phone', { ...desktop, userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel)' }, true],
  [
    'an iPad that calls itself a Mac',
    { ...desktop, userAgent: 'Mozilla/5.0 (Macintosh)', maxTouchPoints: 5 },
    true,
  ],
  ['a Mac', { ...desktop, userAgent: 'Mozilla/5.0 (Macintosh)', maxTouchPoints: 0 }, false],
  ['a desktop that says so', { ...desktop, userAgent: 'Mobile', userAgentMobile: false }, false],
])('%s: mobile %s', async (_name, about, mobile) => {
  expect((await inspectDevice(undefined, storage, about)).mobile).toBe(mobile);
});

test('storage that does not answer is unknown, not zero', async () => {
  const silent = { estimate: () => Promise.reject(new Error('private window')) };
  const unknown = { quota: null, usage: null };
  expect((await inspectDevice(undefined, silent, desktop)).storage).toEqual(unknown);
  expect((await inspectDevice(undefined, undefined, desktop)).storage).toEqual(unknown);
});

test('the suggested budget stays low, and is never 8', () => {
  const strong = strongAdapter(true);
  expect(cautiousBudget(strong)).toBe(4);
  expect(cautiousBudget({ ...strong, deviceMemoryGB: 64 })).toBe(4);
  expect(cautiousBudget({ ...strong, deviceMemoryGB: 4 })).toBe(2);
  expect(cautiousBudget({ ...strong, deviceMemoryGB: null })).toBe(2);
  expect(cautiousBudget({ ...strong, deviceMemoryGB: 2 })).toBe(1);
  expect(cautiousBudget({ ...strong, mobile: true })).toBe(1);
  expect(cautiousBudget({ ...strong, adapter: { ...strong.adapter!, software: true } })).toBe(1);
  expect(cautiousBudget({ ...strong, adapter: null })).toBe(1);
});
