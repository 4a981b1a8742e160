/**
 * Reads which tests passed and failed, and why, out of the JSON reports of Vitest and Playwright.
 * Throws when a report has not the expected shape: unreadable is not zero. Skipped tests are neither.
 */
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';

/** `test` is the file and the test's full title, `why` the first lines of what it said, without the stack. */
export interface Failure {
  test: string;
  why: string;
}

export interface Outcome {
  passed: number;
  failures: Failure[];
}

const root = join(import.meta.dirname, '..');
const linesOfWhy = 3;

const VitestReport = v.object({
  numPassedTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.nullish(v.array(v.string()), []),
        }),
      ),
    }),
  ),
});

const PlaywrightSpec = v.object({
  title: v.string(),
  file: v.string(),
  tests: v.array(
    v.object({
      status: v.picklist(['expected', 'unexpected', 'flaky', 'skipped']),
      results: v.array(v.object({ error: v.optional(v.object({ message: v.optional(v.string(), '') })) })),
    }),
  ),
});

interface PlaywrightSuite {
  specs: v.InferOutput<typeof PlaywrightSpec>[];
  suites?: PlaywrightSuite[] | undefined;
}

const PlaywrightSuite: v.GenericSchema<unknown, PlaywrightSuite> = v.object({
  specs: v.array(PlaywrightSpec),
  suites: v.optional(v.array(v.lazy(() => PlaywrightSuite))),
});

const PlaywrightReport = v.object({
  suites: v.array(PlaywrightSuite),
  stats: v.object({ expected: v.number() }),
  errors: v.array(v.object({ message: v.optional(v.string(), '') })),
});

/** A file that fails outside any test (an import that throws, a hook) counts as one failure. */
export function vitestOutcome(json: unknown): Outcome {
  const report = v.parse(VitestReport, json);
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => failure([relative(root, file.name), test.fullName], test.failureMessages[0]));
    return failed.length === 0 && file.status === 'failed'
      ? [failure([relative(root, file.name)], file.message)]
      : failed;
  });
  return { passed: report.numPassedTests, failures };
}

/** A flaky test passed only on a retry; it counts as failed. So does an error outside any test. */
export function playwrightOutcome(json: unknown): Outcome {
  const report = v.parse(PlaywrightReport, json);
  const failures = report.suites
    .flatMap(specsWithin)
    .flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => failure([file, title], results.find(({ error }) => error)?.error?.message)),
    );
  const outside = report.errors.map(({ message }) => failure(['outside any test'], message));
  return { passed: report.stats.expected, failures: [...failures, ...outside] };
}

function specsWithin(suite: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsWithin)];
}

function failure(where: string[], message = ''): Failure {
  const said = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .slice(0, linesOfWhy);
  return { test: where.join(' › '), why: said.join('\n') || 'it did not say why' };
}
