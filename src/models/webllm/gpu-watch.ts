/**
 * Tells what the library keeps to itself: a GPU device that was lost, and memory that ran out. It wraps `requestDevice` in
 * this worker only, before the library asks for a device, and changes nothing about the devices themselves.
 * Devices that were released (before an unload) may be lost without a word.
 */
import { askForAdapter } from '../ask-for-adapter';
import { fault, type FaultFacts, type WebLLMFault } from './faults';

/** The library looks for an adapter only after it has fetched its library; this costs nothing. */
export async function missingGpu(): Promise<WebLLMFault | null> {
  // Typed as always there, which it is not.
  const gpu = (navigator as Partial<Navigator>).gpu;
  if (!gpu) return fault('no-webgpu', { why: isSecureContext ? 'no-api' : 'insecure' });
  const adapter = await askForAdapter(gpu, { powerPreference: 'high-performance' }).catch(() => null);
  return adapter ? null : fault('no-webgpu', { why: 'no-adapter' });
}

export interface GpuWatch {
  release(): void;
}

export function watchGpu(onFault: (fault: WebLLMFault) => void): GpuWatch {
  let watched = new Set<GPUDevice>();
  if (typeof GPUAdapter !== 'undefined') {
    const adapters = GPUAdapter.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its adapter below
    const original = adapters.requestDevice;
    adapters.requestDevice = async function (this: GPUAdapter, ...wishes) {
      const device = await original.apply(this, wishes);
      watched.add(device);
      watchDevice(device, (found) => {
        if (watched.has(device)) onFault(found);
      });
      return device;
    };
  }
  return {
    release() {
      watched = new Set();
    },
  };
}

function watchDevice(device: GPUDevice, onFault: (fault: WebLLMFault) => void): void {
  let cause: WebLLMFault | null = null;
  const popErrorScope = device.popErrorScope.bind(device);
  // The library destroys its device when a buffer could not be had, and only prints why.
  device.popErrorScope = async () => {
    const error = await popErrorScope();
    if (error) cause ??= bufferFault(error);
    return error;
  };
  device.addEventListener('uncapturederror', ({ error }) => {
    if (error instanceof GPUOutOfMemoryError) onFault(fault('out-of-memory', { message: error.message }));
  });
  void device.lost.then(({ reason, message }) => {
    const facts: FaultFacts = { reason, message: message.slice(0, 400) };
    onFault(cause ?? fault('device-lost', facts));
  });
}

function bufferFault(error: GPUError): WebLLMFault {
  const tag = error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'buffer-limit';
  return fault(tag, { message: error.message.slice(0, 400) });
}
