/**
 * Decides which call runs when. Models that work on one call at a time share one device: one call in flight among
 * them all, drained conversation by conversation, then role by role, then model by model, so that KV caches hold and
 * a model is loaded at most once per role and level. A model with more concurrency runs in parallel up to it.
 * Calls of one conversation are never concurrent. What is asked is never dropped: it runs, or its abort rejects it.
 */
import type { Role } from '../core/terms';
import type { Breathe } from './ports';

/** What the order of calls is decided by. */
export interface Place {
  model: string;
  concurrency: number;
  role: Role;
  /** Unique among all runs that share the schedule. */
  conversation: string;
}

export interface Schedule {
  /** Runs `work` when it is its turn. Aborted while it waits, it rejects at once and never runs. */
  run<T>(place: Place, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/** One schedule for all runs of a tab: they share its GPU. */
export function createSchedule(breathe: Breathe): Schedule {
  const lanes = new Map<string, Lane>();
  const laneOf = (place: Place): Lane => {
    const key = place.concurrency > 1 ? `model ${place.model}` : 'device';
    const lane = lanes.get(key) ?? new Lane(Math.max(1, place.concurrency), breathe);
    lanes.set(key, lane);
    return lane;
  };
  return { run: (place, signal, work) => laneOf(place).run(place, signal, work) };
}

interface Ticket {
  place: Place;
  start: () => Promise<void>;
}

class Lane {
  readonly #capacity: number;
  readonly #breathe: Breathe;
  /** Oldest first. */
  #waiting: Ticket[] = [];
  readonly #talking = new Set<string>();
  #last: Place | null = null;
  #picking = false;

  constructor(capacity: number, breathe: Breathe) {
    this.#capacity = capacity;
    this.#breathe = breathe;
  }

  run<T>(place: Place, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== ticket);
        reject(signal.reason as Error);
      };
      const start = async (): Promise<void> => {
        signal.removeEventListener('abort', leave);
        await work().then(resolve, reject);
      };
      const ticket: Ticket = { place, start };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(ticket);
      void this.#pick();
    });
  }

  /**
   * The event loop turns once before every pick: by then what follows from the reply that just came, such as the
   * conversation's next call, has been asked, and what is asked together is waiting together.
   */
  async #pick(): Promise<void> {
    if (this.#picking) return;
    this.#picking = true;
    while (this.#waiting.length > 0 && this.#talking.size < this.#capacity) {
      await this.#breathe();
      if (!this.#startAllThatMay()) break;
    }
    this.#picking = false;
  }

  #startAllThatMay(): boolean {
    let started = false;
    while (this.#talking.size < this.#capacity) {
      const ticket = this.#best();
      if (!ticket) break;
      void this.#work(ticket);
      started = true;
    }
    return started;
  }

  async #work(ticket: Ticket): Promise<void> {
    this.#waiting = this.#waiting.filter((other) => other !== ticket);
    this.#talking.add(ticket.place.conversation);
    await ticket.start();
    this.#talking.delete(ticket.place.conversation);
    this.#last = ticket.place;
    void this.#pick();
  }

  /** Same conversation, else same role and model, else same model, else any; the oldest of them. */
  #best(): Ticket | undefined {
    const free = this.#waiting.filter(({ place }) => !this.#talking.has(place.conversation));
    const last = this.#last;
    if (!last) return free[0];
    return (
      free.find(({ place }) => place.conversation === last.conversation && place.model === last.model) ??
      free.find(({ place }) => place.role === last.role && place.model === last.model) ??
      free.find(({ place }) => place.model === last.model) ??
      free[0]
    );
  }
}
