/**
 * `npm test`: every layer of checks in order, each to its end even when an earlier one failed.
 * The last line printed is always `<n> passed, <m> failed`; the exit code is 1 when anything failed.
 * A layer that crashes, hangs or runs no test at all counts as a failure, never as silence.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';
import { countPlaywright, countVitest, type Count } from './test-counts.ts';

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

function oneCheck(...results: boolean[]): Count {
  return results.every(Boolean) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** One layer may hold several Vitest projects: the browser's runs without a WebGPU adapter and with one in software. */
function vitest(layer: string, projects: readonly string[] = [layer]): Count {
  const report = join(reports, `${layer}.json`);
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const exitedWell = succeeds('vitest', args);
  return counted(report, countVitest, exitedWell);
}

function endToEnd(): Count {
  const report = join(reports, 'e2e.json');
  const exitedWell = succeeds('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return counted(report, countPlaywright, exitedWell);
}

function counted(report: string, count: (json: unknown) => Count, exitedWell: boolean): Count {
  let result: Count = { passed: 0, failed: 0 };
  try {
    result = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (problem) {
    console.error(`No readable report: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
  if (result.passed + result.failed === 0) console.error('Not one test ran.');
  const silentFailure = result.failed === 0 && (!exitedWell || result.passed === 0);
  return silentFailure ? { ...result, failed: 1 } : result;
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
  const missing = (what: string): Count => {
    console.error(`Not run: there is no ${what}.`);
    return { passed: 0, failed: 1 };
  };
  const hasBrowser = obtainBrowser();
  let hasBuild = false;
  const layers: [string, () => Count][] = [
    ['types', () => oneCheck(succeeds('tsc', ['--noEmit']), succeeds('svelteCheck', ['--fail-on-warnings']))],
    ['lint', () => oneCheck(succeeds('eslint', ['.']), succeeds('prettier', ['--check', '.']))],
    ['unit', () => vitest('unit')],
    ['browser', () => (hasBrowser ? vitest('browser', ['browser', 'webgpu']) : missing('browser'))],
    ['build', () => oneCheck((hasBuild = build()))],
    ['e2e', () => (!hasBrowser ? missing('browser') : !hasBuild ? missing('build') : endToEnd())],
  ];

  const results = layers.map(([name, run]) => {
    console.log(`\n=== ${name} ===`);
    const startedAt = performance.now();
    return { name, ...run(), seconds: (performance.now() - startedAt) / 1000 };
  });
  rmSync(reports, { recursive: true, force: true });

  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    const mark = failed > 0 ? 'FAILED' : 'ok';
    console.log(
      `${name.padEnd(8)} ${mark.padEnd(7)} ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
    );
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main();
