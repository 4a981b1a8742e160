/** Which words fit a verdict; why nothing improved and what to beware of, exhaustive over their tags, checked by the compiler. */
import type { Verdict, VerdictReason } from '../../core/verdict';
import type { Warning } from '../../core/warnings';
import { m } from '../messages/messages';

export function reasonWords(reason: VerdictReason): string {
  const say = m.result.reasons[reason.tag] as (facts: VerdictReason['facts']) => string;
  return say(reason.facts);
}

export function warningWords(warning: Warning): string {
  const say = m.result.warnings[warning.tag] as (facts: Warning['facts']) => string;
  return say(warning.facts);
}

/** What the words of a warning are about, line by line: queries in full, passages as they were copied. */
export function warningEvidence(warning: Warning, textOf: (query: string) => string): string[] {
  switch (warning.tag) {
    case 'harmless-refused':
      return warning.facts.queries.map(textOf);
    case 'text-copied':
      return warning.facts.passages.map(({ text }) => text);
    default:
      return [];
  }
}

/** The outcome as it may be told: without a comparison there is neither a difference nor the lack of one. */
export function standingOf(verdict: Verdict): Verdict['outcome'] | 'same-prompt' | 'none-compared' {
  if (verdict.samePrompt) return 'same-prompt';
  return verdict.n === 0 ? 'none-compared' : verdict.outcome;
}
