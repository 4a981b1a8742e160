/** Paths of records as they are drawn: where there is no room for all of one it is cut in front, for its end tells rows apart. */
import { oneLine } from '../parts/visible-text';

/** Characters of a part. */
const LONGEST = 90;

/**
 * A path below its first `from` characters as parts, to be drawn side by side and to give way the first first; together they
 * are all of it. The first attempt goes without saying.
 */
export function pathParts(path: string, from: number): string[] {
  const steps = path
    .slice(from)
    .replace(/\/try0$/, '')
    .split('/')
    .map((step) => oneLine(step, LONGEST));
  return steps.map((step, i) => (i === 0 ? step : `/${step}`));
}
