/**
 * Asks for a GPU adapter, and once more where the first answer is none: Chromium says so once while its GPU process starts
 * (seen on an NVIDIA H200, every first time: docs/MODELS.md). Rejects as the browser does. It keeps nothing.
 */

export type AdapterSource = Pick<GPU, 'requestAdapter'>;

export async function askForAdapter(
  gpu: AdapterSource,
  wish: GPURequestAdapterOptions = {},
): Promise<GPUAdapter | null> {
  return (await gpu.requestAdapter(wish)) ?? gpu.requestAdapter(wish);
}
