/**
 * Whether a proposal copies from a query or a response: a prompt that repeats what it was shown has memorised one query
 * instead of learning a rule. Compared word by word, case and punctuation aside. Of a long source seven words in a row are a
 * copy; a short one is copied whole, and then only where it is telling or stands in quotation marks, so that a rule may use
 * the ordinary words that a short query has as well. Words are what spaces part: scripts without spaces are not seen.
 */
import { ordinaryWords } from './ordinary-words';

/** So many words in a row are no accident. */
const RUN_OF_WORDS = 7;
/** A whole source of at least so many is none either, where it is telling. */
const LEAST_WORDS = 4;
/** Words besides those that any rule may need. With one ("write a short poem") it is a kind of query, not a query. */
const LEAST_TELLING = 2;
/** In quotation marks so few will do: nobody quotes a whole query by accident. */
const LEAST_QUOTED = 2;

/** True when `text` copies from `source` what `before` (the prompt as it was) does not have already. */
export function copiesFrom(text: string, source: string, before: string): boolean {
  return longestCopied(text, source, before) !== null;
}

/**
 * The longest passage of `text` that also stands in `source` and not in `before`, as its words in lower case; null where
 * nothing is copied.
 */
export function longestCopied(text: string, source: string, before: string): string | null {
  const theirs = wordsIn(source);
  return theirs.length < RUN_OF_WORDS
    ? copiedWhole(text, theirs, before)
    : longestRun(textsOf(wordsIn(text)), textsOf(theirs), textsOf(wordsIn(before)));
}

function longestRun(text: string[], source: string[], before: string[]): string | null {
  const old = runsOf(before);
  const theirs = runsOf(source);
  let longest: string[] = [];
  let current: string[] = [];
  for (let i = 0; i + RUN_OF_WORDS <= text.length; i++) {
    const run = text.slice(i, i + RUN_OF_WORDS);
    const key = run.join(' ');
    const copied = theirs.has(key) && !old.has(key);
    current = copied ? [...(current.length > 0 ? current.slice(0, 1 - RUN_OF_WORDS) : []), ...run] : [];
    if (current.length > longest.length) longest = current;
  }
  return longest.length > 0 ? longest.join(' ') : null;
}

function copiedWhole(text: string, source: Word[], before: string): string | null {
  if (source.length < LEAST_QUOTED) return null;
  const places = placesOf(text, source);
  if (places.length === 0 || placesOf(before, source).length > 0) return null;
  const whole = textsOf(source);
  const telling = whole.filter((word) => !ordinaryWords.has(word)).length;
  const distinct = whole.length >= LEAST_WORDS && telling >= LEAST_TELLING;
  return distinct || places.some((place) => isQuoted(text, place)) ? whole.join(' ') : null;
}

interface Place {
  from: number;
  to: number;
}
interface Word extends Place {
  text: string;
}

/** Where in `text` all of these words stand in a row. */
function placesOf(text: string, source: readonly Word[]): Place[] {
  const words = wordsIn(text);
  return words.flatMap(({ from }, i) => {
    const run = words.slice(i, i + source.length);
    const last = run.at(-1);
    const same = run.length === source.length && run.every((word, k) => word.text === source[k]?.text);
    return same && last ? [{ from, to: last.to }] : [];
  });
}

const OPENING = /(?:["'`\u201c\u201e\u2018\u201a]|\u00ab\s?)$/;
const CLOSING = /^[.,;:!?\u2026]*(?:["'`\u201d\u201c\u2019]|\s?\u00bb)/;

function isQuoted(text: string, { from, to }: Place): boolean {
  return OPENING.test(text.slice(0, from)) && CLOSING.test(text.slice(to));
}

/** An apostrophe within a word belongs to it, whichever way it is typed; quotation marks around it do not. */
function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['\u2019][\p{L}\p{N}]+)*/gu)].map(({ 0: word, index }) => ({
    text: word.toLowerCase().replaceAll('\u2019', "'"),
    from: index,
    to: index + word.length,
  }));
}

function textsOf(words: readonly Word[]): string[] {
  return words.map(({ text }) => text);
}

function runsOf(words: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (let i = 0; i + RUN_OF_WORDS <= words.length; i++) runs.add(words.slice(i, i + RUN_OF_WORDS).join(' '));
  return runs;
}
