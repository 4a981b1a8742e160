/**
 * A run while it runs, holding its lock. Whatever stops it first is why it stopped: the person, a fault of a port, a
 * journal that does not fit. The signal carries that reason, so no error is recognised by its message, and the core
 * cannot hide one by wrapping it.
 */
import type { RunEvent } from '../core/events';
import { Pacing } from '../core/pacing';
import type { ChatModel, Decisions, Ports } from '../core/ports';
import type { JournalRecord, RunRow } from '../core/records';
import { storedBytes } from '../core/stored-size';
import { ROLES, type Role } from '../core/terms';
import { Activities } from './activities';
import { EventWriter } from './event-writer';
import { faultOf, JournalMismatch, PauseAsked } from './fault-of';
import type { LiveRun, RunTime, RunWatcher } from './feed';
import { deepFreeze } from './freeze';
import { journaledDecisions, journaledModel, journaledRetriever, type CallTurns } from './journaled';
import type { Drpo, Past, RunPorts } from './live-run';
import { type Losses, RETRY_RULES, retrying, retryingRetriever, type RetryRules, sleeping } from './retry';
import { RunJournal } from './run-journal';
import { createSchedule } from './schedule';
import { selectionsCached } from './selections-cached';
import { Watchers } from './watchers';

const CALLS_BETWEEN_COUNTS = 25;

type Ending = Pick<RunRow, 'status' | 'because' | 'finishedAt'>;

export class RunInProgress implements LiveRun {
  readonly ended: Promise<RunRow>;
  readonly #ports: RunPorts;
  readonly #stop = new AbortController();
  readonly #watchers: Watchers;
  readonly #journal: RunJournal;
  readonly #writer: EventWriter;
  #row: RunRow;
  /** The last write of the row; one follows the other. */
  #rowWritten: Promise<void> = Promise.resolve();
  /** What is known of an earlier end, until the replay has come to it again. */
  #outcome: Pick<RunRow['summary'], 'outcome' | 'difference'>;
  #finalPrompt: string | undefined;
  /** Whether what was asked for after the end is recorded: from then on it is part of the run. */
  #wishRecorded = false;
  /** About what the run takes on disk. */
  #bytes: number;
  readonly #losses: Losses = { count: 0 };
  readonly #pacing: Pacing;

  /** Takes over the lock: `release` is called when the run has ended, however it ends. */
  constructor(row: RunRow, past: Past, ports: RunPorts, drpo: Drpo, release: () => void) {
    const { journal, clock, breathe, events: log } = ports;
    const failed = (error: unknown): void => this.#stop.abort(error);
    this.#row = row;
    this.#ports = ports;
    this.#watchers = new Watchers(row, past.events);
    this.#pacing = new Pacing(row.setup);
    const { outcome, difference, finalPrompt } = row.summary;
    this.#finalPrompt = finalPrompt;
    this.#outcome = { outcome, ...(difference === undefined ? {} : { difference }) };
    this.#bytes = storedBytes(row);
    const kept = (record: JournalRecord): void => {
      this.#pacing.add(record);
      this.#bytes += storedBytes(record);
      this.#wishRecorded ||= record.path === row.moreAsked?.at;
    };
    past.records.forEach(kept);
    this.#journal = new RunJournal(past.records, { journal, clock, breathe, failed, kept });
    const publish = (events: readonly RunEvent[]): void => this.#watchers.events(events);
    this.#writer = new EventWriter(past.events, { log, publish, failed });
    this.ended = this.#live(drpo).finally(release);
  }

  get row(): RunRow {
    return this.#row;
  }

  watch(watcher: RunWatcher): () => void {
    return this.#watchers.watch(watcher);
  }

  get time(): RunTime {
    const finishing = this.#row.finishAsked;
    return { spentMs: this.#pacing.spent.ms, leftSeconds: this.#pacing.secondsLeft({ finishing }) };
  }

  records(prefix: string) {
    return this.#ports.records(prefix);
  }

  async pause(): Promise<void> {
    this.#stop.abort(new PauseAsked());
    await this.ended;
  }

  /** Kept in the row before it resolves, so that it survives a reload. Where that fails, the run stops and says why. */
  async finishNow(): Promise<void> {
    if (this.#row.status !== 'running' || this.#row.finishAsked || this.#row.moreAsked) return;
    await this.#change({ finishAsked: true }).catch((error: unknown) => this.#stop.abort(error));
  }

  called(name: string): void {
    this.#tellRow({ ...this.#row, name });
  }

  async #live(drpo: Drpo): Promise<RunRow> {
    const ending = await this.#follow(drpo).then(
      (): Ending => ({ status: 'finished', because: null, finishedAt: this.#ports.clock() }),
      (error: unknown) => this.#stopped(error),
    );
    const summary = this.#summary();
    await this.#change({ ...ending, summary }).catch((error: unknown) => {
      // Stored as running with a free lock: an interrupted run, which can be resumed.
      this.#tellRow({ ...this.#row, status: 'paused', because: faultOf(error), finishedAt: null });
    });
    return this.#row;
  }

  async #follow(drpo: Drpo): Promise<void> {
    const setup = deepFreeze(structuredClone(this.#row.setup));
    // The method's first step plans the queries: not in the task that opened the run.
    await this.#ports.breathe();
    for await (const event of drpo(setup, this.#portsOfMethod(), this.#stop.signal)) this.#accept(event);
    this.#writer.complete();
    await this.#writer.drained();
    // A method that ends in spite of a fault has not ended: the fault stands. In spite of a pause it has.
    const reason: unknown = this.#stop.signal.reason;
    if (reason !== undefined && !(reason instanceof PauseAsked)) throw reason as Error;
  }

  #accept(event: RunEvent): void {
    try {
      this.#writer.accept(event);
    } catch (error) {
      // Before the loop is left, for leaving waits until the method has let go of the calls in flight.
      this.#stop.abort(error);
      throw error;
    }
    this.#bytes += storedBytes(event);
    if (event.kind === 'verdict-given') {
      const { outcome, difference } = event.verdict;
      this.#outcome = { outcome, ...(difference === null ? {} : { difference }) };
    }
    if (event.kind === 'run-finished') this.#finalPrompt = event.prompt;
    const alone = this.#row.setup.config.task === 'judge-check';
    if (event.kind === 'judge-check-finished' && alone)
      this.#outcome = { outcome: `judge-${event.check.outcome}` };
    this.#keepCount();
  }

  /** Now and then the row learns how far the run is, for whoever sees it after a crash. */
  #keepCount(): void {
    const { calls } = this.#journal;
    if (calls < this.#row.summary.calls + CALLS_BETWEEN_COUNTS) return;
    this.#change({ summary: this.#summary() }).catch((error: unknown) => this.#stop.abort(error));
  }

  #summary(): RunRow['summary'] {
    return {
      calls: Math.max(this.#journal.calls, this.#row.summary.calls),
      ...this.#outcome,
      ms: this.#pacing.spent.ms,
      bytes: this.#bytes,
      ...(this.#finalPrompt === undefined ? {} : { finalPrompt: this.#finalPrompt }),
    };
  }

  async #stopped(error: unknown): Promise<Ending> {
    this.#stop.abort(error);
    const reason: unknown = this.#stop.signal.reason;
    await this.#journal.settled();
    const unwritten = await this.#writer.drained().then(() => null, faultOf);
    const because = reason instanceof PauseAsked ? unwritten : faultOf(reason);
    // Nothing new was asked yet: the run is what it was, finished, and says why no more came of the wish.
    if (this.#row.moreAsked && !this.#wishRecorded)
      return { status: 'finished', because, finishedAt: this.#ports.clock() };
    return { status: reason instanceof JournalMismatch ? 'failed' : 'paused', because, finishedAt: null };
  }

  async #change(change: Partial<RunRow>): Promise<void> {
    const row = { ...this.#row, ...change };
    this.#row = row;
    const before = this.#rowWritten;
    const written = before.catch(() => undefined).then(() => this.#ports.rows.put(row));
    this.#rowWritten = written;
    await written;
    this.#watchers.row(this.#row);
  }

  #tellRow(row: RunRow): void {
    this.#row = row;
    this.#watchers.row(row);
  }

  #portsOfMethod(): Ports {
    const { retriever, decisions, breathe, schedule = createSchedule(breathe) } = this.#ports;
    const activities = new Activities((activity) => this.#watchers.activity(activity));
    const turns = { schedule, run: this.#row.id, activities };
    const models = Object.fromEntries(ROLES.map((role) => [role, this.#model(role, turns)]));
    return {
      models: models as Record<Role, ChatModel>,
      retriever: journaledRetriever(
        retryingRetriever(retriever, this.#retryRules(), this.#losses),
        this.#journal,
      ),
      decisions: journaledDecisions(this.#deciding(decisions), this.#journal),
      giveWay: breathe,
    };
  }

  #model(role: Role, turns: CallTurns): ChatModel {
    const { models, selections } = this.#ports;
    const model = retrying(models[role], this.#retryRules(), this.#losses);
    const remembered = role === 'selector' && selections && !this.#row.engines.selector.simulated;
    return journaledModel(remembered ? selectionsCached(model, selections) : model, this.#journal, turns);
  }

  #retryRules(): RetryRules {
    return this.#ports.retry ?? { ...RETRY_RULES, sleep: sleeping };
  }

  /** "Finish now" before all else; then what others decide, and the clock of a run with minutes. */
  #deciding(others: Decisions | undefined): Decisions {
    return {
      decide: async (barrier, options) => {
        const { moreAsked } = this.#row;
        if (barrier.open && moreAsked?.at === barrier.path) return { changes: [...moreAsked.changes] };
        if (this.#row.finishAsked && barrier.options.includes('finish')) {
          return { changes: [{ kind: 'finish', why: 'asked' }] };
        }
        const asked = (await others?.decide(barrier, options))?.changes ?? [];
        return { changes: [...asked, ...this.#pacing.decide(barrier)] };
      },
    };
  }
}
