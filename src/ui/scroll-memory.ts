/**
 * How far down a person was in each place of the tab's history: going back, or reloading, leads there again, a new place begins
 * at its top. It never pulls against the person: the first wheel, touch, press or key ends the attempt.
 */
import { recallJson, remember } from './local-memory';

const KEY = 'drpo-lab:scroll';
/** Places remembered over a reload. */
const MOST = 60;
/** Milliseconds a screen has to grow as long as it was: it may open a run first. */
const PATIENCE_MS = 4_000;
const MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

export class ScrollMemory {
  readonly #tops: Map<string, number>;
  #place = '';
  #made = 0;
  #stop: (() => void) | null = null;

  constructor() {
    this.#tops = new Map(storedTops());
    history.scrollRestoration = 'manual';
    addEventListener('scroll', this.#note, { passive: true });
    addEventListener('pagehide', this.#store);
  }

  /** At each arrival, once `screen` is in the page: scrolls to where the person was there, or to the top. */
  arrived(screen: HTMLElement): void {
    this.#stop?.();
    const known = placeIn(history.state);
    this.#place = known ?? `${Date.now().toString(36)}-${String(this.#made++)}`;
    if (known === null) history.replaceState({ place: this.#place }, '');
    const top = this.#tops.get(this.#place) ?? 0;
    scrollTo(0, top);
    if (top > 0 && !isAt(top)) this.#stop = this.#wait(screen, top);
  }

  dispose(): void {
    this.#stop?.();
    this.#store();
    removeEventListener('scroll', this.#note);
    removeEventListener('pagehide', this.#store);
  }

  #wait(screen: HTMLElement, top: number): () => void {
    const observer = new ResizeObserver(() => {
      scrollTo(0, top);
      if (isAt(top)) end();
    });
    const end = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      for (const move of MOVES) removeEventListener(move, end, true);
      this.#stop = null;
    };
    const timer = setTimeout(end, PATIENCE_MS);
    observer.observe(screen);
    for (const move of MOVES) addEventListener(move, end, { capture: true, passive: true });
    return end;
  }

  /** What a screen that still grows shows for a moment is not where the person is. */
  readonly #note = (): void => {
    if (this.#stop === null && this.#place !== '') this.#tops.set(this.#place, Math.round(scrollY));
  };

  readonly #store = (): void => {
    remember(KEY, JSON.stringify([...this.#tops].slice(-MOST)), 'session');
  };
}

function isAt(top: number): boolean {
  return Math.abs(scrollY - top) < 2;
}

function placeIn(state: unknown): string | null {
  const found = typeof state === 'object' && state !== null && 'place' in state ? state.place : null;
  return typeof found === 'string' ? found : null;
}

function storedTops(): [string, number][] {
  const stored = recallJson(KEY, 'session');
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown): [string, number][] => {
    if (!Array.isArray(entry)) return [];
    const [place, top] = entry as unknown[];
    return typeof place === 'string' && typeof top === 'number' && top >= 0 ? [[place, top]] : [];
  });
}
