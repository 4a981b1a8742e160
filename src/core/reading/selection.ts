/**
 * The selector's reply: names of aspects on offer, and definitions of new ones. A name without a meaning is never let
 * through: the judge would have to guess what it stands for.
 */
import type { Offer } from '../aspect-offer';
import { ASPECT_LIMITS, aspectKey, findAspect } from '../aspects';
import type { Aspect, Selection, Unreadable } from '../terms';
import type { Piece } from './json';
import { field, isObject, textField } from './shape';
import { cutTo, saysSomething } from './text';

const LONGEST_REASON = 300;

/** {"reason", "aspects": [names], "new": [definitions]}, or the bare list. Beside decided aspects, none may be chosen. */
export function selectionIn(
  { value }: Piece,
  { decided = [], aspects, bounds }: Offer,
): Selection | Unreadable {
  const listed = Array.isArray(value) ? (value as unknown[]) : field(value, 'aspects');
  const added = field(value, 'new');
  const names = Array.isArray(listed) ? (listed as unknown[]) : listed === undefined ? [] : [listed];
  const others = Array.isArray(added) ? (added as unknown[]) : [added];
  const defined = [...names, ...others].map(definition).filter((aspect) => aspect !== null);
  if (names.length + defined.length === 0 && (decided.length === 0 || !Array.isArray(listed)))
    return { unreadable: 'wrong-shape' };
  const chosen = new Map(decided.map((aspect) => [aspectKey(aspect.name), aspect]));
  for (const entry of [...names, ...defined]) {
    const name = typeof entry === 'string' ? entry : textField(entry, 'name');
    if (name === '' && !isObject(entry)) return { unreadable: 'wrong-shape' };
    const aspect = findAspect(name, [...decided, ...aspects]) ?? findAspect(name, defined);
    if (aspect === undefined) return { unreadable: 'unknown-aspect' };
    if (!chosen.has(aspectKey(aspect.name))) chosen.set(aspectKey(aspect.name), aspect);
  }
  return {
    aspects: [...chosen.values()].slice(0, decided.length + bounds.max),
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
    name.length <= ASPECT_LIMITS.name &&
    [low, high].every((meaning) => saysSomething(meaning) && meaning.length <= ASPECT_LIMITS.high);
  return usable ? { name, low, high } : null;
}
