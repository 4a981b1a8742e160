/** Numbers as they are written, and when writing them makes them contradict each other. */
import { expect, test } from 'vitest';
import { contradictsEye, signedFigure } from '../../../src/ui/parts/figures';

test('a difference of means that rounding sets apart is known to contradict the eye', () => {
  const [before, after] = [4.6854, 4.6449];
  expect([before.toFixed(2), after.toFixed(2), signedFigure(after - before)]).toEqual([
    '4.69',
    '4.64',
    '\u22120.04',
  ]);
  expect(contradictsEye(before, after, after - before)).toBe(true);
});

test.each([
  [4.69, 4.64],
  [1, 5],
  [3.333, 3.333],
  [2.5, 2.25],
])('%d and %d agree with their difference', (before, after) => {
  expect(contradictsEye(before, after, after - before)).toBe(false);
});
