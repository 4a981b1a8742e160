/**
 * Replies in plain words: takes the thinking out (<think>...</think>, also where the chat template had opened the block
 * already) and finds where the last whole sentence ends. What is outside a thought is not changed.
 */
import type { Unreadable } from '../terms';

const MARK = /<(\/?)think(?:ing)?\s{0,8}>/gi;

/** The text outside thought, trimmed; `truncated` for a thought that never ends, `empty` for nothing beside it. */
export function withoutThought(text: string): string | Unreadable {
  let said: string[] = [];
  let from = 0;
  let thinking = false;
  for (const mark of text.matchAll(MARK)) {
    const closes = mark[1] === '/';
    if (closes && !thinking) said = [];
    else if (!closes && !thinking) said.push(text.slice(from, mark.index));
    thinking = !closes;
    from = mark.index + mark[0].length;
  }
  if (thinking) return { unreadable: 'truncated' };
  said.push(text.slice(from));
  const left = said.join(' ').trim();
  return left === '' ? { unreadable: 'empty' } : left;
}

const OPENING = /^<think(?:ing)?\s{0,8}>/i;
const CLOSING = /<\/think(?:ing)?\s{0,8}>/i;

/**
 * A response may speak of thinking marks; only thoughts that it begins with are taken out. `truncated` for one that never
 * ends, `empty` for nothing after it.
 */
export function withoutLeadingThought(text: string): string | Unreadable {
  let rest = text.trim();
  for (let opening = OPENING.exec(rest); opening; opening = OPENING.exec(rest)) {
    const closing = CLOSING.exec(rest);
    if (!closing) return { unreadable: 'truncated' };
    rest = rest.slice(closing.index + closing[0].length).trim();
  }
  return rest === '' ? { unreadable: 'empty' } : rest;
}

const SENTENCE_END =
  /(?:[.!?\u2026\u061f\u06d4\u0964]["')\]\u201d\u2019\u00bb]{0,3}(?=\s|$)|[\u3002\uff01\uff1f][\u201d\u300d\uff09]?)/g;
const LIST_MARK = /(?:^|\n)[ \t]{0,8}\d{1,2}\.$/;

/** The text up to the end of its last full sentence; the whole text where no sentence ends. */
export function upToLastSentence(text: string): string {
  let end = 0;
  for (const match of text.matchAll(SENTENCE_END)) {
    const until = match.index + match[0].length;
    if (!LIST_MARK.test(text.slice(Math.max(0, until - 16), until))) end = until;
  }
  return end === 0 ? text : text.slice(0, end);
}

/** Whether there is anything to read: a letter or a digit, not a placeholder such as "...". */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** At most that many characters, never half of one. */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  return text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
