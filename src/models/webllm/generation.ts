/**
 * One call on the engine, from start to idle: the stream is always read to its end, because only then the library lets go
 * of its lock. An interrupt is repeated until the stream ends (a starting request clears it, and a prefill does not look).
 * Rejects with what the engine threw, or with EngineHung when it neither speaks nor stops in time.
 */
import type { EngineChunk, EnginePort, EngineUsage, TokenLogprob } from './engine-port';
import { type Every, livedTime } from './lived-time';
import type { Patience } from './patience';

export type StopReason = 'aborted' | 'time-out';

/** The wish to stop a call, and why. The first reason counts, but an abort outranks a time-out. */
export class StopSwitch {
  why: StopReason | null = null;
  ask(why: StopReason): void {
    if (this.why !== 'aborted') this.why = why;
  }
  isAborted(): boolean {
    return this.why === 'aborted';
  }
  /** A time-out is over when its call is; an abort stays. */
  takeBack(): void {
    if (this.why === 'time-out') this.why = null;
  }
}

export class EngineHung extends Error {
  constructor(readonly quietMs: number) {
    super(`the engine was silent for ${quietMs} ms`);
    this.name = 'EngineHung';
  }
}

export interface Generation {
  raw: string;
  finish: string | null;
  /** Of the first token, where log-probabilities were asked for. */
  first: TokenLogprob | null;
  usage: EngineUsage | null;
}

export interface GenerationTools {
  engine: EnginePort;
  stop: StopSwitch;
  patience: Patience;
  /** Times out quietly (a grammar may be the cause) instead of waiting twice as long and calling it hung. */
  timesOut: boolean;
  /** The text so far, after every token. */
  onRaw: (raw: string) => void;
  now: () => number;
  every: Every;
}

const TICK_MS = 100;

export async function generate(
  open: () => Promise<AsyncIterable<EngineChunk>>,
  tools: GenerationTools,
): Promise<Generation> {
  const heard = { tokens: 0, sinceLast: livedTime(tools.now, TICK_MS) };
  let endWatch = (): void => undefined;
  const hung = new Promise<never>((_, reject) => {
    endWatch = watch(tools, heard, reject);
  });
  const reading = read(open, tools, heard);
  // When the watch wins, nobody is left to hear the stream's own end.
  reading.catch(() => undefined);
  try {
    return await Promise.race([reading, hung]);
  } finally {
    endWatch();
  }
}

interface Heard {
  tokens: number;
  sinceLast: ReturnType<typeof livedTime>;
}

function watch(tools: GenerationTools, heard: Heard, hung: (error: EngineHung) => void): () => void {
  const { engine, stop, patience, timesOut, now, every } = tools;
  const total = livedTime(now, TICK_MS);
  const stopping = livedTime(now, TICK_MS);
  return every(TICK_MS, () => {
    const quietMs = heard.sinceLast.tick();
    const totalMs = total.tick();
    const waiting = heard.tokens === 0 ? patience.firstMs : patience.tokenMs;
    if (stop.why === null) {
      stopping.reset();
      if (timesOut && (quietMs > waiting || totalMs > patience.totalMs)) stop.ask('time-out');
      else if (quietMs > 2 * waiting) hung(new EngineHung(Math.round(quietMs)));
      return;
    }
    void engine.interruptGenerate();
    if (stopping.tick() > waiting) hung(new EngineHung(Math.round(quietMs)));
  });
}

async function read(
  open: () => Promise<AsyncIterable<EngineChunk>>,
  { engine, stop, onRaw }: GenerationTools,
  heard: Heard,
): Promise<Generation> {
  const got: Generation = { raw: '', finish: null, first: null, usage: null };
  for await (const { choices, usage } of await open()) {
    heard.tokens += 1;
    heard.sinceLast.reset();
    if (usage) got.usage = usage;
    const choice = choices[0];
    if (!choice) continue;
    got.finish = choice.finish_reason ?? got.finish;
    got.first ??= choice.logprobs?.content?.[0] ?? null;
    got.raw += choice.delta?.content ?? choice.text ?? '';
    if (stop.why === null) onRaw(got.raw);
  }
  // The pieces leave out what a stop string took back and half-decoded characters; the engine's own text does not.
  got.raw = await engine.getMessage();
  return got;
}
