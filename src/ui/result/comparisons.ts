/** The final prompt against each side that answered the held-out queries, on one scale; and what could still be asked. */
import type { ScaleLinear } from 'd3-scale';
import { METHOD_VERSION } from '../../core/config';
import { callsOfCheck } from '../../core/estimate';
import { canBeAsked } from '../../core/fitting-prompt';
import type { Interval, Outcome } from '../../core/mean-difference';
import { planQueries } from '../../core/query-plan';
import type { RunRow } from '../../core/records';
import { type BaselineName, BASELINES } from '../../core/terms';
import type { Verdict } from '../../core/verdict';
import type { RunView } from '../../core/view';
import { differenceScale } from '../parts/difference-scale';

/** `difference`: final minus this side, in points of reward. */
export interface ComparisonRow {
  side: 'initial' | BaselineName;
  n: number;
  mean: number | null;
  difference: number | null;
  interval: Interval | null;
  /** What has to be clear of 0 before a difference is called; null in runs of before it was kept. */
  guarded: Interval | null;
  outcome: Outcome;
  /** Where the interval is clear of 0 and what a call asks for is not: the side on which it is. */
  nearly: 'better' | 'worse' | null;
}

export function comparisonRows(verdict: Verdict): ComparisonRow[] {
  const initial = rowOf('initial', verdict.initialMean, verdict);
  const baselines = verdict.baselines.map((one) => rowOf(one.name, one.fromMean, one));
  return [...(verdict.samePrompt ? [] : [initial]), ...baselines];
}

type Measured = Pick<Verdict, 'n' | 'difference' | 'interval' | 'guarded' | 'outcome'>;

function rowOf(side: ComparisonRow['side'], mean: number | null, measured: Measured): ComparisonRow {
  const { n, difference, interval, guarded, outcome } = measured;
  const clear = interval === null ? null : interval.low > 0 ? 'better' : interval.high < 0 ? 'worse' : null;
  const nearly = outcome === 'no-difference' ? clear : null;
  return { side, n, mean, difference, interval, guarded, outcome, nearly };
}

/** 0 to 100 from the lowest to the highest end of any interval. */
export function scaleOf(rows: readonly ComparisonRow[]): ScaleLinear<number, number> {
  const ends = rows.flatMap(({ difference, interval, guarded }) =>
    [interval, guarded].flatMap((reach) => (reach === null ? [difference ?? 0] : [reach.low, reach.high])),
  );
  return differenceScale(ends, [0, 100]);
}

export interface StillOpen {
  /** Held-out queries nobody was asked. */
  queries: number;
  baselines: BaselineName[];
  /** Calls that so many more queries, or one more side, are likely to take. */
  callsOfQueries(count: number): number;
  callsOfBaseline: number;
}

/** What could be added to this run's verdict once it rests; null where it cannot go on (made by another method). */
export function stillOpen(verdict: Verdict, view: RunView, row: RunRow): StillOpen | null {
  if (row.methodVersion !== METHOD_VERSION) return null;
  const plan = planQueries(row.setup);
  const { verdict: planned, further } = plan;
  const sides = (verdict.samePrompt ? 1 : 2) + verdict.baselines.length;
  // The final prompt has to answer too where nobody was asked so far.
  const none = view.heldOut.size === 0;
  const once = Math.min(row.setup.config.verdictQueries, planned.length);
  const asked = (id: string) => view.heldOut.has(id) || view.leftOut.has(id);
  const unasked = [...planned, ...further].filter(({ id }) => !asked(id)).length;
  const known = new Set<BaselineName>(verdict.baselines.map(({ name }) => name));
  return {
    queries: verdict.samePrompt && known.size === 0 ? 0 : unasked,
    baselines: BASELINES.filter((name) => !known.has(name) && canBeAsked(name, row.setup, plan)),
    callsOfQueries: (count) => callsOfCheck(row.setup, count, sides),
    callsOfBaseline: callsOfCheck(row.setup, none ? once : view.heldOut.size, none ? 2 : 1),
  };
}
