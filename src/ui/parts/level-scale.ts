/** Levels of a search from left to right; all charts of a run that share a width share it, so that levels stand under each other. */
import { scaleLinear, type ScaleLinear } from 'd3-scale';

/** One level alone would have no direction. */
const LEAST_LEVELS = 2;
/** Pixels a label needs. */
const LABEL = 26;

/** `levels` is the last level there is or may be; pixels are those of the first and of the last. */
export function levelScale(levels: number, left: number, right: number): ScaleLinear<number, number> {
  return scaleLinear([1, Math.max(LEAST_LEVELS, levels)], [left, Math.max(left + 40, right)]);
}

/** Whole levels that have room for a label. */
export function levelTicks(x: ScaleLinear<number, number>): number[] {
  const [from = 0, to = 0] = x.range();
  return x.ticks(Math.max(1, Math.min(10, (to - from) / LABEL))).filter((tick) => Number.isInteger(tick));
}
