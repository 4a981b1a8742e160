/**
 * Tries again what may pass by itself: a broken connection, a busy server. Never a missing file, a refusal or a pause,
 * and never without end.
 */
import { EngineFault } from '../engine-fault';
import type { Outside } from './outside';

const mostRetries = 5;
const firstDelayMs = 500;
const longestDelayMs = 60_000;

/** Half a second, then twice as long each time; a server that names its own wait is believed, within a minute. */
export function delayBefore(retry: number, fault: EngineFault): number {
  const asked = Number(fault.facts.retryAfterSeconds ?? 0) * 1000;
  return Math.min(longestDelayMs, Math.max(asked, firstDelayMs * 2 ** retry));
}

export function mayPass(error: unknown): error is EngineFault {
  return error instanceof EngineFault && error.tag === 'network' && error.facts.offline !== true;
}

export async function retrying<T>(
  work: () => Promise<T>,
  outside: Pick<Outside, 'sleep'>,
  signal: AbortSignal,
): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || retry === mostRetries || !mayPass(error)) throw error;
      await outside.sleep(delayBefore(retry, error), signal);
    }
  }
}
