/**
 * A run's events as a tape with a position: appended at the end, folded into one view up to the position, in slices.
 * Forward it folds on; back it folds anew from the start beside the view that is shown, and swaps when it is there.
 * What it shows at position n is always fold(... fold(empty, e0) ..., e(n-1)).
 */
import type { RunEvent } from '../../core/events';
import { emptyView, fold, type RunView } from '../../core/view';

/** How many events are folded between two looks at the clock. */
const BETWEEN_LOOKS = 64;

export class RunTape {
  /** What may be drawn now. Mutable: the same object grows as the tape moves on. */
  view: RunView = emptyView();
  #building: RunView | null = null;
  #target = 0;
  readonly #events: RunEvent[] = [];

  get length(): number {
    return this.#events.length;
  }

  get target(): number {
    return this.#target;
  }

  get position(): number {
    return this.view.events;
  }

  get settled(): boolean {
    return this.#building === null && this.view.events === this.#target;
  }

  append(events: readonly RunEvent[]): void {
    for (const event of events) this.#events.push(event);
  }

  /** Where to go, 0 to length; `advance` goes there. */
  seek(position: number): void {
    this.#target = Math.max(0, Math.min(this.#events.length, Math.round(position)));
    const current = this.#building ?? this.view;
    if (this.#target >= current.events) return;
    this.#building = emptyView();
  }

  /** The event that led to what is shown. */
  get latest(): RunEvent | null {
    return this.#events[this.view.events - 1] ?? null;
  }

  /** Folds towards the target for about `budgetMs`. Answers whether what is shown has changed. */
  advance(budgetMs: number, now: () => number): boolean {
    const until = now() + budgetMs;
    const view = this.#building ?? this.view;
    const before = view.events;
    while (view.events < this.#target) {
      const stop = Math.min(this.#target, view.events + BETWEEN_LOOKS);
      for (const event of this.#events.slice(view.events, stop)) fold(view, event);
      if (now() >= until) break;
    }
    if (this.#building === null) return view.events !== before;
    if (view.events < this.#target) return false;
    this.view = view;
    this.#building = null;
    return true;
  }
}
