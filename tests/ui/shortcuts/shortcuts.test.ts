/** The table of shortcuts: what is pressed, what it means, and that the list of them does not lie. */
import { describe, expect, test } from 'vitest';
import { m } from '../../../src/ui/messages/messages';
import {
  beginsShortcut,
  isSingleKey,
  SHORTCUT_IDS,
  shortcutOf,
  SHORTCUTS,
  strokeOf,
  strokesOf,
} from '../../../src/ui/shortcuts/shortcuts';

const press = (key: string, held: string[] = [], apple = false) =>
  strokeOf(
    {
      key,
      ctrlKey: held.includes('Control'),
      metaKey: held.includes('Meta'),
      altKey: held.includes('Alt'),
      shiftKey: held.includes('Shift'),
      getModifierState: (name) => held.includes(name),
    },
    apple,
  );

describe('a stroke', () => {
  test('is Ctrl or Cmd, whichever this system uses, and no other', () => {
    expect(press('k', ['Control'])).toBe('mod+k');
    expect(press('k', ['Meta'], true)).toBe('mod+k');
    expect(press('k', ['Meta'])).toBeNull();
    expect(press('k', ['Control'], true)).toBeNull();
    expect(press('k', ['Control', 'Alt'])).toBeNull();
  });

  test('is the sign that was written, however the layout writes it', () => {
    expect(press('?', ['Shift'])).toBe('?');
    expect(press('[', ['Control', 'Alt', 'AltGraph'])).toBe('[');
    expect(press(' ')).toBe('Space');
    expect(press('G')).toBe('g');
    expect(press('G', ['Shift'])).toBeNull();
  });
});

describe('the table', () => {
  const handled = SHORTCUT_IDS.filter((id) => SHORTCUTS[id].inPlace !== true);

  test('gives no key two meanings', () => {
    const keys = handled.flatMap((id) => [...SHORTCUTS[id].keys]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('leads from the keys that are shown to what they are said to do', () => {
    for (const id of handled) {
      for (const keys of SHORTCUTS[id].keys) {
        const [last, before] = strokesOf(keys).reverse();
        expect(shortcutOf(last!, before ?? null)).toBe(id);
        if (before !== undefined) expect(beginsShortcut(before)).toBe(true);
      }
    }
  });

  test('has words for each, and names all single keys as such', () => {
    for (const id of SHORTCUT_IDS) expect(m.keys.does[id]).not.toBe('');
    expect(handled.filter((id) => !isSingleKey(id))).toEqual(['palette', 'undo']);
  });

  test('takes no stroke of one shortcut for another', () => {
    expect(shortcutOf('l', null)).toBeNull();
    expect(shortcutOf('l', 'x')).toBeNull();
    expect(shortcutOf('?', 'g')).toBe('help');
  });
});
