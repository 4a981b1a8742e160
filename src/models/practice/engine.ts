/**
 * The practice model: a simulated language model that plays every role by rules, so that the whole method can be seen in
 * seconds on any machine. It reads only what a language model would read (messages, reply form, role, sampling), never a
 * path. Same request, same reply, everywhere. It is labelled as simulated wherever it appears.
 */
import type { CallOptions, ChatModel, ChatReply, ChatRequest } from '../../core/ports';
import { fingerprint } from '../../core/random';
import { typicalTokens } from '../../core/tokens';
import { EngineFault } from '../engine-fault';
import type { Call, Draft } from './call';
import {
  ABLE,
  CARELESS,
  COPYING,
  type Habits,
  JUDGE_NOISE,
  MALFORMED,
  NOISY_JUDGE,
  OVER_CAUTIOUS,
} from './constants';
import { criticise } from './critic';
import { createDice } from './dice';
import { judgeByChoice, judgeInWriting } from './judge';
import { type Pace, type Sleep, speedOf, type VirtualClock, waiting, writeOut } from './pace';
import { readMessages } from './reading';
import { respond } from './responder';
import { rewrite } from './rewriter';
import { selectAspects } from './selector';
import { createConversationCache, promptTokensOf, usageOf } from './usage';
import { practiceId, type PracticeVariant, type RewriterKind } from './variants';

export const PRACTICE_CONTEXT_WINDOW = 4096;

export interface PracticeOptions {
  pace: Pace;
  variant?: Partial<PracticeVariant>;
  sleep?: Sleep;
  /** Moved by what a call takes, instead of sleeping. */
  clock?: VirtualClock;
}

export function createPracticeModel({ pace, variant = {}, sleep, clock }: PracticeOptions): ChatModel {
  const cache = createConversationCache();
  const traits = wholeVariant(variant);
  const wait = waiting(pace, clock, sleep);
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
    const usage = usageOf(speedOf(pace), promptTokens, cachedTokens, reply.tokens);
    await writeOut(reply.text, usage, wait, options);
    await Promise.resolve();
    options.signal.throwIfAborted();
    cache.hold(request.messages, reply);
    return {
      text: reply.text,
      finish: reply.finish,
      ...(draft.probabilities ? { probabilities: draft.probabilities } : {}),
      usage,
    };
  };
  return { id: practiceId(variant), contextWindow: PRACTICE_CONTEXT_WINDOW, concurrency: 1, complete };
}

function wholeVariant(changed: Partial<PracticeVariant>): PracticeVariant {
  const judgeNoise = changed.judge === 'noisy' ? NOISY_JUDGE : JUDGE_NOISE;
  return { judge: 'good', rewriter: 'able', judgeNoise, malformed: MALFORMED, ...changed };
}

const HABITS: Record<RewriterKind, Habits> = {
  able: ABLE,
  careless: CARELESS,
  'over-cautious': OVER_CAUTIOUS,
  copying: COPYING,
};

function draftFor(request: ChatRequest, variant: PracticeVariant): Draft {
  const { sampling, messages, reply, role } = request;
  const read = messages.map((message) => `${message.role}\n${message.content}`).join('\n\n');
  // Greedy decoding does not look at the seed; the judge's noise stands for what a judge cannot help.
  const seed = sampling.temperature === 0 && role !== 'judge' ? 0 : sampling.seed;
  const dice = createDice(seed, fingerprint(`${role}\n${read}`));
  const habits = HABITS[variant.rewriter];
  const call: Call = { request, reading: readMessages(messages), dice, variant, habits };
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
