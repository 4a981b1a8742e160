/** Which words fit a verdict; why nothing improved, exhaustive over the verdict's tags, checked by the compiler. */
import type { Verdict, VerdictReason } from '../../core/verdict';
import { m } from '../messages/messages';

export function reasonWords(reason: VerdictReason): string {
  const say = m.result.reasons[reason.tag] as (facts: VerdictReason['facts']) => string;
  return say(reason.facts);
}

/** The outcome as it may be told: without a comparison there is neither a difference nor the lack of one. */
export function standingOf(verdict: Verdict): Verdict['outcome'] | 'same-prompt' | 'none-compared' {
  if (verdict.samePrompt) return 'same-prompt';
  return verdict.n === 0 ? 'none-compared' : verdict.outcome;
}
