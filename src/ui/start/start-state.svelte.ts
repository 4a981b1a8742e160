/**
 * What Start knows and does: the runs there are, starting one, picking one up, deleting one.
 * Failures become notices; a failed list of runs leaves the rest of the screen working.
 */
import type { Fault, RunRow } from '../../core/records';
import type { RunCard } from '../../core/run-card';
import { faultOf, isFault } from '../../runner/fault-of';
import type { AppState } from '../app-state.svelte';
import type { DeletedRun, Deletions } from '../deletions.svelte';
import type { Lab } from '../lab';
import { startPracticeRun } from './practice-setup';

export class StartState {
  resumable: readonly RunRow[] = $state.raw([]);
  runs: readonly RunCard[] = $state.raw([]);
  loaded = $state(false);
  /** "new", or the id of the run being picked up. */
  starting: string | null = $state(null);
  /** Runs that wait to be picked up have a card of their own and are not listed twice. */
  readonly others = $derived(this.runs.filter(({ id }) => !this.resumable.some((row) => row.id === id)));
  readonly #lab: Lab;
  readonly #app: AppState;
  readonly #deletions: Deletions;

  constructor(lab: Lab, app: AppState, deletions: Deletions) {
    this.#lab = lab;
    this.#app = app;
    this.#deletions = deletions;
  }

  async load(): Promise<void> {
    try {
      [this.resumable, this.runs] = await Promise.all([this.#lab.resumable(), this.#lab.library.cards()]);
    } catch (error) {
      this.#app.notify(faultOf(error));
    }
    this.loaded = true;
  }

  /** The one click. The first run of a browser is always the same one; later ones have seeds of their own. */
  async startPractice(): Promise<void> {
    await this.#begin('new', () => startPracticeRun(this.#lab, 1 + this.runs.length));
  }

  async resume(id: string): Promise<void> {
    await this.#begin(id, () => this.#lab.resume(id));
  }

  async remove(run: DeletedRun): Promise<void> {
    await this.#deletions.remove(run);
    await this.load();
  }

  async #begin(what: string, begin: () => Promise<{ row: RunRow } | Fault>): Promise<void> {
    if (this.starting !== null) return;
    this.starting = what;
    try {
      const run = await begin();
      if (isFault(run)) this.#app.notify(run);
      else this.#app.router.go({ screen: 'watch', id: run.row.id });
    } catch (error) {
      this.#app.notify(faultOf(error));
    }
    this.starting = null;
  }
}
