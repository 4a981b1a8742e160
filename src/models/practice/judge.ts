/**
 * The practice model as judge: measures the text as written, adds honest noise, and gives a distribution over the scores.
 * The noise depends on the seed and on what was read, never on who wrote it; the distribution is never one-hot.
 */
import type { Aspect } from '../../core/terms';
import { power } from './dice';
import type { Call, Draft } from './call';
import { type Reply, readReply } from './features';
import { spoiled } from './malformed';
import { clamp, qualityOf } from './quality';
import { readAskedAspects } from './reading';
import { remarkOn } from './remarks';

/** Width of the doubt around a score. */
const DOUBT = 0.6;

/** One constrained token over the options; they are taken as evenly spaced from worst to best. */
export function judgeByChoice(call: Call, options: readonly string[]): Draft {
  const { reading, dice, variant, request } = call;
  const reply = readReply(reading.query, reading.response);
  const asked = readAskedAspects(reading.followUp || reading.orders).at(-1) ?? IMPRESSION;
  const believed = noisy(reply, asked, dice.bell() * variant.judgeNoise);
  const place = ((believed - 1) / 4) * (options.length - 1);
  const weights = options.map((_, k) => closeness(k - place));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => weight / sum);
  const text = sampled(options, shares, request.sampling.temperature, dice.number());
  return { text, probabilities: Object.fromEntries(options.map((option, k) => [option, shares[k] ?? 0])) };
}

/** One JSON reply with a whole number, and where asked for a rationale, for every aspect. */
export function judgeInWriting(call: Call): Draft {
  const { reading, dice, variant } = call;
  const reply = readReply(reading.query, reading.response);
  const withRationales = reading.orders.includes('"rationale"');
  const scores = readAskedAspects(reading.orders).map((aspect) => {
    const believed = noisy(reply, aspect, dice.bell() * variant.judgeNoise);
    const score = clamp(Math.floor(believed + 0.2 + 0.6 * dice.number()));
    const rationale = withRationales ? { rationale: remarkOn(reply, aspect.name, score, dice) } : {};
    return { aspect: aspect.name, ...rationale, score };
  });
  return spoiled(JSON.stringify({ scores }), call);
}

const IMPRESSION: Aspect = { name: 'Overall', low: 'poor', high: 'good' };

/** Beyond the ends a belief stays a belief: a very good text is a clear five. */
function noisy(reply: Reply, aspect: Aspect, noise: number): number {
  return Math.max(0.7, Math.min(5.3, qualityOf(reply, aspect) + noise));
}

/** A bell without exponentials: the same bits in every engine. */
function closeness(distance: number): number {
  const scaled = distance / DOUBT;
  const base = 1 / (1 + scaled * scaled);
  return base * base * base;
}

function sampled(
  options: readonly string[],
  shares: readonly number[],
  temperature: number,
  draw: number,
): string {
  const best = shares.indexOf(Math.max(...shares));
  if (temperature === 0) return options[best] ?? '';
  const top = shares[best] ?? 1;
  const weights = shares.map((share) => power(share / top, 1 / temperature));
  let left = draw * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex((weight) => (left -= weight) < 0);
  return options[place < 0 ? best : place] ?? '';
}
