/**
 * Text from outside (a query, a response, a prompt) set between marks, so that it reads as material, not as orders.
 * Anything in the text that could pass for one of our marks is defused; nothing else is changed.
 */

const MARKS = ['query', 'response', 'prompt', 'former', 'critique'] as const;
export type Mark = (typeof MARKS)[number];

const LIKE_A_MARK = new RegExp(`<(\\s{0,4}/?\\s{0,4}(?:${MARKS.join('|')})\\b)`, 'gi');

export function section(mark: Mark, text: string): string {
  return `<${mark}>\n${defused(text)}\n</${mark}>`;
}

function defused(text: string): string {
  return text.replace(LIKE_A_MARK, '\u2039$1');
}

/** A text quoted within a sentence of ours: it must not begin a paragraph of its own. */
export function oneLine(text: string): string {
  return text.split(/\s+/).join(' ').trim();
}

/** A text that stands beside the sections, in a list of ours: one line, and none of our marks. */
export function listed(text: string): string {
  return oneLine(defused(text));
}
