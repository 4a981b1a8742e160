/** A record's path as the steps it is made of, to be drawn in one line or to go on in the next: its end tells rows apart. */
import { oneLine } from '../parts/visible-text';

/** Characters of a step that are drawn; ours are shorter. */
const LONGEST = 90;

/** The steps below its first `from` characters. The first attempt goes without saying. */
export function pathSteps(path: string, from: number): string[] {
  return path
    .slice(from)
    .replace(/\/try0$/, '')
    .split('/')
    .map((step) => oneLine(step, LONGEST));
}
