/**
 * "Loading X", written before a model is loaded and wiped after: a tab that dies in between (too little memory) is known by
 * it at the next start. Each tab that loads holds a lock of its own for life, which tells a load in another tab from a death.
 */
import { freshId } from './fresh-id';
import type { LoadingMarker } from '../models/webllm/model-host';
import type { RunLocks } from '../runner/ports';

const KEY = 'drpo-lab:loading';

export interface LoadingMemory extends LoadingMarker {
  /** The model whose loading was never finished, or null. */
  unfinished(): Promise<string | null>;
  forget(): void;
}

export function loadingMemory(locks: RunLocks, tab: string = freshId()): LoadingMemory {
  /** Never released: the browser does, when the tab is gone. */
  let alive: Promise<unknown> | null = null;
  const forget = (): void => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Storage is refused: nothing was written either.
    }
  };
  return {
    async set(id) {
      await (alive ??= locks.acquire(lockOf(tab)));
      localStorage.setItem(KEY, `${tab} ${id}`);
    },
    clear: forget,
    async unfinished() {
      try {
        const [owner = '', id = null] = localStorage.getItem(KEY)?.split(' ') ?? [];
        return id === null || (await locks.held(lockOf(owner))) ? null : id;
      } catch {
        return null;
      }
    },
    forget,
  };
}

const lockOf = (tab: string): string => `loading-${tab}`;
