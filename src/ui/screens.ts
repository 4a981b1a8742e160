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
