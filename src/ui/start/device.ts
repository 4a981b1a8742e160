/**
 * What this device can do for a run, read once when Start opens. Never throws: what cannot be read is null.
 * Asks for nothing (no permission, no persistence); it only looks.
 */
import { askForAdapter } from '../../models/ask-for-adapter';

export interface DeviceReading {
  secure: boolean;
  storage: { works: boolean; freeBytes: number | null; persisted: boolean };
  gpu: boolean;
}

export async function readDevice(): Promise<DeviceReading> {
  const [storage, gpu] = await Promise.all([readStorage(), hasAdapter()]);
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

async function hasAdapter(): Promise<boolean> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  try {
    return gpu !== undefined && (await askForAdapter(gpu)) !== null;
  } catch {
    return false;
  }
}
