/**
 * How long a call may be quiet, from the speed this engine has shown: a software adapter takes a minute for a short prompt
 * and a second for a token, a GPU a thousandth of that. Nothing is measured yet at the first call, so it gets the patience
 * of the slowest engine there could be.
 */
import type { EngineUsage } from './engine-port';

export interface Patience {
  /** Until the first token: reading the prompt, and compiling a grammar. Also how long an interrupt may take then. */
  firstMs: number;
  /** Between two tokens. */
  tokenMs: number;
  /** For the whole reply, where a grammar may lead a model in circles. */
  totalMs: number;
}

export interface Pace {
  patienceFor(promptCharacters: number, maxTokens: number): Patience;
  learn(usage: EngineUsage): void;
}

/** Milliseconds a token: a model of 3B on a software adapter, with room. */
const SLOWEST = 2_000;
const BASE_MS = 30_000;

export function paceOf(baseMs: number = BASE_MS, slowest: number = SLOWEST): Pace {
  let prefill = slowest;
  let decode = slowest;
  return {
    patienceFor(promptCharacters, maxTokens) {
      // A token is at least one character, and most are four.
      const firstMs = baseMs + promptCharacters * prefill;
      return { firstMs, tokenMs: baseMs + 20 * decode, totalMs: firstMs + baseMs + 4 * maxTokens * decode };
    },
    learn({ prompt_tokens, extra }) {
      const perPromptToken = (extra.time_to_first_token_s * 1000) / Math.max(1, prompt_tokens);
      prefill = blend(prefill, perPromptToken, slowest);
      decode = blend(decode, extra.time_per_output_token_s * 1000, slowest);
    },
  };
}

/** Believes the first measurement, then moves half way: one fast call must not make an engine impatient. */
function blend(before: number, measured: number, untouched: number): number {
  if (!Number.isFinite(measured) || measured <= 0) return before;
  return before === untouched ? measured : (before + measured) / 2;
}
