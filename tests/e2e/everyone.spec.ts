/**
 * WCAG 2.2 AA on every screen in every state, by day and by night, on a desktop and a phone; at 200 and 400 percent; with
 * movement unwanted; and a visible focus at every stop of the Tab key. What only a GPU shows: everyone-gpu.spec.ts.
 */
import { expect, test } from '@playwright/test';
import { faultsOn, lookAt, NARROWER } from './everyone';
import { focusFaults, SIZES } from './looks';
import { STATES } from './states';

/** Some fifty states, each looked at several times. */
test.describe.configure({ timeout: 480_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' }, colorScheme: 'light' });

for (const size of ['desktop', 'phone'] as const) {
  const narrower = NARROWER[size].join(' and ');
  test(`axe finds nothing in any state on a ${size}, by day or by night; nothing moves, and ${narrower} cuts nothing`, async ({
    page,
  }) => {
    expect(await faultsOn(page, STATES, lookAt(size))).toEqual([]);
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
  expect(await faultsOn(page, states, focusFaults)).toEqual([]);
});
