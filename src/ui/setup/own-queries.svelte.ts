/**
 * A person's own list while it is being put together: pasted text or a file, the column, what was read of it.
 * Reads in a worker a moment after the last change; a newer change aborts the reading before it.
 */
import type { Query } from '../../core/terms';
import type { QueryListReading } from './query-list';
import { readQueryList } from './read-query-list';

const QUIET_MS = 250;
/** A longer paste is kept beside the text field: a field of megabytes makes typing slow. */
const LONGEST_TYPED = 200_000;

export class OwnQueries {
  /** What stands in the text field; empty while a file or a long paste is used. */
  typed = $state('');
  /** Null for a long paste. */
  file: { name: string | null; text: string } | null = $state.raw(null);
  column: string | null = $state(null);
  reading: QueryListReading | null = $state.raw(null);
  busy = $state(false);
  /** Whether a list was begun or asked for: before that, nothing of it can be wrong. */
  begun = $state(false);
  readonly queries: Query[] = $derived((this.reading?.queries ?? []).map(({ text }, i) => ownQuery(text, i)));
  #abort: AbortController | undefined;

  isLong(text: string): boolean {
    return text.length > LONGEST_TYPED;
  }

  /** What a draft can hold: nothing of a list of megabytes. */
  get textToRemember(): string {
    const text = this.file?.text ?? this.typed;
    return this.isLong(text) ? '' : text;
  }

  type(text: string): void {
    this.begun = true;
    if (this.isLong(text)) this.#take(null, text);
    else {
      this.typed = text;
      this.file = null;
      this.column = null;
      void this.#read(QUIET_MS);
    }
  }

  async choose(file: File): Promise<void> {
    this.begun = true;
    this.busy = true;
    this.#take(file.name, await file.text());
  }

  chooseColumn(column: string): void {
    this.column = column;
    void this.#read(0);
  }

  clear(): void {
    this.#abort?.abort();
    this.typed = '';
    this.file = null;
    this.column = null;
    this.reading = null;
    this.busy = false;
  }

  dispose(): void {
    this.#abort?.abort();
  }

  #take(name: string | null, text: string): void {
    this.typed = '';
    this.file = { name, text };
    this.column = null;
    void this.#read(0);
  }

  async #read(quietMs: number): Promise<void> {
    this.#abort?.abort();
    const text = this.file?.text ?? this.typed;
    if (text.trim() === '') {
      this.reading = null;
      this.busy = false;
      return;
    }
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    try {
      await quiet(quietMs, signal);
      const name = this.file?.name;
      const hint = {
        ...(name ? { fileName: name } : {}),
        ...(this.column === null ? {} : { column: this.column }),
      };
      this.reading = await readQueryList(text, hint, signal);
      this.busy = false;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

function ownQuery(text: string, i: number): Query {
  return { id: `own-${String(i + 1).padStart(4, '0')}`, text, category: 'own' };
}

function quiet(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
