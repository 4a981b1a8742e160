/**
 * A value that changes with every event, for what is costly to draw: the newest one at most a few times a second, the last one
 * always. Made while a component is, and ends with it.
 */
const EVERY_MS = 250;

export class Slowly<T> {
  value: T = $state.raw() as T;
  #at = 0;

  constructor(source: () => T) {
    this.value = source();
    // The clock is outside: what is new waits for its turn.
    $effect(() => {
      const newest = source();
      if (newest === this.value) return;
      const wait = Math.max(0, this.#at + EVERY_MS - performance.now());
      const timer = setTimeout(() => {
        this.#at = performance.now();
        this.value = newest;
      }, wait);
      return () => clearTimeout(timer);
    });
  }
}
