/**
 * What is left for the selector to choose (paper, dynamic rewarding), where a person made some aspects apply always.
 *
 * The bounds of a config count every aspect of a judgement, the decided ones included. So the selector chooses the rest: at
 * least one while there is room, and none at all (it is not asked) where the decided ones reach the most, or nothing else is
 * on. Decided ones beyond the most all count: the person's word goes before the setting's.
 */
import { ASPECT_LIMITS } from './aspects';
import type { Aspect } from './terms';
import { tokensAtMost } from './tokens';

export interface Bounds {
  min: number;
  max: number;
}

export interface Offer {
  /** In every selection, first. */
  decided?: readonly Aspect[];
  /** To choose from; empty: there is nothing to ask. */
  aspects: readonly Aspect[];
  /** How many to choose beside the decided ones. */
  bounds: Bounds;
}

export function offerOf(aspects: readonly Aspect[], { min, max }: Bounds): Required<Offer> {
  const decided = aspects.filter((aspect) => aspect.always === true);
  const open = aspects.filter((aspect) => aspect.always !== true);
  const room = Math.max(0, max - decided.length);
  const least = Math.min(room, open.length, Math.max(1, min - decided.length));
  return { decided, aspects: room === 0 ? [] : open, bounds: { min: least, max: room } };
}

/** A newly defined aspect at its longest, in the script that takes most tokens. */
const LONGEST_NEW: Aspect = {
  name: '\u4e00'.repeat(ASPECT_LIMITS.name),
  low: '\u4e00'.repeat(ASPECT_LIMITS.low),
  high: '\u4e00'.repeat(ASPECT_LIMITS.high),
};

/** The aspects of the longest judgement that can come of an offer, by the length of that text of each. */
export function longestJudged(
  { decided, aspects, bounds }: Required<Offer>,
  text: (aspect: Aspect) => string,
): Aspect[] {
  if (aspects.length === 0) return [...decided];
  const size = (aspect: Aspect) => tokensAtMost(text(aspect));
  const longest = [...aspects, LONGEST_NEW].sort((a, b) => size(b) - size(a)).slice(0, bounds.max);
  return [...decided, ...longest];
}
