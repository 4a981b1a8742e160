/**
 * What the shell remembers: the address, the theme, the notices in the banner, the word on what was just done. Read from Svelte context.
 * Decides nothing about a run; notices are forgotten with the page.
 */
import { getContext, setContext } from 'svelte';
import type { Fault } from '../core/records';
import { recall, remember } from './local-memory';
import { Router } from './router.svelte';

export type Theme = 'light' | 'dark';
export interface Notice {
  key: number;
  fault: Fault;
}

const THEME_KEY = 'drpo-lab:theme';
/** Milliseconds; what is said stands nowhere else, but nothing hangs on it. */
const SAID_MS = 6_000;

export class AppState {
  readonly router = new Router();
  theme: Theme = $state(rememberedTheme() ?? systemTheme());
  notices: readonly Notice[] = $state.raw([]);
  /** What was just done, where nothing else on screen shows it; a new object each time. */
  said: { words: string } | null = $state.raw(null);
  #nextKey = 0;
  #unsaid: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    // Until a person chooses, the system's wish counts, also when it changes.
    darkWish().addEventListener('change', () => {
      if (rememberedTheme() === null) this.theme = systemTheme();
    });
  }

  toggleTheme(): void {
    this.theme = this.theme === 'dark' ? 'light' : 'dark';
    remember(THEME_KEY, this.theme);
  }

  /** Shows what went wrong in the banner, in the words of faults.ts. */
  notify(fault: Fault): void {
    this.notices = [...this.notices, { key: this.#nextKey++, fault }];
  }

  say(words: string): void {
    clearTimeout(this.#unsaid);
    this.said = { words };
    this.#unsaid = setTimeout(() => (this.said = null), SAID_MS);
  }

  dismiss(key: number): void {
    this.notices = this.notices.filter((notice) => notice.key !== key);
  }
}

function rememberedTheme(): Theme | null {
  const value = recall(THEME_KEY);
  return value === 'light' || value === 'dark' ? value : null;
}

function systemTheme(): Theme {
  return darkWish().matches ? 'dark' : 'light';
}

function darkWish(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

const KEY = Symbol('app');

export function provideApp(app: AppState): void {
  setContext(KEY, app);
}

export function useApp(): AppState {
  return getContext<AppState>(KEY);
}
