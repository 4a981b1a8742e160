/** One scale for differences that are to be compared: 0 is always on it, and there is air at both ends. */
import { scaleLinear, type ScaleLinear } from 'd3-scale';

const LEAST_REACH = 0.25;
const AIR = 0.1;

/** `ends` in points of reward: every mean and both ends of every interval. */
export function differenceScale(
  ends: readonly number[],
  range: readonly [number, number],
): ScaleLinear<number, number> {
  const low = Math.min(-LEAST_REACH, ...ends) - AIR;
  const high = Math.max(LEAST_REACH, ...ends) + AIR;
  return scaleLinear([low, high], [...range]);
}
