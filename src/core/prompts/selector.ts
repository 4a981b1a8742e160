/**
 * What the selector is told, and the reply it may give: the aspects that matter for one query (paper, dynamic rewarding).
 * It sees the query alone, never a response, so that all candidates are judged on the same aspects.
 */
import type { JsonSchema, Message } from '../ports';
import type { Aspect } from '../terms';
import { section } from './section';

export interface SelectorInput {
  query: string;
  aspects: readonly Aspect[];
  /** How many aspects to choose. */
  bounds: { min: number; max: number };
}

export function selectorMessages({ query, aspects, bounds }: SelectorInput): Message[] {
  const list = aspects.map((aspect) => `${aspect.name}: ${aspect.high}`).join('\n');
  return [
    {
      role: 'system',
      content: 'You choose how a reply to a query will be graded. You never answer the query.',
    },
    {
      role: 'user',
      content: [
        section('query', query),
        `Aspects:\n${list}`,
        `Choose the ${String(bounds.min)} to ${String(bounds.max)} aspects that matter most for this query. ` +
          'Define a new one only if something that matters is missing.',
        'Reply as JSON: {"reason": "one sentence", "aspects": ["..."], ' +
          '"new": [{"name": "...", "low": "what 1 means", "high": "what 5 means"}]}. "new" is usually [].',
      ].join('\n\n'),
    },
  ];
}

export function selectorSchema({ aspects, bounds }: Pick<SelectorInput, 'aspects' | 'bounds'>): JsonSchema {
  const text = { type: 'string', maxLength: 120 };
  return {
    type: 'object',
    properties: {
      reason: { type: 'string', maxLength: 300 },
      aspects: {
        type: 'array',
        items: { type: 'string', enum: aspects.map((aspect) => aspect.name) },
        minItems: 1,
        maxItems: bounds.max,
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
