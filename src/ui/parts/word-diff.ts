/**
 * Two texts compared word by word, for the eye. Gives up after a moment on texts too far apart: then the old one is
 * shown as removed and the new one as added, which is true as well.
 */
import { diffWordsWithSpace } from 'diff';

export interface Piece {
  text: string;
  change: 'same' | 'added' | 'removed';
}

/** Below this share of common letters two texts are another text, not a changed one. */
const ALIKE = 0.3;
/** Milliseconds a comparison may take. */
const PATIENCE = 40;

export function wordDiff(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ text: before, change: 'same' }];
  const changes = diffWordsWithSpace(before, after, { timeout: PATIENCE });
  if (changes === undefined) return anotherText(before, after);
  const common = changes.reduce(
    (sum, { value, added, removed }) => (added || removed ? sum : sum + letters(value)),
    0,
  );
  if (common < ALIKE * Math.min(letters(before), letters(after))) return anotherText(before, after);
  return changes.map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

function anotherText(before: string, after: string): Piece[] {
  const pieces: Piece[] = [
    { text: before, change: 'removed' },
    { text: before === '' || after === '' ? '' : '\n', change: 'same' },
    { text: after, change: 'added' },
  ];
  return pieces.filter((piece) => piece.text !== '');
}

/** Letters in words of four and more: the small words are common to all texts. */
function letters(text: string): number {
  return (text.match(/[\p{L}\p{N}]{4,}/gu) ?? []).reduce((sum, word) => sum + word.length, 0);
}
