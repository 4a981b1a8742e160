/**
 * Finds the JSON in a reply: bare, fenced, quoted, chatted around, behind a thought, or slightly broken.
 * Never throws, never invents: a repair that would change a word, a number or a bracket is refused, and so is a key that
 * is said twice with different values. Cost grows with the length of the reply, whatever is in it.
 */
import { jsonrepair } from 'jsonrepair';
import { isUnreadable, type Unreadable } from '../terms';
import { DEEPEST, bracketsOf, tokensOf } from './brackets';
import { withoutThought } from './text';

/**
 * jsonrepair takes time in proportion to quote marks x length (measured: 20,000 characters of quotes take 42 s).
 * This much is about 20 ms, and ten times what a slightly broken reply of ours needs; beyond it we only parse.
 */
const REPAIR_BUDGET = 500_000;
/** More pieces of JSON than this are no answer to anything we ask. */
const MOST_PIECES = 64;

/** One bracketed piece of a reply; `value` is undefined where it could not be read, though others could. */
export interface Piece {
  text: string;
  value: unknown;
  /** Its text was not strict JSON. */
  mended: boolean;
}
interface Found {
  text: string;
  json: string | null;
  mended: boolean;
}

/** The one JSON value of a reply; `contradictory` where it holds several that differ. */
export function readJson(text: string): { value: unknown } | Unreadable {
  const pieces = readPieces(text);
  if (isUnreadable(pieces)) return pieces;
  const read = pieces.filter((piece) => piece.value !== undefined);
  const [first, ...others] = new Map(read.map((piece) => [JSON.stringify(piece.value), piece])).values();
  if (first === undefined) return { unreadable: 'not-json' };
  return others.length > 0 ? { unreadable: 'contradictory' } : { value: first.value };
}

/** All pieces of a reply, in order; at least one could be read. */
export function readPieces(text: string): Piece[] | Unreadable {
  return piecesOf(text, (json) => json);
}

/**
 * The same with every number as the string that was written ("4", "4.50", "1e3"), so that a reader never sees a number
 * that does not stand in the text.
 */
export function readPiecesAsWritten(text: string): Piece[] | Unreadable {
  return piecesOf(text, (json) => json.replace(STRING_OR_NUMBER, quoteNumber));
}

function piecesOf(reply: string, prepare: (json: string) => string): Piece[] | Unreadable {
  const found = findJson(reply);
  if (isUnreadable(found)) return found;
  return found.map(({ text, json, mended }) => {
    return { text, value: json === null ? undefined : (JSON.parse(prepare(json)) as unknown), mended };
  });
}

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const quoteNumber = (token: string) => (token.startsWith('"') ? token : `"${token}"`);

function findJson(reply: string): Found[] | Unreadable {
  const said = withoutThought(reply);
  if (isUnreadable(said)) return said;
  const text = withoutQuoteMarks(said);
  const whole = strictJson(text);
  if (whole === null) return findIn(text);
  const value = JSON.parse(whole) as unknown;
  // A reply that is one string may hold its JSON inside the quotes.
  if (typeof value === 'string') return findIn(value);
  return faultIn(whole) ?? [{ text, json: whole, mended: false }];
}

function findIn(text: string): Found[] | Unreadable {
  const brackets = bracketsOf(text);
  if (brackets === 'too-deep' || brackets.spans.length > MOST_PIECES) return { unreadable: 'not-json' };
  const { spans, loose } = brackets;
  const repair = boundedRepair();
  const read = (candidate: string): Found | Unreadable => {
    const strict = strictJson(candidate);
    const json = strict ?? repair(candidate);
    const fault = json === null ? null : faultIn(json);
    return fault ?? { text: candidate, json, mended: strict === null };
  };
  const found = allOf(spans.map(([start, end]) => read(text.slice(start, end))));
  if (isUnreadable(found)) return found;
  if (found.some((piece) => piece.json !== null))
    return [...found, { text: loose, json: null, mended: true }];
  // Quotes inside strings can hide where brackets end: then all from the first to the last is one candidate.
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  const widest = text.slice(Math.max(0, text.search(/[{[]/)), end);
  const last = /^[{[]/.test(widest) ? read(widest) : null;
  if (last === null || isUnreadable(last)) return last ?? { unreadable: 'not-json' };
  return last.json === null ? { unreadable: 'not-json' } : [last];
}

function allOf(found: readonly (Found | Unreadable)[]): Found[] | Unreadable {
  const pieces: Found[] = [];
  for (const piece of found) {
    if (isUnreadable(piece)) return piece;
    pieces.push(piece);
  }
  return pieces;
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
      return backboneOf(json) === backboneOf(text) ? json : null;
    } catch {
      return null;
    }
  };
}

/** What a repair must leave as it is: every word, number and bracket, in their order. Only "nothing" may come and go. */
function backboneOf(text: string): string {
  const plain = text.replace(/\\+[nrtbf]/g, ' ').toLowerCase();
  const words = plain.match(/[{}[\]]|[\p{L}\p{N}]+(?:\.\p{N}+)?/gu) ?? [];
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
