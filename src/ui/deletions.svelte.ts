/**
 * Deleted runs that can still be brought back, latest first to come. They wait until the person dismisses the bar, or goes to
 * another screen once they have had their time; no timer takes them away. Read from Svelte context.
 */
import { getContext, setContext } from 'svelte';
import type { Fault } from '../core/records';
import type { AppState } from './app-state.svelte';
import type { RunLibrary } from './library/run-library';

export interface DeletedRun {
  id: string;
  name: string;
}

/** Milliseconds a deletion can be taken back at least, wherever the person goes. */
export const LEAST_MS = 10_000;

export class Deletions {
  /** Oldest first. */
  undoable: readonly (DeletedRun & { at: number; last: boolean; after: string | null })[] = $state.raw([]);
  /** The run brought back last; a new object each time. */
  restored: DeletedRun | null = $state.raw(null);
  readonly latest: DeletedRun | null = $derived(this.undoable.at(-1) ?? null);
  readonly #library: RunLibrary;
  readonly #app: AppState;
  readonly #now: () => number;

  constructor(library: RunLibrary, app: AppState, now = () => performance.now()) {
    this.#library = library;
    this.#app = app;
    this.#now = now;
  }

  /** Whether it is gone from the lists; where it is not, the notice says why. */
  async remove({ id, name }: DeletedRun): Promise<boolean> {
    if (!this.#done(await this.#library.remove(id))) return false;
    // Brought back, it is the run of the menu again.
    const last = this.#app.router.lastRun === id;
    this.#app.router.forget(id);
    const after = this.#app.router.lastRun;
    this.undoable = [...this.undoable, { id, name, at: this.#now(), last, after }];
    return true;
  }

  /** Brings the latest one back. */
  async undo(): Promise<void> {
    const latest = this.undoable.at(-1);
    if (latest === undefined) return;
    this.undoable = this.undoable.slice(0, -1);
    if (this.#done(await this.#library.restore(latest.id))) {
      this.restored = latest;
      const { router } = this.#app;
      if (latest.last && router.lastRun === latest.after) router.opened(latest.id);
    }
    // It is marked still, and would be swept away: what could not be brought back now can be tried again.
    else this.undoable = [...this.undoable, { ...latest, at: this.#now() }];
  }

  dismiss(): void {
    void this.#forget(this.undoable);
    this.undoable = [];
  }

  navigated(): void {
    const old = this.undoable.filter(({ at }) => this.#now() - at >= LEAST_MS);
    if (old.length === 0) return;
    this.undoable = this.undoable.filter((one) => !old.includes(one));
    void this.#forget(old);
  }

  async #forget(runs: readonly DeletedRun[]): Promise<void> {
    // One that cannot be removed now stays marked, in no list, and is swept away at the next visit.
    for (const { id } of runs) await this.#library.forget(id);
  }

  #done(fault: Fault | null): boolean {
    if (fault) this.#app.notify(fault);
    return fault === null;
  }
}

const KEY = Symbol('deletions');

export function provideDeletions(deletions: Deletions): void {
  setContext(KEY, deletions);
}

export function useDeletions(): Deletions {
  return getContext<Deletions>(KEY);
}
