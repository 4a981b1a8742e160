/**
 * Fitting a prompt into a context: reductions are tried in their order of priority, each as often as it can give way
 * (former prompts, then examples beyond the first, then the middle of the response). What cannot fit is an error that
 * says how much is missing; nothing is cut without a visible mark.
 */
import type { Fault } from './records';
import type { Message } from './ports';
import type { Role } from './terms';
import { MESSAGE_TOKENS, tokensAtMost } from './tokens';

/** A smaller input, or null when this reduction has nothing left to give. */
export type Reduction<T> = (input: T) => T | null;

export class PromptTooLong extends Error {
  readonly fault: Fault;
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

/** The input as far as it had to be reduced so that its messages take at most `room` tokens. */
export function fitted<T>(
  role: Role,
  input: T,
  build: (input: T) => Message[],
  reductions: readonly Reduction<T>[],
  room: number,
): T {
  let current = input;
  for (const reduce of reductions) {
    for (;;) {
      if (messageTokens(build(current)) <= room) return current;
      const smaller = reduce(current);
      if (smaller === null) break;
      current = smaller;
    }
  }
  const needed = messageTokens(build(current));
  if (needed <= room) return current;
  throw new PromptTooLong(role, needed, room);
}

const CUT_MARK = '\n[... cut here to fit ...]\n';
const LEAST_RESPONSE = 240;

/** A response with a third of what is left taken out of its middle, or null when it is short already. */
export function cutMiddle(response: string): string | null {
  const [head = '', tail = ''] = response.includes(CUT_MARK) ? response.split(CUT_MARK, 2) : halves(response);
  const kept = Math.floor(((head.length + tail.length) * 2) / 3);
  if (kept < LEAST_RESPONSE) return null;
  const start = Array.from(head)
    .slice(0, Math.ceil(kept / 2))
    .join('');
  const end = Array.from(tail)
    .slice(-Math.floor(kept / 2))
    .join('');
  return start + CUT_MARK + end;
}

function halves(text: string): [string, string] {
  const middle = Math.floor(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

/** The reduction that cuts an input's response. */
export function shorterResponse<T extends { response: string }>(input: T): T | null {
  const response = cutMiddle(input.response);
  return response === null ? null : { ...input, response };
}
