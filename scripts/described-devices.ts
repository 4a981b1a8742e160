/**
 * The four devices that recommendations are checked for, in tests and in docs/MODELS.md: as `inspectDevice` would report
 * them. The weak one has no 16-bit floats and the 128 MiB binding limit that WebGPU guarantees, and no more.
 */
import {
  usableBuffer,
  type AdapterReport,
  type DeviceReport,
  type MemoryBudget,
} from '../src/models/device.ts';

const MiB = 2 ** 20;
const GB = 1e9;

interface DescribedDevice {
  name: string;
  memoryGB: MemoryBudget;
  report: DeviceReport;
}

function adapter(f16: boolean, bufferMiB: number, bindingMiB: number): AdapterReport {
  return {
    vendor: 'example',
    architecture: '',
    description: '',
    f16,
    software: false,
    limits: {
      maxBufferSize: bufferMiB * MiB,
      maxStorageBufferBindingSize: bindingMiB * MiB,
      maxComputeWorkgroupStorageSize: 32768,
      maxStorageBuffersPerShaderStage: 10,
      maxComputeInvocationsPerWorkgroup: 1024,
    },
    usableBufferBytes: usableBuffer(bufferMiB * MiB, bindingMiB * MiB),
    shortOf: [],
  };
}

function device(found: AdapterReport | null, quotaGB: number, deviceMemoryGB: number): DeviceReport {
  return {
    adapter: found,
    noWebGpu: found ? null : 'no-api',
    storage: { quota: quotaGB * GB, usage: 0 },
    deviceMemoryGB,
    mobile: false,
  };
}

export const strongAdapter = (f16: boolean): DeviceReport => device(adapter(f16, 4096, 2048), 100, 16);

export const DESCRIBED_DEVICES: readonly DescribedDevice[] = [
  { name: 'No WebGPU', memoryGB: 1, report: device(null, 100, 8) },
  {
    name: '1 GB, without f16, 128 MiB bindings',
    memoryGB: 1,
    report: device(adapter(false, 256, 128), 10, 4),
  },
  { name: '4 GB', memoryGB: 4, report: device(adapter(true, 2048, 1024), 60, 8) },
  { name: '8 GB', memoryGB: 8, report: strongAdapter(true) },
];
