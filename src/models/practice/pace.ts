/**
 * How a finished text reaches the eye: at once, or word by word at a reading pace. The text never depends on the pace.
 * Full speed uses no timers. Where a call is aborted, it throws the signal's reason and writes no further word.
 */
import { typicalTokens } from '../../core/tokens';

/** Tokens a second; null or Infinity is full speed. A function is asked before every word. */
export type Pace = number | null | (() => number | null);
export type Sleep = (ms: number) => Promise<void>;

/** Shorter waits than a frame are saved up: a timer for each short word would only cost time. */
const SHORTEST_WAIT_MS = 16;

const timerSleep: Sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function writeOut(
  text: string,
  pace: Pace,
  options: { signal: AbortSignal; onText?: (delta: string) => void },
  sleep: Sleep = timerSleep,
): Promise<void> {
  let waited = 0;
  let ready = '';
  for (const word of speedOf(pace) === null ? [text] : text.split(/(?<=\s)(?=\S)/)) {
    ready += word;
    const speed = speedOf(pace);
    if (speed === null) continue;
    waited += (typicalTokens(word) * 1000) / speed;
    if (waited < SHORTEST_WAIT_MS) continue;
    await aborted(sleep(waited), options.signal);
    waited = 0;
    options.onText?.(ready);
    ready = '';
  }
  if (ready !== '') options.onText?.(ready);
}

function speedOf(pace: Pace): number | null {
  const speed = typeof pace === 'function' ? pace() : pace;
  return speed === null || speed === Infinity || speed <= 0 ? null : speed;
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
