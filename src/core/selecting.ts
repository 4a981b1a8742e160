/**
 * The dynamic half of the reward: which aspects matter for a query. Each query is asked about once in a run, so that every
 * candidate is judged on the same aspects. A selection that stays unreadable leaves its query out, for all alike. Where all
 * is decided (aspect-offer.ts), nothing is asked.
 */
import { type Bounds, offerOf } from './aspect-offer';
import { ask, type Asking, roomFor } from './asking';
import { replyTokens } from './config';
import { fitted } from './fit';
import type { Slot } from './outbox';
import { selectorMessages, selectorSchema } from './prompts/selector';
import { readSelection } from './replies';
import { type Aspect, isUnreadable, type Query, type Selection, type Unreadable } from './terms';

export async function selectAspects(
  asking: Asking,
  aspects: readonly Aspect[],
  query: string,
  path: string,
  bounds: Bounds,
): Promise<Selection | Unreadable> {
  const offer = offerOf(aspects, bounds);
  if (offer.aspects.length === 0) return { aspects: [...offer.decided], reason: '' };
  const maxTokens = replyTokens(asking.config, 'selector') ?? 0;
  const input = { query, ...offer };
  const room = roomFor(asking.config, 'selector', maxTokens);
  const messages = selectorMessages(fitted('selector', input, selectorMessages, [], room));
  const reply = { kind: 'json', schema: selectorSchema(offer) } as const;
  const question = { role: 'selector', path, conversation: path, messages, reply, maxTokens } as const;
  return ask(asking, question, 1 + asking.config.asksAgain, (given) => readSelection(given, offer));
}

/** A query with the aspects it will be judged on. */
export interface Judgeable {
  query: Query;
  selection: Selection;
}

/** The selections of these queries, told in their order; queries without one are left out and told as such. */
export async function selectForAll(
  asking: Asking,
  aspects: readonly Aspect[],
  queries: readonly Query[],
  slot: Slot,
): Promise<Judgeable[]> {
  const bounds = asking.config.aspectsPerQuery;
  const selections = await Promise.all(
    queries.map((query) => selectAspects(asking, aspects, query.text, `aspects/${query.id}`, bounds)),
  );
  return queries.flatMap((query, i) => {
    const selection = selections[i];
    if (selection === undefined || isUnreadable(selection)) {
      slot.emit({ kind: 'query-left-out', query: query.id, why: selection?.unreadable ?? 'empty' });
      return [];
    }
    slot.emit({ kind: 'aspects-selected', query: query.id, ...selection });
    return [{ query, selection }];
  });
}
