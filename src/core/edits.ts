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

/** Of a trimmed line. No two parts can match the same text: a line of any length is read once. */
const RULE_LINE = /^(?:[-*\u2022]|\d{1,2}[.)])\s+(\S.*)$/;

/** Reads a prompt: the list of lines it ends with are its rules, all before is preamble. */
export function parsePrompt(text: string): Prompt {
  const lines = text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const rules: string[] = [];
  while (lines.length > 0) {
    const line = lines.at(-1) ?? '';
    const rule = ruleOf(line);
    if (rule !== undefined) rules.unshift(rule);
    else if (line.trim() !== '' || rules.length === 0) break;
    lines.pop();
  }
  return { preamble: lines.join('\n').trim(), rules };
}

function ruleOf(line: string): string | undefined {
  return RULE_LINE.exec(line.trim())?.[1];
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
  // What does not read back as it was meant would be another prompt at the next edit.
  if (!sameStructure(parsePrompt(formatPrompt(after)), after)) return { refused: 'no-such-rule' };
  if (formatPrompt(after) === formatPrompt(before)) return { refused: 'changes-nothing' };
  return { prompt: after };
}

function sameStructure(a: Prompt, b: Prompt): boolean {
  return (
    a.preamble === b.preamble &&
    a.rules.length === b.rules.length &&
    a.rules.every((rule, i) => rule === b.rules[i])
  );
}

/**
 * Whether every protected rule still stands in the prompt as a rule or a sentence of its own, word for word but for case
 * and spacing: "Do not be brief" does not keep "Be brief".
 */
export function keepsProtectedRules(prompt: string, protectedRules: readonly string[]): boolean {
  const lines = prompt.split('\n').map((line) => sameText(ruleOf(line) ?? line));
  const whole = `. ${lines.join('. ')}. `;
  return protectedRules.every((rule) => standsIn(whole, sameText(rule)));
}

function standsIn(whole: string, rule: string): boolean {
  for (let at = whole.indexOf(rule); at >= 0; at = whole.indexOf(rule, at + 1)) {
    const before = whole.slice(0, at).trimEnd().at(-1) ?? '.';
    const after =
      whole
        .slice(at + rule.length)
        .trimStart()
        .at(0) ?? '.';
    if ('.!?;:'.includes(before) && '.!?;'.includes(after)) return true;
  }
  return rule === '';
}

export function isProtected(rule: string, protectedRules: readonly string[]): boolean {
  return protectedRules.some((other) => sameText(other) === sameText(rule));
}

/** A rule is one line without a list mark; a preamble keeps its lines but none of them may be a list. */
function oneRule(text: string, lines: boolean): string {
  const clean = text.replace(/\r\n?/g, '\n').trim();
  if (lines)
    return clean
      .split('\n')
      .map((line) => ruleOf(line) ?? line)
      .join('\n')
      .trim();
  const line = clean.split(/\s+/).join(' ');
  return ruleOf(line) ?? line;
}

const END_MARKS = '.!;, ';

/** Text as two people would call it the same: case, spacing and end marks aside. Linear in its length. */
export function sameText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().split(/\s+/).join(' ').trim();
  let end = plain.length;
  while (end > 0 && END_MARKS.includes(plain.charAt(end - 1))) end -= 1;
  return plain.slice(0, end);
}
