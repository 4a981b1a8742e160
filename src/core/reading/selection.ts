/**
 * The selector's reply: names of aspects on offer, and definitions of new ones. A name without a meaning is never let
 * through: the judge would have to guess what it stands for.
 */
import { aspectKey, findAspect } from '../aspects';
import type { Aspect, Selection, Unreadable } from '../terms';
import type { Piece } from './json';
import { field, isObject, textField } from './shape';
import { cutTo, saysSomething } from './text';

const LONGEST_NAME = 40;
const LONGEST_MEANING = 120;
const LONGEST_REASON = 300;

export interface Offer {
  aspects: readonly Aspect[];
  /** How many aspects to choose. */
  bounds: { min: number; max: number };
}

/** {"reason", "aspects": [names], "new": [definitions]}, or the bare list. */
export function selectionIn({ value }: Piece, { aspects, bounds }: Offer): Selection | Unreadable {
  const listed = Array.isArray(value) ? (value as unknown[]) : field(value, 'aspects');
  const added = field(value, 'new');
  const names = Array.isArray(listed) ? (listed as unknown[]) : listed === undefined ? [] : [listed];
  const others = Array.isArray(added) ? (added as unknown[]) : [added];
  const defined = [...names, ...others].map(definition).filter((aspect) => aspect !== null);
  const chosen = new Map<string, Aspect>();
  for (const entry of [...names, ...defined]) {
    const name = typeof entry === 'string' ? entry : textField(entry, 'name');
    if (name === '' && !isObject(entry)) return { unreadable: 'wrong-shape' };
    const aspect = findAspect(name, aspects) ?? findAspect(name, defined);
    if (aspect === undefined) return { unreadable: 'unknown-aspect' };
    if (!chosen.has(aspectKey(aspect.name))) chosen.set(aspectKey(aspect.name), aspect);
  }
  if (chosen.size === 0) return { unreadable: 'wrong-shape' };
  return {
    aspects: [...chosen.values()].slice(0, bounds.max),
    reason: cutTo(textField(value, 'reason'), LONGEST_REASON),
  };
}

/** A new aspect, usable only with a name that can be told apart and both of its meanings. */
function definition(value: unknown): Aspect | null {
  const name = textField(value, 'name').replace(/\s+/g, ' ');
  const low = textField(value, 'low').replace(/\s+/g, ' ');
  const high = textField(value, 'high').replace(/\s+/g, ' ');
  const usable =
    aspectKey(name) !== '' &&
    name.length <= LONGEST_NAME &&
    [low, high].every((meaning) => saysSomething(meaning) && meaning.length <= LONGEST_MEANING);
  return usable ? { name, low, high } : null;
}
