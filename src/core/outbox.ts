/**
 * Puts events of work done side by side into one canonical order. A slot is a place in the order, taken when work is
 * started; what happens later in that work is told in its place, however late it comes. Nothing is reordered by time.
 */
import type { RunEvent } from './events';

export class Slot {
  private readonly queue: (RunEvent | Slot)[] = [];
  private closed = false;

  constructor(private readonly changed: () => void) {}

  emit(event: RunEvent): void {
    this.queue.push(event);
    this.changed();
  }

  /**
   * The next place after all that was emitted or reserved here so far. Closed when its work is done, and only then: work that
   * failed leaves its place open, so that nothing behind it is ever told before it.
   */
  slot(): Slot {
    const slot = new Slot(this.changed);
    this.queue.push(slot);
    return slot;
  }

  close(): void {
    this.closed = true;
    this.changed();
  }

  /** Moves all events whose turn has come to `out`; true when nothing more can come from here. */
  drain(out: RunEvent[]): boolean {
    let taken = 0;
    for (const head of this.queue) {
      if (head instanceof Slot) {
        if (!head.drain(out)) break;
      } else out.push(head);
      taken += 1;
    }
    this.queue.splice(0, taken);
    return this.closed && this.queue.length === 0;
  }
}

export class Outbox {
  private wake: () => void = () => undefined;
  readonly root = new Slot(() => {
    this.wake();
  });
  private ended: { error?: unknown } | null = null;

  /** No more events will come; with an error, the reader gets it after the events whose turn has come. */
  end(error?: unknown): void {
    this.ended = error === undefined ? {} : { error };
    this.root.close();
  }

  async *events(): AsyncGenerator<RunEvent> {
    for (;;) {
      const ready: RunEvent[] = [];
      this.root.drain(ready);
      if (ready.length > 0) {
        yield* ready;
        continue;
      }
      // Nothing may be awaited from the drain to here: what is told in between would wake nobody.
      if (this.ended) break;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if ('error' in this.ended) throw this.ended.error;
  }
}
