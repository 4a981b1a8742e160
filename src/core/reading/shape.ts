/**
 * Looking into JSON of unknown shape. Reads own properties only, so that "__proto__" or "constructor" is a key like any other.
 */
import { isUnreadable, type Unreadable } from '../terms';
import type { Piece } from './json';

/** An own property of an object, else undefined. */
export function field(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A trimmed string, or '' for anything else. */
export function textField(value: unknown, key: string): string {
  const text = field(value, key);
  return typeof text === 'string' ? text.trim() : '';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Mending can tear a text with quotes into keys of its own: then keys turn up that no one asked for. */
export function looksTorn(value: unknown, known: readonly string[]): boolean {
  return isObject(value) && Object.keys(value).some((key) => !known.includes(key));
}

/**
 * The one answer that the pieces give. Pieces that carry `key` are the answer where there are any: others are chatter.
 * Two answers that differ are a contradiction, none is what was wrong with the first.
 */
export function oneAnswer<T extends object>(
  pieces: readonly Piece[],
  key: string,
  read: (piece: Piece) => T | Unreadable,
): T | Unreadable {
  const named = pieces.filter((piece) => field(piece.value, key) !== undefined);
  const answers = (named.length > 0 ? named : pieces).map(read);
  const readable = new Map<string, T>();
  for (const answer of answers) if (!isUnreadable(answer)) readable.set(JSON.stringify(answer), answer);
  const [first, ...others] = readable.values();
  if (others.length > 0) return { unreadable: 'contradictory' };
  return first ?? answers.find(isUnreadable) ?? { unreadable: 'wrong-shape' };
}
