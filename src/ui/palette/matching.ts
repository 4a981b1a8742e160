/**
 * Which entries a search finds, best first: every word sought must be in the entry; one that begins it counts more than one
 * that begins a word of it, and that more than one inside a word. Equal ones keep their order. Pure.
 */
import { foldedText } from '../library/listed';

export interface Sought {
  /** Shown; what is found in it counts more. */
  words: string;
  /** Not shown, or in small. */
  also?: string;
}

export function matching<T extends Sought>(
  entries: readonly T[],
  sought: string,
): { entry: T; rank: number }[] {
  const words = foldedText(sought).split(/\s+/).filter(Boolean);
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank);
}

/** Of equal finds the shorter text is meant; less than 1 in all, so that it only decides between equals. */
function rankOf({ words: shown, also = '' }: Sought, words: readonly string[]): number {
  const [text, more] = [foldedText(shown), foldedText(also)];
  let sum = 1 / (2 + text.length);
  for (const word of words) {
    const rank = 2 * placeOf(text, word) || placeOf(more, word);
    if (rank === 0) return 0;
    sum += rank;
  }
  return sum;
}

const A_WORD_GOES_ON = /[\p{L}\p{N}]$/u;

/** 3: `text` begins with it; 2: one of its words does; 1: it is somewhere inside; 0: it is not there. */
function placeOf(text: string, word: string): 0 | 1 | 2 | 3 {
  const first = text.indexOf(word);
  if (first <= 0) return first === 0 ? 3 : 0;
  for (let at = first; at > 0; at = text.indexOf(word, at + 1))
    if (!A_WORD_GOES_ON.test(text.slice(0, at))) return 2;
  return 1;
}
