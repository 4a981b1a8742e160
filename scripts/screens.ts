/**
 * `npm run screens`: the pictures of docs/screens/, taken of the built app in headless Chromium: the screens, on a desktop
 * and a phone, light and dark, on real practice runs. Kept small as JPEG. For every state at every size: `npm run look`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTheme, SIZES } from '../tests/e2e/looks.ts';
import { makeRuns } from '../tests/e2e/state-runs.ts';
import { STATES, walk } from '../tests/e2e/states.ts';
import { builtApp } from './built-app.ts';

const folder = join(import.meta.dirname, '../docs/screens');

/** State of the walk -> name of its picture. */
const pictured: Record<string, string> = {
  'start-empty': 'start',
  setup: 'setup',
  library: 'library',
  compare: 'compare',
  result: 'result',
  'watch-finished': 'watch',
};

mkdirSync(folder, { recursive: true });
const app = await builtApp(4339);
const page = await (await app.browser.newContext({ baseURL: app.address, colorScheme: 'light' })).newPage();
const states = STATES.filter(({ name }) => name in pictured);
await walk(
  page,
  await makeRuns(),
  async ({ name }) => {
    for (const size of ['desktop', 'phone'] as const) {
      await page.setViewportSize(SIZES[size]);
      for (const theme of ['light', 'dark'] as const) {
        await setTheme(page, theme);
        // Long enough for the picture on Start to have drawn itself; the pointer out of the way of every hint.
        await page.mouse.move(0, 0);
        await page.waitForTimeout(2500);
        const path = join(folder, `${pictured[name] ?? name}-${size}-${theme}.jpg`);
        await page.screenshot({ path, type: 'jpeg', quality: 74 });
      }
    }
  },
  states,
);
await app.close();
