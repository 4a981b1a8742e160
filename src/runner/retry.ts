/**
 * A model that is asked again after a fault that may pass by itself. Two kinds: an engine that was lost (a lost device, a
 * dead or hung worker) is asked again once a run, for a second loss is no accident and a person decides; a connection that
 * failed is asked again a bounded number of times a call, with growing waits. What was tried is listed in the reply's
 * attempts. Any other fault, and the last one, is thrown.
 */
import type { ChatModel, ChatReply, Retriever } from '../core/ports';
import { isFault } from './fault-of';

/** Resolves after so many ms; rejects with the signal's reason when it aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface RetryRules {
  sleep: Sleep;
  /** Tags of faults after which the engine must begin anew. */
  losses: readonly string[];
  /** How long to wait in ms before each further try after a loss; its length is how often in a whole run. */
  lossWaits: readonly number[];
  /** Tags of other faults that may pass. */
  passing: readonly string[];
  /** How long to wait in ms before each further try; its length is how often for one call. */
  waits: readonly number[];
}

/** The next call starts a new worker and loads the model again: the engine sees to that by itself. */
export const LOSSES = [
  'device-lost',
  'worker-not-started',
  'worker-crashed',
  'engine-hung',
  'module-disposed',
  'model-not-loaded',
] as const;
export const PASSING_FAULTS = ['network', 'interrupted', 'rate-limited', 'server-busy'] as const;

export const RETRY_RULES: Omit<RetryRules, 'sleep'> = {
  losses: LOSSES,
  lossWaits: [1_000],
  passing: PASSING_FAULTS,
  waits: [500, 2_000, 8_000],
};

/** How many losses a run has had since it was started or resumed; shared by its models. */
export interface Losses {
  count: number;
}

export function retrying(model: ChatModel, rules: RetryRules, losses: Losses): ChatModel {
  const { id, contextWindow, concurrency } = model;
  return {
    id,
    contextWindow,
    concurrency,
    async complete(request, options) {
      const failed: string[] = [];
      const ask = () => model.complete(request, options);
      return withAttempts(await askedAgain(ask, failed, options.signal, rules, losses), failed);
    },
  };
}

/** An embedding model is lost like any other. */
export function retryingRetriever(retriever: Retriever, rules: RetryRules, losses: Losses): Retriever {
  return {
    id: retriever.id,
    nearest: (request, options) =>
      askedAgain(() => retriever.nearest(request, options), [], options.signal, rules, losses),
  };
}

/** The first answer; what failed before it is added to `failed`. */
async function askedAgain<T>(
  ask: () => Promise<T>,
  failed: string[],
  signal: AbortSignal,
  rules: RetryRules,
  losses: Losses,
): Promise<T> {
  let passed = 0;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const tag = isFault(error) ? error.tag : null;
      if (tag === null || signal.aborted) throw error;
      let wait: number | undefined;
      if (rules.losses.includes(tag)) wait = rules.lossWaits[losses.count++];
      else if (rules.passing.includes(tag)) wait = rules.waits[passed++];
      if (wait === undefined) throw error;
      failed.push(tag);
      await rules.sleep(wait, signal);
    }
  }
}

function withAttempts(reply: ChatReply, failed: readonly string[]): ChatReply {
  if (failed.length === 0) return reply;
  const before = failed.map((outcome) => ({ what: 'call', outcome }));
  return { ...reply, attempts: [...before, ...(reply.attempts ?? [])] };
}

export const sleeping: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const wake = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', wake);
      resolve();
    }, ms);
    signal.addEventListener('abort', wake, { once: true });
  });
