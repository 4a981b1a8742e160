/**
 * The practice model as selector: the aspects that fit the kind of query, within the bounds stated, one sentence why,
 * and rarely an aspect of its own. It sees the query and the list it is offered, nothing else.
 */
import type { Aspect } from '../../core/terms';
import type { Call, Draft } from './call';
import { NEW_ASPECTS_SHARE } from './constants';
import type { Dice } from './dice';
import { spoiled } from './malformed';
import { natureOf, type QueryNature } from './query-kind';
import { readOffer } from './reading';
import { FITTING, NEW_ASPECTS, REASONS } from './words/selection-phrases';

export function selectAspects(call: Call): Draft {
  const { reading, dice } = call;
  const { names, min, max } = readOffer(reading.orders);
  const nature = natureOf(reading.query);
  const { aspects, own } = fittingAspects(nature, { names, min, max }, dice);
  const reason = dice
    .pick(REASONS)
    .replace('{k}', KIND_WORDS[nature.kind])
    .replace('{a}', aspects[0] ?? 'Helpfulness');
  return spoiled(JSON.stringify({ reason, aspects, new: own }), call);
}

/** Names out of the offer, best first, and rarely an aspect of its own. */
export function fittingAspects(
  nature: QueryNature,
  { names, min, max }: { names: readonly string[]; min: number; max: number },
  dice: Dice,
): { aspects: string[]; own: Aspect[] } {
  const worth = new Map(names.map((name) => [name, worthOf(name, nature) + 0.9 * dice.number()]));
  const ranked = [...names].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0));
  const most = Math.min(max, ranked.length);
  const count = Math.min(most, min + Math.floor(dice.number() * Math.max(1, most - min + 1)));
  const own = dice.chance(NEW_ASPECTS_SHARE) ? [dice.pick(NEW_ASPECTS)] : [];
  return { aspects: ranked.slice(0, Math.max(1, count - (own.length > 0 && count > min ? 1 : 0))), own };
}

function worthOf(name: string, nature: QueryNature): number {
  const fitting = FITTING[nature.kind];
  const place = fitting.indexOf(name);
  const risk = nature.risky && name === 'Safety' ? 1.2 : 0;
  const care = nature.tender && (name === 'Sensitivity' || name === 'Empathy') ? 0.9 : 0;
  return (place < 0 ? 0 : 2.4 - 0.3 * place) + risk + care;
}

const KIND_WORDS: Record<QueryNature['kind'], string> = {
  'how-to': 'a practical request',
  fact: 'a question of fact',
  creative: 'a creative request',
  task: 'a small, well-defined task',
  feeling: 'a personal matter with feelings in it',
  harmful: 'a request that could harm someone',
  unknowable: 'something a model cannot know or do',
  vague: 'a request that leaves much open',
  opinion: 'a question with more than one side',
};
