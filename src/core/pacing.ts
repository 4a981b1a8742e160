/**
 * A run kept to its minutes: what the clock decides at a barrier, from the time spent so far and what pieces of work have taken
 * in this run. A level in progress is never stopped, so its cost is predicted before it starts; validation and verdict are
 * always reserved for. It sees times, never a score. Also tells how long the run will still take, with minutes or without.
 */
import { isLater } from './afterwards';
import { batchSize } from './batches';
import { check, checkJudgements, type Work, worksOf, searchWork, verdictSides } from './estimate';
import { INITIAL } from './events';
import { FIRST_VALIDATION } from './finalists';
import {
  corrected,
  eachKind,
  type PieceSeconds,
  pieceSeconds,
  type Seconds,
  secondsOfWork,
} from './forecast';
import { levelOfBarrier } from './level-barrier';
import type { RunSetup } from './materials';
import { LEAST_VERDICT, TARGET } from './plan';
import type { Barrier, Change } from './ports';
import { PAPER_DEPTH, planQueries, type QueryPlan } from './query-plan';
import type { JournalRecord } from './records';
import { TimeSpent } from './time-spent';

/** The verdict's queries come one by one and are known in their cost by then: closer to the minute than a plan may go. */
const VERDICT_TARGET = 0.965;

interface Priced {
  plan: QueryPlan;
  estimate: PieceSeconds;
}

export class Pacing {
  readonly spent = new TimeSpent();
  readonly #setup: RunSetup;
  /** The depth limit as decided so far; a person's own decision is never raised. */
  #depth: number;
  #depthAsked = false;
  /** The last level of the search that is done; at the first one nothing is decided. */
  #level = 1;
  /** What was asked for after the end. */
  readonly #added = { queries: 0, sides: 0 };
  /** Held-out queries that were asked before that. */
  #askedByEnd: number | null = null;
  #priced: Priced | null = null;

  constructor(setup: RunSetup) {
    this.#setup = setup;
    this.#depth = setup.config.search.depth;
  }

  /** Takes every record of the run, in any order within what lies between two barriers. */
  add(record: JournalRecord): void {
    this.spent.add(record);
    if (record.kind !== 'decision') return;
    const level = levelOfBarrier(record.path);
    this.#level = level ?? this.#level;
    for (const change of record.answer.changes) {
      if (change.kind === 'finish' && level !== null) this.#depth = level;
      if (isLater(change)) this.#askedByEnd ??= this.#answered();
      if (change.kind === 'more-queries') this.#added.queries += change.count;
      if (change.kind === 'add-baseline') this.#added.sides += 1;
      if (change.kind !== 'depth') continue;
      this.#depth = change.depth;
      this.#depthAsked ||= change.why === 'asked';
    }
  }

  /** What the clock says at this barrier; nothing where the run has no minutes. */
  decide({ path, nodes, options }: Barrier): Change[] {
    const { minutes } = this.#setup.config;
    if (minutes === undefined || !options.includes('finish')) return [];
    const level = levelOfBarrier(path);
    if (level !== null && options.includes('depth')) return this.#atLevel(level, minutes);
    const [phase, , number = ''] = path.split('/');
    const left = this.#left(minutes, phase === 'verdict' ? VERDICT_TARGET : TARGET);
    const needed =
      phase === 'examples'
        ? this.#forOneMoreRound(Number(number))
        : phase === 'validation'
          ? this.#forOneMoreValidation(Number(number), nodes[0] === INITIAL)
          : phase === 'verdict'
            ? this.#checks(batchSize(this.#setup), this.#sides())
            : 0;
    return needed > left ? [{ kind: 'finish', why: 'deadline' }] : [];
  }

  /**
   * Seconds it will still take as things stand. Null before more than the judge check was measured: a judgement is one token,
   * and tells nothing of how long a reply takes. `finishing`: the person asked to finish, so the search ends with its level;
   * null while it has not begun, as such a run is over with its round of examples.
   */
  secondsLeft({ finishing = false } = {}): number | null {
    if (this.spent.ms === 0) return null;
    if (this.#setup.config.task === 'judge-check') return this.#checkLeft();
    const phases = ['examples', 'search', 'validation', 'verdict'] as const;
    // What a phase has not done is skipped once a later one has begun.
    const begun = phases.findLastIndex((phase) => this.spent.of({ phase, kind: 'judgements' }).count > 0);
    const { minutes } = this.#setup.config;
    const clock =
      minutes === undefined || this.#extended ? null : Math.max(0, this.#left(minutes, VERDICT_TARGET));
    if (finishing && begun < phases.indexOf('search')) return null;
    if (begun < 0) return clock;
    const works = worksOf(this.#setup, this.#plan());
    const depth = Math.min(this.#depth, this.#plan().levels);
    works.search = this.#searchWork(finishing ? Math.min(this.#level + 1, depth) : depth);
    works.verdict = this.#verdictWork();
    if (finishing && minutes !== undefined) {
      // Every later barrier ends its phase: one batch of each is asked.
      works.validation = least(works.validation, check(FIRST_VALIDATION, this.#contenders()));
      works.verdict = least(works.verdict, check(LEAST_VERDICT, this.#sides()));
    }
    const { examples, queries } = this.#seconds();
    const left = phases.slice(begun).map((phase) => {
      const open = eachKind((kind) => Math.max(0, works[phase][kind] - this.spent.of({ phase, kind }).count));
      return secondsOfWork(open, phase === 'examples' ? examples : queries);
    });
    const seconds = left.reduce((sum, phase) => sum + phase, 0);
    return clock === null ? seconds : Math.min(seconds, clock);
  }

  get #extended(): boolean {
    return this.#added.queries + this.#added.sides > 0;
  }

  #answered(): number {
    const { count } = this.spent.of({ phase: 'verdict', kind: 'responses' });
    return Math.round(count / this.#sides());
  }

  #verdictWork(): Work {
    const { config } = this.#setup;
    const asked = this.#askedByEnd ?? Math.min(config.verdictQueries, this.#plan().verdict.length);
    const queries = asked + this.#added.queries;
    return check(queries, this.#sides() + this.#added.sides);
  }

  /** What the judge check still takes, by what its judgements took so far. */
  #checkLeft(): number {
    const { count, ms } = this.spent.of({ phase: 'check', kind: 'judgements' });
    const open = checkJudgements(this.#setup) - count;
    return count === 0 ? 0 : Math.max(0, open * (ms / 1000 / count));
  }

  /** Less deep as soon as it would not fit; deeper only where the search would end now, so that a plan does not waver. */
  #atLevel(level: number, minutes: number): Change[] {
    const { config } = this.#setup;
    const deepest =
      config.mode === 'paper' ? Math.min(PAPER_DEPTH, this.#plan().levels) : this.#plan().levels;
    const ending = level >= this.#depth && !this.#depthAsked;
    const most = ending ? Math.max(this.#depth, deepest) : this.#depth;
    const fits = this.#deepestThatFits(level, most, this.#left(minutes, TARGET));
    if (fits > level) return fits === this.#depth ? [] : [{ kind: 'depth', depth: fits, why: 'plan' }];
    const over = level >= this.#depth && !config.goodEnough.extend;
    return over ? [] : [{ kind: 'finish', why: 'deadline' }];
  }

  #deepestThatFits(level: number, most: number, left: number): number {
    const { queries } = this.#seconds();
    const done = this.#searchWork(level);
    const reserved = this.#reserved();
    let depth = level;
    while (depth < most) {
      const more = minus(this.#searchWork(depth + 1), done);
      if (secondsOfWork(more, queries) + reserved > left) break;
      depth += 1;
    }
    return depth;
  }

  /** Phase 1 goes on while half of the planned search still fits behind it. */
  #forOneMoreRound(round: number): number {
    const { config, materials } = this.#setup;
    if (round >= config.examples.rewrites) return 0;
    const { examples, queries } = this.#seconds();
    const bases = Math.min(config.examples.count, materials.baseExamples.length);
    const one = bases * (examples.critiques + examples.rewrites + examples.judgements);
    const depth = Math.max(2, Math.ceil(Math.min(config.search.depth, this.#plan().levels) / 2));
    return one + secondsOfWork(this.#searchWork(depth), queries) + this.#reserved();
  }

  /**
   * What was planned needs only leave the verdict its floor. More than that is worth its time where all of the verdict still fits,
   * or where the start prompt leads: if it stays in front, no verdict will need the time.
   */
  #forOneMoreValidation(batch: number, startLeads: boolean): number {
    const size = batchSize(this.#setup);
    const asked = FIRST_VALIDATION + (batch - 1) * size;
    const planned = asked < this.#setup.config.validationQueries;
    const verdict = planned || startLeads ? LEAST_VERDICT : this.#plan().verdict.length;
    return this.#checks(size, this.#contenders()) + this.#checks(verdict, this.#sides());
  }

  #reserved(): number {
    const { config } = this.#setup;
    const { validation, verdict } = this.#plan();
    const validated =
      config.answer === 'validation' ? Math.min(config.validationQueries, validation.length) : 0;
    return (
      this.#checks(validated, this.#contenders()) +
      this.#checks(Math.min(config.verdictQueries, verdict.length), this.#sides())
    );
  }

  #contenders(): number {
    return this.#setup.config.search.width + 1;
  }

  #sides(): number {
    return verdictSides(this.#setup.config);
  }

  #checks(queries: number, sides: number): number {
    return secondsOfWork(check(queries, sides), this.#seconds().queries);
  }

  #left(minutes: number, share: number): number {
    return minutes * 60 * share - this.spent.ms / 1000;
  }

  #searchWork(levels: number): Work {
    const { config } = this.#setup;
    return searchWork({ ...config, search: { ...config.search, depth: levels } }, levels);
  }

  #seconds(): { examples: Seconds; queries: Seconds } {
    const { estimate } = this.#price();
    return corrected(estimate, this.spent, this.#setup.config.models);
  }

  #plan(): QueryPlan {
    return this.#price().plan;
  }

  /** Only when it is first needed: a replay asks nothing. */
  #price(): Priced {
    this.#priced ??= { plan: planQueries(this.#setup), estimate: pieceSeconds(this.#setup) };
    return this.#priced;
  }
}

function least(one: Work, other: Work): Work {
  return eachKind((kind) => Math.min(one[kind], other[kind]));
}

function minus(more: Work, less: Work): Work {
  return eachKind((kind) => more[kind] - less[kind]);
}
