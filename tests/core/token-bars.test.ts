/** The token bars of the design, on the fair comparison with the authors' code (docs/BENCHMARKS.md). */
import { expect, test } from 'vitest';
import { compareTokens, REFERENCE } from '../../scripts/bench/fair-comparison';

test('the same tree costs at most 0.4x the decoded and 0.3x the prefilled tokens of the authors’ code', async () => {
  const ours = await compareTokens();
  expect(ours.states).toBe(REFERENCE.states);
  expect(ours.decoded / REFERENCE.decoded).toBeLessThanOrEqual(0.4);
  expect(ours.prefilledByOthers / REFERENCE.prefilledByOthers).toBeLessThanOrEqual(0.3);
  expect(ours.prefilledByResponder / REFERENCE.prefilledByResponder).toBeLessThanOrEqual(1);
});
