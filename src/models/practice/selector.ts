/**
 * The practice model as selector: the aspects that fit the kind of query, within the bounds stated, one sentence why,
 * and rarely an aspect of its own. It sees the query and the list it is offered, nothing else.
 */
import { ASPECTS, findAspect } from '../../core/aspects';
import type { Aspect } from '../../core/terms';
import type { Call, Draft } from './call';
import { NEW_ASPECTS_SHARE } from './constants';
import type { Dice } from './dice';
import { spoiled } from './malformed';
import { natureOf, type QueryNature } from './query-kind';
import { type Offered, readOffer } from './reading';
import { kindsMeant } from './rule-reading';
import { FITTING, NEW_ASPECTS, REASONS } from './words/selection-phrases';

export function selectAspects(call: Call): Draft {
  const { reading, dice } = call;
  const { offered, min, max } = readOffer(reading.orders);
  const { aspects, own } = fittingAspects(reading.query, { offered, min, max }, dice);
  const nature = natureOf(reading.query);
  const reason = dice
    .pick(REASONS)
    .replace('{k}', KIND_WORDS[nature.kind])
    .replace('{a}', aspects[0] ?? 'Helpfulness');
  return spoiled(JSON.stringify({ reason, aspects, new: own }), call);
}

/** Names out of the offer, best first, and rarely an aspect of its own. */
export function fittingAspects(
  query: string,
  { offered, min, max }: { offered: readonly Offered[]; min: number; max: number },
  dice: Dice,
): { aspects: string[]; own: Aspect[] } {
  const nature = natureOf(query);
  const worth = new Map(
    offered.map((one) => {
      const known = findAspect(one.name, ASPECTS) !== undefined;
      const fit = known ? worthOf(one.name, nature) : worthOfOwn(one, query, nature);
      return [one.name, fit + 0.9 * dice.number()];
    }),
  );
  const ranked = [...worth.keys()].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0));
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

/**
 * An aspect that a person defined: by when it applies, where that is said: the kind of query it names, else a word it shares
 * with the query. Otherwise it is chosen now and then.
 */
function worthOfOwn({ when }: Offered, query: string, { kind }: QueryNature): number {
  if (when === '') return 1.3;
  const kinds = kindsMeant(when);
  return kinds?.includes(kind) === true || shareAWord(when, query) ? 2.6 : -1;
}

function shareAWord(one: string, other: string): boolean {
  const words = wordsOf(other);
  return [...wordsOf(one)].some((word) => words.has(word));
}

const COMMON =
  /^(about|asks?|query|question|person|people|someone|something|when|with|that|this|what|which)$/;

/** Words of four letters and more, without a plural's s. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return new Set(words.filter((word) => !COMMON.test(word)).map((word) => word.replace(/s$/, '')));
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
