/**
 * A model that is asked again after a fault that may pass (a lost device, a dead worker), a bounded number of times
 * with growing waits. What was tried is listed in the reply's attempts. Any other fault, and the last one, is thrown.
 */
import type { ChatModel, ChatReply } from '../core/ports';
import { isFault } from './fault-of';

/** Resolves after so many ms; rejects with the signal's reason when it aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface RetryRules {
  sleep: Sleep;
  /** Tags of faults that may pass. */
  transient: readonly string[];
  /** How long to wait in ms before each further try; its length is how often. */
  waits: readonly number[];
}

export const TRANSIENT_FAULTS = [
  'device-lost',
  'worker-lost',
  'model-not-loaded',
  'no-progress',
  'network',
  'rate-limited',
  'server-busy',
] as const;
export const WAITS_MS = [500, 2_000, 8_000] as const;

export function retrying(model: ChatModel, rules: RetryRules): ChatModel {
  const { id, contextWindow, concurrency } = model;
  return {
    id,
    contextWindow,
    concurrency,
    async complete(request, options) {
      const failed: string[] = [];
      for (;;) {
        try {
          return withAttempts(await model.complete(request, options), failed);
        } catch (error) {
          const wait = rules.waits[failed.length];
          const passing = isFault(error) && rules.transient.includes(error.tag);
          if (options.signal.aborted || !passing || wait === undefined) throw error;
          failed.push(error.tag);
          await rules.sleep(wait, options.signal);
        }
      }
    },
  };
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
