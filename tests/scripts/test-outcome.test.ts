import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { playwrightOutcome, vitestOutcome } from '../../scripts/test-outcome.ts';

const vitestFile = (name: string, status: string, tests: object[] = [], message = '') => ({
  name: resolve(name),
  status,
  message,
  assertionResults: tests,
});
const passing = { fullName: 'adds', status: 'passed', failureMessages: [] };
const failing = (fullName: string, ...failureMessages: string[]) => ({
  fullName,
  status: 'failed',
  failureMessages,
});

const spec = (title: string, status: string, ...results: object[]) => ({
  title,
  file: 'library.spec.ts',
  tests: [{ status, results }],
});
const playwrightReport = (expected: number, suites: object[], errors: object[] = []) => ({
  stats: { expected },
  suites,
  errors,
});

test('passed Vitest tests are counted, failed ones named with what they said, skipped ones are neither', () => {
  const said =
    '\u001b[31mAssertionError\u001b[39m: expected 1 to be 2\n\n    at /app/sum.test.ts:3:1\n- 2\n+ 1\n  a fourth line';
  const report = {
    numPassedTests: 2,
    testResults: [
      vitestFile('tests/a.test.ts', 'passed', [passing, { fullName: 'later', status: 'skipped' }]),
      vitestFile('tests/b.test.ts', 'failed', [passing, failing('sums', said), failing('is silent')]),
    ],
  };
  expect(vitestOutcome(report)).toEqual({
    passed: 2,
    failures: [
      { test: 'tests/b.test.ts › sums', why: 'AssertionError: expected 1 to be 2\n- 2\n+ 1' },
      { test: 'tests/b.test.ts › is silent', why: 'it did not say why' },
    ],
  });
});

test('a test file that cannot even be loaded is one failure', () => {
  const report = {
    numPassedTests: 0,
    testResults: [vitestFile('tests/a.test.ts', 'failed', [], 'Cannot find module')],
  };
  expect(vitestOutcome(report)).toEqual({
    passed: 0,
    failures: [{ test: 'tests/a.test.ts', why: 'Cannot find module' }],
  });
});

test('a Playwright test that passed only on a retry is named as failed, however deep its suite', () => {
  const flaky = spec('sorts', 'flaky', { error: { message: 'Timed out' } }, {});
  const report = playwrightReport(3, [
    { specs: [spec('opens', 'expected', {}), spec('waits', 'skipped')], suites: [{ specs: [flaky] }] },
  ]);
  expect(playwrightOutcome(report)).toEqual({
    passed: 3,
    failures: [{ test: 'library.spec.ts › sorts', why: 'Timed out' }],
  });
});

test('what went wrong outside any Playwright test is a failure too', () => {
  expect(playwrightOutcome(playwrightReport(3, [], [{ message: 'No server' }]))).toEqual({
    passed: 3,
    failures: [{ test: 'outside any test', why: 'No server' }],
  });
});

test('a report of another shape is refused, not read as zero', () => {
  expect(() => vitestOutcome({})).toThrow();
  expect(() => playwrightOutcome({ stats: {} })).toThrow();
});
