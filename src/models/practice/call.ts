/**
 * What every role of the practice model is given and hands back. Plain shapes; no behaviour.
 */
import type { ChatRequest } from '../../core/ports';
import type { Habits } from './constants';
import type { Dice } from './dice';
import type { Reading } from './reading';
import type { PracticeVariant } from './variants';

export interface Call {
  request: ChatRequest;
  reading: Reading;
  dice: Dice;
  variant: PracticeVariant;
  /** How the rewriter errs. */
  habits: Habits;
}

/** A whole reply, not yet cut to the limit. */
export interface Draft {
  text: string;
  probabilities?: Record<string, number>;
}
