import { describe, expect, it } from 'vitest';
import { meanScore, rewardOf, round6 } from '../../src/core/reward';
import { verdictOf, type Circumstances, type Comparison, type Verdict } from '../../src/core/verdict';
import { chanceFrom, type Chance } from './malformed-replies';

const plain: Circumstances = {
  samePrompt: false,
  leftOut: [],
  selfJudged: false,
  proposals: { asked: 20, refused: 2 },
  judgeNoise: null,
};
const pairs = (differences: readonly number[], initial = 3): Comparison[] =>
  differences.map((difference, i) => ({ query: `q${i}`, initial, final: initial + difference }));
const tagsOf = (verdict: Verdict) => verdict.reasons.map((reason) => reason.tag);

describe('reward', () => {
  it('is the mean of the scores, and of a candidate the mean over its judgements, to six decimals', () => {
    expect(meanScore([{ score: 4 }, { score: 5 }, { score: 5 }])).toBe(4.666667);
    expect(rewardOf([{ reward: 4.666667 }, { reward: 2 }])).toBe(3.333334);
    expect(Object.is(round6(-1e-9), 0)).toBe(true);
  });
});

describe('verdictOf', () => {
  it('gives the paired t interval of a worked example', () => {
    // Differences 1..5: mean 3, sd sqrt(2.5), standard error 0.707107, t(0.975, 4) = 2.776445, t(0.8, 4) = 0.940965.
    const verdict = verdictOf(pairs([1, 2, 3, 4, 5], 0), plain);
    expect(verdict).toMatchObject({
      outcome: 'better',
      n: 5,
      initialMean: 0,
      finalMean: 3,
      difference: 3,
      sd: 1.581139,
      interval: { low: 1.036757, high: 4.963243 },
      reasons: [],
    });
    expect(verdict.detectable).toBeCloseTo((2.776445 + 0.940965) * 0.707107, 5);
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
    expect(five.reasons).toEqual([{ tag: 'too-few-queries', facts: { n: 5, needed: 6 } }]);
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
      unequal.map(([initial, final], i) => ({ query: `q${i}`, initial, final })),
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
      samePrompt: false,
      leftOut: ['a', 'b'],
      selfJudged: true,
      proposals: { asked: 12, refused: 9 },
      judgeNoise: 0.25,
    });
    expect(verdict).toMatchObject({ outcome: 'no-difference', leftOut: ['a', 'b'], selfJudged: true });
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
      judgeNoise: 2,
      proposals: { asked: 9, refused: 9 },
    });
    expect(verdict).toMatchObject({ outcome: 'better', reasons: [] });
  });
});

/** Two normal draws from two uniform ones (Box and Muller). */
const normal = (chance: Chance) =>
  Math.sqrt(-2 * Math.log((chance.below(2 ** 30) + 1) / 2 ** 30)) *
  Math.cos((2 * Math.PI * chance.below(2 ** 30)) / 2 ** 30);

/** What a coarse judge gives, in half points: half of it 0, most of the rest small losses, now and then a great gain; mean 0. */
const COARSE = [...Array<number>(10).fill(0), -0.5, -0.5, -0.5, -0.5, -0.5, -0.5, 0.5, 0.5, 0.5, 1.5];
const rareGains = (chance: Chance) => chance.pick(COARSE);
const rareLosses = (chance: Chance) => -chance.pick(COARSE);

interface Figures {
  coverage: number;
  better: number;
  worse: number;
}

/** Shares, in percent, over seeded experiments of n queries with a true difference. */
function simulate(n: number, effect: number, draw: (chance: Chance) => number, experiments = 2500): Figures {
  const chance = chanceFrom(
    n * 1000 + Math.round(effect * 100) + (draw === normal ? 0 : draw === rareGains ? 7 : 9),
  );
  const counts = { coverage: 0, better: 0, worse: 0 };
  for (let i = 0; i < experiments; i++) {
    const differences = Array.from({ length: n }, () => effect + draw(chance));
    const { outcome, interval } = verdictOf(pairs(differences), plain);
    if (interval && interval.low <= effect && effect <= interval.high) counts.coverage++;
    if (outcome === 'better') counts.better++;
    if (outcome === 'worse') counts.worse++;
  }
  const percent = (count: number) => (100 * count) / experiments;
  return { coverage: percent(counts.coverage), better: percent(counts.better), worse: percent(counts.worse) };
}

describe('the 95% interval, in 2,500 simulated runs each', () => {
  it.each([12, 24, 60])(
    'holds the true difference about 95 times in 100 with %i queries, normal differences',
    (n) => {
      for (const effect of [0, 0.5]) {
        const figures = simulate(n, effect, normal);
        expect(figures.coverage).toBeGreaterThan(93);
        expect(figures.coverage).toBeLessThan(97);
        if (effect === 0) expect(figures.better).toBeLessThanOrEqual(3.3);
      }
    },
  );

  // Measured: coverage 92.8 to 94.6%; the side with the short tail is called by mistake in 4.2 to 6.4% of runs, the side
  // with the long one in 0.5 to 1.8%. So where great losses are rare, a false "better" is about twice as likely as with
  // normal differences: Student's t leaves this much of skew uncorrected at 12 to 60 queries.
  it.each([12, 24, 60])(
    'holds it 92 to 96 times in 100 with %i queries, coarse and skewed differences',
    (n) => {
      for (const effect of [0, 0.5])
        for (const draw of [rareGains, rareLosses]) {
          const { coverage } = simulate(n, effect, draw);
          expect(coverage).toBeGreaterThan(92);
          expect(coverage).toBeLessThan(96);
        }
      expect(simulate(n, 0, rareGains).better).toBeLessThanOrEqual(3.3);
      expect(simulate(n, 0, rareLosses).better).toBeLessThanOrEqual(7);
    },
  );

  it.each([6, 12, 24, 60])('finds the detectable difference about 80 times in 100 with %i queries', (n) => {
    // With an sd of 1 known to the simulation, `detectable` is its factor on the sd.
    const seen = verdictOf(pairs(Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1))), plain);
    const found = simulate(n, seen.detectable! / seen.sd!, normal);
    expect(found.better).toBeGreaterThan(77);
    expect(found.better).toBeLessThan(83);
  });
});
