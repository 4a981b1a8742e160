/**
 * The conversation whose KV cache the engine holds: what was asked, and the exact words the engine was sent and wrote.
 * A request that continues it is sent in those words again, reply unaltered (think block, `$`, all), so that the library
 * finds its own conversation; any other request is sent in freshly escaped words. The core never sees the difference.
 */
import type { Message } from '../../core/ports';
import { typicalTokens } from '../../core/tokens';
import type { EngineMessage, EngineUsage } from './engine-port';
import { engineText, type FilledByReplace } from './escaping';

interface Held {
  asked: readonly Message[];
  sent: readonly EngineMessage[];
  /** In the cache: prompt and reply. */
  tokens: number;
}

export interface Prepared {
  asked: readonly Message[];
  sent: EngineMessage[];
  /** Tokens of the conversation it continues; 0 when it continues none. */
  heldTokens: number;
}

export interface HeldConversation {
  prepare(messages: readonly Message[], template: FilledByReplace): Prepared;
  /** Tokens the cache saved, from what the engine says it newly read. */
  cachedTokens(prepared: Prepared, usage: EngineUsage): number;
  /** After a reply that ended by itself: the only kind the library goes on from. */
  hold(prepared: Prepared, reply: { text: string; raw: string }, usage: EngineUsage): void;
  drop(): void;
}

export function heldConversation(): HeldConversation {
  let held: Held | null = null;
  const cachedTokens = (prepared: Prepared, usage: EngineUsage): number =>
    prepared.heldTokens > 0 && wasReused(prepared, usage.prompt_tokens) ? prepared.heldTokens : 0;
  return {
    prepare(messages, template) {
      const asked = withSystem(messages);
      const before = held && continues(asked, held.asked) ? held : null;
      const known = before?.sent ?? [];
      const fresh = asked
        .slice(known.length)
        .map(({ role, content }) => ({ role, content: engineText(content, role, template) }));
      return { asked, sent: [...known, ...fresh], heldTokens: before?.tokens ?? 0 };
    },
    cachedTokens,
    hold(prepared, { text, raw }, usage) {
      // The token that ended the reply was sampled, never read.
      const written = Math.max(0, usage.completion_tokens - 1);
      held = {
        asked: [...prepared.asked, { role: 'assistant', content: text }],
        sent: [...prepared.sent, { role: 'assistant', content: raw }],
        tokens: cachedTokens(prepared, usage) + usage.prompt_tokens + written,
      };
    },
    drop() {
      held = null;
    },
  };
}

/** Left out, the library would put in the model's default system message; '' stays ''. */
function withSystem(messages: readonly Message[]): readonly Message[] {
  return messages[0]?.role === 'system' ? messages : [{ role: 'system', content: '' }, ...messages];
}

/** The library goes on only when everything but one new user message is the conversation it holds. */
function continues(asked: readonly Message[], held: readonly Message[]): boolean {
  return (
    asked.length === held.length + 1 &&
    held.every(({ role, content }, i) => asked[i]?.role === role && asked[i].content === content)
  );
}

/** Around a message in a chat template: two headers and what ends a turn. */
const TURN_MARKS_TOKENS = 10;

/** Whether the engine read only the new message: which of the two is nearer to what it says it read. */
function wasReused({ sent, heldTokens }: Prepared, newlyRead: number): boolean {
  const known = sent.slice(0, -1).reduce((sum, { content }) => sum + typicalTokens(content), 0);
  const density = heldTokens / Math.max(1, known);
  const fresh = TURN_MARKS_TOKENS + typicalTokens(sent.at(-1)?.content ?? '') * density;
  return newlyRead < fresh + heldTokens / 2;
}
