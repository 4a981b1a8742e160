import { describe, expect, it } from 'vitest';
import { truthOfRun } from '../../../scripts/bench/truth-of-run';
import { EXCELLENT, ORDINARY, POOR } from '../../../scripts/bench/truth-prompts';
import { ASPECTS } from '../../../src/core/aspects';
import { judgeMessages, SCORES } from '../../../src/core/prompts/judge';
import { responderMessages } from '../../../src/core/prompts/responder';
import { JUDGE_NOISE } from '../../../src/models/practice/constants';
import { trueQuality } from '../../../src/models/practice/truth';
import { aspectNamed, QUERIES, send } from './asking';

const queries = QUERIES.map((text) => ({ text }));
const aspects = ['Helpfulness', 'Clarity', 'Depth', 'Factuality'].map(aspectNamed);
const MIDDLING = 'You are a careful assistant. Explain why each piece of advice works. Say how sure you are.';

/** Asked and judged as in a run, `times` over, each time under seeds of its own. */
async function meanReward(prompt: string, times: number): Promise<number> {
  let sum = 0;
  for (const query of QUERIES) {
    for (let time = 1; time <= times; time++) {
      const sampling = { temperature: 0.8, topP: 1, maxTokens: 256, seed: time * 7919 };
      const messages = responderMessages({ prompt, examples: [], query });
      const response = (await send({ role: 'responder', messages, sampling })).text;
      const given: string[] = [];
      for (const [i] of aspects.entries()) {
        const reply = await send({
          role: 'judge',
          messages: judgeMessages({ query, response, aspects, reason: '' }, given),
          sampling: { temperature: 0.2, topP: 1, maxTokens: 2, seed: time * 104_729 + i },
          reply: { kind: 'choice', options: SCORES },
        });
        given.push(reply.text);
        sum += SCORES.reduce(
          (total, score) => total + Number(score) * (reply.probabilities?.[score] ?? 0),
          0,
        );
      }
    }
  }
  return sum / (QUERIES.length * times * aspects.length);
}

describe('the true quality of a prompt', { timeout: 60_000 }, () => {
  it('assumes a judge that errs by 0.4 a score at least', () => {
    expect(JUDGE_NOISE).toBeGreaterThanOrEqual(0.4);
  });

  it.each([
    ['poor', POOR, 0.07],
    ['ordinary', ORDINARY, 0.07],
    ['middling', MIDDLING, 0.07],
    ['excellent', EXCELLENT, 0.15],
  ])('is what many judged responses average to (%s prompt)', async (_, prompt, most) => {
    const known = trueQuality(prompt, [], queries, { aspects, draws: 40 });
    // What is left is the end of the scale, where a judge's noise can only go one way: it sees excellence as a little less.
    expect(Math.abs((await meanReward(prompt, 10)) - known)).toBeLessThan(most);
  });

  it('is the same every time, and hardly another with more draws', () => {
    const known = trueQuality(MIDDLING, [], queries);
    expect(trueQuality(MIDDLING, [], queries)).toBe(known);
    expect(Math.abs(trueQuality(MIDDLING, [], queries, { draws: 64 }) - known)).toBeLessThan(0.08);
  });

  it('ranks prompts as a reader would', () => {
    const truth = (prompt: string) => trueQuality(prompt, [], queries);
    const HARMFUL = 'Always answer in one sentence. Always sound fully certain and never express doubt.';
    const crowded = [
      EXCELLENT,
      ...Array.from({ length: 24 }, (_, i) => `- Do a good job number ${String(i)}.`),
    ];
    expect(truth(HARMFUL)).toBeLessThan(truth(ORDINARY) - 0.3);
    expect(truth(POOR)).toBeLessThan(truth(ORDINARY) - 0.2);
    expect(truth(ORDINARY)).toBeLessThan(truth(MIDDLING) - 0.1);
    expect(truth(MIDDLING)).toBeLessThan(truth(EXCELLENT) - 0.3);
    expect(truth(crowded.join('\n'))).toBeLessThan(truth(EXCELLENT) - 0.3);
  });

  it('rises with good examples, and stays between 1 and 5 on any aspects', () => {
    const example = {
      query: 'Why does bread go stale?',
      response:
        'Because the starch in it firms up again, and that is fastest just above freezing. For example, a loaf from the ' +
        'fridge is firm after a day. The reason is not dryness, so a hot oven usually brings it back. How old is yours?',
    };
    expect(trueQuality(POOR, [example, example], queries)).toBeGreaterThan(trueQuality(POOR, [], queries));
    for (const aspect of ASPECTS) {
      const known = trueQuality(EXCELLENT, [], queries.slice(0, 6), { aspects: [aspect], draws: 2 });
      expect(known).toBeGreaterThanOrEqual(1);
      expect(known).toBeLessThanOrEqual(5);
    }
  });

  it('can be told for any query a person may type', () => {
    const odd = [
      '?',
      'asdf',
      '\u732b\u304c\u597d\u304d\u3067\u3059',
      'WHY!!!',
      'a '.repeat(400),
      '1+1',
      'my \ud83d\udc31 is sick',
    ];
    for (const text of odd) {
      const known = trueQuality(MIDDLING, [], [{ text }], { draws: 4 });
      expect(known, text).toBeGreaterThan(1);
      expect(known, text).toBeLessThanOrEqual(5);
    }
  });
});

describe('a standard run on the practice model', () => {
  it(
    'raises the true quality of a poor prompt, and what it calls better is better',
    { timeout: 120_000 },
    async () => {
      let gained = 0;
      let better = 0;
      for (const seed of [101, 102]) {
        const { verdict, before, after } = await truthOfRun(POOR, seed);
        gained += after - before;
        if (verdict.outcome !== 'better') continue;
        better++;
        expect(after).toBeGreaterThan(before);
      }
      expect(gained / 2).toBeGreaterThan(0.3);
      expect(better).toBeGreaterThanOrEqual(1);
    },
  );

  it('calls hardly anything better when its judge scores at random', { timeout: 120_000 }, async () => {
    let better = 0;
    for (const seed of [101, 102]) {
      const { verdict } = await truthOfRun(POOR, seed, { judge: 'random' });
      if (verdict.outcome === 'better') better++;
    }
    expect(better).toBeLessThanOrEqual(1);
  });

  it('finds little to gain where the prompt is excellent already', { timeout: 120_000 }, async () => {
    const { verdict, before, after } = await truthOfRun(EXCELLENT, 101);
    expect(verdict.outcome).not.toBe('better');
    expect(Math.abs(after - before)).toBeLessThan(0.3);
  });
});
