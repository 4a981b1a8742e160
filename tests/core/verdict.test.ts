import { describe, expect, it } from 'vitest';
import { unremarkable } from './circumstances';
import { meanScore, rewardOf, round6 } from '../../src/core/reward';
import {
  verdictOf,
  wholeVerdict,
  type Circumstances,
  type Comparison,
  type Verdict,
} from '../../src/core/verdict';

const plain: Circumstances = unremarkable;
const compared = (query: string, initial: number, final: number): Comparison => ({
  query,
  category: 'open',
  initial: { reward: initial, scores: [], response: 'r' },
  final: { reward: final, scores: [], response: 'r' },
});
const pairs = (differences: readonly number[], initial = 3): Comparison[] =>
  differences.map((difference, i) => compared(`q${i}`, initial, initial + difference));
const tagsOf = (verdict: Verdict) => verdict.reasons.map((reason) => reason.tag);

describe('reward', () => {
  it('is the mean of the scores, and of a candidate the mean over its judgements, to six decimals', () => {
    expect(meanScore([{ score: 4 }, { score: 5 }, { score: 5 }])).toBe(4.666667);
    expect(rewardOf([{ reward: 4.666667 }, { reward: 2 }])).toBe(3.333334);
    expect(Object.is(round6(-1e-9), 0)).toBe(true);
  });
});

describe('a verdict as it is shown', () => {
  it('reaches no further than rewards of 1 to 5 can differ, while what is recorded stays as it was reckoned', () => {
    const recorded = verdictOf(pairs([0.5, 3.5, -1], 1.5), plain);
    expect(recorded.interval!.high).toBeGreaterThan(4);
    const row = { interval: { low: -5, high: 1 }, guarded: { low: -6, high: 7 } };
    const baseline = { ...recorded, ...row, name: 'no-prompt' as const, fromMean: 3, toMean: 3 };
    const breakdown = [
      {
        by: 'aspect' as const,
        name: 'Depth',
        n: 6,
        difference: 1,
        outcome: 'no-difference' as const,
        family: 1,
        interval: row.interval,
      },
    ];
    const shown = wholeVerdict({ ...recorded, breakdown, baselines: [baseline] });
    expect(shown.interval).toEqual({ low: -4, high: 4 });
    expect(shown.guarded).toEqual({ low: -4, high: 4 });
    expect(shown.breakdown[0]?.interval).toEqual({ low: -4, high: 1 });
    expect(shown.baselines[0]).toMatchObject({
      interval: { low: -4, high: 1 },
      guarded: { low: -4, high: 4 },
    });
    const { outcome, difference, detectable } = recorded;
    expect(shown).toMatchObject({ outcome, difference, detectable });
  });
});

describe('verdictOf', () => {
  it('gives means, difference and interval of a worked example', () => {
    // Differences 1, 1, 1.5, 1.5, 2: mean 1.4, sd 0.41833; no outcome but better can be.
    const verdict = verdictOf(pairs([1, 1.5, 2, 1.5, 1], 2), plain);
    expect(verdict).toMatchObject({
      outcome: 'better',
      n: 5,
      initialMean: 2,
      finalMean: 3.4,
      difference: 1.4,
      sd: 0.41833,
      reasons: [],
    });
  });

  it('calls no winner where the interval would, while rare great changes could undo it; and says so', () => {
    const verdict = verdictOf(pairs([0.9, 0.8, -0.4, 0.6, 0.7, -0.2, 0.3, 0.5, 0.4, -0.3, 0.6, 0.2]), plain);
    expect(verdict.outcome).toBe('no-difference');
    expect(verdict.interval!.low).toBeGreaterThan(0);
    expect(verdict.reasons).toEqual([
      {
        tag: 'rare-changes-possible',
        facts: { n: 12, bound: verdict.interval!.low, guarded: verdict.guarded!.low },
      },
    ]);
  });

  it('says worse as readily as better', () => {
    expect(verdictOf(pairs([-1, -2, -1, -2, -1]), plain)).toMatchObject({ outcome: 'worse', reasons: [] });
  });

  it('says no difference where the interval holds 0, and what it could have seen', () => {
    const verdict = verdictOf(pairs([1, -1, 1, -1, 0, 0]), plain);
    expect(verdict.outcome).toBe('no-difference');
    expect(verdict.reasons).toEqual([
      { tag: 'no-effect-seen', facts: { difference: 0, detectable: verdict.detectable } },
    ]);
  });

  it('has no interval for fewer than two queries', () => {
    for (const few of [[], [2]]) {
      const verdict = verdictOf(pairs(few), plain);
      expect(verdict).toMatchObject({ outcome: 'no-difference', interval: null, sd: null, detectable: null });
      expect(verdict.reasons).toEqual([{ tag: 'too-few-queries', facts: { n: few.length, needed: 2 } }]);
    }
    expect(verdictOf([], plain)).toMatchObject({ initialMean: null, finalMean: null, difference: null });
  });

  it('says no difference where every reward stayed the same', () => {
    expect(verdictOf(pairs([0, 0, 0, 0]), plain)).toMatchObject({
      outcome: 'no-difference',
      interval: null,
      sd: 0,
      detectable: null,
      reasons: [{ tag: 'all-rewards-equal', facts: { n: 4 } }],
    });
  });

  it('calls equal differences from six queries on, where their signs alone reach 5%', () => {
    const five = verdictOf(pairs([0.5, 0.5, 0.5, 0.5, 0.5]), plain);
    expect(five).toMatchObject({ outcome: 'no-difference', interval: null, difference: 0.5 });
    // Adding some is a second look, at which eight equal signs are asked for.
    expect(five.reasons).toEqual([{ tag: 'too-few-queries', facts: { n: 5, needed: 8 } }]);
    const six = verdictOf(pairs([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]), plain);
    expect(six).toMatchObject({ outcome: 'better', difference: 0.5, interval: null });
    expect(verdictOf(pairs([-1, -1, -1, -1, -1, -1]), plain).outcome).toBe('worse');
  });

  it('is not misled by rounding: 3.3 to 3.6 and 4.2 to 4.5 are equal differences', () => {
    const unequal: [number, number][] = [
      [3.3, 3.6],
      [4.2, 4.5],
      [1.1, 1.4],
    ];
    const verdict = verdictOf(
      unequal.map(([initial, final], i) => compared(`q${i}`, initial, final)),
      plain,
    );
    expect(verdict).toMatchObject({ sd: 0, interval: null, outcome: 'no-difference' });
  });

  it('never calls the same prompt better, with or without comparisons', () => {
    for (const differences of [[], [1, 2, 1, 2, 1, 2]]) {
      const verdict = verdictOf(pairs(differences), { ...plain, samePrompt: true });
      expect(verdict).toMatchObject({ outcome: 'no-difference', samePrompt: true });
      expect(verdict.reasons).toEqual([{ tag: 'same-prompt', facts: { proposals: 20 } }]);
    }
  });

  it('names what may have kept the prompt from improving, with the evidence', () => {
    const differences = [0.6, -0.4, 0.5, -0.3, 0.4, 0.2];
    const verdict = verdictOf(pairs(differences, 4.6), {
      ...plain,
      leftOut: ['a', 'b'],
      proposals: { asked: 12, refused: 9 },
      judgeCheck: { pairs: 12, agreed: 12, noise: 0.25 },
    });
    expect(verdict).toMatchObject({ outcome: 'no-difference', leftOut: ['a', 'b'] });
    expect(tagsOf(verdict)).toEqual([
      'too-few-queries',
      'unreadable-judgements',
      'judge-noisy',
      'start-near-ceiling',
      'proposals-refused',
    ]);
    const noisy = verdict.reasons.find((reason) => reason.tag === 'judge-noisy');
    expect(noisy?.facts.share).toBeCloseTo(0.125 / verdict.sd! ** 2, 4);
    const few = verdict.reasons.find((reason) => reason.tag === 'too-few-queries');
    expect(few?.facts.needed).toBeGreaterThan(6);
  });

  it('gives no excuse where the prompt did improve', () => {
    const differences = [1, 1.2, 0.8, 1, 1.1, 0.9];
    const verdict = verdictOf(pairs(differences, 4.6), {
      ...plain,
      judgeCheck: { pairs: 12, agreed: 12, noise: 2 },
      proposals: { asked: 9, refused: 9 },
    });
    expect(verdict).toMatchObject({ outcome: 'better', reasons: [] });
  });
});
