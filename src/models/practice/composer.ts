/**
 * Writes a reply to a query that shows the given traits: opening, body, additions, ending. Whole English sentences from the
 * word banks, spoken about the query's own words. The same traits, room and dice give the same text.
 */
import { CARELESS_LENGTH } from './constants';
import type { Dice } from './dice';
import {
  additions,
  body,
  ending,
  harmfulReply,
  needlessRefusal,
  opening,
  terseReply,
  type Writing,
} from './passages';
import { natureOf } from './query-kind';
import { type Topic, topicOf } from './topic';
import type { Trait } from './traits';
import { OTHER_THINGS } from './words/phrases';

/** `room` is the most tokens the reply may have; most replies are planned to fit. */
export function compose(query: string, traits: ReadonlySet<Trait>, dice: Dice, room: number): string {
  const writing = writingFor(query, traits, dice);
  if (writing.nature.kind === 'harmful') return join(harmfulReply(writing));
  if (traits.has('refuses')) return join(needlessRefusal(writing));
  if (traits.has('terse')) return join(terseReply(writing));
  const careless = dice.chance(CARELESS_LENGTH);
  const parts = [opening(writing), body(writing), additions(writing), ending(writing)];
  return careless ? join(parts) : fitted(parts, room * 4);
}

function writingFor(query: string, traits: ReadonlySet<Trait>, dice: Dice): Writing {
  const fill = filler(topicOf(query), dice);
  const said = new Set<string>();
  const some = (bank: readonly string[], count: number): string[] => {
    const left = bank.filter((sentence) => !said.has(sentence));
    const chosen = dice.take(left, count);
    for (const sentence of chosen) said.add(sentence);
    return chosen.map(fill);
  };
  const one = (bank: readonly string[]): string => some(bank, 1)[0] ?? '';
  return { has: (trait) => traits.has(trait), nature: natureOf(query), dice, one, some };
}

/** Leaves out additions from the last one on, then sentences of the body, until the text fits. */
function fitted(parts: string[][], characters: number): string {
  const [, middle = [], extra = []] = parts;
  let text = join(parts);
  while (text.length > characters && (extra.length > 0 || middle.length > 1)) {
    if (extra.length > 0) extra.pop();
    else middle.pop();
    text = join(parts);
  }
  return text;
}

/** Sentences of a paragraph with spaces, paragraphs with an empty line; empty ones left out. */
function join(paragraphs: readonly (readonly string[])[]): string {
  return paragraphs
    .map((sentences) => sentences.filter((sentence) => sentence !== '').join(' '))
    .map((paragraph) => paragraph.replace(/ ?\n ?/g, '\n').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function filler(topic: Topic, dice: Dice): (template: string) => string {
  const others = topic.others.length > 0 ? topic.others : OTHER_THINGS;
  return (template) =>
    template
      .replace(/\{t\}/g, () => topic.main)
      .replace(/\{o\}/g, () => dice.pick(others))
      .replace(/(^|[.!?] )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
