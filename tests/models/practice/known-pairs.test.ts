/** The practice judge has to know the pairs that are shipped: a pair reworded there must be made known here again. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CheckPair } from '../../../src/core/terms';
import { knownQuality } from '../../../src/models/practice/known-pairs';

const file = new URL('../../../public/content/judge-check.json', import.meta.url);
const pairs = JSON.parse(readFileSync(file, 'utf8')) as CheckPair[];

test('every built-in pair is known on its own aspect, the better response as the better one', () => {
  for (const { id, better, worse, aspect } of pairs) {
    expect(knownQuality(better, aspect) ?? 0, id).toBeGreaterThan(4);
    expect(knownQuality(worse, aspect) ?? 5, id).toBeLessThan(2);
  }
});

test('nothing is known of other texts, or of a pair on another aspect', () => {
  expect(knownQuality('It depends.', 'Factuality')).toBeNull();
  for (const { better } of pairs) expect(knownQuality(better, 'Clarity')).toBeNull();
});
