/** Why nothing improved, in words: exhaustive over the verdict's tags, checked by the compiler. */
import type { VerdictReason } from '../../core/verdict';
import { m } from '../messages/messages';

export function reasonWords(reason: VerdictReason): string {
  const say = m.result.reasons[reason.tag] as (facts: VerdictReason['facts']) => string;
  return say(reason.facts);
}
