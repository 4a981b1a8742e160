/**
 * What the selector is told, and the reply it may give: the aspects that matter for one query (paper, dynamic rewarding).
 * It sees the query alone, never a response, so that all candidates are judged on the same aspects.
 */
import type { Offer } from '../aspect-offer';
import type { JsonSchema, Message } from '../ports';
import type { Aspect } from '../terms';
import { listed, section } from './section';

export interface SelectorInput extends Offer {
  query: string;
}

export function selectorMessages({ query, decided = [], aspects, bounds }: SelectorInput): Message[] {
  const most = Math.min(bounds.max, aspects.length);
  const beside = decided.length > 0 ? ', beside those graded in any case' : '';
  return [
    {
      role: 'system',
      content: 'You choose how a reply to a query will be graded. You never answer the query.',
    },
    {
      role: 'user',
      content: [
        section('query', query),
        ...(decided.length > 0 ? [`Graded in any case, not to be chosen:\n${list(decided)}`] : []),
        `Aspects:\n${list(aspects)}`,
        `Choose the ${String(bounds.min)} to ${String(most)} aspects that matter most for this query${beside}. ` +
          'Define a new one only if something that matters is missing.',
        'Reply as JSON: {"reason": "one sentence", "aspects": ["..."], ' +
          '"new": [{"name": "...", "low": "what 1 means", "high": "what 5 means"}]}. "new" is usually [].',
      ].join('\n\n'),
    },
  ];
}

function list(aspects: readonly Aspect[]): string {
  return aspects
    .map(({ name, high, when = '' }) => {
      const applies = when === '' ? '' : `. Applies when: ${listed(when)}`;
      return `${listed(name)}: ${listed(high)}${applies}`;
    })
    .join('\n');
}

export function selectorSchema({ aspects, bounds }: Offer): JsonSchema {
  const text = { type: 'string', maxLength: 120 };
  return {
    type: 'object',
    properties: {
      reason: { type: 'string', maxLength: 300 },
      aspects: {
        type: 'array',
        items: { type: 'string', enum: aspects.map((aspect) => aspect.name) },
        minItems: 1,
        maxItems: Math.min(bounds.max, aspects.length),
      },
      new: {
        type: 'array',
        maxItems: 1,
        items: {
          type: 'object',
          properties: { name: { type: 'string', maxLength: 40 }, low: text, high: text },
          required: ['name', 'low', 'high'],
          additionalProperties: false,
        },
      },
    },
    required: ['reason', 'aspects', 'new'],
    additionalProperties: false,
  };
}
