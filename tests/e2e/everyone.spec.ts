/**
 * WCAG 2.2 AA on every screen in every state, by day and by night, on a desktop and a phone; at 200 and 400 percent; with
 * movement unwanted; and a visible focus at every stop of the Tab key.
 */
import { expect, type Page, test } from '@playwright/test';
import { listen } from './lab-page';
import {
  axeFaults,
  cutFaults,
  drawn,
  focusFaults,
  movementFaults,
  setTheme,
  SIZES,
  widthFaults,
} from './looks';
import { makeRuns, type Runs, type State, STATES, walk } from './states';

test.use({ contextOptions: { reducedMotion: 'reduce' }, colorScheme: 'light' });

let made: Promise<Runs> | undefined;
const runs = () => (made ??= makeRuns());

/** Walks all states; answers with what `check` found, each with its state. */
async function faultsOn(
  page: Page,
  check: (state: State) => Promise<string[]>,
  states = STATES,
): Promise<string[]> {
  const { complaints } = listen(page);
  const faults: string[] = [];
  await walk(
    page,
    await runs(),
    async (state) => {
      faults.push(...(await check(state)).map((fault) => `${state.name}: ${fault}`));
    },
    states,
  );
  return [...faults, ...complaints];
}

/** A desktop at 200 percent is narrower, a phone-sized window at 400 percent narrower still (WCAG 1.4.4, 1.4.10). */
const NARROWER = { desktop: ['tablet', 'zoomed'], phone: ['reflow'] } as const;

for (const size of ['desktop', 'phone'] as const) {
  const narrower = NARROWER[size];
  test(`axe finds nothing in any state on a ${size}, by day or by night; nothing moves, and ${narrower.join(' and ')} cuts nothing`, async ({
    page,
  }) => {
    const faults = await faultsOn(page, async () => {
      await page.setViewportSize(SIZES[size]);
      await setTheme(page, 'dark');
      const byNight = await axeFaults(page, ['color-contrast', 'link-in-text-block']);
      await setTheme(page, 'light');
      const found = [...byNight, ...(await axeFaults(page)), ...(await movementFaults(page))];
      for (const width of [size, ...narrower]) {
        await page.setViewportSize(SIZES[width]);
        await drawn(page);
        const here = [...(await widthFaults(page)), ...(await cutFaults(page))];
        found.push(...here.map((fault) => `${width}: ${fault}`));
      }
      return found;
    });
    expect(faults).toEqual([]);
  });
}

const TABBED = [
  'start-runs',
  'setup',
  'models',
  'library',
  'compare',
  'result',
  'watch-candidate',
  'watch-tab-calls',
];

test('the focus is seen at every stop of the Tab key', async ({ page }) => {
  await page.setViewportSize(SIZES.desktop);
  const states = STATES.filter(({ name }) => TABBED.includes(name));
  expect(states).toHaveLength(TABBED.length);
  expect(await faultsOn(page, () => focusFaults(page), states)).toEqual([]);
});
