/**
 * `npm run bench:truth`: whether verdicts can be trusted, on a model whose truth is known. 30 seeds of the standard preset, from a
 * poor prompt, an ordinary and an excellent one, and from the poor one with a judge that scores at random. Prints counts against
 * the bars, and fails where one is missed. docs/BENCHMARKS.md, "Truth", has the figures and how they came about. Then, which warnings
 * each variant earned on seeds that their rules were not chosen on (docs/METHOD.md, "Warnings").
 */
import type { PracticeVariant } from '../../src/models/practice/variants.ts';
import { truthOfRun, type TruthOfRun } from './truth-of-run.ts';
import { EXCELLENT, ORDINARY, POOR } from './truth-prompts.ts';
import { warningsTable } from './warnings-of-run.ts';

const SEEDS = 30;

async function runs(prompt: string, variant: Partial<PracticeVariant> = {}): Promise<TruthOfRun[]> {
  const out: TruthOfRun[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) out.push(await truthOfRun(prompt, seed, variant));
  return out;
}

const isBetter = ({ verdict }: TruthOfRun): boolean => verdict.outcome === 'better';
const hasRisen = ({ before, after }: TruthOfRun): boolean => after > before;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const points = (value: number): string => value.toFixed(2);

function told(name: string, all: readonly TruthOfRun[]): string {
  const better = all.filter(isBetter);
  const count = (wanted: (one: TruthOfRun) => boolean) => String(all.filter(wanted).length);
  return `| ${[
    name,
    String(better.length),
    String(better.filter(hasRisen).length),
    count(({ verdict }) => verdict.outcome === 'no-difference'),
    count(({ verdict }) => verdict.outcome === 'worse'),
    count(({ verdict }) => verdict.samePrompt),
    count(hasRisen),
    points(mean(all.map(({ before }) => before))),
    points(mean(all.map(({ after }) => after))),
    points(mean(all.map(({ verdict }) => verdict.difference ?? 0))),
  ].join(' | ')} |`;
}

const poor = await runs(POOR);
const ordinary = await runs(ORDINARY);
const excellent = await runs(EXCELLENT);
const random = await runs(POOR, { judge: 'random' });

console.log(`Standard preset, ${String(SEEDS)} seeds each.\n`);
console.log(
  '| from | better | of them truly risen | no difference | worse | same prompt | truly risen of all | true quality before | after | difference the verdict saw |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
console.log(told('poor prompt', poor));
console.log(told('ordinary prompt', ordinary));
console.log(told('excellent prompt', excellent));
console.log(told('poor prompt, random judge', random));

const better = poor.filter(isBetter).length;
const bars = [
  { bar: 'from poor: at least 22 better', kept: better >= 22, got: better },
  {
    bar: 'from poor and ordinary: true quality has risen in each better',
    kept: [...poor, ...ordinary].filter(isBetter).every(hasRisen),
    got: [...poor, ...ordinary].filter(isBetter).filter(hasRisen).length,
  },
  {
    bar: 'from excellent: at most 1 better',
    kept: excellent.filter(isBetter).length <= 1,
    got: excellent.filter(isBetter).length,
  },
  {
    bar: 'random judge: at most 2 better',
    kept: random.filter(isBetter).length <= 2,
    got: random.filter(isBetter).length,
  },
];
console.log('');
for (const { bar, kept, got } of bars) console.log(`${kept ? 'kept  ' : 'MISSED'} ${bar}: ${String(got)}`);

console.log('\nWarnings, standard preset, seeds 61 to 90:\n');
const fresh = Array.from({ length: SEEDS }, (_, i) => 2 * SEEDS + 1 + i);
for (const line of await warningsTable(fresh)) console.log(line);
if (bars.some(({ kept }) => !kept)) process.exitCode = 1;
