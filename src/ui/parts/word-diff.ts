/**
 * Two texts compared for the eye: line by line, and word by word within lines that are alike. A line that became another line is
 * shown as removed and added whole: word by word nobody could read it. Gives up after a moment on texts too far apart, which is
 * then shown so too. The pieces that are not removed always make `after`, those not added `before`.
 */
import { diffArrays, diffWordsWithSpace } from 'diff';

export interface Piece {
  text: string;
  change: 'same' | 'added' | 'removed';
}

/** What a piece is drawn as: only words are marked. A blank or a line break with a mark would be a blot that says nothing. */
export interface Part {
  text: string;
  marked: boolean;
}

/** In order, whole; of a removed piece without a word nothing is left to see. */
export function partsOf({ text, change }: Piece): Part[] {
  if (change === 'same') return [{ text, marked: false }];
  if (change === 'removed' && !/\S/.test(text)) return [];
  const parts = text.match(/\S+(?:[^\S\n]+\S+)*|\s+/g) ?? [];
  return parts.map((part) => ({ text: part, marked: /\S/.test(part) }));
}

/** Below this share of common letters a line is another line, not a changed one. */
const ALIKE = 0.3;
/** Milliseconds a comparison may take. */
const PATIENCE = 40;

export function wordDiff(before: string, after: string): Piece[] {
  if (before === after) return pieces([before, 'same']);
  const until = performance.now() + PATIENCE;
  const hunks = diffArrays(linesOf(before), linesOf(after), { timeout: PATIENCE });
  if (hunks === undefined) return anotherText(before, after);
  return hunks.flatMap((hunk, i) => {
    if (!hunk.added && !hunk.removed) return pieces([hunk.value.join(''), 'same']);
    const next = hunks[i + 1];
    if (hunk.removed && next?.added) return changedLines(hunk.value, next.value, until);
    if (hunk.added && hunks[i - 1]?.removed) return [];
    return pieces([hunk.value.join(''), hunk.added ? 'added' : 'removed']);
  });
}

/** Each but the first begins with its line break, so that a line added at the end leaves the one before as it was. */
function linesOf(text: string): string[] {
  return text.split(/(?=\n)/);
}

function changedLines(before: readonly string[], after: readonly string[], until: number): Piece[] {
  const all: Piece[] = [];
  for (let i = 0; i < Math.max(before.length, after.length); i++)
    all.push(...changedLine(before[i] ?? '', after[i] ?? '', until));
  return all;
}

function changedLine(before: string, after: string, until: number): Piece[] {
  const left = until - performance.now();
  const changes = left > 0 ? diffWordsWithSpace(before, after, { timeout: left }) : undefined;
  if (changes === undefined) return anotherText(before, after);
  const common = changes.reduce(
    (sum, { value, added, removed }) => (added || removed ? sum : sum + letters(value)),
    0,
  );
  if (common < ALIKE * Math.max(1, Math.min(letters(before), letters(after))))
    return anotherText(before, after);
  return changes.map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

function anotherText(before: string, after: string): Piece[] {
  return pieces([before, 'removed'], [after, 'added']);
}

function pieces(...all: [text: string, change: Piece['change']][]): Piece[] {
  return all.filter(([text]) => text !== '').map(([text, change]) => ({ text, change }));
}

/** Letters in words of four and more: the small words are common to all texts. */
function letters(text: string): number {
  return (text.match(/[\p{L}\p{N}]{4,}/gu) ?? []).reduce((sum, word) => sum + word.length, 0);
}
