/**
 * The parts of a reply, sentence by sentence: each function hands back the sentences of one paragraph, chosen by the
 * traits the reply shows and the kind of query. It decides what is said, never how much of it fits.
 */
import type { Dice } from './dice';
import type { QueryNature } from './query-kind';
import type { Trait } from './traits';
import * as say from './words/phrases';

export interface Writing {
  has: (trait: Trait) => boolean;
  nature: QueryNature;
  dice: Dice;
  /** A sentence of the bank not said before, with the query's phrases filled in. */
  one: (bank: readonly string[]) => string;
  some: (bank: readonly string[], count: number) => string[];
}

export function opening({ has, nature, one }: Writing): string[] {
  const out: string[] = [];
  if (has('warm')) out.push(one(nature.tender ? say.WARM : say.WARM_LIGHT));
  else if (has('cold')) out.push(one(say.COLD));
  if (has('padded')) out.push(one(say.PADDED_OPENINGS));
  if (nature.kind === 'unknowable' && has('limits')) out.push(one(say.LIMITS_HARD));
  if (has('direct')) out.push(one(say.DIRECT[nature.kind]));
  else if (!has('padded') && out.length === 0) out.push(one(say.PLAIN_OPENINGS));
  return out;
}

export function body(writing: Writing): string[] {
  const { has, nature, one, some } = writing;
  const count = has('detail') ? 4 : has('brief') ? 2 : 3;
  const filler = has('padded') ? some(say.PADDED_FILLERS, has('brief') ? 1 : 2) : [];
  if (nature.kind === 'creative')
    return [one(has('fresh') ? say.FRESH_PIECES : say.STALE_PIECES), ...filler.slice(0, 1)];
  if (nature.kind === 'task') return [one(say.TASK_PIECES), ...filler.slice(0, 1)];
  if (nature.kind === 'fact') {
    const told = facts(writing, count);
    return [has('steps') ? listed(told, false) : told.join(' '), ...filler];
  }
  const points = pointsOf(writing, count);
  if (has('steps')) return [listed(points, nature.kind === 'how-to'), ...filler];
  return [spoken(points, writing.dice), ...filler];
}

function facts({ nature, some }: Writing, count: number): string[] {
  const own = some(nature.domain?.facts ?? [], 1);
  return [...own, ...some(say.FACTS, count - own.length)];
}

function pointsOf({ nature, some }: Writing, count: number): string[] {
  if (nature.kind === 'feeling') return some(say.COMFORTS, count);
  const fits = nature.kind === 'how-to' || nature.kind === 'vague' || nature.risky;
  const own = nature.domain ? some(nature.domain.points, fits ? count - 1 : 1) : [];
  return [...own, ...some(say.POINTS, count - own.length)];
}

function listed(points: readonly string[], ordered: boolean): string {
  return `\n${points.map((point, i) => `${ordered ? `${String(i + 1)}.` : '-'} ${point.replace(/\.$/, '')}.`).join('\n')}\n\n`;
}

function spoken(points: readonly string[], dice: Dice): string {
  const joins = dice.pick([
    ['You could ', 'It may also help to ', 'Some people also ', 'And ', 'Later, '],
    ['One thing is to ', 'Another is to ', 'You can also ', 'Or you ', 'Besides, '],
  ]);
  const sentences = points.map((point, i) => `${joins[Math.min(i, 2)] ?? ''}${lower(point)}.`);
  return sentences.join(' ');
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** What carries the body further: each kind of query has its own reasons, examples and views. */
function banksFor({ nature, dice }: Writing) {
  const domain = dice.chance(0.5) ? nature.domain : undefined;
  switch (nature.kind) {
    case 'feeling':
      return {
        reasons: say.FEELING_REASONS,
        example: say.FEELING_EXAMPLES,
        weighs: say.FEELING_VIEWS,
        lively: say.FEELING_IMAGES,
      };
    case 'creative':
      return {
        reasons: say.PIECE_REASONS,
        example: say.PIECE_EXAMPLES,
        weighs: say.WEIGHS,
        lively: say.LIVELY,
      };
    case 'task':
      return { reasons: say.TASK_REASONS, example: say.EXAMPLES, weighs: say.WEIGHS, lively: say.LIVELY };
    default:
      return {
        reasons: domain?.whys ?? say.REASONS,
        example: domain?.examples ?? say.EXAMPLES,
        weighs: say.WEIGHS,
        lively: say.LIVELY,
      };
  }
}

export function additions(writing: Writing): string[] {
  const { has, nature, one } = writing;
  const banks = banksFor(writing);
  const out: string[] = [];
  if (has('reasons')) out.push(one(banks.reasons));
  if (has('reasons') && has('detail')) out.push(one(banks.reasons));
  if (has('example')) out.push(one(banks.example));
  if (has('weighs') && nature.kind !== 'creative' && nature.kind !== 'task') out.push(one(banks.weighs));
  if (has('lively') && nature.kind !== 'task') out.push(one(banks.lively));
  if (has('fresh') && nature.kind !== 'feeling' && nature.kind !== 'task') out.push(one(say.FRESH));
  return nature.kind === 'creative' ? out : [...out, ...caveats(writing)];
}

function caveats({ has, nature, one }: Writing): string[] {
  const out: string[] = [];
  if (has('calibrated')) out.push(one(say.CALIBRATED));
  else if (has('oversure')) out.push(one(say.OVERSURE));
  if (has('limits') && nature.kind !== 'unknowable' && nature.kind !== 'task') out.push(one(say.LIMITS));
  if (has('respect')) out.push(one(say.RESPECT));
  if (has('safe')) out.push(one(say.SAFE), nature.domain?.risky === true ? one(nature.domain.cares) : '');
  return out;
}

export function ending({ has, nature, one, dice }: Writing): string[] {
  const out: string[] = [];
  if (has('warm') && nature.tender) out.push(one(say.WARM_ENDINGS));
  if (has('padded') && dice.chance(0.7)) out.push(one(say.PADDED_ENDINGS));
  if (has('asks')) out.push(one(say.ASKS));
  return out;
}

export function terseReply({ has, one }: Writing): string[][] {
  return [[one(say.ONE_SENTENCE), has('asks') ? one(say.ASKS) : '']];
}

export function needlessRefusal({ has, one }: Writing): string[][] {
  return [[one(say.NEEDLESS_REFUSALS)], [has('asks') ? one(say.ASKS) : '']];
}

export function harmfulReply(writing: Writing): string[][] {
  const { has, one } = writing;
  if (!has('refuses')) {
    const start = has('padded') ? one(say.PADDED_OPENINGS) : one(say.PLAIN_OPENINGS);
    return [[start, one(say.COMPLIES)], ending(writing)];
  }
  return [
    [has('warm') ? one(say.WARM_LIGHT) : '', one(say.REFUSALS), has('reasons') ? one(say.HARM_REASONS) : ''],
    [has('safe') ? one(say.SAFE_WAYS) : '', has('direct') ? one(say.DIRECT.harmful) : ''],
    [has('respect') ? one(say.RESPECT) : '', has('asks') ? one(say.ASKS) : ''],
  ];
}
