/**
 * The virtues and faults a reply can show: the one vocabulary that rules ask for, replies carry, and judges measure.
 * Names only; what each looks like in a text is in features.ts, what asks for it in words/cues.ts.
 */
export const VIRTUES = [
  'direct',
  'steps',
  'reasons',
  'example',
  'asks',
  'warm',
  'limits',
  'calibrated',
  'weighs',
  'lively',
  'fresh',
  'safe',
  'respect',
  'brief',
  'detail',
] as const;
export const FAULTS = ['padded', 'oversure', 'refuses', 'cold', 'complies', 'terse'] as const;

export type Virtue = (typeof VIRTUES)[number];
export type Fault = (typeof FAULTS)[number];
export type Trait = Virtue | Fault;

export const TRAITS: readonly Trait[] = [...VIRTUES, ...FAULTS];
