/**
 * What can be said about a reply, in words: which traits it shows, which it lacks, with a few of its own words as proof.
 * Shared by the critic and by written judgements; it names only what the features found.
 */
import type { Dice } from './dice';
import type { Reply } from './features';
import { FAULT_TRAITS, virtuesOf } from './words/aspect-traits';
import { LACKS, SHOWS, SPOILS } from './words/remark-phrases';
import type { Trait } from './traits';

/** Faults that are there, worst first. */
export function faultsIn(reply: Reply): Trait[] {
  return FAULT_TRAITS.filter((trait) => {
    if (trait === 'refuses' && reply.nature.kind === 'harmful') return false;
    return reply.features[trait] >= 0.33;
  }).sort((a, b) => reply.features[b] - reply.features[a]);
}

export function lacking(reply: Reply, aspect: string): Trait[] {
  return virtuesOf(aspect).filter((trait) => reply.features[trait] < 0.5);
}

export function showing(reply: Reply, aspect: string): Trait[] {
  return virtuesOf(aspect).filter((trait) => reply.features[trait] >= 0.5);
}

export function lackPhrase(trait: Trait, dice: Dice): string {
  return dice.pick(LACKS[trait] ?? ['it leaves something out']);
}

export function showPhrase(trait: Trait): string {
  return SHOWS[trait] ?? 'it stays on the query';
}

export function faultPhrase(trait: Trait, reply: Reply, dice: Dice): string {
  return dice.pick(SPOILS[trait] ?? ['it could be better']).replace('{q}', () => quoteOf(reply));
}

/** The first words of the text, for pointing at. */
function quoteOf({ text }: Reply): string {
  const words = text.replace(/\s+/g, ' ').split(' ').slice(0, 5).join(' ');
  return `"${words.replace(/[",.!?:]+$/, '').replace(/"/g, '')}..."`;
}

/** One short sentence on one aspect, for a written judgement. */
export function remarkOn(reply: Reply, aspect: string, score: number, dice: Dice): string {
  const lack = lacking(reply, aspect)[0];
  const show = showing(reply, aspect)[0];
  const fault = faultsIn(reply)[0];
  const bad =
    fault && dice.chance(0.5) ? faultPhrase(fault, reply, dice) : lack ? lackPhrase(lack, dice) : '';
  const good = show ? showPhrase(show) : '';
  const parts = score >= 4 ? [good, lack && score < 5 ? bad : ''] : [bad, score === 3 ? good : ''];
  const told = parts.filter((part) => part !== '').join(score >= 4 ? ', though ' : ', yet ');
  return capital(`${told || (score >= 4 ? 'it does well what was asked' : 'it stays general')}.`);
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
