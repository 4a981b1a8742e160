import { describe, expect, it } from 'vitest';
import { tCumulative, tQuantile } from '../../src/core/student-t';

/** df, then the quantiles at 0.8, 0.975 and 0.995 (SciPy 1 `stats.t.ppf`, nine decimals; they agree with printed tables). */
const TABLE: [number, number, number, number][] = [
  [1, 1.37638192, 12.706204736, 63.656741163],
  [2, 1.060660172, 4.30265273, 9.924843201],
  [5, 0.91954378, 2.570581836, 4.032142984],
  [11, 0.875529978, 2.20098516, 3.105806516],
  [23, 0.857529554, 2.06865761, 2.807335684],
  [59, 0.847755949, 2.000995378, 2.661758752],
  [1000, 0.841980822, 1.962339081, 2.580754698],
];

describe("Student's t", () => {
  it.each(TABLE)('has the quantiles of the tables at %i degrees of freedom', (df, p80, p975, p995) => {
    expect(Math.abs(tQuantile(0.8, df) - p80)).toBeLessThan(1e-6);
    expect(Math.abs(tQuantile(0.975, df) - p975)).toBeLessThan(1e-6);
    expect(Math.abs(tQuantile(0.995, df) - p995)).toBeLessThan(1e-6);
  });

  it('is symmetric, and its quantile undoes its distribution', () => {
    for (const df of [1, 2, 3, 7, 30, 201]) {
      expect(tQuantile(0.5, df)).toBeCloseTo(0, 9);
      for (const p of [0.01, 0.3, 0.75, 0.999]) {
        expect(tQuantile(1 - p, df)).toBeCloseTo(-tQuantile(p, df), 8);
        expect(tCumulative(tQuantile(p, df), df)).toBeCloseTo(p, 9);
      }
    }
  });
});
