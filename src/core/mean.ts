/** The mean of a list, in the two ways it is asked for. */
import { round6 } from './reward';

/** Of one value at least. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** As it is told: to six decimals, null for none. */
export function meanTold(values: readonly number[]): number | null {
  return values.length === 0 ? null : round6(meanOf(values));
}
