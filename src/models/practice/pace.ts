/**
 * How long the practice model takes, by its own clock, and how its text reaches the eye. The text never depends on the pace;
 * the times of a reply's usage do, and what is waited is what they say: first the reading, then the writing, word by word.
 * At full speed nothing is waited and no timer used. Where a call is aborted, it throws the signal's reason and writes no more.
 */
import type { CallOptions, Usage } from '../../core/ports';
import { WRITING_SPEED } from './constants';

/**
 * Tokens a second it writes; it reads READING_MULTIPLE times as fast. null or Infinity is full speed: done at once, while the
 * times told are those of WRITING_SPEED.
 */
export type Pace = number | null;
export type Sleep = (ms: number) => Promise<void>;

/** A clock that only moves when it is told to: whole hours pass in a test without a timer. In milliseconds. */
export interface VirtualClock {
  now(): number;
  advance(ms: number): void;
}

/** Shorter waits than a frame are saved up: a timer for each short word would only cost time. */
const SHORTEST_WAIT_MS = 16;

const timerSleep: Sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How a wait is done: not at all, with timers, or by moving the clock that was handed in (at full speed too). */
export function waiting(pace: Pace, clock?: VirtualClock, sleep: Sleep = timerSleep): Sleep | null {
  if (clock) {
    return (ms) => {
      clock.advance(ms);
      return Promise.resolve();
    };
  }
  return isFull(pace) ? null : sleep;
}

export function speedOf(pace: Pace): number {
  return isFull(pace) ? WRITING_SPEED : pace;
}

function isFull(pace: Pace): pace is null {
  return pace === null || pace === Infinity || pace <= 0;
}

export async function writeOut(
  text: string,
  { prefillMs, decodeMs }: Pick<Usage, 'prefillMs' | 'decodeMs'>,
  wait: Sleep | null,
  { signal, onText }: CallOptions,
): Promise<void> {
  if (wait === null) {
    if (text !== '') onText?.(text);
    return;
  }
  let owed = prefillMs;
  let ready = '';
  for (const word of text.split(/(?<=\s)(?=\S)/)) {
    if (owed >= SHORTEST_WAIT_MS) {
      await aborted(wait(owed), signal);
      owed = 0;
      if (ready !== '') onText?.(ready);
      ready = '';
    }
    ready += word;
    owed += (decodeMs * word.length) / Math.max(1, text.length);
  }
  await aborted(wait(owed), signal);
  if (ready !== '') onText?.(ready);
}

/** Waits for the sleep or the abort, whichever is first. */
function aborted(sleeping: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    sleeping.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
