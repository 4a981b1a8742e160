/**
 * What the page of `npm run test:real-model` tells about each part it did: plain data, for page and script alike.
 * It knows neither engine nor browser.
 */
import type { Usage } from '../../src/core/ports';
import type { Fault } from '../../src/core/records';

/** In the order they are done. */
export const PARTS = [
  'download',
  'load',
  'self-test',
  'choice',
  'json',
  'second-turn',
  'abort',
  'speed',
  'run',
  'unload',
] as const;
export type PartName = (typeof PARTS)[number];

export interface PartReport {
  part: PartName;
  /** Why it failed; null when it passed. */
  failed: string | null;
  ms: number;
  /** One entry a reply, in order; an aborted call leaves none. */
  calls: Usage[];
  /** What was seen, in words. */
  said: string;
  /** All that occurred meanwhile, also where the part passed in spite of it. */
  faults: Fault[];
}
