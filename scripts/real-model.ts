/**
 * `npm run test:real-model`: the app's worker and model host on a real WebLLM engine, part by part, in Chromium. Opt-in, for
 * people with a GPU, a mirror or much patience (scripts/real-model/wishes.ts says what can be chosen). Prints a Markdown
 * table of times and tokens; exits 1 when a chosen part failed or could not be done. Leaves nothing behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import type { ModelSource } from '../src/models/webllm/model-source.ts';
import type {} from '../tests/real-model/page.ts';
import type { PartName, PartReport } from '../tests/real-model/report.ts';
import { inSeconds } from '../tests/real-model/seconds.ts';
import { ensureBrowser, launchArgs } from './browser.ts';
import { chosenModel } from './real-model/chosen-model.ts';
import { serveModel } from './real-model/model-folder.ts';
import { realModelSite } from './real-model/site.ts';
import { type WebLLMLibrary, webllmLibrary } from './real-model/webllm-library.ts';
import { isAddress, type Wishes, wishesIn } from './real-model/wishes.ts';
import { adapterInWords, callLines, faultLines, missingIn, type NotDone, table } from './real-model/words.ts';

const say = (...lines: string[]): void => console.log(lines.join('\n'));

/** Beyond a part's time and the grace it has in the page: then the page itself is stuck. */
const STUCK_MS = 180_000;

async function main(): Promise<boolean> {
  const wishes = wishesIn(process.env);
  if ('problems' in wishes) {
    say(...wishes.problems);
    return false;
  }
  const library = webllmLibrary(wishes.webllm ?? undefined);
  const libraryFile = wishes.library !== null && !isAddress(wishes.library) ? wishes.library : null;
  const served =
    (wishes.folder ?? libraryFile) === null ? null : await serveModel(wishes.folder, libraryFile);
  const site = await realModelSite(library.entry);
  const profile = mkdtempSync(join(tmpdir(), 'drpo-lab-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    args: [...launchArgs, ...wishes.chromiumArgs],
  });
  try {
    const page = await openedPage(context, site.address);
    const device = await page.evaluate(() => window.realModel.device());
    say(...heading(context, library, adapterInWords(device)));
    const missing = missingIn(device);
    const source = missing ?? (await chosenModel(wishes, served, library, device.adapter?.f16 ?? false));
    if (typeof source === 'string' || 'problem' in source) {
      say(typeof source === 'string' ? source : source.problem);
      return false;
    }
    return await told(page, source, wishes);
  } finally {
    await context.close();
    await site.close();
    await served?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function openedPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => say(`  … ${message.text()}`));
  page.on('pageerror', (error) => say(`  … page error: ${error.message}`));
  await page.goto(address);
  await page.waitForFunction(() => 'realModel' in window);
  return page;
}

function heading(context: BrowserContext, library: WebLLMLibrary, adapter: string): string[] {
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    `Machine: ${machine}, Node ${process.versions.node}`,
    `Chromium ${context.browser()?.version() ?? 'unknown'}, WebLLM ${library.version}`,
    `Adapter: ${adapter}`,
  ];
}

/** Does the parts and prints what came of them; true when all passed. */
async function told(page: Page, source: ModelSource, wishes: Wishes): Promise<boolean> {
  say(`Model: ${source.id}, ${source.weights}, context ${source.contextWindow}`, '');
  await page.evaluate((one) => window.realModel.open(one), source);
  const reports: (PartReport | NotDone)[] = [];
  let stopped: string | null = null;
  for (const part of chosenAndNeeded(wishes.parts)) {
    if (stopped !== null) {
      reports.push({ part, notDone: stopped });
      continue;
    }
    say(`${part} …`);
    const report = await done(page, part, wishes.limitMs);
    say(
      `${part}: ${report.failed ?? 'passed'} (${inSeconds(report.ms)} s) ${report.said}`,
      ...callLines(report),
    );
    reports.push(report);
    stopped = whyToStop(page, report);
  }
  say('', ...table(reports), '', ...faultLines(reports));
  return reports.every((report) => 'failed' in report && report.failed === null);
}

/** What asks needs a model in memory: it is loaded first, as a part of its own, so that no time hides another. */
function chosenAndNeeded(parts: PartName[]): PartName[] {
  const needsModel = parts.some((part) => part !== 'download');
  if (!needsModel || parts.includes('load')) return parts;
  const at = parts.includes('download') ? 1 : 0;
  return [...parts.slice(0, at), 'load', ...parts.slice(at)];
}

function whyToStop(page: Page, { part, failed }: PartReport): string | null {
  if (page.isClosed()) return 'the page is gone';
  return failed !== null && (part === 'download' || part === 'load') ? `${part} failed` : null;
}

/** Never rejects: a page that crashed or is stuck fails the part, and is closed. */
async function done(page: Page, part: PartName, limitMs: number): Promise<PartReport> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const broken = new Promise<never>((_, reject) => {
    page.once('crash', () => reject(new Error('the page crashed')));
    timer = setTimeout(() => reject(new Error('the page is stuck')), limitMs + STUCK_MS);
  });
  try {
    const asked = page.evaluate(([name, ms]) => window.realModel.part(name, ms), [part, limitMs] as const);
    return await Promise.race([asked, broken]);
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    await page.close().catch(() => undefined);
    return { part, failed, ms: performance.now() - started, calls: [], said: '', faults: [] };
  } finally {
    clearTimeout(timer);
    page.removeAllListeners('crash');
  }
}

process.exitCode = (await main()) ? 0 : 1;
