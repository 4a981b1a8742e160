/**
 * From keys to shortcuts. Single keys never count while a person writes, in a dialog, or once they were turned off; Space only
 * where nothing that has the focus wants it. What a shortcut does is a command's; this only says which was pressed.
 */
import { forget, recall, remember } from '../local-memory';
import { beginsShortcut, isSingleKey, type ShortcutId, shortcutOf, SHORTCUTS, strokeOf } from './shortcuts';

const KEY = 'drpo-lab:single-keys';
/** Milliseconds between two strokes of one shortcut. */
const BETWEEN_MS = 1_500;
/** Fields in which a key writes, or chooses by its letter. */
const WRITES =
  'textarea, select, [contenteditable]:not([contenteditable=false]), ' +
  'input:not([type=range], [type=checkbox], [type=radio], [type=button], [type=submit], [type=file], [type=color])';
/** What Space presses, opens or scrolls when it has the focus. */
const WANTS_SPACE = 'a[href], button, summary, input:not([type=range]), [tabindex="0"], [role=treeitem]';

// eslint-disable-next-line @typescript-eslint/no-deprecated -- what replaces it is not in every browser
export const onApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

export class Keyboard {
  singleKeys = $state(recall(KEY) !== 'off');
  #before: { stroke: string; at: number } | null = null;

  useSingleKeys(use: boolean): void {
    this.singleKeys = use;
    if (use) forget(KEY);
    else remember(KEY, 'off');
  }

  read(event: KeyboardEvent): ShortcutId | null {
    const before = this.#recent(event.timeStamp);
    this.#before = null;
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return null;
    const stroke = strokeOf(event, onApple());
    if (stroke === null) return null;
    const writing = event.target instanceof Element && event.target.closest(WRITES) !== null;
    const id = shortcutOf(stroke, before);
    if (id === null) {
      if (this.singleKeys && !writing && beginsShortcut(stroke))
        this.#before = { stroke, at: event.timeStamp };
      return null;
    }
    if (event.repeat && SHORTCUTS[id].repeats !== true) return null;
    if (writing && SHORTCUTS[id].whileWriting !== true) return null;
    if (isSingleKey(id) && !this.singleKeys) return null;
    if (stroke === 'Space' && event.target instanceof Element && event.target.closest(WANTS_SPACE))
      return null;
    return id;
  }

  #recent(now: number): string | null {
    return this.#before && now - this.#before.at < BETWEEN_MS ? this.#before.stroke : null;
  }
}
