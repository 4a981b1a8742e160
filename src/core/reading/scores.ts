/**
 * Scores in a written judgement, whatever its shape: {"scores": [...]}, a bare list, a map of aspects, one object a line.
 * Reads each number as it was written; a number for another aspect, or one that is not 1 to 5, is never a score.
 */
import { aspectKey } from '../aspects';
import type { Aspect, AspectScore, Unreadable } from '../terms';
import type { Piece } from './json';
import { field, isObject, textField } from './shape';
import { cutTo } from './text';

const LONGEST_RATIONALE = 600;
const DEEPEST_LIST = 4;

interface Entry {
  /** null: something stands there that is no score. */
  score: number | null;
  rationale: string;
}

/** Numbers must have been left as written (readPiecesAsWritten). */
export function scoresIn(pieces: readonly Piece[], aspects: readonly Aspect[]): AspectScore[] | Unreadable {
  const entries = new Map<string, Entry[]>(aspects.map((aspect) => [aspectKey(aspect.name), []]));
  for (const { value, text } of pieces) {
    // A piece that cannot be read may contradict the others, if it is about what was asked.
    if (value === undefined && mentions(text, aspects)) return { unreadable: 'not-json' };
    collect(value, entries, 0);
  }
  const scores: AspectScore[] = [];
  for (const { name } of aspects) {
    const given = entries.get(aspectKey(name)) ?? [];
    const distinct = [...new Set(given.map((entry) => entry.score))];
    const score = distinct[0];
    if (score === undefined) return { unreadable: 'missing-aspect' };
    if (distinct.length > 1) return { unreadable: 'contradictory' };
    if (score === null) return { unreadable: 'no-score' };
    const rationale = given.find((entry) => entry.rationale !== '')?.rationale;
    scores.push({ aspect: name, score, ...(rationale === undefined ? {} : { rationale }) });
  }
  return scores;
}

function mentions(text: string, aspects: readonly Aspect[]): boolean {
  const key = aspectKey(text);
  return aspects.some((aspect) => key.includes(aspectKey(aspect.name)));
}

function collect(value: unknown, entries: Map<string, Entry[]>, depth: number): void {
  if (depth > DEEPEST_LIST) return;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) collect(item, entries, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  const aspect = field(value, 'aspect');
  if (typeof aspect === 'string' && Object.hasOwn(value, 'score')) {
    entries.get(aspectKey(aspect))?.push(entryOf(value));
    return;
  }
  const nested = field(value, 'scores');
  if (typeof nested === 'object') collect(nested, entries, depth + 1);
  for (const [name, given] of Object.entries(value)) {
    const of = entries.get(aspectKey(name));
    if (!of || Array.isArray(given)) continue;
    of.push(isObject(given) ? entryOf(given) : { score: scoreOf(given), rationale: '' });
  }
}

function entryOf(value: Record<string, unknown>): Entry {
  return {
    score: scoreOf(field(value, 'score')),
    rationale: cutTo(textField(value, 'rationale'), LONGEST_RATIONALE),
  };
}

const SCORE = /^(?:score\s{0,3}[:=]\s{0,3})?([1-5](?:\.\d{1,6})?)(?:\s{0,3}(?:\/|out of)\s{0,3}5)?$/i;

/** "4", "4.5", "4/5", "4 out of 5", "Score: 4"; null for anything else. */
export function scoreOf(written: unknown): number | null {
  if (typeof written !== 'string') return null;
  const score = Number(SCORE.exec(written.trim())?.[1] ?? NaN);
  return score >= 1 && score <= 5 ? score : null;
}
