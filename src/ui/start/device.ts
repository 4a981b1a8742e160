/**
 * What this device can do for a run, read once when Start opens. Never throws: what cannot be read is null.
 * Asks for nothing (no permission, no persistence); it only looks.
 */
import { inspectThisDevice } from '../../models/device';

export interface DeviceReading {
  secure: boolean;
  storage: { works: boolean; freeBytes: number | null; persisted: boolean };
  /** `slow`: the browser computes on the processor in its stead. */
  gpu: 'ready' | 'slow' | 'none';
}

export async function readDevice(): Promise<DeviceReading> {
  const [storage, gpu] = await Promise.all([readStorage(), readGpu()]);
  return { secure: isSecureContext, storage, gpu };
}

async function readStorage(): Promise<DeviceReading['storage']> {
  const works = typeof indexedDB !== 'undefined';
  const manager = (navigator as { storage?: StorageManager }).storage;
  try {
    const [{ quota, usage }, persisted] = await Promise.all([
      manager?.estimate() ?? Promise.resolve<StorageEstimate>({}),
      manager?.persisted() ?? Promise.resolve(false),
    ]);
    return { works, freeBytes: quota === undefined ? null : quota - (usage ?? 0), persisted };
  } catch {
    return { works, freeBytes: null, persisted: false };
  }
}

async function readGpu(): Promise<DeviceReading['gpu']> {
  const { adapter } = await inspectThisDevice();
  if (adapter === null) return 'none';
  return adapter.software ? 'slow' : 'ready';
}
