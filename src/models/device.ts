/**
 * What this device has that a WebLLM model needs: adapter, features, limits, storage, memory. It asks the browser once, when
 * called, creates no device and changes nothing. It never throws: what cannot be found out is null, or the reason why not.
 */
import { type AdapterSource, askForAdapter } from './ask-for-adapter';

export const MEBIBYTE = 2 ** 20;

/** `no-api`: this browser has no WebGPU; `insecure`: not on https or localhost; `refused`: asking for an adapter failed. */
export type NoWebGpu = 'no-api' | 'insecure' | 'no-adapter' | 'refused';

/** Limits the library insists on, whatever the model (0.2.86, detectGPUDevice); below any of them it cannot start. */
export const LIBRARY_NEEDS = {
  maxBufferSize: 256 * MEBIBYTE,
  maxStorageBufferBindingSize: 128 * MEBIBYTE,
  maxComputeWorkgroupStorageSize: 32 * 1024,
  maxStorageBuffersPerShaderStage: 10,
} as const;

export type NeededLimit = keyof typeof LIBRARY_NEEDS;

export interface AdapterReport {
  vendor: string;
  architecture: string;
  /** Often empty: browsers hide it. */
  description: string;
  f16: boolean;
  /** Runs on the processor, at about a token a second: a fallback adapter or a known software one. */
  software: boolean;
  /** Bytes, but for the number of storage buffers and of invocations. */
  limits: Record<NeededLimit | 'maxComputeInvocationsPerWorkgroup', number>;
  /** Bytes of one buffer that the library will really use: it takes 1 GiB where there is that much, and else a fallback. */
  usableBufferBytes: number;
  /** Limits below what the library insists on; empty when it can start. */
  shortOf: { limit: NeededLimit; needed: number; have: number }[];
}

export interface DeviceReport {
  adapter: AdapterReport | null;
  /** Why there is no adapter; null when there is one. */
  noWebGpu: NoWebGpu | null;
  /** Bytes; null where the browser does not say. */
  storage: { quota: number | null; usage: number | null };
  /** The browser's rounded figure for main memory, in GB; null in Safari and Firefox. */
  deviceMemoryGB: number | null;
  mobile: boolean;
}

/** What `navigator` and the window say beside GPU and storage. */
export interface Surroundings {
  secure: boolean;
  userAgent: string;
  deviceMemory?: number | undefined;
  userAgentMobile?: boolean | undefined;
  maxTouchPoints?: number | undefined;
}

export type StorageSource = Pick<StorageManager, 'estimate'>;

/** The report on the device this page or worker runs on. */
export function inspectThisDevice(): Promise<DeviceReport> {
  const here = navigator as Navigator & { deviceMemory?: number; userAgentData?: { mobile?: boolean } };
  // Without a secure context a browser offers neither, whatever the types say.
  const { gpu, storage } = here as { gpu?: GPU; storage?: StorageManager };
  return inspectDevice(gpu, storage, {
    secure: globalThis.isSecureContext,
    userAgent: here.userAgent,
    deviceMemory: here.deviceMemory,
    userAgentMobile: here.userAgentData?.mobile,
    maxTouchPoints: here.maxTouchPoints,
  });
}

export async function inspectDevice(
  gpu: AdapterSource | undefined,
  storage: StorageSource | undefined,
  about: Surroundings,
): Promise<DeviceReport> {
  const [found, space] = await Promise.all([adapterOf(gpu, about.secure), spaceIn(storage)]);
  return {
    adapter: typeof found === 'string' ? null : found,
    noWebGpu: typeof found === 'string' ? found : null,
    storage: space,
    deviceMemoryGB: about.deviceMemory ?? null,
    mobile: isMobile(about),
  };
}

async function adapterOf(gpu: AdapterSource | undefined, secure: boolean): Promise<AdapterReport | NoWebGpu> {
  if (!gpu) return secure ? 'no-api' : 'insecure';
  try {
    // The library asks for the same one.
    const adapter = await askForAdapter(gpu, { powerPreference: 'high-performance' });
    return adapter ? adapterReport(adapter) : 'no-adapter';
  } catch {
    return 'refused';
  }
}

function adapterReport({ info, features, limits: offered }: GPUAdapter): AdapterReport {
  const limits = {
    maxBufferSize: offered.maxBufferSize,
    maxStorageBufferBindingSize: offered.maxStorageBufferBindingSize,
    maxComputeWorkgroupStorageSize: offered.maxComputeWorkgroupStorageSize,
    maxStorageBuffersPerShaderStage: offered.maxStorageBuffersPerShaderStage,
    maxComputeInvocationsPerWorkgroup: offered.maxComputeInvocationsPerWorkgroup,
  };
  const needed = Object.entries(LIBRARY_NEEDS) as [NeededLimit, number][];
  return {
    vendor: info.vendor,
    architecture: info.architecture,
    description: info.description,
    f16: features.has('shader-f16'),
    software: info.isFallbackAdapter || /swiftshader|llvmpipe|warp|basic render/i.test(named(info)),
    limits,
    usableBufferBytes: usableBuffer(limits.maxBufferSize, limits.maxStorageBufferBindingSize),
    shortOf: needed
      .filter(([limit, least]) => limits[limit] < least)
      .map(([limit, least]) => ({ limit, needed: least, have: limits[limit] })),
  };
}

const named = ({ vendor, architecture, device, description }: GPUAdapterInfo): string =>
  [vendor, architecture, device, description].join(' ');

/** The library asks for 1 GiB of each, or falls back to 256 MiB of buffer and 128 MiB of binding: nothing in between. */
export function usableBuffer(maxBufferSize: number, maxStorageBufferBindingSize: number): number {
  const wished = 1024 * MEBIBYTE;
  const buffer = maxBufferSize >= wished ? wished : LIBRARY_NEEDS.maxBufferSize;
  const binding = maxStorageBufferBindingSize >= wished ? wished : LIBRARY_NEEDS.maxStorageBufferBindingSize;
  return Math.min(buffer, binding);
}

async function spaceIn(storage: StorageSource | undefined): Promise<DeviceReport['storage']> {
  try {
    const estimate = await storage?.estimate();
    return { quota: estimate?.quota ?? null, usage: estimate?.usage ?? null };
  } catch {
    return { quota: null, usage: null };
  }
}

/** iPads call themselves Macs, but no Mac has a touch screen. */
function isMobile({ userAgent, userAgentMobile, maxTouchPoints = 0 }: Surroundings): boolean {
  if (userAgentMobile !== undefined) return userAgentMobile;
  if (/Android|iPhone|iPad|Mobile/i.test(userAgent)) return true;
  return userAgent.includes('Macintosh') && maxTouchPoints > 1;
}

/** Memory a model may take, in GB (2^30 bytes), as the person chooses it. */
export const MEMORY_BUDGETS = [1, 2, 4, 8] as const;
export type MemoryBudget = (typeof MEMORY_BUDGETS)[number];

/**
 * What to suggest before the person has chosen. No browser tells how much memory a GPU has, and a tab that takes too much
 * is killed on phones, so it stays low: 1 on phones and software adapters, 4 at most.
 */
export function cautiousBudget({ adapter, mobile, deviceMemoryGB }: DeviceReport): MemoryBudget {
  if (!adapter || mobile || adapter.software) return 1;
  if (adapter.usableBufferBytes < 1024 * MEBIBYTE) return 1;
  if (deviceMemoryGB === null) return 2;
  if (deviceMemoryGB >= 8) return 4;
  return deviceMemoryGB >= 4 ? 2 : 1;
}
