/**
 * Follows one RunFeed for the eye: its view, row and activity, published at most once a frame, folded in slices so that
 * no task is long. `shown` is a fresh wrapper each time; the view inside is mutable, so derive from `shown`, not from
 * parts of it. Replays: play, speeds, scrub.
 */
import type { RunEvent } from '../../core/events';
import type { RunRow } from '../../core/records';
import { emptyView, type RunView } from '../../core/view';
import type { Activity, RunFeed } from '../../runner/feed';
import { RunTape } from './run-tape';

export interface Shown {
  view: RunView;
  /** Events folded in: the position on the tape. */
  position: number;
  latest: RunEvent | null;
}

/** What is read and not watched: one moment for every sentence, figure and mark. */
export interface Steady extends Shown {
  /** The call in flight then. */
  path: string | null;
}

/** Events a second at speed 1: each can be read. */
const EVENTS_A_SECOND = 4;
export const SPEEDS = [1, 4, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** Where following begins. */
export type From = 'start' | 'end' | number;

/** Milliseconds of folding a frame. */
const BUDGET = 8;
/** A long way is gone unseen for so many milliseconds at most. */
const UNSEEN = 120;
/** Milliseconds for which what is read stays. */
const STEADY = 250;
/** Milliseconds between two looks of a page that nobody sees, which is given no frames: its title goes on. */
const UNWATCHED = 500;
/** A call is worth showing as it is written once it has lasted this long. */
export const WORTH_SHOWING = 150;

export class RunFollow {
  shown: Shown = $state.raw({ view: emptyView(), position: 0, latest: null });
  /** The same for what is read: four times a second at most. */
  steady: Steady = $state.raw({ ...this.shown, path: null });
  /** As it was when what is shown was all there was: a run is over once its end has been shown. */
  row: RunRow | null = $state.raw(null);
  activity: Activity | null = $state.raw(null);
  /** Whether the call in flight has lasted long enough to be read. */
  lasting = $state(false);
  length = $state(0);
  playing = $state(false);
  speed: Speed = $state(4);
  /** Whether the newest event is what is shown, as it comes in. */
  atEnd = $state(true);

  #tape = new RunTape();
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextRow: RunRow | null = null;
  #nextActivity: Activity | null = null;
  #since = 0;
  #before = 0;
  #due = 0;
  #shownAt = 0;
  #steadyAt = 0;
  #unseen = false;

  /**
   * `from: 'start'` waits at the first event, for a replay; a number is a moment, so many events in. Answers with a function
   * that ends it.
   */
  follow(feed: RunFeed, from: From): () => void {
    this.#tape = new RunTape();
    this.playing = false;
    this.atEnd = from === 'end';
    let wanted = typeof from === 'number' ? from : null;
    this.row = this.#nextRow = feed.row;
    const stop = feed.watch({
      onEvents: (events) => {
        this.#tape.append(events);
        // The first batch is all there is so far; a moment beyond it is the end.
        if (wanted !== null) this.#goTo(wanted);
        wanted = null;
        if (this.atEnd) this.#tape.seek(this.#tape.length);
        this.#ask();
      },
      onRow: (row) => {
        this.#nextRow = row;
        this.#ask();
      },
      onActivity: (activity) => {
        if (activity?.path !== this.#nextActivity?.path) this.#since = performance.now();
        this.#nextActivity = activity;
        this.#ask();
      },
    });
    const otherwise = (): void => {
      if (this.#unask()) this.#ask();
    };
    document.addEventListener('visibilitychange', otherwise);
    this.#ask();
    return () => {
      stop();
      document.removeEventListener('visibilitychange', otherwise);
      this.#unask();
    };
  }

  play(): void {
    if (this.shown.position >= this.length) this.#tape.seek(0);
    this.playing = true;
    this.atEnd = false;
    this.#before = 0;
    this.#due = 0;
    this.#ask();
  }

  /** Stands at once: what was due and not yet shown does not come after all, or the moment remembered would be another. */
  pause(): void {
    this.playing = false;
    this.#tape.seek(Math.min(this.#tape.target, this.#tape.position));
    if (this.#unseen) this.#show(performance.now());
  }

  scrub(position: number): void {
    this.playing = false;
    this.#goTo(position);
    this.#ask();
  }

  toEnd(): void {
    this.scrub(this.#tape.length);
  }

  #goTo(position: number): void {
    this.atEnd = position >= this.#tape.length;
    this.#tape.seek(position);
  }

  #ask(): void {
    if (this.#frame !== 0 || this.#timer !== undefined) return;
    if (document.hidden) this.#timer = setTimeout(() => this.#paint(performance.now()), UNWATCHED);
    else this.#frame = requestAnimationFrame((at) => this.#paint(at));
  }

  /** Answers whether there was anything asked. */
  #unask(): boolean {
    const asked = this.#frame !== 0 || this.#timer !== undefined;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
    this.#timer = undefined;
    return asked;
  }

  #paint(at: number): void {
    this.#frame = 0;
    this.#timer = undefined;
    if (this.playing) this.#move(at);
    const now = () => performance.now();
    // A frame is for what is read or for what moves: both in one would hold up the page.
    if (this.#mayBeRead && at - this.#steadyAt >= STEADY) this.#read(at);
    else {
      this.#unseen = this.#tape.advance(BUDGET, now) || this.#unseen;
      if (this.#unseen && (this.#tape.settled || at - this.#shownAt > UNSEEN)) this.#show(at);
    }
    this.length = this.#tape.length;
    this.activity = this.#nextActivity;
    this.lasting = this.activity !== null && now() - this.#since > WORTH_SHOWING;
    const waits = this.activity !== null && !this.lasting;
    if (this.#mayBeRead || this.playing || !this.#tape.settled || waits) this.#ask();
  }

  /** Whether there is something newer than what is read. */
  get #mayBeRead(): boolean {
    const { steady, shown } = this;
    return (
      steady.position !== shown.position ||
      steady.view !== shown.view ||
      steady.path !== this.#pathNow ||
      this.row !== this.#rowNow
    );
  }

  get #pathNow(): string | null {
    return this.#nextActivity?.path ?? null;
  }

  /** The row is of the newest moment: on the way there it waits. */
  get #rowNow(): RunRow | null {
    return this.#tape.settled || !this.atEnd ? this.#nextRow : this.row;
  }

  #read(at: number): void {
    this.steady = { ...this.shown, path: this.#pathNow };
    this.row = this.#rowNow;
    this.#steadyAt = at;
  }

  #show(at: number): void {
    const { view, position, latest } = this.#tape;
    this.shown = { view, position, latest };
    this.#shownAt = at;
    this.#unseen = false;
  }

  #move(at: number): void {
    const elapsed = this.#before === 0 ? 0 : Math.min(250, at - this.#before);
    this.#before = at;
    this.#due += (elapsed / 1000) * EVENTS_A_SECOND * this.speed;
    const whole = Math.floor(this.#due);
    this.#due -= whole;
    this.#tape.seek(this.#tape.target + whole);
    if (this.#tape.target >= this.#tape.length) {
      this.playing = false;
      this.atEnd = true;
    }
  }
}
