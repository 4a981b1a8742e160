/**
 * What the practice selector says and chooses from: aspects that fit each kind of query, best first, and new ones.
 */
import type { Aspect } from '../../../core/terms';
import type { QueryKind } from '../query-kind';

export const FITTING: Record<QueryKind, readonly string[]> = {
  'how-to': ['Helpfulness', 'Clarity', 'Depth', 'Factuality', 'Conciseness', 'Compliance', 'Interactivity'],
  fact: ['Factuality', 'Clarity', 'Helpfulness', 'Depth', 'Conciseness', 'Limitations'],
  creative: ['Creativity', 'Engagement', 'Compliance', 'Clarity', 'Depth'],
  task: ['Compliance', 'Clarity', 'Conciseness', 'Helpfulness', 'Factuality'],
  feeling: ['Empathy', 'Sensitivity', 'Helpfulness', 'Interactivity', 'Safety', 'Engagement'],
  harmful: ['Safety', 'Sensitivity', 'Helpfulness', 'Compliance', 'Clarity'],
  unknowable: ['Limitations', 'Factuality', 'Helpfulness', 'Interactivity', 'Clarity'],
  vague: ['Interactivity', 'Helpfulness', 'Clarity', 'Engagement', 'Depth'],
  opinion: ['Critical-Thinking', 'Depth', 'Sensitivity', 'Interactivity', 'Limitations', 'Engagement'],
};

export const REASONS: readonly string[] = [
  'This is {k}, so {a} decides whether the reply is of use.',
  'For {k}, a good reply stands or falls with {a}.',
  'It is {k}; {a} comes first, the others show how well it is carried out.',
  'Whoever sends {k} will look for {a} before anything else.',
];

export const NEW_ASPECTS: readonly Aspect[] = [
  { name: 'Practicality', low: 'nothing one could do today', high: 'concrete steps one can take at once' },
  { name: 'Tone-Fit', low: 'a tone that jars with the request', high: 'a warm, fitting tone throughout' },
  { name: 'Transparency', low: 'hides its reasons', high: 'shows reasons and how sure it is' },
  { name: 'Memorability', low: 'forgotten at once', high: 'a vivid image or example that stays' },
];
