/**
 * A run's journal while the run runs: what is recorded is answered from it, what is not is asked, made durable, then
 * answered. Never answers a question that was not asked (guard), never the same path twice, never before it is durable.
 * The first question that fails is told to `failed` (which stops the run): whoever else hears of it may not hide it.
 */
import { fingerprint } from '../core/random';
import type { JournalRecord } from '../core/records';
import { sharingTheThread } from './breathe';
import { canonicalJson } from './canonical';
import { JournalMismatch } from './fault-of';
import type { Breathe, Clock, Journal } from './ports';

export interface Question<Kind extends JournalRecord['kind']> {
  kind: Kind;
  path: string;
  /** Who is asked: model or retriever id. */
  port: string;
  /** Plain data; must not change until it is answered. */
  request: unknown;
  signal: AbortSignal;
}

export type RecordOf<Kind> = Extract<JournalRecord, { kind: Kind }>;
/** What a port adds to the question to make a record. */
export type Answered<Kind> = Omit<RecordOf<Kind>, 'kind' | 'path' | 'guard' | 'at' | 'ms'>;
/** When asking and recording may happen, together. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;
const atOnce: Turn = (work) => work();

export interface RunJournalPorts {
  journal: Journal;
  clock: Clock;
  breathe: Breathe;
  failed: (error: unknown) => void;
  /** Told each new record once it is durable, before it is answered with. */
  kept?: (record: JournalRecord) => void;
}

export class RunJournal {
  readonly #ports: RunJournalPorts;
  /** Not yet answered; each leaves when it is, so that a long run does not hold its whole past. */
  readonly #recorded: Map<string, JournalRecord>;
  readonly #asked = new Set<string>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #share: () => Promise<void> | undefined;
  #calls = 0;

  constructor(recorded: readonly JournalRecord[], ports: RunJournalPorts) {
    this.#recorded = new Map(recorded.map((record) => [record.path, record]));
    this.#ports = ports;
    this.#share = sharingTheThread(ports.clock, ports.breathe);
  }

  /** Calls answered so far, from the journal or by a model. */
  get calls(): number {
    return this.#calls;
  }

  /** Whether the answer under this path is recorded and has not been given yet. */
  holds(path: string): boolean {
    return this.#recorded.has(path);
  }

  /** The record under the question's path; if it is not there, `ask` is called in its turn and what it says is kept. */
  answer<Kind extends JournalRecord['kind']>(
    question: Question<Kind>,
    ask: () => Promise<Answered<Kind>>,
    turn: Turn = atOnce,
  ): Promise<RecordOf<Kind>> {
    const answer = this.#answer(question, ask, turn);
    this.#pending.add(answer);
    const done = (): boolean => this.#pending.delete(answer);
    answer.then(done, (error: unknown) => {
      done();
      this.#ports.failed(error);
    });
    return answer;
  }

  /** Resolves (never rejects) when nothing is being asked or written any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  async #answer<Kind extends JournalRecord['kind']>(
    question: Question<Kind>,
    ask: () => Promise<Answered<Kind>>,
    turn: Turn,
  ): Promise<RecordOf<Kind>> {
    const { kind, path, port, request, signal } = question;
    signal.throwIfAborted();
    if (this.#asked.has(path)) throw new Error(`asked twice in one run: ${path}`);
    this.#asked.add(path);
    // Before the fingerprint, which is the work: hundreds are asked at once, and all of a past is answered at once.
    for (let full = this.#share(); full; full = this.#share()) await full;
    const guard = fingerprint(canonicalJson([port, request]));
    const recorded = this.#recorded.get(path);
    if (recorded && (recorded.kind !== kind || recorded.guard !== guard)) throw new JournalMismatch({ path });
    const record = recorded ?? (await turn(() => this.#keep(question, guard, ask)));
    this.#recorded.delete(path);
    if (kind === 'call') this.#calls++;
    return record as RecordOf<Kind>;
  }

  async #keep<Kind extends JournalRecord['kind']>(
    { kind, path, signal }: Question<Kind>,
    guard: string,
    ask: () => Promise<Answered<Kind>>,
  ): Promise<JournalRecord> {
    const { journal, clock, kept } = this.#ports;
    const asked = clock();
    const answered = await ask();
    // An answer that came in spite of an abort may be cut short: it counts as aborted.
    signal.throwIfAborted();
    const at = clock();
    // The compiler cannot follow Omit through a union; Question and Answered together are the record of this kind.
    const record = {
      kind,
      path,
      guard,
      at,
      ms: Math.max(0, at - asked),
      ...answered,
    } as unknown as JournalRecord;
    await journal.append(record);
    kept?.(record);
    return record;
  }
}
