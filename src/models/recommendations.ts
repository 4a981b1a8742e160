/**
 * Which of the offers to take first: one model as responder, one as judge, or one for every role. The reasons are in
 * docs/MODELS.md, whose table is made from this. It recommends only what is offered, and nothing where nothing fits.
 */
import type { Offer, Offers } from './offers';

export interface Recommendations {
  /** What is to be aligned. */
  responder: Offer | null;
  /** The strongest instruct model that fits; also right for selector, critic and rewriter. */
  judge: Offer | null;
  /** One download and no swapping: the strongest that is still quick enough to respond. */
  allRoles: Offer | null;
}

/** Billions. The responder writes most tokens of a run; larger ones make an hour of it, and are not what DRPO Lab is for. */
const LARGEST_RESPONDER = 4;

export function recommend({ offers }: Offers): Recommendations {
  const judges = offers.filter(({ entry }) => entry.kind === 'instruct' && entry.roles.includes('judge'));
  const quick = judges.filter(({ entry }) => entry.parameters <= LARGEST_RESPONDER);
  return {
    responder: best(quick.filter(isPlain)),
    judge: best(judges),
    allRoles: best(quick.filter(({ entry }) => entry.systemRole)),
  };
}

/** Takes a system prompt, which is what the search improves, and has no thoughts to switch off. */
const isPlain = ({ entry }: Offer): boolean => entry.systemRole && !entry.thinking;

/** `offers` come best first. A first offer if there is one; never a licence that forbids ordinary use or is unknown. */
function best(offers: readonly Offer[]): Offer | null {
  const free = offers.filter(
    ({ entry }) => entry.licence.note !== 'non-commercial' && entry.licence.note !== 'unknown',
  );
  return free.find(({ entry }) => entry.firstOffer) ?? free[0] ?? null;
}
