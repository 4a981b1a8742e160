/** Spearman's rank correlation, and the one that chance reaches. Sums and square roots only, rounded to 1e-6. */
import { round6 } from './reward';
import { tQuantile } from './student-t';

/** Ties at their mean rank; null where one side does not vary. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (x.length + 1) / 2;
  const together = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, i) => sum + (value - middle) * ((q[i] ?? middle) - middle), 0);
  const spread = Math.sqrt(together(x, x) * together(y, y));
  return spread === 0 ? null : round6(together(x, y) / spread);
}

function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** The correlation that n unrelated pairs exceed 5 times in 100, by Student's t; above 1 for fewer than 4 pairs. */
export function correlationByChance(n: number): number {
  if (n < 4) return 2;
  const t = tQuantile(0.95, n - 2);
  return t / Math.sqrt(n - 2 + t * t);
}
