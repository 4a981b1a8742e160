/**
 * What every role of the practice model is given and hands back. Plain shapes; no behaviour.
 */
import type { ChatRequest } from '../../core/ports';
import type { Dice } from './dice';
import type { Reading } from './reading';

/** How a variant differs; each change is part of the model's id, so that journals never mix variants. */
export interface PracticeVariant {
  /** Standard deviation of a score's noise; 0.45 unless told. */
  judgeNoise: number;
  /** Share of replies in JSON that cannot be read; 0.02 unless told. */
  malformed: number;
}

export interface Call {
  request: ChatRequest;
  reading: Reading;
  dice: Dice;
  variant: PracticeVariant;
}

/** A whole reply, not yet cut to the limit. */
export interface Draft {
  text: string;
  probabilities?: Record<string, number>;
}
