/**
 * A run's events on their way out: compared with what is stored, then persisted in batches, then published.
 * Event k must equal stored event k; only what lies beyond is appended. Nothing is published that is not durable.
 */
import type { RunEvent } from '../core/events';
import { canonicalJson } from './canonical';
import { JournalMismatch } from './fault-of';
import type { EventLog } from './ports';

/** Events of so many ms share a transaction: short enough to look at once, long enough to cost a fast model little. */
const GATHER_MS = 25;

export interface EventWriterPorts {
  log: EventLog;
  publish: (events: readonly RunEvent[]) => void;
  /** Told once, when a batch could not be written. */
  failed: (error: unknown) => void;
}

export class EventWriter {
  readonly #stored: readonly RunEvent[];
  readonly #ports: EventWriterPorts;
  /** Events accepted so far: the seq of the next one. */
  #seq = 0;
  #persisted: number;
  #waiting: RunEvent[] = [];
  #writing: Promise<void> | null = null;
  #draining = false;
  #hurry: () => void = () => undefined;
  #failure: { error: unknown } | null = null;

  constructor(stored: readonly RunEvent[], ports: EventWriterPorts) {
    this.#stored = stored;
    this.#persisted = stored.length;
    this.#ports = ports;
  }

  /** Takes the next event. Throws JournalMismatch if another one is stored in its place. */
  accept(event: RunEvent): void {
    const seq = this.#seq++;
    const stored = this.#stored[seq];
    if (stored) {
      if (canonicalJson(stored) !== canonicalJson(event)) throw new JournalMismatch({ seq });
      return;
    }
    this.#waiting.push(structuredClone(event));
    this.#writing ??= this.#write();
  }

  /** After the last event of a run that came to its end: throws JournalMismatch if more are stored. */
  complete(): void {
    if (this.#seq < this.#stored.length) throw new JournalMismatch({ seq: this.#seq });
  }

  /** Resolves when all that was accepted is durable and published; rejects if something could not be written. */
  async drained(): Promise<void> {
    this.#draining = true;
    this.#hurry();
    await this.#writing;
    if (this.#failure) throw this.#failure.error;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        await this.#gathered();
        const batch = this.#waiting;
        this.#waiting = [];
        await this.#ports.log.append(this.#persisted, batch);
        this.#persisted += batch.length;
        this.#ports.publish(batch);
      }
      this.#writing = null;
    } catch (error) {
      // #writing stays: nothing is written after a gap.
      this.#failure = { error };
      this.#ports.failed(error);
    }
  }

  /** A timer, and not a turn of the event loop: in a hidden tab, where timers are slow, nobody is looking. */
  async #gathered(): Promise<void> {
    if (this.#draining) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#hurry = resolve;
      timer = setTimeout(resolve, GATHER_MS);
    });
    clearTimeout(timer);
  }
}
