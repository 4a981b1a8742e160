/**
 * What a WebLLM model id says about the model: quantization, precision, size. It reads names only, and answers null where a
 * name says nothing. The library's `required_features` is missing on most f16 models, so the id decides.
 */
import type { Quantization } from './catalog-entry';

const BITS: Record<Quantization, { perParameter: number; perWeight: number }> = {
  // A group of 32 weights shares one scale of 16 or 32 bits; q3 packs 10 weights into 32 bits, 40 to a scale.
  q0f16: { perParameter: 16, perWeight: 16 },
  q0f32: { perParameter: 32, perWeight: 32 },
  q3f16_1: { perParameter: 3.2 + 16 / 40, perWeight: 3.2 },
  q4f16_0: { perParameter: 4 + 16 / 32, perWeight: 4 },
  q4f16_1: { perParameter: 4 + 16 / 32, perWeight: 4 },
  q4f32_1: { perParameter: 4 + 32 / 32, perWeight: 4 },
};

/** The quantization named in an id or a config ("Qwen3-4B-q4f16_1-MLC", "q4f16_1"), or null. */
export function quantizationIn(name: string): Quantization | null {
  const named = /(?:^|-)(q\df\d\d(?:_\d)?)(?:-|$)/.exec(name)?.[1];
  return named !== undefined && Object.hasOwn(BITS, named) ? (named as Quantization) : null;
}

/** Unknown quantizations are taken to need it: refusing wrongly costs less than a model that cannot start. */
export function needsF16(quantization: Quantization | null): boolean {
  return !(quantization?.includes('f32') ?? false);
}

/** Billions of parameters: "…-1.7B-…", "…-360M-…", "stablelm-2-zephyr-1_6b", "gemma-4-E2B"; null where the id has none. */
export function parametersIn(id: string): number | null {
  const found = /(?:^|-)E?(\d+(?:[._]\d+)?)([BM])(?=-|$)/i.exec(id);
  if (!found) return null;
  const [, digits = '', unit = ''] = found;
  const count = Number(digits.replace('_', '.'));
  return unit.toUpperCase() === 'M' ? count / 1000 : count;
}

/** Bytes of one number in the KV cache. */
export function bytesOfNumber(quantization: Quantization | null): number {
  return needsF16(quantization) ? 2 : 4;
}

/** Bytes of all weights with their scales; `parameters` in billions. 4.5 bits are assumed where nothing is known. */
export function weightBytes(parameters: number, quantization: Quantization | null): number {
  const bits = quantization === null ? 4.5 : BITS[quantization].perParameter;
  return Math.round((parameters * 1e9 * bits) / 8);
}

/** Bytes of one packed matrix of this many weights, without its scales: they are a buffer of their own. */
export function matrixBytes(weights: number, quantization: Quantization): number {
  return Math.round((weights * BITS[quantization].perWeight) / 8);
}
