/**
 * What Watch remembers and does: which run, how it is followed, what is selected, pause, resume, finish now.
 * Screens draw it. It asks the Lab and the feed only; it never touches an engine or the store.
 */
import { untrack } from 'svelte';
import type { Fault, RunStatus } from '../../core/records';
import type { LiveRun, RunFeed } from '../../runner/feed';
import type { Lab } from '../lab';
import { RECORDED } from '../router.svelte';
import { hasCheck } from './phases';
import { type From, RunFollow } from './run-follow.svelte';
import { rememberWatched, watchedBefore } from './watch-memory';

export const TABS = ['judge', 'search', 'examples', 'checks', 'charts', 'calls'] as const;
export type Tab = (typeof TABS)[number];
/** Where the inspector is a sheet over the run; the same stands in the styles of Watch. */
const AS_SHEET = '(max-width: 63rem)';
export type Standing = RunStatus | 'replay' | 'finishing' | 'interrupted';

/** Where in a run watching begins; left out, where the run is now. */
export interface Place {
  at?: number | undefined;
  node?: string | undefined;
}

/** Those from which a run can be taken up again. */
export const RESUMABLE: readonly Standing[] = ['paused', 'interrupted'];
/** Those in which one key pauses or resumes a run: not one that may be at work in another tab. */
const IN_HAND: readonly Standing[] = ['running', 'finishing', 'paused'];

export class WatchState {
  readonly follow = new RunFollow();
  feed: RunFeed | null = $state.raw(null);
  live: LiveRun | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  /** The node the inspector shows. */
  selected: string | null = $state(null);
  /** The candidate the address named. */
  wanted: string | null = $state(null);
  /** The candidate a person was at last in the tree, opened or not; to be told by who has the tree. */
  atHand: () => string | null = () => null;
  busy: 'pausing' | 'resuming' | null = $state(null);
  #picked: Tab | null = $state(null);
  /** The part a person is at work in by keyboard. */
  #held: Tab | null = $state(null);
  /** Whether a candidate led there, and not a person's pick. */
  #led = false;
  #recorded = $state(false);

  /** The part shown: the person's pick, else the one they are at work in, else what the phase makes interesting. */
  readonly tab: Tab = $derived.by(() => {
    const wished = this.#picked ?? this.#held ?? (this.#reading ? 'search' : null);
    return wished !== null && this.tabs.includes(wished) ? wished : this.tabOfPhase;
  });
  /** Whether a person opened the candidate that is shown, and not the memory of what was open once. */
  #opened = $state(false);
  /** Whether they have it before them at the moment shown. */
  readonly #reading: boolean = $derived(
    this.#opened && this.selected !== null && this.follow.steady.view.nodes.has(this.selected),
  );
  /** The parts there are in this run. */
  readonly tabs: readonly Tab[] = $derived.by(() => {
    const { row } = this.follow;
    if (row?.setup.config.task === 'judge-check') return ['judge', 'calls'];
    return TABS.filter((tab) => tab !== 'judge' || (row !== null && hasCheck(row)));
  });
  /** How the run stands, whatever moment of it is shown. */
  readonly runStanding: Standing = $derived.by(() => this.#standing());
  /** How what is shown stands: a moment of the past is a replay. */
  readonly standing: Standing = $derived.by(() => (this.follow.atEnd ? this.runStanding : 'replay'));
  /** Whether what is shown is the newest there is, and not a moment of the past. */
  readonly present: boolean = $derived(this.follow.atEnd && !this.#recorded);

  /** What Space pauses and goes on with: the run while its newest moment is shown and it can go on, else the replay. */
  readonly inHand: 'run' | 'replay' = $derived(
    this.present && IN_HAND.includes(this.runStanding) ? 'run' : 'replay',
  );

  /** The one it named in vain: all there is of the run is shown, and it is not there. */
  readonly missing: string | null = $derived.by(() => {
    const { atEnd, length, shown } = this.follow;
    const known =
      !atEnd || length === 0 || shown.position < length || shown.view.nodes.has(this.wanted ?? '');
    return known ? null : this.wanted;
  });

  readonly #lab: Lab;
  #stop: () => void = () => undefined;
  #openings = 0;
  #id: string | null = null;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /**
   * Opens a run for watching, at a moment or with a candidate selected, depending on nothing but the call; answers with a
   * function that lets go of it.
   */
  open(id: string, place: Place = {}): () => void {
    untrack(() => void this.#open(id, place, ++this.#openings));
    return () => {
      this.#openings++;
      this.#stop();
    };
  }

  pick(tab: Tab): void {
    this.#picked = tab;
    this.#held = null;
    this.#led = false;
    this.#remember();
  }

  /** The part shown stays: a phase that begins does not take it from under who is at work in it. Until `release`. */
  hold(): void {
    this.#held ??= this.tab;
  }

  release(): void {
    this.#held = null;
  }

  /** Closed, the part it was in stays until the person leaves it. */
  select(node: string | null): void {
    if (node === null) this.hold();
    this.selected = node;
    this.#opened = node !== null;
    if (node !== null && this.tab !== 'search') {
      this.#picked = 'search';
      this.#led = true;
    }
    this.#remember();
  }

  /** Played from the beginning: the part that only a candidate led to gives way to what the phase makes interesting. */
  again(): void {
    this.#opened = false;
    this.#held = null;
    if (!this.#led) return;
    this.#led = false;
    this.#picked = null;
  }

  #remember(): void {
    if (this.#id !== null) rememberWatched(this.#id, { tab: this.#picked, node: this.selected });
  }

  async pause(): Promise<void> {
    if (this.busy !== null) return;
    this.busy = 'pausing';
    try {
      await this.live?.pause();
    } finally {
      this.busy = null;
    }
  }

  async finishNow(): Promise<void> {
    await this.live?.finishNow();
  }

  async resume(): Promise<void> {
    const id = this.follow.row?.id;
    if (id === undefined || this.busy !== null) return;
    this.busy = 'resuming';
    const opened = this.#openings;
    const answer = await this.#lab.resume(id).finally(() => (this.busy = null));
    if (opened !== this.#openings) return;
    if ('tag' in answer) this.fault = answer;
    else this.#watch(answer, answer, 'end');
  }

  async #open(id: string, { at, node }: Place, opened: number): Promise<void> {
    this.#stop();
    this.feed = null;
    this.live = null;
    this.fault = null;
    const before = watchedBefore(id);
    this.#id = id;
    // As a sheet it would lie over the run that was asked for.
    this.selected = matchMedia(AS_SHEET).matches ? null : before.node;
    this.#picked = TABS.find((tab) => tab === before.tab) ?? null;
    this.#held = null;
    this.#opened = false;
    this.wanted = node ?? null;
    if (node !== undefined) this.select(node);
    this.#recorded = id === RECORDED;
    const live = this.#recorded ? undefined : this.#lab.live(id);
    const answer = live ?? (await (this.#recorded ? this.#lab.recorded() : this.#lab.open(id)));
    if (opened !== this.#openings) return;
    if ('tag' in answer) {
      this.fault = answer;
      return;
    }
    const anywhere = at === undefined && node === undefined;
    this.#watch(answer, live ?? null, at ?? (this.#recorded && anywhere ? 'start' : 'end'));
    if (this.#recorded && anywhere && !matchMedia('(prefers-reduced-motion: reduce)').matches)
      this.follow.play();
  }

  #watch(feed: RunFeed, live: LiveRun | null, from: From): void {
    this.#stop();
    this.fault = null;
    this.feed = feed;
    this.live = live;
    this.#stop = this.follow.follow(feed, from);
  }

  #standing(): Standing {
    const { row } = this.follow;
    if (this.#recorded || row === null) return 'replay';
    if (row.status === 'running' && this.live === null) return 'interrupted';
    return row.status === 'running' && row.finishAsked ? 'finishing' : row.status;
  }

  /** What the phase makes interesting at the moment that is read: the sentence above says why it is this one. */
  get tabOfPhase(): Tab {
    const { phase, checkOnly } = this.follow.steady.view;
    if (phase === 'check' || checkOnly) return 'judge';
    if (phase === 'examples') return 'examples';
    if (phase === 'validation' || phase === 'verdict') return 'checks';
    return 'search';
  }
}
