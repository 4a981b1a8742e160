import { expect, test } from 'vitest';
import { doubtOf, expectedScore, varianceOf } from '../../../src/ui/parts/doubt';

test('a judge that is sure has no doubt, one that could say anything has the most that is even', () => {
  expect(doubtOf([0, 0, 0, 1, 0])).toBe(0);
  expect(varianceOf([0.2, 0.2, 0.2, 0.2, 0.2])).toBeCloseTo(2, 12);
});

test('the expected score is each score times its probability', () => {
  expect(expectedScore([0, 0, 0.5, 0.25, 0.25])).toBeCloseTo(3.75, 12);
});
