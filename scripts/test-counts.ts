/**
 * Reads how many tests passed and failed out of the JSON reports of Vitest and Playwright.
 * Throws when a report has not the expected shape: unreadable is not zero. Skipped tests are neither.
 */
import * as v from 'valibot';

export interface Count {
  passed: number;
  failed: number;
}

const VitestReport = v.object({
  numPassedTests: v.number(),
  testResults: v.array(
    v.object({
      status: v.string(),
      assertionResults: v.array(v.object({ status: v.string() })),
    }),
  ),
});

const PlaywrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number() }),
});

/** A file that fails outside any test (an import that throws, a hook) counts as one failure. */
export function countVitest(json: unknown): Count {
  const report = v.parse(VitestReport, json);
  const failedPerFile = report.testResults.map((file) => {
    const failedTests = file.assertionResults.filter((test) => test.status === 'failed').length;
    return failedTests === 0 && file.status === 'failed' ? 1 : failedTests;
  });
  return { passed: report.numPassedTests, failed: failedPerFile.reduce((sum, n) => sum + n, 0) };
}

/** A flaky test passed only on a retry; it counts as failed. */
export function countPlaywright(json: unknown): Count {
  const { expected, unexpected, flaky } = v.parse(PlaywrightReport, json).stats;
  return { passed: expected, failed: unexpected + flaky };
}
