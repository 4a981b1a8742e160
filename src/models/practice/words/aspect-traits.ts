/**
 * Which traits serve each of the 14 aspects, most telling first; what a critic looks for and a rewriter proposes.
 */
import type { Trait, Virtue } from '../traits';

export const ASPECT_VIRTUES: Record<string, readonly Virtue[]> = {
  helpfulness: ['direct', 'steps', 'example', 'reasons'],
  clarity: ['steps', 'direct', 'brief'],
  factuality: ['calibrated', 'limits', 'reasons'],
  depth: ['reasons', 'example', 'weighs', 'detail'],
  engagement: ['lively', 'asks', 'example', 'fresh'],
  conciseness: ['brief', 'direct'],
  safety: ['safe', 'calibrated'],
  compliance: ['direct', 'steps', 'example'],
  limitations: ['limits', 'calibrated'],
  'critical-thinking': ['weighs', 'reasons', 'calibrated'],
  creativity: ['fresh', 'lively'],
  interactivity: ['asks', 'warm'],
  empathy: ['warm', 'asks', 'respect'],
  sensitivity: ['respect', 'warm', 'calibrated'],
};

export function virtuesOf(aspect: string): readonly Virtue[] {
  return ASPECT_VIRTUES[aspect.toLowerCase().replace(/[^a-z]+/g, '-')] ?? ['direct', 'reasons', 'example'];
}

export const FAULT_TRAITS: readonly Trait[] = ['padded', 'oversure', 'refuses', 'cold', 'complies', 'terse'];
