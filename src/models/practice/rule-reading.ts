/**
 * How the practice responder understands a system prompt: sentences in, orders out, each with the attention it will get.
 * Attention is limited: the more rules and the longer the prompt, the likelier a rule is passed over; rules that
 * contradict each other get less still.
 */
import { BULK, CROWD, FREE_LENGTH, HEARD_ALONE } from './constants';
import type { QueryKind } from './query-kind';
import { remembered } from './remembered';
import type { Trait } from './traits';
import { CONDITIONS, CUES } from './words/cues';

export interface Order {
  trait: Trait;
  /** Asks for the trait, or against it. */
  wanted: boolean;
}

export interface Rule {
  text: string;
  orders: Order[];
  /** The kinds of query it speaks of; null is every kind. */
  kinds: readonly QueryKind[] | null;
}

/** What a sentence asks for. Also used to read critiques and descriptions of aspects. */
export const ordersIn = remembered((sentence): Order[] => {
  const orders: Order[] = [];
  for (const cue of CUES) {
    if (cue.against?.test(sentence) === true) orders.push({ trait: cue.trait, wanted: false });
    else if (cue.for.test(sentence)) orders.push({ trait: cue.trait, wanted: true });
  }
  return orders;
}, 400);

/** A prompt's sentences and list lines, in order. */
export const rulesIn = remembered((prompt): Rule[] => {
  return prompt
    .split(/\n+|(?<=[.!?])\s+(?=["'\p{Lu}])/u)
    .map((line) => line.replace(/^\s*(?:\d{1,2}[.)]|[-*\u2022])\s+/, '').trim())
    .filter((line) => line !== '')
    .map((text) => ({ text, orders: ordersIn(text), kinds: conditionOf(text) }));
}, 40);

const CONDITION = /\b(?:when|if|where|for)\b([^,;:]{3,80})[,;:]|\b(?:when|if|where)\b(.{3,80})[.!]?$/i;

function conditionOf(text: string): readonly QueryKind[] | null {
  const match = CONDITION.exec(text);
  const clause = match?.[1] ?? match?.[2];
  return clause === undefined ? null : kindsMeant(clause);
}

/** The kinds of query that a condition speaks of; null where it names none we know. */
export function kindsMeant(clause: string): readonly QueryKind[] | null {
  return CONDITIONS.find((condition) => condition.cue.test(clause))?.kinds ?? null;
}

/** The chance, 0 to 1, that one rule of such a prompt is followed. */
export function attention(rules: readonly Rule[], promptLength: number): number {
  const crowd = rules.length / CROWD;
  const bulk = Math.max(0, promptLength - FREE_LENGTH) / BULK;
  return HEARD_ALONE / (1 + crowd * crowd) / (1 + bulk * bulk);
}

/** Whether two sentences ask for opposite things. */
export function oppose(one: string, other: string): boolean {
  const [first, second] = [ordersIn(one), ordersIn(other)];
  const both = contradictedTraits([{ orders: first }, { orders: second }]);
  return first.some(({ trait }) => both.has(trait)) && second.some(({ trait }) => both.has(trait));
}

const OPPOSED: readonly (readonly [Trait, Trait])[] = [
  ['brief', 'detail'],
  ['terse', 'detail'],
  ['terse', 'steps'],
  ['refuses', 'complies'],
  ['safe', 'complies'],
  ['oversure', 'calibrated'],
  ['oversure', 'limits'],
  ['cold', 'warm'],
  ['padded', 'brief'],
  ['padded', 'direct'],
];

/** Traits that the rules pull both ways: asked for and against, or together with their opposite. */
export function contradictedTraits(rules: readonly Pick<Rule, 'orders'>[]): Set<Trait> {
  const wanted = new Set<Trait>();
  const unwanted = new Set<Trait>();
  for (const rule of rules) {
    for (const order of rule.orders) (order.wanted ? wanted : unwanted).add(order.trait);
  }
  const torn = new Set([...wanted].filter((trait) => unwanted.has(trait)));
  for (const [one, other] of OPPOSED) {
    if (wanted.has(one) && wanted.has(other)) torn.add(one).add(other);
  }
  return torn;
}
