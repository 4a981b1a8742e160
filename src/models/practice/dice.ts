/**
 * Seeded draws for the practice model. Same seed and text, same draws, in every browser and in Node: only additions,
 * products and square roots are used, never a function whose last bits may differ between engines.
 */
import { uniforms } from '../../core/random';

export interface Dice {
  /** In [0, 1). */
  number: () => number;
  chance: (probability: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** Up to `count` of them, each at most once, in drawn order. */
  take: <T>(from: readonly T[], count: number) => T[];
  /** One of them, by weight; weights below 0 count as 0. */
  weighted: <T>(from: readonly T[], weight: (one: T) => number) => T;
  /** Bell-shaped, mean 0, standard deviation 1, never beyond 3. */
  bell: () => number;
}

export function createDice(seed: number, text: string): Dice {
  const number = uniforms(seed, text);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(number() * from.length)] as T;
  return {
    number,
    chance: (probability) => number() < probability,
    pick,
    take: (from, count) => takeFrom(from, count, number),
    weighted: (from, weight) => weightedFrom(from, weight, number),
    bell: () => (number() + number() + number() - 1.5) * 2,
  };
}

function takeFrom<T>(from: readonly T[], count: number, number: () => number): T[] {
  const left = [...from];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) {
    taken.push(...left.splice(Math.floor(number() * left.length), 1));
  }
  return taken;
}

function weightedFrom<T>(from: readonly T[], weight: (one: T) => number, number: () => number): T {
  const weights = from.map((one) => Math.max(0, weight(one)));
  let left = number() * weights.reduce((sum, one) => sum + one, 0);
  for (let i = 0; i < from.length; i++) {
    left -= weights[i] ?? 0;
    if (left < 0) return from[i] as T;
  }
  return from[from.length - 1] as T;
}

/** base^exponent for base in [0, 1] and exponent >= 0, by squaring and square roots only (12 bits of fraction). */
export function power(base: number, exponent: number): number {
  let whole = Math.floor(exponent);
  let result = 1;
  let factor = base;
  while (whole > 0 && result > 0) {
    if (whole % 2 === 1) result *= factor;
    factor *= factor;
    whole = Math.floor(whole / 2);
  }
  let rest = exponent - Math.floor(exponent);
  let root = base;
  for (let bit = 0; bit < 12 && rest > 0; bit++) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest >= 1) {
      result *= root;
      rest -= 1;
    }
  }
  return result;
}
