import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSides, compareWithEach } from '../../src/core/compare-sides';
import { detectableIn, fewestEqual, LEVEL, meanDifference } from '../../src/core/mean-difference';

describe('meanDifference', () => {
  it("is Student's t where the differences are not skewed", () => {
    // 1..5: mean 3, sd sqrt(2.5), standard error 0.707107; t(0.975, 4) = 2.776445 in every table.
    expect(meanDifference([1, 2, 3, 4, 5])).toMatchObject({
      n: 5,
      difference: 3,
      sd: 1.581139,
      interval: { low: 1.036757, high: 4.963243 },
    });
  });

  it('lengthens the side of the long tail alone, by the first Edgeworth term', () => {
    // SciPy: std(ddof=1) = 0.904534, skew(bias=False) = 2.211083, t.ppf(0.975, 11) = 2.200985.
    const gains = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 3];
    const t = 2.20098516;
    const error = 0.904534 / Math.sqrt(12);
    const { interval, difference, sd } = meanDifference(gains);
    expect(difference).toBe(0.5);
    expect(sd).toBeCloseTo(0.904534, 6);
    expect(interval!.low).toBeCloseTo(0.5 - t * error, 4);
    const longer = ((2 * t * t + 1) / (6 * Math.sqrt(12))) * (0.5 + 11.8 / 12) * 2.211083;
    expect(interval!.high).toBeCloseTo(0.5 + (t + longer) * error, 4);
  });

  it('asks more of a call than of the interval, the less the more queries there are', () => {
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const excess = (n: number) => {
      const { interval, guarded } = meanDifference(
        Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1)),
      );
      return width(guarded!) / width(interval!);
    };
    expect(excess(12)).toBeCloseTo(1.3, 4);
    expect(excess(24)).toBeCloseTo(1 + 0.3 * Math.sqrt(0.5), 4);
    expect(excess(60)).toBeCloseTo(1 + 0.3 * Math.sqrt(0.2), 4);
  });

  it('has words for nothing: no value, one value, equal values', () => {
    expect(meanDifference([])).toMatchObject({ n: 0, difference: null, interval: null, sd: null });
    expect(meanDifference([2])).toMatchObject({ n: 1, difference: 2, interval: null, sd: null });
    expect(meanDifference([1, 1, 1, 1, 1])).toMatchObject({ outcome: 'no-difference', sd: 0 });
    expect(meanDifference([1, 1, 1, 1, 1, 1])).toMatchObject({ outcome: 'better', interval: null, sd: 0 });
    expect(meanDifference([0, 0, 0, 0, 0, 0]).outcome).toBe('no-difference');
    expect([LEVEL, 0.01, 0.005].map(fewestEqual)).toEqual([6, 8, 9]);
  });

  const values = fc.array(fc.integer({ min: -80, max: 80 }), { minLength: 2, maxLength: 40 });
  it('is mirrored when gains and losses change places, and does not depend on their order', () => {
    const opposite = { better: 'worse', worse: 'better', 'no-difference': 'no-difference' } as const;
    fc.assert(
      fc.property(values, (eighths) => {
        const there = meanDifference(eighths.map((x) => x / 8));
        const back = meanDifference(eighths.map((x) => -x / 8));
        expect(back.outcome).toBe(opposite[there.outcome]);
        expect(back.interval?.low ?? 0).toBeCloseTo(-(there.interval?.high ?? 0), 5);
        const turned = meanDifference([...eighths].reverse().map((x) => x / 8));
        expect(turned.interval?.low ?? 0).toBeCloseTo(there.interval?.low ?? 0, 5);
      }),
    );
  });

  it('never calls what its interval would not, and a stricter level calls no more', () => {
    fc.assert(
      fc.property(values, (eighths) => {
        const one = meanDifference(eighths.map((x) => x / 8));
        if (one.interval && one.outcome === 'better') expect(one.interval.low).toBeGreaterThan(0);
        if (one.interval && one.outcome === 'worse') expect(one.interval.high).toBeLessThan(0);
        const strict = meanDifference(
          eighths.map((x) => x / 8),
          LEVEL / 5,
        );
        if (strict.outcome !== 'no-difference') expect(one.outcome).toBe(strict.outcome);
      }),
    );
  });

  it('detects less with fewer queries or at a stricter level', () => {
    for (let n = 3; n < 100; n++) expect(detectableIn(n + 1)).toBeLessThan(detectableIn(n));
    expect(detectableIn(24, LEVEL / 3)).toBeGreaterThan(detectableIn(24));
  });
});

describe('any two sides', () => {
  const judged = (rewards: readonly (number | null)[]) =>
    rewards.map((reward, i) => ({ query: `q${i}`, judgement: reward === null ? null : { reward } }));
  const weak = judged([2, 2.5, 3, 2, 3, 2.5, 2, 3, 2.5, 2]);
  const strong = judged([4, 4.5, 4, 4.5, 4, 4, 4.5, 4, 4.5, 4]);

  it('are paired by query, whatever their order; what one side lacks is left out', () => {
    const from = judged([3, 3, null, 4]);
    const to = [...judged([4, null, 5, 3])].reverse();
    expect(compareSides(from, to)).toMatchObject({
      n: 2,
      difference: 0,
      fromMean: 3.5,
      toMean: 3.5,
      leftOut: ['q1', 'q2'],
    });
  });

  it('are better one way and worse the other', () => {
    expect(compareSides(weak, strong).outcome).toBe('better');
    expect(compareSides(strong, weak).outcome).toBe('worse');
  });

  it('share one chance of error over all baselines', () => {
    const alone = compareWithEach([{ name: 'no system prompt', judged: weak }], strong);
    expect(alone[0]?.interval).toEqual(compareSides(weak, strong).interval);
    const baselines = ['no system prompt', 'three examples'].map((name) => ({ name, judged: weak }));
    const both = compareWithEach(baselines, strong);
    expect(both.map(({ name }) => name)).toEqual(['no system prompt', 'three examples']);
    expect(both[0]?.interval).toEqual(compareSides(weak, strong, { family: 2 }).interval);
    expect(compareWithEach([], strong)).toEqual([]);
  });
});
