/**
 * Populations of paired differences as a judge might give them, with their true mean and skewness worked out, not
 * estimated: the oracle of the verdict's simulations. Shared by `npm run bench:coverage` and tests/core/coverage.test.ts.
 */

/** A number in [0, 1). */
export type Uniform = () => number;

export interface Population {
  name: string;
  what: string;
  draw: (uniform: Uniform) => number;
  mean: number;
  skewness: number;
}

/** A value and its weight. */
type Weighted = readonly (readonly [value: number, weight: number])[];

/** mulberry32: a small seeded generator, fast enough for millions of draws. */
export function uniformFrom(seed: number): Uniform {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws by where a uniform number falls among the weights added up; equal values are one. */
function drawFrom(values: Weighted): (uniform: Uniform) => number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  const distinct = [...weights.keys()];
  let all = 0;
  const upTo = Float64Array.from(weights.values(), (weight) => (all += weight));
  return (uniform) => {
    const at = uniform() * all;
    let low = 0;
    let high = distinct.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return distinct[low] ?? 0;
  };
}

function moments(values: Weighted): { mean: number; skewness: number } {
  const all = values.reduce((sum, [, weight]) => sum + weight, 0);
  const average = (of: (value: number) => number) =>
    values.reduce((sum, [value, weight]) => sum + of(value) * weight, 0) / all;
  const mean = average((value) => value);
  const variance = average((value) => (value - mean) ** 2);
  return { mean, skewness: average((value) => (value - mean) ** 3) / variance ** 1.5 };
}

function discrete(name: string, what: string, values: Weighted): Population {
  return { name, what, draw: drawFrom(values), ...moments(values) };
}

/** The same with losses for gains. */
function mirrored({ name, what, draw, mean, skewness }: Population): Population {
  return {
    name: `${name}, mirrored`,
    what: `${what}, gains and losses exchanged`,
    draw: (uniform) => -draw(uniform),
    mean: -mean,
    skewness: -skewness,
  };
}

/** Exponential with mean 0.8, rounded to a grid: the chance of a grid point is an integral, so its moments are sums. */
function exponential(grid: number): Population {
  const scale = 0.8;
  const tail = (from: number) => Math.exp(-Math.max(0, from) / scale);
  const points = Array.from({ length: Math.ceil(40 / grid) }, (_, k): [number, number] => [
    k * grid,
    tail((k - 0.5) * grid) - tail((k + 0.5) * grid),
  ]);
  const draw = (uniform: Uniform) => Math.round((-Math.log(1 - uniform()) * scale) / grid) * grid;
  return { name: `exponential/${grid}`, what: `exponential, rounded to ${grid}`, draw, ...moments(points) };
}

/** The distribution of a sum of k independent draws, divided by k: the mean of k aspects' differences. */
function meanOf(k: number, values: Weighted): Weighted {
  const all = values.reduce((sum, [, weight]) => sum + weight, 0);
  let sums = new Map<number, number>([[0, 1]]);
  for (let i = 0; i < k; i++) {
    const next = new Map<number, number>();
    for (const [sum, chance] of sums) {
      for (const [value, weight] of values) {
        next.set(sum + value, (next.get(sum + value) ?? 0) + (chance * weight) / all);
      }
    }
    sums = next;
  }
  return [...sums].map(([sum, chance]) => [sum / k, chance]);
}

/** Every aspect's judgement wavers by a point now and then; a share of the queries also changes as a whole. */
function touched(name: string, what: string, share: number, change: Weighted): Population {
  const noise: Weighted = [
    [-1, 12],
    [0, 76],
    [1, 12],
  ];
  const weights = change.reduce((sum, [, weight]) => sum + weight, 0);
  const values = [2, 3, 4, 5].flatMap((k) =>
    meanOf(k, noise).flatMap(([off, chance]): [number, number][] => [
      [off, (chance * (1 - share)) / 4],
      ...change.map(([by, weight]): [number, number] => [off + by, (chance * share * weight) / weights / 4]),
    ]),
  );
  return discrete(name, what, values);
}

/** Scores of an aspect from 1 to 5, most of them high already; what is added is cut off at 5. */
function ceiling(): Population {
  const start: Weighted = [
    [1, 2],
    [2, 5],
    [3, 13],
    [4, 30],
    [5, 50],
  ];
  const change: Weighted = [
    [-1, 1],
    [0, 6],
    [1, 2],
    [2, 1],
  ];
  const differences = start.flatMap(([score, a]) =>
    change.map(([by, b]): [number, number] => [Math.min(5, Math.max(1, score + by)) - score, a * b]),
  );
  return discrete('ceiling', 'three aspects near 5, cut off there', meanOf(3, differences));
}

const normal: Population = {
  name: 'normal',
  what: 'normal, sd 1',
  draw: (uniform) => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  mean: 0,
  skewness: 0,
};

const bothSigns = [
  discrete('rare gains', 'half points: mostly 0, small losses, now and then +1.5', [
    [0, 10],
    [-0.5, 6],
    [0.5, 3],
    [1.5, 1],
  ]),
  discrete('zeros, whole', '70% 0, the rest +1 to +3', [
    [0, 70],
    [1, 15],
    [2, 10],
    [3, 5],
  ]),
  discrete('zeros, halves', '60% 0, the rest +0.5 to +3', [
    [0, 60],
    [0.5, 15],
    [1, 12],
    [2, 8],
    [3, 5],
  ]),
  exponential(0.2),
  exponential(0.25),
  exponential(0.5),
  ceiling(),
  touched('touched 40%', 'means of 2-5 aspects; 40% of the queries gain 1 or 2', 0.4, [
    [1, 5],
    [2, 3],
  ]),
  touched('touched 30%', 'means of 2-5 aspects; 30% of the queries gain 1 to 3', 0.3, [
    [1, 5],
    [2, 3],
    [3, 2],
  ]),
];

/** The interval keeps its word on all of these, at 12, 24 and 60 queries. */
export const POPULATIONS: readonly Population[] = [
  normal,
  discrete('symmetric halves', 'symmetric, in half points', [
    [-1.5, 1],
    [-1, 2],
    [-0.5, 4],
    [0, 8],
    [0.5, 4],
    [1, 2],
    [1.5, 1],
  ]),
  ...bothSigns.flatMap((one) => [one, mirrored(one)]),
];

/** Rare great changes, which a few queries may not show at all: no method keeps its word on these at 12 queries. */
export const TOO_RARE: readonly Population[] = [
  touched('touched 20%', 'means of 2-5 aspects; 20% of the queries gain 1 to 3', 0.2, [
    [1, 5],
    [2, 3],
    [3, 2],
  ]),
  touched('touched 10%', 'means of 2-5 aspects; 10% of the queries gain 1 to 3', 0.1, [
    [1, 5],
    [2, 3],
    [3, 2],
  ]),
  discrete('one in ten', '90% 0, 10% +2', [
    [0, 9],
    [2, 1],
  ]),
].flatMap((one) => [one, mirrored(one)]);
