/**
 * What a person can do here and now, in one list: each component adds its own for as long as it lives. The palette shows them,
 * the keyboard runs those that have a shortcut. Draws nothing and does nothing by itself.
 */
import { getContext, onMount, setContext, untrack } from 'svelte';
import type { ShortcutId } from '../shortcuts/shortcuts';

/** `here`: of what is on screen. */
export const COMMAND_GROUPS = ['here', 'places', 'app'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Command {
  /** Unique among all. */
  id: string;
  group: CommandGroup;
  /** A verb first, as on a button. */
  words: string;
  /** Other words by which it may be sought. */
  also?: string;
  /** In small, beside it. */
  detail?: string;
  shortcut?: ShortcutId;
  run: () => unknown;
}

type Source = () => readonly Command[];

export class Commands {
  /** The dialog that is open. */
  dialog: 'palette' | 'shortcuts' | null = $state(null);
  #sources: readonly Source[] = $state.raw([]);
  readonly all: readonly Command[] = $derived(this.#sources.flatMap((source) => source()));

  /** Answers with a function that takes them away. */
  add(source: Source): () => void {
    untrack(() => (this.#sources = [...this.#sources, source]));
    return () => {
      this.#sources = this.#sources.filter((other) => other !== source);
    };
  }

  /** Of several the one that was added last: the nearest to what is on screen. */
  withShortcut(id: ShortcutId): Command | undefined {
    return this.all.findLast(({ shortcut }) => shortcut === id);
  }
}

const KEY = Symbol('commands');

export function provideCommands(commands: Commands): void {
  setContext(KEY, commands);
}

export function theCommands(): Commands {
  return getContext<Commands>(KEY);
}

/** Adds what `source` answers for as long as the component lives. A screen on its own, in no app, has nobody to tell. */
export function useCommands(source: Source): void {
  const commands = getContext<Commands | undefined>(KEY);
  onMount(() => commands?.add(source));
}
