/**
 * What models are writing right now. Transient: never stored, never an answer. Shows the call begun last of those in
 * flight, and null when there is none.
 */
import type { Activity } from './feed';

export interface Writing {
  write: (delta: string) => void;
  end: () => void;
}

export class Activities {
  readonly #inFlight = new Set<Activity>();
  readonly #changed: (activity: Activity | null) => void;

  constructor(changed: (activity: Activity | null) => void) {
    this.#changed = changed;
  }

  get current(): Activity | null {
    return [...this.#inFlight].at(-1) ?? null;
  }

  begin(call: Omit<Activity, 'text'>): Writing {
    let activity: Activity = { ...call, text: '' };
    this.#inFlight.add(activity);
    this.#changed(activity);
    const write = (delta: string): void => {
      if (!this.#inFlight.delete(activity)) return;
      activity = { ...activity, text: activity.text + delta };
      this.#inFlight.add(activity);
      this.#changed(activity);
    };
    const end = (): void => {
      this.#inFlight.delete(activity);
      this.#changed(this.current);
    };
    return { write, end };
  }
}
