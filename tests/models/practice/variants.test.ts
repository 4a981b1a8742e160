import { beforeAll, describe, expect, it } from 'vitest';
import { ASPECTS } from '../../../src/core/aspects';
import type { ChatModel } from '../../../src/core/ports';
import { judgeMessages, SCORES } from '../../../src/core/prompts/judge';
import { editMessages, editSchema } from '../../../src/core/prompts/rewriter';
import { isUnreadable } from '../../../src/core/terms';
import { readEdits } from '../../../src/core/replies';
import { LESSON_ENGINES, OFFERED_ENGINES, offeredEngine } from '../../../src/models/catalog';
import { createPracticeModel } from '../../../src/models/practice/engine';
import { readReply } from '../../../src/models/practice/features';
import { qualityOf } from '../../../src/models/practice/quality';
import { ordersIn } from '../../../src/models/practice/rule-reading';
import {
  PRACTICE_VARIANTS,
  practiceId,
  type PracticeVariant,
  WARNED_VARIANTS,
} from '../../../src/models/practice/variants';
import { chatModelContract } from '../../contracts/chat-model';
import { QUERIES, respondTo } from './asking';

for (const { label, variant } of [...PRACTICE_VARIANTS, ...Object.values(WARNED_VARIANTS)]) {
  chatModelContract(label, () => createPracticeModel({ pace: null, variant }));
}

const signal = () => new AbortController().signal;
const expected = (shares: Record<string, number> = {}) =>
  SCORES.reduce((sum, score) => sum + Number(score) * (shares[score] ?? 0), 0);

interface Seen {
  query: string;
  response: string;
  words: number;
  quality: number;
}

/** Responses from poor to good, on all queries. */
const seen: Seen[] = [];
const RULES = [
  'Answer directly in the first sentence and skip any filler.',
  'Explain why, with one concrete example.',
  'Say how sure you are.',
];
beforeAll(async () => {
  for (const query of QUERIES) {
    for (const kept of [0, 1, 3]) {
      const response = await respondTo({ query, prompt: RULES.slice(0, kept).join(' ') });
      const reply = readReply(query, response);
      const quality = ASPECTS.reduce((sum, aspect) => sum + qualityOf(reply, aspect), 0) / ASPECTS.length;
      seen.push({ query, response, words: reply.features.words, quality });
    }
  }
});

/** The reward over five aspects, in the order given. */
async function judged(model: ChatModel, { query, response }: Seen, aspects = ASPECTS.slice(0, 5), seed = 7) {
  const given: string[] = [];
  const scores: number[] = [];
  for (const [i] of aspects.entries()) {
    const reply = await model.complete(
      {
        path: 'j',
        role: 'judge',
        conversation: 'j',
        messages: judgeMessages({ query, response, aspects, reason: '' }, given),
        sampling: { temperature: 0.2, topP: 1, maxTokens: 2, seed: seed + i },
        reply: { kind: 'choice', options: SCORES },
      },
      { signal: signal() },
    );
    given.push(reply.text);
    scores.push(expected(reply.probabilities));
  }
  return scores;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [mean(xs), mean(ys)];
  const sum = (f: (i: number) => number) => xs.reduce((total, _, i) => total + f(i), 0);
  const [dx, dy] = [(i: number) => (xs[i] ?? 0) - mx, (i: number) => (ys[i] ?? 0) - my];
  return sum((i) => dx(i) * dy(i)) / Math.sqrt(sum((i) => dx(i) * dx(i)) * sum((i) => dy(i) * dy(i)));
}

/** The reward of every response, judged under one seed after the other. */
async function rewardsOf(variant: Partial<PracticeVariant>, seeds = [7]): Promise<number[]> {
  const model = createPracticeModel({ pace: null, variant });
  const rewards: number[] = [];
  for (const seed of seeds) {
    for (const one of seen) rewards.push(mean(await judged(model, one, ASPECTS.slice(0, 5), seed)));
  }
  return rewards;
}

const qualities = () => seen.map(({ quality }) => quality);
const words = () => seen.map((one) => one.words);

describe('the variants of the practice model', () => {
  it('are offered for lessons under ids that say what they are and labels that say they are simulated', async () => {
    expect(OFFERED_ENGINES.map(({ id }) => id)).toEqual(['practice:1']);
    expect(LESSON_ENGINES.map(({ id }) => id)).toEqual([
      'practice:1',
      'practice:1+judge=noisy',
      'practice:1+judge=random',
      'practice:1+judge=reversed',
      'practice:1+judge=length-loving',
      'practice:1+rewriter=careless',
    ]);
    expect(new Set(LESSON_ENGINES.map(({ label }) => label)).size).toBe(6);
    for (const { id, label, simulated } of LESSON_ENGINES) {
      expect(label).toContain('(simulated)');
      expect(simulated).toBe(true);
      expect((await offeredEngine(id)?.load())?.({}).id).toBe(id);
    }
    expect(practiceId({ rewriter: 'careless', judge: 'random' })).toBe(
      'practice:1+judge=random+rewriter=careless',
    );
  });

  it('judge well: scores go with quality', async () => {
    expect(correlation(await rewardsOf({}), qualities())).toBeGreaterThan(0.7);
  });

  it('judge with noise of at least 0.4 a score, and much more when noisy', async () => {
    const spreadOf = async (variant: Partial<PracticeVariant>) => {
      const model = createPracticeModel({ pace: null, variant });
      const variances: number[] = [];
      for (const one of seen.filter(({ quality }) => quality > 2 && quality < 4).slice(0, 20)) {
        const draws: number[][] = [];
        for (let seed = 1; seed <= 30; seed++)
          draws.push(await judged(model, one, ASPECTS.slice(0, 3), seed * 97));
        for (const aspect of [0, 1, 2]) {
          const scores = draws.map((draw) => draw[aspect] ?? 0);
          const middle = mean(scores);
          variances.push(mean(scores.map((score) => (score - middle) * (score - middle))));
        }
      }
      return Math.sqrt(mean(variances));
    };
    const good = await spreadOf({});
    expect(good).toBeGreaterThan(0.4);
    expect(good).toBeLessThan(0.6);
    expect(await spreadOf({ judge: 'noisy' })).toBeGreaterThan(good + 0.4);
  });

  it('judge by another draw of noise when aspects are asked in reverse or the text is worded anew, not by the seed alone', async () => {
    const model = createPracticeModel({ pace: null });
    const one = seen[1]!;
    const aspects = ASPECTS.slice(0, 4);
    const forward = await judged(model, one, aspects);
    expect(await judged(model, one, aspects)).toEqual(forward);
    const backward = (await judged(model, one, [...aspects].reverse())).reverse();
    backward.forEach((score, i) => expect(score).not.toBe(forward[i]));
    const reworded = await judged(model, { ...one, response: `${one.response} ` }, aspects);
    reworded.forEach((score, i) => expect(score).not.toBe(forward[i]));
  });

  it('judge at random: scores have nothing to do with quality or length', async () => {
    // 720 scores: a correlation by chance has a standard deviation of 0.04.
    const seeds = [7, 107, 207, 307, 407, 507, 607, 707, 807, 907];
    const rewards = await rewardsOf({ judge: 'random' }, seeds);
    const often = (values: number[]) => seeds.flatMap(() => values);
    expect(Math.abs(correlation(rewards, often(qualities())))).toBeLessThan(0.15);
    expect(Math.abs(correlation(rewards, often(words())))).toBeLessThan(0.15);
  });

  it('judge in reverse: five for bad', async () => {
    expect(correlation(await rewardsOf({ judge: 'reversed' }), qualities())).toBeLessThan(-0.7);
  });

  it('judge by length: longer is better, more surely than better is better', async () => {
    const rewards = await rewardsOf({ judge: 'length-loving' });
    expect(correlation(rewards, words())).toBeGreaterThan(0.9);
    expect(correlation(rewards, words())).toBeGreaterThan(correlation(rewards, qualities()) + 0.2);
  });

  it('rewrite carelessly: most proposals cannot be used or change nothing, far more than usual', async () => {
    const wasted = async (variant: Partial<PracticeVariant>) => {
      const model = createPracticeModel({ pace: null, variant });
      const prompt = { preamble: 'You are an assistant.', rules: ['Explain why.'] };
      let count = 0;
      for (let seed = 1; seed <= 200; seed++) {
        const { query, response } = seen[seed % seen.length]!;
        const scores = [{ aspect: 'Depth', score: 2 }];
        const evidence = { query, response, scores, critique: '' };
        const reply = await model.complete(
          {
            path: 'r',
            role: 'rewriter',
            conversation: 'r',
            messages: editMessages({ prompt, protectedRules: [], formerEdits: [], ...evidence }),
            sampling: { temperature: 0.7, topP: 0.95, maxTokens: 200, seed },
            reply: { kind: 'json', schema: editSchema },
          },
          { signal: signal() },
        );
        const read = readEdits(reply);
        const useful =
          !isUnreadable(read) &&
          read.edits.some(
            (edit) =>
              'text' in edit &&
              edit.text !== 'Explain why.' &&
              !edit.text.includes(query.slice(0, 20)) &&
              ordersIn(edit.text).length > 0,
          );
        if (!useful) count++;
      }
      return count / 200;
    };
    const [usual, careless] = [await wasted({}), await wasted({ rewriter: 'careless' })];
    expect(usual).toBeLessThan(0.4);
    expect(careless).toBeGreaterThan(0.55);
  });
});
