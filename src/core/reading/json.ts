/**
 * Finds the JSON in a reply: bare, fenced, quoted, chatted around, behind a thought, or slightly broken.
 * Never throws, never invents: a repair that would change a word or a number is refused, and so is a key that is said twice with
 * different values. Cost grows with the length of the reply, whatever is in it.
 */
import { jsonrepair } from 'jsonrepair';
import { isUnreadable, type Unreadable } from '../terms';
import { DEEPEST, spansOf, tokensOf } from './brackets';
import { withoutThought } from './text';

/**
 * jsonrepair takes time in proportion to quote marks x length (measured: 20,000 characters of quotes take 42 s).
 * This much is about 20 ms, and ten times what a slightly broken reply of ours needs; beyond it we only parse.
 */
const REPAIR_BUDGET = 500_000;
/** More pieces of JSON than this are no answer to anything we ask. */
const MOST_PIECES = 64;

/** One JSON value found in a reply; `mended` where its text was not strict JSON. */
export interface Piece {
  value: unknown;
  mended: boolean;
}
interface Found {
  json: string;
  mended: boolean;
}

/** The one JSON value of a reply; `contradictory` where it holds several that differ. */
export function readJson(text: string): { value: unknown } | Unreadable {
  const pieces = readPieces(text);
  if (isUnreadable(pieces)) return pieces;
  const [first, ...others] = new Map(pieces.map((piece) => [JSON.stringify(piece.value), piece])).values();
  if (first === undefined) return { unreadable: 'not-json' };
  return others.length > 0 ? { unreadable: 'contradictory' } : { value: first.value };
}

/** All JSON values of a reply, in order; at least one. */
export function readPieces(text: string): Piece[] | Unreadable {
  const found = findJson(text);
  if (isUnreadable(found)) return found;
  return found.map(({ json, mended }) => ({ value: JSON.parse(json) as unknown, mended }));
}

/**
 * The same with every number as the string that was written ("4", "4.50", "1e3"), so that a reader never sees a number
 * that does not stand in the text.
 */
export function readPiecesAsWritten(text: string): Piece[] | Unreadable {
  const found = findJson(text);
  if (isUnreadable(found)) return found;
  return found.map(({ json, mended }) => ({
    value: JSON.parse(json.replace(STRING_OR_NUMBER, quoteNumber)) as unknown,
    mended,
  }));
}

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const quoteNumber = (token: string) => (token.startsWith('"') ? token : `"${token}"`);

function findJson(reply: string): Found[] | Unreadable {
  const said = withoutThought(reply);
  if (isUnreadable(said)) return said;
  const text = withoutQuoteMarks(said);
  const spans = spansOf(text);
  if (spans === 'too-deep') return { unreadable: 'not-json' };
  const whole = strictJson(text);
  if (whole === null) return findIn(text, spans);
  const value = JSON.parse(whole) as unknown;
  if (typeof value !== 'string') return faultIn(whole) ?? [{ json: whole, mended: false }];
  // A reply that is one string may hold its JSON inside the quotes.
  const inside = spansOf(value);
  return inside === 'too-deep' ? { unreadable: 'not-json' } : findIn(value, inside);
}

function findIn(text: string, spans: readonly [number, number][]): Found[] | Unreadable {
  if (spans.length > MOST_PIECES) return { unreadable: 'not-json' };
  const repair = boundedRepair();
  const read = (candidate: string): Found | Unreadable | null => {
    const strict = strictJson(candidate);
    const json = strict ?? repair(candidate);
    return json === null ? null : (faultIn(json) ?? { json, mended: strict === null });
  };
  let found = spans.map(([start, end]) => read(text.slice(start, end))).filter((piece) => piece !== null);
  if (found.length === 0) {
    // Quotes inside strings can hide where brackets end: then all from the first to the last is one candidate.
    const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
    const widest = text.slice(Math.max(0, text.search(/[{[]/)), end);
    found = [/^[{[]/.test(widest) ? read(widest) : null].filter((piece) => piece !== null);
  }
  const pieces: Found[] = [];
  for (const piece of found) {
    if (isUnreadable(piece)) return piece;
    pieces.push(piece);
  }
  return pieces.length > 0 ? pieces : { unreadable: 'not-json' };
}

function strictJson(text: string): string | null {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
}

/** Mends quotes, commas and the like until the reply's budget is spent; null where it cannot or may not. */
function boundedRepair(): (text: string) => string | null {
  let budget = REPAIR_BUDGET;
  return (text) => {
    budget -= text.length * (10 + (text.match(/["'`\u2018-\u201f\u00b4]/g)?.length ?? 0));
    if (budget < 0) return null;
    try {
      const json = jsonrepair(text);
      JSON.parse(json);
      return wordsOf(json) === wordsOf(text) ? json : null;
    } catch {
      return null;
    }
  };
}

/** What a repair must leave as it is: every word and number, in their order. Only "nothing" may come and go. */
function wordsOf(text: string): string {
  const plain = text.replace(/\\+[nrtbf]/g, ' ').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+(?:\.\p{N}+)?/gu) ?? [];
  return words.filter((word) => !['null', 'none', 'undefined'].includes(word)).join(' ');
}

/** A whole reply set as a markdown quotation, without its marks. */
function withoutQuoteMarks(text: string): string {
  const quoted = text.split('\n').every((line) => /^\s{0,3}>|^\s*$/.test(line));
  return quoted ? text.replace(/^[ \t]{0,3}> ?/gm, '') : text;
}

/** What makes a strict JSON text unusable: nesting, or one key with two different values in one object. */
function faultIn(json: string): Unreadable | null {
  const open: { keys: Map<string, string>; key: string | null; from: number }[] = [];
  let last = '';
  for (const { token, at } of tokensOf(json)) {
    const here = open.at(-1);
    if (here && (token === ',' || token === '}') && here.key !== null) {
      const value = json.slice(here.from, at).trim();
      if ((here.keys.get(here.key) ?? value) !== value) return { unreadable: 'contradictory' };
      here.keys.set(here.key, value);
      here.key = null;
    }
    if (token === '{' || token === '[') open.push({ keys: new Map(), key: null, from: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && here) {
      here.key = JSON.parse(last) as string;
      here.from = at + 1;
    }
    if (open.length > DEEPEST) return { unreadable: 'not-json' };
    last = token;
  }
  return null;
}
