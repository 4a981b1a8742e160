/**
 * `npm run bench:coverage`: the figures of docs/METHOD.md. How often an interval holds the true mean, and how often a
 * difference is called where there is none, for ours and for the methods it was chosen over. Prints Markdown; seeded.
 */
import {
  detectableIn,
  LEVEL,
  levelOfLook,
  meanDifference,
  type Interval,
} from '../../src/core/mean-difference.ts';
import { seedFor } from '../../src/core/random.ts';
import { tQuantile } from '../../src/core/student-t.ts';
import {
  POPULATIONS,
  TOO_RARE,
  uniformFrom,
  type Population,
  type Uniform,
} from './simulated-differences.ts';

const SIZES = [12, 24, 60];
const RUNS = 10_000;
/** Ours comes close to its bounds in places: more runs, less noise. The bootstrap resamples each run: fewer do. */
const OUR_RUNS = 40_000;
const BOOTSTRAP_RUNS = 2000;
const RESAMPLES = 399;

interface Sample {
  values: readonly number[];
  mean: number;
  error: number;
  skewness: number;
  uniform: Uniform;
}
/** The interval, and the one that a call has to clear. */
type Method = (sample: Sample) => { interval: Interval; call: Interval };

const same = (interval: Interval) => ({ interval, call: interval });

const student: Method = ({ values, mean, error }) => {
  const t = tQuantile(0.975, values.length - 1);
  return same({ low: mean - t * error, high: mean + t * error });
};

/** Johnson 1978: Student's t around a mean shifted by skewness. */
const johnson: Method = (sample) => {
  const shift = (sample.skewness * sample.error) / (6 * Math.sqrt(sample.values.length));
  return student({ ...sample, mean: sample.mean + shift });
};

/** Hall 1992: the cubic, monotone transformation of t, undone. */
const hall: Method = ({ values, mean, error, skewness }) => {
  const n = values.length;
  const t = tQuantile(0.975, n - 1);
  const a = skewness / (3 * Math.sqrt(n));
  const b = skewness / (6 * Math.sqrt(n));
  const undone = (y: number) => (Math.abs(a) < 1e-9 ? y : (Math.cbrt(1 + 3 * a * (y - b)) - 1) / a);
  return same({ low: mean - undone(t) * error, high: mean - undone(-t) * error });
};

/** The studentized bootstrap. */
const bootstrap: Method = ({ values, mean, error, uniform }) => {
  const n = values.length;
  const studentized = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const value = (values[Math.floor(uniform() * n)] ?? 0) - mean;
      sum += value;
      squares += value * value;
    }
    const spread = Math.sqrt(Math.max(0, squares - (sum * sum) / n) / (n - 1));
    if (spread > 1e-9) return sum / n / (spread / Math.sqrt(n));
    return Math.abs(sum) < 1e-9 ? 0 : Math.sign(sum) * 1e6;
  }).sort((x, y) => x - y);
  const at = (p: number) => studentized[Math.round(p * (RESAMPLES + 1)) - 1] ?? 0;
  return same({ low: mean - at(0.975) * error, high: mean - at(0.025) * error });
};

const ours: Method = ({ values, mean }) => {
  const { interval, guarded, outcome } = meanDifference(values);
  const point = { low: mean, high: mean };
  const equal = outcome === 'no-difference' ? { low: -1, high: 1 } : point;
  return { interval: interval ?? point, call: guarded ?? equal };
};

const METHODS = {
  'Student’s t': student,
  Johnson: johnson,
  'Hall’s transformation': hall,
  'studentized bootstrap': bootstrap,
  ours,
};

interface Figures {
  coverage: number;
  better: number;
  worse: number;
}

function simulate(method: Method, population: Population, n: number): Figures {
  const runs = method === ours ? OUR_RUNS : method === bootstrap ? BOOTSTRAP_RUNS : RUNS;
  const uniform = uniformFrom(seedFor(7, `${population.name}/${String(n)}`));
  const counts = { coverage: 0, better: 0, worse: 0 };
  for (let i = 0; i < runs; i++) {
    const { interval, call } = method(sampleOf(population, n, uniform));
    if (interval.low <= 1e-6 && interval.high >= -1e-6) counts.coverage++;
    if (call.low > 1e-6) counts.better++;
    if (call.high < -1e-6) counts.worse++;
  }
  const percent = (count: number) => (100 * count) / runs;
  return { coverage: percent(counts.coverage), better: percent(counts.better), worse: percent(counts.worse) };
}

/** Differences of a population without an effect. */
function sampleOf(population: Population, n: number, uniform: Uniform): Sample {
  const values = Array.from({ length: n }, () => population.draw(uniform) - population.mean);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const cubes = values.reduce((sum, value) => sum + (value - mean) ** 3, 0);
  const sd = Math.sqrt(squares / (n - 1));
  const skewness = sd < 1e-9 ? 0 : (n * cubes) / ((n - 1) * (n - 2) * sd ** 3);
  return { values, mean, error: sd / Math.sqrt(n), skewness, uniform };
}

const figure = (value: number) => value.toFixed(1);

function compareMethods(): string[] {
  const head = SIZES.map((n) => `coverage at ${String(n)} | false calls at ${String(n)}`).join(' | ');
  const lines = [`| method | ${head} |`, `| --- | ${SIZES.map(() => '--- | ---').join(' | ')} |`];
  for (const [name, method] of Object.entries(METHODS)) {
    const row = SIZES.map((n) => {
      const all = POPULATIONS.map((population) => simulate(method, population, n));
      const coverage = all.map((one) => one.coverage);
      const calls = Math.max(...all.flatMap(({ better, worse }) => [better, worse]));
      return `${figure(Math.min(...coverage))} to ${figure(Math.max(...coverage))} | ${figure(calls)}`;
    });
    lines.push(`| ${name} | ${row.join(' | ')} |`);
  }
  return lines;
}

function oursOn(populations: readonly Population[]): string[] {
  const head = SIZES.map((n) => `coverage at ${String(n)} | better | worse`).join(' | ');
  const lines = [
    `| differences | skewness | ${head} |`,
    `| --- | --- | ${SIZES.map(() => '--- | --- | ---').join(' | ')} |`,
  ];
  for (const population of populations) {
    const row = SIZES.map((n) => {
      const { coverage, better, worse } = simulate(ours, population, n);
      return `${figure(coverage)} | ${figure(better)} | ${figure(worse)}`;
    });
    lines.push(`| ${population.name} | ${population.skewness.toFixed(2)} | ${row.join(' | ')} |`);
  }
  return lines;
}

/** Calls by mistake of someone who adds 12 queries, from 12 or 24 to 60, until a difference is called. */
function lookingAgain(): string[] {
  const starts = [12, 24];
  const levels = { 'once only': null, 'each look at 5%': () => LEVEL, ours: levelOfLook };
  const lines = [
    `| level | ${starts.map((n) => `worst false “better” from ${String(n)} | mean`).join(' | ')} |`,
    `| --- | ${starts.map(() => '--- | ---').join(' | ')} |`,
  ];
  for (const [name, level] of Object.entries(levels)) {
    const row = starts.map((start) => {
      const all = POPULATIONS.map((population) => falseBetter(population, start, level));
      const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
      return `${figure(Math.max(...all))} | ${figure(mean)}`;
    });
    lines.push(`| ${name} | ${row.join(' | ')} |`);
  }
  return lines;
}

function falseBetter(
  population: Population,
  start: number,
  level: ((look: number) => number) | null,
): number {
  const uniform = uniformFrom(seedFor(11, `${population.name}/${String(start)}`));
  let better = 0;
  for (let run = 0; run < RUNS; run++) {
    const { values } = sampleOf(population, 60, uniform);
    for (let n = start, look = 1; n <= (level === null ? start : 60); n += 12, look++) {
      const { outcome } = meanDifference(values.slice(0, n), level?.(look) ?? LEVEL);
      if (outcome === 'better') better++;
      if (outcome !== 'no-difference') break;
    }
  }
  return (100 * better) / RUNS;
}

function detectable(): string[] {
  const lines = ['| queries | ours, in sd | Student’s t, in sd |', '| --- | --- | --- |'];
  for (const n of [6, 12, 24, 36, 60]) {
    const plain = (tQuantile(0.975, n - 1) + tQuantile(0.8, n - 1)) / Math.sqrt(n);
    lines.push(`| ${String(n)} | ${detectableIn(n).toFixed(2)} | ${plain.toFixed(2)} |`);
  }
  return lines;
}

console.log(
  `Shares in percent of simulated runs without an effect: ${String(OUR_RUNS)} a cell, ${String(RUNS)} for other methods, ${String(BOOTSTRAP_RUNS)} for the bootstrap\n`,
);
console.log(['Worst cells of the populations below', '', ...compareMethods(), ''].join('\n'));
console.log(['Ours, by population', '', ...oursOn(POPULATIONS), ''].join('\n'));
console.log(['Ours, where great changes are rare', '', ...oursOn(TOO_RARE), ''].join('\n'));
console.log(['Adding 12 queries until a difference is called, to 60', '', ...lookingAgain(), ''].join('\n'));
console.log(['Smallest detectable difference', '', ...detectable()].join('\n'));
