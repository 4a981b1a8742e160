/**
 * `npm test`: every layer of checks in order, each to its end even when an earlier one failed.
 * What failed is named once more at the end, where a log that was cut short still has it.
 * The last line printed is always `<n> passed, <m> failed`; the exit code is 1 when anything failed.
 * A layer that crashes, hangs or runs no test at all counts as a failure, never as silence.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';
import { playwrightOutcome, vitestOutcome, type Failure, type Outcome } from './test-outcome.ts';

const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'drpo-lab-test-'));
const layerLimitMs = 15 * 60_000;

const tools = {
  tsc: 'typescript/bin/tsc',
  svelteCheck: 'svelte-check/bin/svelte-check',
  eslint: 'eslint/bin/eslint.js',
  prettier: 'prettier/bin/prettier.cjs',
  vitest: 'vitest/vitest.mjs',
  vite: 'vite/bin/vite.js',
  playwright: 'playwright/cli.js',
} as const;

/** Runs a tool straight under node: `npx` would cost a second each. True when it exits 0 within the limit. */
function succeeds(tool: keyof typeof tools, args: string[], env: Record<string, string> = {}): boolean {
  const { status, error } = spawnSync(process.execPath, [join(root, 'node_modules', tools[tool]), ...args], {
    cwd: root,
    stdio: 'inherit',
    timeout: layerLimitMs,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...env },
  });
  if (error) console.error(`${tool}: ${error.message}`);
  return status === 0;
}

/** A layer that is one check, made by several tools. */
function oneCheck(checks: Record<string, boolean>): Outcome {
  const failures = Object.entries(checks)
    .filter(([, well]) => !well)
    .map(([tool]) => ({ test: tool, why: 'see what it printed above' }));
  return { passed: failures.length === 0 ? 1 : 0, failures };
}

function notRun(missing: string): Outcome {
  return failedBecause('all of it', `Not run: there is no ${missing}.`);
}

function failedBecause(test: string, why: string): Outcome {
  return { passed: 0, failures: [{ test, why }] };
}

/** One layer may hold several Vitest projects: the browser's runs without a WebGPU adapter and with one in software. */
function vitest(layer: string, projects: readonly string[] = [layer]): Outcome {
  const report = join(reports, `${layer}.json`);
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const exitedWell = succeeds('vitest', args);
  return outcomeIn(report, vitestOutcome, exitedWell);
}

function endToEnd(): Outcome {
  const report = join(reports, 'e2e.json');
  const exitedWell = succeeds('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return outcomeIn(report, playwrightOutcome, exitedWell);
}

function outcomeIn(report: string, read: (json: unknown) => Outcome, exitedWell: boolean): Outcome {
  let outcome: Outcome;
  try {
    outcome = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (problem) {
    return failedBecause(
      'its report',
      `Not readable: ${problem instanceof Error ? problem.message : String(problem)}`,
    );
  }
  if (outcome.failures.length > 0) return outcome;
  if (outcome.passed === 0) return failedBecause('all of it', 'Not one test ran.');
  if (exitedWell) return outcome;
  return {
    ...outcome,
    failures: [{ test: 'outside any test', why: 'It ended badly: see what it printed above.' }],
  };
}

function obtainBrowser(): boolean {
  try {
    process.env.DRPO_BROWSER = ensureBrowser();
    console.log(`Browser: ${process.env.DRPO_BROWSER}`);
    return true;
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : String(problem));
    return false;
  }
}

function build(): boolean {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  return succeeds('vite', ['build']);
}

function main(): void {
  const hasBrowser = obtainBrowser();
  let hasBuild = false;
  const layers: [string, () => Outcome][] = [
    [
      'types',
      () =>
        oneCheck({
          tsc: succeeds('tsc', ['--noEmit']),
          'svelte-check': succeeds('svelteCheck', ['--fail-on-warnings']),
        }),
    ],
    [
      'lint',
      () => oneCheck({ eslint: succeeds('eslint', ['.']), prettier: succeeds('prettier', ['--check', '.']) }),
    ],
    ['unit', () => vitest('unit')],
    ['browser', () => (hasBrowser ? vitest('browser', ['browser', 'webgpu']) : notRun('browser'))],
    ['build', () => oneCheck({ vite: (hasBuild = build()) })],
    ['e2e', () => (!hasBrowser ? notRun('browser') : !hasBuild ? notRun('build') : endToEnd())],
  ];

  const results = layers.map(([name, run]) => {
    console.log(`\n=== ${name} ===`);
    const startedAt = performance.now();
    return { name, ...run(), seconds: (performance.now() - startedAt) / 1000 };
  });
  rmSync(reports, { recursive: true, force: true });

  console.log('');
  for (const { name, passed, failures, seconds } of results) {
    const mark = failures.length > 0 ? 'FAILED' : 'ok';
    console.log(
      `${name.padEnd(8)} ${mark.padEnd(7)} ${passed} passed, ${failures.length} failed (${seconds.toFixed(1)} s)`,
    );
  }
  for (const { name, failures } of results) report(name, failures);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failures.length, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function report(layer: string, failures: Failure[]): void {
  for (const { test, why } of failures)
    console.log(`\n✗ ${layer}: ${test}\n  ${why.replaceAll('\n', '\n  ')}`);
}

main();
