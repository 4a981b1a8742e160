/**
 * WCAG 2.2 AA on every screen in every state, by day and by night, on a desktop and a phone; at 200 and 400 percent; with
 * movement unwanted; and a visible focus at every stop of the Tab key. What only a GPU shows: everyone-gpu.spec.ts.
 */
import { expect, test } from '@playwright/test';
import { faultsOn, lookAt, NARROWER } from './everyone';
import { focusFaults, SIZES } from './looks';
import { STATES } from './states';

test.use({ contextOptions: { reducedMotion: 'reduce' }, colorScheme: 'light' });

/** By what is stored, so that none has all fifty states to walk. */
const STORED = { nothing: 'an empty app', finished: 'finished runs', all: 'runs of every kind' } as const;

for (const size of ['desktop', 'phone'] as const) {
  const narrower = NARROWER[size].join(' and ');
  for (const [stored, what] of Object.entries(STORED)) {
    test(`axe finds nothing in any state of ${what} on a ${size}, by day or by night; nothing moves, and ${narrower} cuts nothing`, async ({
      page,
    }) => {
      const states = STATES.filter((state) => state.stored === stored);
      expect(states.length).toBeGreaterThan(5);
      expect(await faultsOn(page, states, lookAt(size))).toEqual([]);
    });
  }
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
