/**
 * The practice rewriter's third job (phase 1): a better response to the query, with the virtues that the scores and the
 * critique ask for. Usually better by what can be measured, now and then no better, rarely worse.
 */
import type { Call, Draft } from './call';
import { compose } from './composer';
import type { Dice } from './dice';
import { readReply } from './features';
import { NEEDS } from './quality';
import { ordersIn } from './rule-reading';
import { type Trait, VIRTUES } from './traits';
import { virtuesOf } from './words/aspect-traits';

export function betterResponse({ reading, dice, request, habits }: Call): Draft {
  const room = request.sampling.maxTokens;
  const reply = readReply(reading.query, reading.response);
  const had = VIRTUES.filter((trait) => reply.features[trait] >= 0.5);
  const roll = dice.number();
  if (roll < habits.worseRewrites)
    return {
      text: compose(reading.query, new Set<Trait>(['padded', 'oversure', ...dice.take(had, 1)]), dice, room),
    };
  if (roll < habits.worseRewrites + habits.idleRewrites)
    return { text: compose(reading.query, new Set<Trait>([...dice.take(had, 3), 'padded']), dice, room) };
  const wanted = new Set<Trait>(['direct', ...NEEDS[reply.nature.kind]]);
  for (const trait of had) if (dice.chance(0.8)) wanted.add(trait);
  for (const { aspect } of [...reading.scores].sort((a, b) => a.score - b.score).slice(0, 3))
    addSome(wanted, virtuesOf(aspect), dice);
  addSome(
    wanted,
    ordersIn(reading.critique).map((order) => order.trait),
    dice,
  );
  for (const fault of ['padded', 'oversure', 'cold', 'terse', 'complies'] as const) wanted.delete(fault);
  if (reply.nature.kind !== 'harmful') wanted.delete('refuses');
  return { text: compose(reading.query, wanted, dice, room) };
}

function addSome(wanted: Set<Trait>, traits: readonly Trait[], dice: Dice): void {
  for (const trait of traits) if (dice.chance(0.7)) wanted.add(trait);
}
