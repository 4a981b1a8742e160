/** What the palette finds and which entry is active. Knows commands and the cards of runs; draws nothing and runs nothing. */
import type { RunCard } from '../../core/run-card';
import type { Lab } from '../lab';
import { resultWords, searchedText, standingOfRun } from '../library/run-words';
import { m } from '../messages/messages';
import { oneLine } from '../parts/visible-text';
import type { Router } from '../router.svelte';
import type { ShortcutId } from '../shortcuts/shortcuts';
import { COMMAND_GROUPS, type Commands } from './commands.svelte';
import { matching } from './matching';

export interface Entry {
  id: string;
  group: EntryGroup;
  words: string;
  also?: string;
  /** In small, beside it. */
  detail?: string;
  shortcut?: ShortcutId;
  run: () => unknown;
}

const GROUPS = [...COMMAND_GROUPS, 'runs'] as const;
export type EntryGroup = (typeof GROUPS)[number];

/** Runs shown before anything is sought, and at most. */
const RECENT = 5;
const MOST_RUNS = 30;

export class PaletteState {
  sought = $state('');
  failed = $state(false);
  #cards: readonly RunCard[] = $state.raw([]);
  /** By id, so that what arrives meanwhile does not move it to another entry. */
  #chosen: string | null = $state(null);
  readonly #commands: Commands;
  readonly #router: Router;
  readonly #now = Date.now();

  readonly groups: readonly { group: EntryGroup; entries: readonly Entry[] }[] = $derived.by(() =>
    this.#grouped(),
  );
  readonly entries: readonly Entry[] = $derived(this.groups.flatMap(({ entries }) => entries));
  readonly active: Entry | null = $derived(
    this.entries.find(({ id }) => id === this.#chosen) ?? this.entries[0] ?? null,
  );

  constructor(lab: Lab, commands: Commands, router: Router) {
    this.#commands = commands;
    this.#router = router;
    lab.library.cards().then(
      (cards) => (this.#cards = cards),
      () => (this.failed = true),
    );
  }

  seek(sought: string): void {
    this.sought = sought;
    this.#chosen = null;
  }

  choose(entry: Entry): void {
    this.#chosen = entry.id;
  }

  /** Down from the last is the first again. */
  move(by: 1 | -1): void {
    const { entries, active } = this;
    if (active === null) return;
    const next = entries[(entries.indexOf(active) + by + entries.length) % entries.length];
    this.#chosen = next?.id ?? null;
  }

  moveTo(end: 'first' | 'last'): void {
    this.#chosen = (end === 'first' ? this.entries[0] : this.entries.at(-1))?.id ?? null;
  }

  /** The group with the best find first; nothing sought, in their own order. */
  #grouped(): { group: EntryGroup; entries: Entry[] }[] {
    const idle = this.sought.trim() === '';
    const all: readonly Entry[] = [...this.#commands.all, ...this.#runs()];
    // Without a search the order of those who added them is the order, and runs come newest first.
    const found = idle ? all.map((entry) => ({ entry, rank: 0 })) : matching(all, this.sought);
    return GROUPS.map((group) => {
      const ranked = found.filter(({ entry }) => entry.group === group);
      const most = group !== 'runs' ? Infinity : idle ? RECENT : MOST_RUNS;
      return { group, best: ranked[0]?.rank ?? 0, entries: ranked.slice(0, most).map(({ entry }) => entry) };
    })
      .filter(({ entries }) => entries.length > 0)
      .sort((a, b) => b.best - a.best);
  }

  #runs(): Entry[] {
    return this.#cards.map((card) => {
      const standing = standingOfRun(card, false);
      return {
        id: `run ${card.id}`,
        group: 'runs',
        words: oneLine(card.name, 100) || card.id,
        also: searchedText(card, standing),
        detail: `${resultWords(card, standing)} · ${m.start.ago(this.#now - card.createdAt)}`,
        run: () => this.#router.go({ screen: standing === 'finished' ? 'result' : 'watch', id: card.id }),
      };
    });
  }
}
