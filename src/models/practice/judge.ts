/**
 * The practice model as judge: measures the text as written, adds honest noise, and gives a distribution over the scores.
 * The noise depends on the seed and on all that was read (wording, aspects so far), never on who wrote it, so that judging
 * again in another order is another draw. The distribution is never one-hot. What else can be wrong with it: variants.ts.
 */
import type { Aspect } from '../../core/terms';
import type { Call, Draft } from './call';
import { BEYOND, DOUBT, GENEROSITY, LONG_WORDS, SHORT_WORDS } from './constants';
import { type Dice, power } from './dice';
import { type Reply, readReply } from './features';
import { spoiled } from './malformed';
import { clamp, qualityOf } from './quality';
import { readAskedAspects } from './reading';
import { remarkOn } from './remarks';
import type { JudgeKind } from './variants';

/** One constrained token over the options; they are taken as evenly spaced from worst to best. */
export function judgeByChoice(call: Call, options: readonly string[]): Draft {
  const { reading, dice, request } = call;
  const reply = readReply(reading.query, reading.response);
  const asked = readAskedAspects(reading.followUp || reading.orders).at(-1) ?? IMPRESSION;
  const shares = sharesOf(believed(reply, asked, call), options.length);
  const text = sampled(options, shares, request.sampling.temperature, dice.number());
  return { text, probabilities: Object.fromEntries(options.map((option, k) => [option, shares[k] ?? 0])) };
}

/** One JSON reply with a whole number, and where asked for a rationale, for every aspect. */
export function judgeInWriting(call: Call): Draft {
  const { reading, dice } = call;
  const reply = readReply(reading.query, reading.response);
  const withRationales = reading.orders.includes('"rationale"');
  const scores = readAskedAspects(reading.orders).map((aspect) => {
    const score = clamp(Math.floor(believed(reply, aspect, call) + 0.2 + 0.6 * dice.number()));
    const rationale = withRationales ? { rationale: remarkOn(reply, aspect.name, score, dice) } : {};
    return { aspect: aspect.name, ...rationale, score };
  });
  return spoiled(JSON.stringify({ scores }), call);
}

const IMPRESSION: Aspect = { name: 'Overall', low: 'poor', high: 'good' };

/** The score that a judge without noise would report, sum of k p(k): what is averaged to the true quality of a prompt. */
export function scoreWithoutNoise(reply: Reply, aspect: Aspect): number {
  return sharesOf(qualityOf(reply, aspect), 5).reduce((sum, share, k) => sum + (k + 1) * share, 0);
}

/** What it takes the quality for, a little beyond 1 to 5 at most. */
function believed(reply: Reply, aspect: Aspect, { dice, variant }: Call): number {
  const belief = seen(reply, aspect, variant.judge, dice) + dice.bell() * variant.judgeNoise;
  return Math.max(1 - BEYOND, Math.min(5 + BEYOND, belief));
}

/** What a judge of this kind looks at, 1 to 5. */
function seen(reply: Reply, aspect: Aspect, judge: JudgeKind, dice: Dice): number {
  switch (judge) {
    case 'random':
      return 1 + 4 * dice.number();
    case 'reversed':
      return 6 - qualityOf(reply, aspect);
    case 'length-loving':
      return clamp(1 + (4 * (reply.features.words - SHORT_WORDS)) / (LONG_WORDS - SHORT_WORDS));
    case 'generous':
      return qualityOf(reply, aspect) + GENEROSITY;
    case 'over-cautious':
      return towardsFive(qualityOf(reply, aspect), reply.features.refuses);
    case 'good':
    case 'noisy':
      return qualityOf(reply, aspect);
  }
}

/** A refusal is never wrong in its eyes; the rest it sees as it is. */
function towardsFive(quality: number, share: number): number {
  return quality + (5 - quality) * share;
}

/** The distribution of a belief over evenly spaced options, worst to best. */
function sharesOf(belief: number, options: number): number[] {
  const place = ((belief - 1) / 4) * (options - 1);
  const weights = Array.from({ length: options }, (_, k) => closeness(k - place));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
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
