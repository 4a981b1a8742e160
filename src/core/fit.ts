/**
 * Fitting a prompt into a context: reductions are tried in their order of priority, each as often as it can give way
 * (former prompts, then examples, then the middle of the response). What cannot fit is an error that says how much is
 * missing; nothing is cut without a visible mark.
 */
import type { Message } from './ports';
import type { Fault } from './records';
import type { Role } from './terms';
import { MESSAGE_TOKENS, tokensAtMost } from './tokens';

/** A smaller input, or null when this reduction has nothing left to give. */
export type Reduction<T> = (input: T) => T | null;

/** A context, and what of it is kept for the reply, in tokens. */
export interface Room {
  window: number;
  reply: number;
}

/** Facts: the role, the tokens that prompt and reply need, the tokens that the context holds. */
export class PromptTooLong extends Error {
  readonly fault: Fault & { facts: { role: Role; needed: number; window: number } };
  constructor(role: Role, needed: number, window: number) {
    super(`a ${role} prompt needs ${String(needed)} tokens, the context holds ${String(window)}`);
    this.name = 'PromptTooLong';
    this.fault = { tag: 'prompt-too-long', facts: { role, needed, window } };
  }
}

/** A cautious count of what the messages take, template included. */
export function messageTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + MESSAGE_TOKENS + tokensAtMost(message.content), 0);
}

/** The input as far as it had to be reduced so that its messages and the reply fit. */
export function fitted<T>(
  role: Role,
  input: T,
  build: (input: T) => Message[],
  reductions: readonly Reduction<T>[],
  { window, reply }: Room,
): T {
  const needed = (of: T) => messageTokens(build(of)) + reply;
  let current = input;
  for (const reduce of reductions) {
    for (;;) {
      if (needed(current) <= window) return current;
      const smaller = reduce(current);
      if (smaller === null) break;
      current = smaller;
    }
  }
  if (needed(current) <= window) return current;
  throw new PromptTooLong(role, needed(current), window);
}

const CUT_MARK = '\n[... cut here to fit ...]\n';
/** A text is not cut below this, whatever its script. */
const LEAST_TOKENS = 120;

/** What a text that was cut as far as it goes may still take, in tokens: for checks made before there is a text. */
export const CUT_TEXT_TOKENS = LEAST_TOKENS + tokensAtMost(CUT_MARK) + 1;

/** A text with a third of what is left taken out of its middle, or null when it is short already. */
export function cutMiddle(text: string): string | null {
  const at = text.indexOf(CUT_MARK);
  const head = Array.from(at < 0 ? text : text.slice(0, at));
  const tail =
    at < 0 ? head.splice(Math.ceil(head.length / 2)) : Array.from(text.slice(at + CUT_MARK.length));
  if (tokensAtMost(head.join('')) + tokensAtMost(tail.join('')) <= LEAST_TOKENS) return null;
  const kept = Math.floor(((head.length + tail.length) * 2) / 3);
  const start = head.slice(0, Math.ceil(kept / 2)).join('');
  const end = tail.slice(tail.length - Math.floor(kept / 2)).join('');
  const cut = start + CUT_MARK + end;
  return tokensAtMost(cut) < tokensAtMost(text) ? cut : null;
}

/** The reduction that cuts the middle of one text of an input. */
export function shorter<K extends string>(field: K) {
  return <T extends Record<K, string>>(input: T): T | null => {
    const cut = cutMiddle(input[field]);
    return cut === null ? null : { ...input, [field]: cut };
  };
}
