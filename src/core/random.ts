/**
 * Seeded randomness: every draw of the method follows from (run seed, path), never from order or time.
 * Same seed and path give the same numbers in every browser and in Node.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const LARGEST_SEED = 2 ** 31 - 2;

/** A 64-bit fingerprint of a text as 16 hex digits. */
export function fingerprint(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 8));
}

/** An engine seed in [1, 2^31 - 2], spread evenly (WebLLM's generator is poor at small seeds). */
export function seedFor(runSeed: number, path: string): number {
  const bytes = sha256(utf8ToBytes(`${String(runSeed)}\n${path}`));
  const word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return 1 + (word % LARGEST_SEED);
}

/** Numbers in [0, 1), one after the other, from a hash in counter mode. */
export function uniforms(runSeed: number, path: string): () => number {
  let block = 0;
  let words: number[] = [];
  return () => {
    if (words.length === 0) words = wordsOf(`${String(runSeed)}\n${path}\n${String(block++)}`);
    return (words.pop() ?? 0) / 2 ** 32;
  };
}

/** A new array in seeded order (Fisher-Yates); the given one is untouched. */
export function shuffled<T>(values: readonly T[], runSeed: number, path: string): T[] {
  const next = uniforms(runSeed, path);
  const out = [...values];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

function wordsOf(text: string): number[] {
  const bytes = sha256(utf8ToBytes(text));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: 8 }, (_, i) => view.getUint32(i * 4));
}
