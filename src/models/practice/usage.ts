/**
 * Usage numbers of the practice model, by the rules of a WebLLM engine: a KV cache saves the prompt only where a request
 * continues the very conversation just held, unaltered, after a finish of 'stop'. Times are computed, never measured.
 */
import type { ChatReply, Message, Usage } from '../../core/ports';
import { typicalTokens } from '../../core/tokens';
import { READING_MULTIPLE } from './constants';

export function promptTokensOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + typicalTokens(message.content), 0);
}

/** Times for a model that writes `speed` tokens a second, and reads READING_MULTIPLE times as many. */
export function usageOf(
  speed: number,
  promptTokens: number,
  cachedTokens: number,
  completionTokens: number,
): Usage {
  return {
    promptTokens,
    cachedTokens,
    completionTokens,
    prefillMs: Math.round(((promptTokens - cachedTokens) * 1000) / (READING_MULTIPLE * speed)),
    decodeMs: Math.round((completionTokens * 1000) / speed),
  };
}

/** The conversation a cache holds; `hold` after a finished call, `drop` after one that was cut off. */
export function createConversationCache() {
  let held: readonly Message[] | null = null;
  return {
    /** How many of the prompt's tokens need no second reading. */
    tokensSaved(messages: readonly Message[]): number {
      if (held === null || messages.length <= held.length) return 0;
      const same = held.every((message, i) => sameMessage(message, messages[i]));
      return same ? promptTokensOf(held) : 0;
    },
    hold(messages: readonly Message[], reply: Pick<ChatReply, 'text' | 'finish'>): void {
      held = reply.finish === 'stop' ? [...messages, { role: 'assistant', content: reply.text }] : null;
    },
    drop(): void {
      held = null;
    },
  };
}

function sameMessage(one: Message, other: Message | undefined): boolean {
  return one.role === other?.role && one.content === other.content;
}
