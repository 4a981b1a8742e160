/**
 * Every key that does something, once: what handles keys reads this table, and so does the list a person sees. Those that are
 * `inPlace` are handled where the focus is (the tree, tabs, dialogs); all others by keyboard.svelte.ts, for a command.
 * Keys: 'mod' is Ctrl, or Cmd on Apple; 'shift' only with keys that have a name; 'g l' is one key after another.
 */
export const SHORTCUT_GROUPS = ['anywhere', 'places', 'replay', 'tabs', 'candidates', 'tree'] as const;
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number];

export interface Shortcut {
  group: ShortcutGroup;
  /** Any of them. */
  keys: readonly string[];
  inPlace?: true;
  /** Whether it also counts while a person writes in a field. */
  whileWriting?: true;
  /** Whether holding the key down does it again and again. */
  repeats?: true;
}

const TABLE = {
  palette: { group: 'anywhere', keys: ['mod+k'], whileWriting: true },
  help: { group: 'anywhere', keys: ['?'] },
  undo: { group: 'anywhere', keys: ['mod+z'] },
  close: { group: 'anywhere', keys: ['Escape'], inPlace: true },
  start: { group: 'places', keys: ['g s'] },
  setup: { group: 'places', keys: ['g n'] },
  library: { group: 'places', keys: ['g l'] },
  models: { group: 'places', keys: ['g m'] },
  run: { group: 'places', keys: ['g r'] },
  result: { group: 'places', keys: ['g v'] },
  replay: { group: 'replay', keys: ['Space'] },
  back: { group: 'replay', keys: ['['], repeats: true },
  on: { group: 'replay', keys: [']'], repeats: true },
  next: { group: 'candidates', keys: ['j'], repeats: true },
  previous: { group: 'candidates', keys: ['k'], repeats: true },
  walk: {
    group: 'tree',
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    inPlace: true,
  },
  first: { group: 'tree', keys: ['Home'], inPlace: true },
  best: { group: 'tree', keys: ['End'], inPlace: true },
  open: { group: 'tree', keys: ['Enter', 'Space'], inPlace: true },
  pan: {
    group: 'tree',
    keys: ['shift+ArrowLeft', 'shift+ArrowRight', 'shift+ArrowUp', 'shift+ArrowDown'],
    inPlace: true,
  },
  nearer: { group: 'tree', keys: ['+', '='], inPlace: true },
  further: { group: 'tree', keys: ['-'], inPlace: true },
  life: { group: 'tree', keys: ['1'], inPlace: true },
  whole: { group: 'tree', keys: ['0'], inPlace: true },
  tab: { group: 'tabs', keys: ['ArrowLeft', 'ArrowRight'], inPlace: true },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof TABLE;
export const SHORTCUTS: Readonly<Record<ShortcutId, Shortcut>> = TABLE;
export const SHORTCUT_IDS = Object.keys(TABLE) as ShortcutId[];

/** Whether it is a key without Ctrl, Alt or Cmd: those a person can turn off (WCAG 2.1.4). */
export function isSingleKey(id: ShortcutId): boolean {
  const { inPlace, keys } = SHORTCUTS[id];
  return inPlace !== true && keys.every((one) => !one.startsWith('mod+'));
}

/** Which of these shortcuts a stroke is; for those who handle keys in place. */
export function oneOf<Id extends ShortcutId>(ids: readonly Id[], stroke: string | null): Id | undefined {
  return ids.find((id) => stroke !== null && SHORTCUTS[id].keys.includes(stroke));
}

/** The strokes of a way to press it, in order: 'g l' is two. */
export function strokesOf(keys: string): string[] {
  return keys.split(' ');
}

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>;

/** What was pressed as the table writes it; null for what is in no table. AltGr only writes a sign. */
export function strokeOf(event: Pressed, apple: boolean): string | null {
  const { key, shiftKey } = event;
  const written = event.getModifierState('AltGraph');
  const control = event.ctrlKey && !written;
  const alt = event.altKey && !written;
  if (alt || (apple ? control : event.metaKey)) return null;
  const letter = /^\p{L}$/u.test(key);
  if (letter && shiftKey) return null;
  const plain = key === ' ' ? 'Space' : letter ? key.toLowerCase() : key;
  const name = shiftKey && plain.length > 1 ? `shift+${plain}` : plain;
  return (apple ? event.metaKey : control) ? `mod+${name}` : name;
}

/** The shortcut that a stroke completes; `before` is the stroke that came just before it. */
export function shortcutOf(stroke: string, before: string | null): ShortcutId | null {
  const named = (keys: string): ShortcutId | undefined =>
    SHORTCUT_IDS.find((id) => SHORTCUTS[id].inPlace !== true && SHORTCUTS[id].keys.includes(keys));
  return (before === null ? undefined : named(`${before} ${stroke}`)) ?? named(stroke) ?? null;
}

/** Whether more has to follow for it to mean anything. */
export function beginsShortcut(stroke: string): boolean {
  return SHORTCUT_IDS.some((id) => SHORTCUTS[id].keys.some((keys) => keys.startsWith(`${stroke} `)));
}
