import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../../scripts/test-counts.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test('passed and failed Vitest tests are counted, skipped ones are neither', () => {
  const report = {
    numPassedTests: 2,
    testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed', 'failed')],
  };
  expect(countVitest(report)).toEqual({ passed: 2, failed: 2 });
});

test('a test file that cannot even be loaded counts as a failure', () => {
  expect(countVitest({ numPassedTests: 0, testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1 });
});

test('a Playwright test that passed only on a retry counts as failed', () => {
  expect(countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
    passed: 3,
    failed: 2,
  });
});

test('a report of another shape is refused, not read as zero', () => {
  expect(() => countVitest({})).toThrow();
  expect(() => countPlaywright({ stats: {} })).toThrow();
});
