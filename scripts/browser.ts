/**
 * Finds the Chromium that tests drive, and obtains one where there is none.
 * `findBrowser` only looks. `ensureBrowser` may download or install; when it cannot, it says what to install
 * and throws. Neither changes anything else on the machine.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** Quiet start: no sandbox (CI runs as root in a container), no traffic of the browser's own. */
export const launchArgs: string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A WebGPU adapter in software: real limits, no 16-bit numbers, about a token a second. */
export const softwareGpuArgs: string[] = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

// A download that is refused fails at once; one that is swallowed by a firewall would hang for minutes.
const downloadLimitMs = 5 * 60_000;
const connectLimitMs = 10_000;
const aptLimitMs = 10 * 60_000;

/** Path of a browser the tests can launch, or undefined. Environment variables win, and are taken at their word. */
export function findBrowser(): string | undefined {
  const named = process.env.DRPO_BROWSER ?? process.env.CHROME_BIN;
  if (named) return named;
  const bundled = chromium.executablePath();
  if (bundled && starts(bundled)) return bundled;
  // Ubuntu's chromium-browser may be a stub that only points to a snap: what does not start is no browser.
  const system = onPath(systemNames) ?? usualPlaces.find(isExecutable);
  return system && starts(system) ? system : undefined;
}

/** Path of a browser, obtained if need be. Throws an Error whose message tells a person what to install. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;

  console.log('No Chromium found. Trying Playwright’s own download.');
  downloadWithPlaywright();
  const downloaded = findBrowser();
  if (downloaded) return downloaded;

  if (isDebianAsRoot()) {
    console.log('The download did not work. Installing the system package `chromium` with apt-get.');
    installWithApt();
    const installed = findBrowser();
    if (installed) return installed;
  }

  throw new Error(
    [
      'No Chromium to run the tests with. Any one of these helps:',
      '  npx playwright install --with-deps chromium',
      '  sudo apt-get install chromium        (Debian, Ubuntu)',
      '  DRPO_BROWSER=/path/to/chrome npm test (any Chromium, Chrome or Edge already there)',
    ].join('\n'),
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A downloaded Chromium lacks its shared libraries on a bare Linux: it is there, but no browser. */
function starts(path: string): boolean {
  if (!isExecutable(path)) return false;
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 10_000 }).status === 0;
}

function onPath(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function downloadWithPlaywright(): void {
  const cli = join(import.meta.dirname, '..', 'node_modules', 'playwright', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: downloadLimitMs,
    killSignal: 'SIGKILL',
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(connectLimitMs) },
  });
}

function isDebianAsRoot(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function installWithApt(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', args, { stdio: 'inherit', timeout: aptLimitMs, env });
  }
}
