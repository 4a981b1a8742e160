/**
 * A prompt as preamble + rules, and edits applied to it (`lab` mode's action).
 * parsePrompt and formatPrompt are a pair: parsePrompt(formatPrompt(p)) equals p. An edit that cannot apply is refused
 * with a reason, never half applied; a protected rule is never removed or changed.
 */
import type { Edit } from './terms';

export const MOST_RULES = 8;

export interface Prompt {
  preamble: string;
  rules: string[];
}

export type Refusal =
  | 'empty'
  | 'no-such-rule'
  | 'too-many-rules'
  | 'loses-protected-rule'
  | 'changes-nothing'
  | 'duplicate'
  | 'copies-query'
  | 'copies-response'
  | 'does-not-fit';

const RULE_LINE = /^\s*(?:[-*\u2022]|\d{1,2}[.)])\s+(.*\S)\s*$/;

/** Reads a prompt: the list of lines it ends with are its rules, all before is preamble. */
export function parsePrompt(text: string): Prompt {
  const lines = text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const rules: string[] = [];
  while (lines.length > 0) {
    const line = lines.at(-1) ?? '';
    const rule = RULE_LINE.exec(line)?.[1];
    if (rule !== undefined) rules.unshift(rule);
    else if (line.trim() !== '' || rules.length === 0) break;
    lines.pop();
  }
  return { preamble: lines.join('\n').trim(), rules };
}

/** Writes a prompt as the responder reads it: preamble, then one "- rule" a line. */
export function formatPrompt(prompt: Prompt): string {
  const rules = prompt.rules.map((rule) => `- ${rule}`).join('\n');
  return [prompt.preamble, rules].filter((part) => part !== '').join('\n\n');
}

/** The prompt after the edits, all of them or none. Rule numbers mean the prompt as it was before the first edit. */
export function applyEdits(
  prompt: Prompt,
  edits: readonly Edit[],
  protectedRules: readonly string[],
): { prompt: Prompt } | { refused: Refusal } {
  let preamble = prompt.preamble;
  const slots: (string | null)[] = [...prompt.rules];
  const added: string[] = [];
  for (const edit of edits) {
    if (edit.do === 'add' || edit.do === 'preamble') {
      const text = oneRule(edit.text, edit.do === 'preamble');
      if (text === '') return { refused: 'empty' };
      if (edit.do === 'preamble') preamble = text;
      else added.push(text);
      continue;
    }
    const old = slots[edit.rule - 1];
    if (old === undefined || old === null) return { refused: 'no-such-rule' };
    if (isProtected(old, protectedRules)) return { refused: 'loses-protected-rule' };
    if (edit.do === 'remove') slots[edit.rule - 1] = null;
    else {
      const text = oneRule(edit.text, false);
      if (text === '') return { refused: 'empty' };
      slots[edit.rule - 1] = text;
    }
  }
  return checked(prompt, { preamble, rules: [...slots.filter((rule) => rule !== null), ...added] });
}

function checked(before: Prompt, after: Prompt): { prompt: Prompt } | { refused: Refusal } {
  if (after.rules.length > MOST_RULES && after.rules.length > before.rules.length)
    return { refused: 'too-many-rules' };
  if (new Set(after.rules.map(sameText)).size < after.rules.length) return { refused: 'duplicate' };
  if (formatPrompt(after) === '') return { refused: 'empty' };
  if (formatPrompt(after) === formatPrompt(before)) return { refused: 'changes-nothing' };
  return { prompt: after };
}

/** Whether every protected rule still stands in the prompt, word for word but for case and spacing. */
export function keepsProtectedRules(prompt: string, protectedRules: readonly string[]): boolean {
  const whole = sameText(prompt);
  return protectedRules.every((rule) => whole.includes(sameText(rule)));
}

export function isProtected(rule: string, protectedRules: readonly string[]): boolean {
  return protectedRules.some((other) => sameText(other) === sameText(rule));
}

/** A rule is one line without a list mark; a preamble keeps its lines but cannot smuggle in a list. */
function oneRule(text: string, lines: boolean): string {
  const clean = text.replace(/\r\n?/g, '\n').trim();
  if (lines)
    return parsePrompt(clean).rules.length > 0
      ? clean.replace(/\n\s*(?:[-*\u2022]|\d{1,2}[.)])\s+/g, ' ')
      : clean;
  const line = clean.replace(/\s+/g, ' ');
  return RULE_LINE.exec(line)?.[1] ?? line;
}

/** Text as two people would call it the same: case, spacing and end marks aside. */
export function sameText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.!;,\s]+$/, '')
    .trim();
}
