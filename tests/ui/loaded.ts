/** The parts of the app that arrive when they are first opened, fetched before the first test of a file. */
import { beforeAll } from 'vitest';
import { screens } from '../../src/ui/screens';

const parts = {
  ...screens,
  palette: () => import('../../src/ui/palette/Palette.svelte'),
  shortcuts: () => import('../../src/ui/shortcuts/ShortcutList.svelte'),
};

const SLOWEST_MS = 60_000;

/** So that what a test waits for is the app, and not a development server that compiles it. To be called at the top of a file. */
export function loaded(...names: readonly (keyof typeof parts)[]): void {
  beforeAll(async () => {
    await Promise.all(names.map((name) => parts[name]()));
  }, SLOWEST_MS);
}
