/**
 * What the practice rewriter wants to change: useful ideas that answer low scores and the critique, and now and then
 * useless, harmful or bad ones. It never proposes twice in a conversation what it has proposed before.
 */
import { sameText } from '../../core/edits';
import type { Habits } from './constants';
import type { Dice } from './dice';
import type { Reading } from './reading';
import { oppose, ordersIn } from './rule-reading';
import { VIRTUES, type Trait, type Virtue } from './traits';
import { virtuesOf } from './words/aspect-traits';
import { HARMFUL, USEFUL, USELESS, VAGUE_WHYS, WARY, WHYS } from './words/rule-ideas';

/** Below this a score calls for a change. */
const LOW_SCORE = 4.6;

export type IdeaKind = 'useful' | 'useless' | 'harmful';

export interface Idea {
  kind: IdeaKind;
  text: string;
  why: string;
}

export function nextIdea(
  reading: Reading,
  dice: Dice,
  { waryIdeas, harmfulIdeas, uselessIdeas }: Habits,
): Idea {
  const known = knownTexts(reading);
  const roll = dice.number() - waryIdeas;
  if (roll < 0) return plainIdea('harmful', WARY, known, dice);
  if (roll < harmfulIdeas) {
    // It has just read what is wrong: it does not order more of that.
    const unaware = HARMFUL.filter((text) => !oppose(text, reading.critique));
    return plainIdea('harmful', unaware.length > 0 ? unaware : HARMFUL, known, dice);
  }
  if (roll < harmfulIdeas + uselessIdeas) return plainIdea('useless', USELESS, known, dice);
  return usefulIdea(reading, known, dice);
}

function plainIdea(kind: IdeaKind, bank: readonly string[], known: ReadonlySet<string>, dice: Dice): Idea {
  const left = bank.filter((text) => !known.has(sameText(text)));
  return { kind, text: dice.pick(left.length > 0 ? left : bank), why: dice.pick(VAGUE_WHYS) };
}

export function usefulIdea(reading: Reading, known: ReadonlySet<string>, dice: Dice): Idea {
  const pull = pullOf(reading);
  const open = VIRTUES.filter((virtue) => USEFUL[virtue].some((text) => !known.has(sameText(text))));
  const virtue = dice.weighted(open.length > 0 ? open : VIRTUES, (one) => pull.get(one) ?? 0);
  const texts = USEFUL[virtue].filter((text) => !known.has(sameText(text)));
  return {
    kind: 'useful',
    text: dice.pick(texts.length > 0 ? texts : USEFUL[virtue]),
    why: whyFor(reading, virtue, dice),
  };
}

/** How much each virtue is called for: by low scores, by the critique, less where a rule asks for it already. */
function pullOf({ scores, critique, rules, prompt }: Reading): Map<Virtue, number> {
  const pull = new Map<Virtue, number>(VIRTUES.map((virtue) => [virtue, virtue === 'detail' ? 0.1 : 0.25]));
  const add = (trait: Trait, amount: number) => {
    const now = pull.get(trait as Virtue);
    if (now !== undefined) pull.set(trait as Virtue, now + amount);
  };
  for (const { aspect, score } of scores) {
    const lack = Math.max(0, LOW_SCORE - score);
    virtuesOf(aspect).forEach((virtue, place) => {
      add(virtue, (lack * lack * 0.5) / (place + 1));
    });
  }
  for (const { trait } of ordersIn(critique)) add(trait, 0.8);
  for (const [virtue, worth] of pull) {
    const asked = rules.some((rule) => asksFor(rule.text, virtue)) || asksFor(prompt, virtue);
    if (asked) pull.set(virtue, worth * 0.05);
  }
  return pull;
}

export function asksFor(text: string, trait: Trait): boolean {
  return ordersIn(text).some((order) => order.trait === trait && order.wanted);
}

/** Names the lowest scored aspect that the virtue serves; where none was scored low, no aspect is the reason. */
function whyFor({ scores }: Reading, virtue: Virtue, dice: Dice): string {
  const [lowest] = scores
    .filter(({ aspect, score }) => score < LOW_SCORE && virtuesOf(aspect).includes(virtue))
    .sort((a, b) => a.score - b.score);
  return lowest ? dice.pick(WHYS).replace('{a}', lowest.aspect) : dice.pick(VAGUE_WHYS);
}

/** Every rule and proposal this conversation has seen, as sameText. */
export function knownTexts({ rules, given, prompt, formerPrompts }: Reading): Set<string> {
  const known = new Set(rules.map((rule) => sameText(rule.text)));
  for (const reply of given) {
    for (const match of reply.matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)) known.add(sameText(match[1] ?? ''));
  }
  for (const old of [prompt, ...formerPrompts]) {
    for (const line of old.split('\n')) known.add(sameText(line.replace(/^\s*[-*]\s+/, '')));
  }
  return known;
}
