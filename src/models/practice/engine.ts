/**
 * The practice model: a simulated language model that plays every role by rules, so that the whole method can be seen in
 * seconds on any machine. It reads only what a language model would read (messages, reply form, role, sampling), never a
 * path. Same request, same reply, everywhere. It is labelled as simulated wherever it appears.
 */
import type { CallOptions, ChatModel, ChatReply, ChatRequest } from '../../core/ports';
import { fingerprint } from '../../core/random';
import { typicalTokens } from '../../core/tokens';
import { EngineFault } from '../engine-fault';
import type { Call, Draft, PracticeVariant } from './call';
import { criticise } from './critic';
import { createDice } from './dice';
import { judgeByChoice, judgeInWriting } from './judge';
import { type Pace, type Sleep, writeOut } from './pace';
import { readMessages } from './reading';
import { respond } from './responder';
import { rewrite } from './rewriter';
import { selectAspects } from './selector';
import { createConversationCache, promptTokensOf, usageOf } from './usage';

export const PRACTICE_ID = 'practice:1';
export const PRACTICE_LABEL = 'Practice model (simulated)';
export const PRACTICE_CONTEXT_WINDOW = 4096;

export interface PracticeOptions {
  pace: Pace;
  variant?: Partial<PracticeVariant>;
  sleep?: Sleep;
}

const USUAL: PracticeVariant = { judgeNoise: 0.45, malformed: 0.02 };

export function createPracticeModel({ pace, variant = {}, sleep }: PracticeOptions): ChatModel {
  const cache = createConversationCache();
  const traits = { ...USUAL, ...variant };
  const complete = async (request: ChatRequest, options: CallOptions): Promise<ChatReply> => {
    options.signal.throwIfAborted();
    const promptTokens = promptTokensOf(request.messages);
    if (promptTokens > PRACTICE_CONTEXT_WINDOW) {
      throw new EngineFault('context-overflow', { needed: promptTokens, window: PRACTICE_CONTEXT_WINDOW });
    }
    const cachedTokens = cache.tokensSaved(request.messages);
    cache.drop();
    const draft = draftFor(request, traits);
    const reply = cutToLimit(
      draft,
      Math.min(request.sampling.maxTokens, PRACTICE_CONTEXT_WINDOW - promptTokens),
    );
    await writeOut(reply.text, pace, options, sleep);
    await Promise.resolve();
    options.signal.throwIfAborted();
    cache.hold(request.messages, reply);
    return {
      text: reply.text,
      finish: reply.finish,
      ...(draft.probabilities ? { probabilities: draft.probabilities } : {}),
      usage: usageOf(promptTokens, cachedTokens, reply.tokens),
    };
  };
  return { id: idOf(variant), contextWindow: PRACTICE_CONTEXT_WINDOW, concurrency: 1, complete };
}

function idOf(variant: Partial<PracticeVariant>): string {
  const changed = Object.entries(variant).map(([name, value]) => `${name}=${String(value)}`);
  return [PRACTICE_ID, ...changed.sort()].join('+');
}

function draftFor(request: ChatRequest, variant: PracticeVariant): Draft {
  const { sampling, messages, reply, role } = request;
  const read = messages.map((message) => `${message.role}\n${message.content}`).join('\n\n');
  // Greedy decoding does not look at the seed; the judge's noise stands for what a judge cannot help.
  const seed = sampling.temperature === 0 && role !== 'judge' ? 0 : sampling.seed;
  const dice = createDice(seed, fingerprint(`${role}\n${read}`));
  const call: Call = { request, reading: readMessages(messages), dice, variant };
  switch (role) {
    case 'responder':
      return respond(call);
    case 'selector':
      return selectAspects(call);
    case 'judge':
      return reply.kind === 'choice' ? judgeByChoice(call, reply.options) : judgeInWriting(call);
    case 'critic':
      return criticise(call);
    case 'rewriter':
      return rewrite(call);
  }
}

/** Cut as a decoder cuts: at the token, in the middle of a word if need be. One constrained token needs one more to end. */
function cutToLimit(
  draft: Draft,
  limit: number,
): { text: string; finish: 'stop' | 'length'; tokens: number } {
  const tokens = typicalTokens(draft.text);
  const room = draft.probabilities ? limit - 1 : limit;
  if (tokens <= room) return { text: draft.text, finish: 'stop', tokens };
  const text = draft.text.slice(0, Math.max(1, limit) * 4);
  return { text, finish: 'length', tokens: typicalTokens(text) };
}
