/** Rules nothing may take from the prompt: as they are typed, one a line, and put into a prompt that lacks them. */
import { formatPrompt, keepsProtectedRules, parsePrompt } from '../../core/edits';

/** Each once, without the mark of a list before it. */
export function rulesIn(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.replace(/^\s*[-*•]\s+/, '').trim()))].filter(
    Boolean,
  );
}

export function missingRules(prompt: string, rules: readonly string[]): string[] {
  return rules.filter((rule) => !keepsProtectedRules(prompt, [rule]));
}

export function withRules(prompt: string, added: readonly string[]): string {
  if (added.length === 0) return prompt;
  const { preamble, rules } = parsePrompt(prompt);
  return formatPrompt({ preamble, rules: [...rules, ...added] });
}
