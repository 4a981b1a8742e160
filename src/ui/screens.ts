/**
 * Which module draws which screen. Start is part of the first load; the others arrive when they are first opened.
 * Adding a screen: a route in router.svelte.ts, a line here, its words in messages/en.
 */
export const screens = {
  setup: () => import('./setup/Setup.svelte'),
  models: () => import('./models/Models.svelte'),
  watch: () => import('./watch/Watch.svelte'),
  result: () => import('./result/Result.svelte'),
  library: () => import('./library/Library.svelte'),
  compare: () => import('./library/CompareRuns.svelte'),
} as const;

/** Milliseconds after which the first screen has come to rest. */
const AT_REST = 1200;

/** Fetches what is likely opened next, so that a run is there at once. Answers with a function that calls it off. */
export function fetchAhead(): () => void {
  const timer = setTimeout(() => {
    // Should it fail, it is asked for again when it is opened.
    screens.watch().catch(() => undefined);
  }, AT_REST);
  return () => clearTimeout(timer);
}
