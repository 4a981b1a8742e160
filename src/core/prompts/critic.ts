/**
 * What the critic is told: the response with its scores, to be answered by a few plain sentences of reasons.
 * Asked only where someone will read it: the rewriter.
 */
import type { Message } from '../ports';
import type { AspectScore } from '../terms';
import { listed, section } from './section';

export interface CriticInput {
  query: string;
  response: string;
  /** Empty where the judgement could not be read. */
  scores: readonly AspectScore[];
}

export function criticMessages({ query, response, scores }: CriticInput): Message[] {
  return [
    {
      role: 'system',
      content:
        'You explain how a reply could be better. You point at what is in the text; you do not rewrite it.',
    },
    {
      role: 'user',
      content: [
        section('query', query),
        section('response', response),
        ...(scores.length > 0 ? [scoresLine(scores)] : []),
        'In at most four short sentences: what lowers the low scores most, what is missing, what should stay.',
      ].join('\n\n'),
    },
  ];
}

/** "Scores of 5: Clarity 2.3, Depth 4.0": how scores are told to every role. */
export function scoresLine(scores: readonly AspectScore[]): string {
  return `Scores of 5: ${scores.map(({ aspect, score }) => `${listed(aspect)} ${score.toFixed(1)}`).join(', ')}`;
}

/** Scores with the rationale that a written judgement gave for each. */
export function reasonList(scores: readonly AspectScore[]): string {
  return scores
    .filter((score) => score.rationale !== undefined && score.rationale !== '')
    .map(({ aspect, rationale }) => `${aspect}: ${rationale ?? ''}`)
    .join('\n');
}
