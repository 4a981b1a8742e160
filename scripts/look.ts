/**
 * `npm run look [folder]`: a picture of every screen in every state, at every size, by day and by night, of the built app; and
 * a table of what does not hold there for everyone (axe, width, movement, errors). Looks only; the pictures go into the folder
 * given, or into a new one whose name is printed. `LOOK_ONLY=watch,result` takes the states whose names begin so.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { listen } from '../tests/e2e/lab-page.ts';
import { axeFaults, cutFaults, SIZES, setTheme, type Size, widthFaults } from '../tests/e2e/looks.ts';
import { gpuStates } from '../tests/e2e/gpu-states.ts';
import { makeRuns } from '../tests/e2e/state-runs.ts';
import { type State, STATES, walk } from '../tests/e2e/states.ts';
import { startModelServer } from '../tests/models/downloads/model-server.ts';
import { withSoftwareGpu } from '../tests/e2e/models-screen.ts';
import { builtApp } from './built-app.ts';

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'drpo-lab-look-'));
mkdirSync(folder, { recursive: true });

const begins = (process.env.LOOK_ONLY ?? '').split(',');
const wanted = (states: readonly State[]) =>
  states.filter(({ name }) => begins.some((begin) => name.startsWith(begin)));
const sizes: Size[] = [SIZES.desktop, SIZES.tablet, SIZES.phone];
const faults: string[][] = [];

async function look(page: Page, state: State, complaints: string[]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme);
      await page.mouse.move(0, 0);
      // Long enough for a chart to have drawn itself.
      await page.waitForTimeout(400);
      const name = `${state.name}-${size.width}-${theme}`;
      await page.screenshot({ path: join(folder, `${name}.png`) });
      // From the top: what waits above the window for its focus would stand in the middle of the whole.
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
      const found = [...(await axeFaults(page)), ...(await widthFaults(page)), ...(await cutFaults(page))];
      faults.push(...[...found, ...complaints.splice(0)].map((fault) => [name, fault]));
    }
  }
}

/** In a new context of this browser: nothing is stored there. */
async function lookAtAll(browser: Browser, baseURL: string, states: readonly State[]): Promise<number> {
  if (states.length === 0) return 0;
  const context = await browser.newContext({ baseURL, viewport: SIZES.desktop, colorScheme: 'light' });
  const page = await context.newPage();
  const { complaints } = listen(page);
  await walk(page, await makeRuns(), (state) => look(page, state, complaints), states);
  await context.close();
  return states.length;
}

const app = await builtApp(4340);
const host = await startModelServer();
const withGpu = await chromium.launch(withSoftwareGpu);
const looked =
  (await lookAtAll(app.browser, app.address, wanted(STATES))) +
  (await lookAtAll(withGpu, app.address, wanted(gpuStates(host))));
await Promise.all([withGpu.close(), app.close(), host.close()]);

for (const [name = '', fault = ''] of faults) console.log(name.padEnd(34), fault);
console.log(`\n${looked * sizes.length * 2} looks, ${faults.length} faults. Pictures: ${folder}`);
