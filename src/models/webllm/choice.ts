/**
 * A choice as one constrained token: the grammar, and the distribution at temperature 1 recovered from the log-probabilities
 * at temperature T (softmax of logits / T, so p is proportional to exp(T * logprob)). Never one-hot by temperature: at 0
 * all mass would sit on the mode, so a cold request is sampled at 0.2.
 */
import type { TokenLogprob } from './engine-port';

/** `root ::= "1" | "2"`, options as they are, quoted as JSON (what EBNF strings take). */
export function choiceGrammar(options: readonly string[]): string {
  return `root ::= ${options.map((option) => JSON.stringify(option)).join(' | ')}`;
}

const COLDEST = 0.05;
const INSTEAD = 0.2;

export function choiceTemperature(asked: number): number {
  return asked < COLDEST ? INSTEAD : asked;
}

/**
 * p over the options, summing to 1; null where the token says nothing about them. Options beyond the five likeliest tokens
 * count 0: the library tells no more than five.
 */
export function distributionOf(
  first: TokenLogprob,
  options: readonly string[],
  temperature: number,
): Record<string, number> | null {
  const told = [...first.top_logprobs, first];
  const weights = options.map((option) => {
    const heard =
      told.find(({ token }) => token === option) ?? told.find(({ token }) => token.trim() === option);
    const logprob = heard?.logprob ?? -Infinity;
    return logprob === -Infinity ? 0 : Math.exp(temperature * logprob);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!Number.isFinite(sum) || sum <= 0) return null;
  return Object.fromEntries(options.map((option, i) => [option, (weights[i] ?? 0) / sum]));
}
