/** What must hold for everyone, asked of one state after the other; every fault is named with the state it was found in. */
import type { Page } from '@playwright/test';
import { listen } from './lab-page';
import { axeFaults, cutFaults, drawn, movementFaults, setTheme, SIZES, widthFaults } from './looks';
import { makeRuns, type Runs } from './state-runs';
import { type State, walk } from './states';

let made: Promise<Runs> | undefined;
const runs = () => (made ??= makeRuns());

/** Walks the states; answers with what `check` found, and what the page complained of by itself. */
export async function faultsOn(
  page: Page,
  states: readonly State[],
  check: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const { complaints } = listen(page);
  const faults: string[] = [];
  await walk(
    page,
    await runs(),
    async ({ name }) => {
      faults.push(...(await check(page)).map((fault) => `${name}: ${fault}`));
    },
    states,
  );
  return [...faults, ...complaints];
}

/** A desktop at 200 percent is narrower, a phone-sized window at 400 percent narrower still (WCAG 1.4.4, 1.4.10). */
export const NARROWER = { desktop: ['tablet', 'zoomed'], phone: ['reflow'] } as const;

/** axe by day and by night, movement though it is unwanted, and what is cut at this size and the narrower ones. */
export function lookAt(size: keyof typeof NARROWER): (page: Page) => Promise<string[]> {
  return async (page) => {
    await page.setViewportSize(SIZES[size]);
    await setTheme(page, 'dark');
    const byNight = await axeFaults(page, ['color-contrast', 'link-in-text-block']);
    await setTheme(page, 'light');
    const found = [...byNight, ...(await axeFaults(page)), ...(await movementFaults(page))];
    for (const width of [size, ...NARROWER[size]]) {
      await page.setViewportSize(SIZES[width]);
      await drawn(page);
      const here = [...(await widthFaults(page)), ...(await cutFaults(page))];
      found.push(...here.map((fault) => `${width}: ${fault}`));
    }
    return found;
  };
}
