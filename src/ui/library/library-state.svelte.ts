/**
 * The Library's decisions: which runs are listed in which order, and what is done to them. The components only draw.
 * Runs are known by their cards; a card that lacks its size or its final prompt (a run of an earlier version) is completed once it
 * is on screen, or once it is searched.
 */
import { tick } from 'svelte';
import type { Fault } from '../../core/records';
import type { RunCard } from '../../core/run-card';
import { faultOf, isFault } from '../../runner/fault-of';
import type { AppState } from '../app-state.svelte';
import type { Deletions } from '../deletions.svelte';
import type { Lab } from '../lab';
import { m } from '../messages/messages';
import { openPracticeRun } from '../start/practice-setup';
import { exportRun } from './export-run';
import { rememberedList, rememberList } from './list-memory';
import { firstDescending, foldedText, listedRuns, type ListWish, type SortKey } from './listed';
import { reuseRun } from './reuse-run';
import { resultWords, type RunStanding, searchedText, standingOfRun } from './run-words';

export interface ListedRun {
  card: RunCard;
  standing: RunStanding;
  text: string;
}

/** What a search looks through is put together at the first one, and again only where the card is another. */
const listed = new WeakMap<RunCard, ListedRun>();

function listedRun(card: RunCard, standing: RunStanding): ListedRun {
  const known = listed.get(card);
  if (known?.standing === standing) return known;
  let text: string | undefined;
  const run: ListedRun = {
    card,
    standing,
    get text() {
      return (text ??= foldedText(searchedText(card, standing)));
    },
  };
  listed.set(card, run);
  return run;
}

/** Whether a search finds it by its final prompt, once it has one. */
function isRead({ card: { task, summary }, standing }: ListedRun): boolean {
  return standing !== 'finished' || task !== 'align' || summary.finalPrompt !== undefined;
}

function isMeasured({ card, standing }: ListedRun): boolean {
  return standing === 'running' || card.summary.bytes !== undefined;
}

/** Rows drawn at first: more than any screen shows, few enough to be there at once. */
export const FIRST_ROWS = 24;
/** Those drawn before the others are even read: a screenful. */
const FIRST_SCREEN = 12;
/** Milliseconds to wait for a frame; a hidden page draws none. */
const A_FRAME = 100;
const MORE_ROWS = 100;
/** Milliseconds between two looks while a run is going on. */
const LOOK_AGAIN = 2_000;

export class LibraryState {
  loaded = $state(false);
  /** Whether there may be more runs than are known yet. */
  partial = $state(true);
  fault: Fault | null = $state.raw(null);
  wish: ListWish = $state.raw(rememberedList());
  /** Ids of at most two runs to compare, in the order they were ticked. */
  picked: readonly string[] = $state.raw([]);
  /** The run whose row had the focus last: what the keyboard means by “this one”. */
  at: string | null = $state(null);
  renaming: string | null = $state(null);
  /** What was done last, for screen readers. */
  said = $state('');
  starting = $state(false);

  #cards: readonly RunCard[] = $state.raw([]);
  #waiting: readonly string[] = $state.raw([]);
  #room = $state(FIRST_ROWS);
  readonly #all: readonly ListedRun[] = $derived(
    this.#cards.map((card) => listedRun(card, standingOfRun(card, this.#waiting.includes(card.id)))),
  );
  readonly count: number = $derived(this.#cards.length);
  readonly found: readonly ListedRun[] = $derived(listedRuns(this.#all, this.wish));
  readonly shown: readonly ListedRun[] = $derived(this.found.slice(0, this.#room));
  readonly left: number = $derived(this.found.length - this.shown.length);
  readonly next: number = $derived(Math.min(MORE_ROWS, this.left));
  /** Of all runs: what those that were measured take together, and how many were not. */
  readonly size = $derived.by(() => ({
    bytes: this.#cards.reduce((sum, { summary }) => sum + (summary.bytes ?? 0), 0),
    unmeasured: this.#cards.filter(({ summary }) => summary.bytes === undefined).length,
  }));

  /** How many a search cannot yet find by their final prompts. */
  readonly unread: number = $derived(
    this.wish.sought === '' ? 0 : this.#all.filter((run) => this.#isUnread(run)).length,
  );

  readonly #lab: Lab;
  readonly #app: AppState;
  readonly #deletions: Deletions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #gone = false;
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  /** Goes up with each change that this screen made. */
  #changes = 0;
  #measuring = false;
  /** Those that could not be measured: not asked again. */
  #unmeasurable: readonly string[] = $state.raw([]);

  constructor(lab: Lab, app: AppState, deletions: Deletions) {
    this.#lab = lab;
    this.#app = app;
    this.#deletions = deletions;
  }

  /**
   * Reads the list again; one reading after the other, so that no older answer covers a newer one. Resolves when the list is
   * as new as this call.
   */
  load(): Promise<void> {
    this.#next ??= this.#reading.then(() => {
      this.#next = null;
      this.#reading = this.#read();
      return this.#reading;
    });
    return this.#next;
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const { sought, sort, descending } = this.wish;
      // The first screenful at once, however many there are.
      const newestFirst = sought === '' && sort === 'date' && descending;
      if (!this.loaded && newestFirst) await this.#take(FIRST_SCREEN);
      await this.#take();
    } catch (error) {
      this.fault = faultOf(error);
      this.loaded = true;
    }
    if (!this.#gone && this.#all.some(({ standing }) => standing === 'running'))
      this.#timer = setTimeout(() => void this.load(), LOOK_AGAIN);
    void this.#measureShown();
  }

  async #take(most?: number): Promise<void> {
    const changes = this.#changes;
    const cards = await this.#lab.library.cards(most);
    const waiting = await this.#lab.library.waiting(cards);
    if (this.#gone) return;
    // A run was renamed or deleted meanwhile: what was read may be from before.
    if (changes !== this.#changes) return this.#take(most);
    this.#cards = cards;
    this.#waiting = waiting;
    this.partial = cards.length === most;
    if (!this.partial) this.picked = this.picked.filter((id) => cards.some((card) => card.id === id));
    this.fault = null;
    this.loaded = true;
    if (this.partial) await painted();
  }

  dispose(): void {
    this.#gone = true;
    clearTimeout(this.#timer);
  }

  seek(sought: string): void {
    this.#wishFor({ ...this.wish, sought });
  }

  /** The same once more turns the list around. */
  sortBy(sort: SortKey): void {
    const descending = sort === this.wish.sort ? !this.wish.descending : firstDescending(sort);
    this.#wishFor({ ...this.wish, sort, descending });
  }

  #wishFor(wish: ListWish): void {
    this.wish = wish;
    this.#room = FIRST_ROWS;
    rememberList(wish);
    void this.#measureShown();
  }

  /** `all`: every run at once. The focus goes to the first row that is new. */
  async showMore(all = false): Promise<void> {
    const before = this.shown.length;
    this.#room = all ? Infinity : this.#room + MORE_ROWS;
    await this.#focus(this.shown[before]?.card.id);
    void this.#measureShown();
  }

  canPick(id: string): boolean {
    return this.picked.includes(id) || this.picked.length < 2;
  }

  pick(id: string): void {
    if (this.picked.includes(id)) this.picked = this.picked.filter((one) => one !== id);
    else if (this.picked.length < 2) this.picked = [...this.picked, id];
  }

  /** The older one first, as before and after, in whatever order they were ticked. */
  compare(): void {
    const startedAt = (id: string): number => this.#cards.find((card) => card.id === id)?.createdAt ?? 0;
    const [one, other] = [...this.picked].sort((a, b) => startedAt(a) - startedAt(b));
    if (one !== undefined && other !== undefined)
      this.#app.router.go({ screen: 'compare', ids: [one, other] });
  }

  /** Whether the name was stored; the focus is then back on the row. */
  async rename(id: string, name: string): Promise<boolean> {
    const card = await this.#lab.library.rename(id, name.trim());
    if (isFault(card)) {
      this.#app.notify(card);
      return false;
    }
    this.#changes += 1;
    this.#put(card);
    this.said = m.library.rename.done(card.name);
    await this.stopRenaming(id);
    return true;
  }

  async stopRenaming(id: string): Promise<void> {
    this.renaming = null;
    await this.#focus(id);
  }

  async remove(card: RunCard): Promise<void> {
    const at = this.shown.findIndex((one) => one.card.id === card.id);
    if (!(await this.#deletions.remove(card))) return;
    this.#changes += 1;
    this.#cards = this.#cards.filter(({ id }) => id !== card.id);
    this.picked = this.picked.filter((id) => id !== card.id);
    await this.#focus((this.shown[at] ?? this.shown.at(-1))?.card.id);
  }

  /** A run brought back is in the list again, with the focus on it. */
  async broughtBack(id: string): Promise<void> {
    await this.load();
    await this.#focus(id);
  }

  /** Runs that came in are in the list, the last one with the focus on it, whatever was sought before. */
  async arrived(ids: readonly string[]): Promise<void> {
    await this.load();
    const last = ids.at(-1);
    const at = (): number => this.found.findIndex(({ card }) => card.id === last);
    if (at() < 0) this.seek('');
    this.#room = Math.max(this.#room, at() + 1);
    await this.#focus(last);
    void this.#measureShown();
  }

  export({ id }: RunCard): Promise<void> {
    return exportRun(this.#lab.library, this.#app, id);
  }

  reuse({ id }: RunCard): Promise<void> {
    return reuseRun(this.#lab.library, this.#app, id);
  }

  async startPractice(): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    await openPracticeRun(this.#lab, this.#app);
    this.starting = false;
  }

  resultOf({ card, standing }: ListedRun): string {
    return resultWords(card, standing);
  }

  #put(card: RunCard): void {
    this.#cards = this.#cards.map((one) => (one.id === card.id ? card : one));
  }

  /** One after the other, as long as there are any on screen, or any that a search would miss. */
  async #measureShown(): Promise<void> {
    if (this.#measuring) return;
    this.#measuring = true;
    for (;;) {
      const lacking =
        this.shown.find(
          (run) => !this.#unmeasurable.includes(run.card.id) && !(isMeasured(run) && isRead(run)),
        ) ?? (this.unread > 0 ? this.#all.find((run) => this.#isUnread(run)) : undefined);
      if (!lacking || this.#gone) break;
      const card = await this.#lab.library.measure(lacking.card.id);
      if (isFault(card)) this.#unmeasurable = [...this.#unmeasurable, lacking.card.id];
      else this.#put(card);
    }
    this.#measuring = false;
  }

  #isUnread(run: ListedRun): boolean {
    return !isRead(run) && !this.#unmeasurable.includes(run.card.id);
  }

  async #focus(id: string | undefined): Promise<void> {
    await tick();
    // A row that a search leaves out, now that it has another name, is no place for the focus.
    const row = id === undefined ? null : document.getElementById(rowId(id));
    (row ?? document.querySelector('h1'))?.focus();
  }
}

function painted(): Promise<unknown> {
  return Promise.race([
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
    new Promise((resolve) => setTimeout(resolve, A_FRAME)),
  ]);
}

/** The id of the link that opens a run from its row. */
export function rowId(id: string): string {
  return `run-${id}`;
}
