/**
 * When a worker is called hung by the page: no sign of life at all for minutes of the page's own lived time. Deliberately
 * blunt: the worker itself watches for a quiet engine and knows its speed (generation.ts); here only a blocked thread is
 * caught. A busy GPU blocks no thread (with the software adapter busy for 5.6 s, a worker's timer was 4 ms late); compiling a
 * grammar does, for seconds.
 */
import { type Every, livedTime } from './lived-time';

export const SILENCE_MS = 240_000;
const TICK_MS = 1_000;

export interface HeartbeatWatch {
  /** Any message is a sign of life. */
  heard(): void;
  stop(): void;
}

export function watchHeartbeat(
  { now, every, silenceMs }: { now: () => number; every: Every; silenceMs: number },
  onSilence: (silentMs: number) => void,
): HeartbeatWatch {
  const tickMs = Math.min(TICK_MS, silenceMs / 4);
  const silence = livedTime(now, tickMs);
  const stop = every(tickMs, () => {
    const silentMs = silence.tick();
    if (silentMs > silenceMs) onSilence(Math.round(silentMs));
  });
  return { heard: () => silence.reset(), stop };
}

const BEAT_MS = 1_000;

/** The worker's side, while it works: how late each beat is tells how long its thread was blocked. */
export function beat(send: (lateMs: number) => void, now: () => number, every: Every): () => void {
  let due = now() + BEAT_MS;
  send(0);
  return every(BEAT_MS, () => {
    send(Math.max(0, Math.round(now() - due)));
    due = now() + BEAT_MS;
  });
}
