/**
 * Which warnings the practice model's variants earn: whole runs through `drpo()`, from cases that deserve one warning or none.
 * For `npm run bench:truth`, which prints the counts, and for tests/models/practice/warnings.test.ts, which holds the bars.
 */
import type { RunConfig } from '../../src/core/config.ts';
import { drpo } from '../../src/core/drpo.ts';
import type { Ports } from '../../src/core/ports.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { wholeVerdict } from '../../src/core/verdict.ts';
import type { Warning } from '../../src/core/warnings.ts';
import { lexicalRetriever } from '../../src/models/lexical.ts';
import { createPracticeModel } from '../../src/models/practice/engine.ts';
import { type PracticeVariant, WARNED_VARIANTS } from '../../src/models/practice/variants.ts';
import { builtInSetup } from './run-in-node.ts';
import { EXCELLENT, ORDINARY, POOR } from './truth-prompts.ts';

/** The standard preset with one thing changed. */
export interface WarnedCase {
  name: string;
  deserves: readonly Warning['tag'][];
  variant?: Partial<PracticeVariant>;
  startPrompt?: string;
  /** The model that plays every other role also judges. Otherwise the judge goes by an id of its own. */
  selfJudged?: true;
  settings?: Partial<RunConfig>;
}

const { generous, overCautious, copying } = WARNED_VARIANTS;

export const WARNED_CASES = [
  { name: 'good, ordinary start', deserves: [] },
  { name: 'good, poor start', deserves: [], startPrompt: POOR },
  { name: 'good, excellent start', deserves: [], startPrompt: EXCELLENT },
  { name: 'one model in all roles', deserves: ['self-judged'], selfJudged: true },
  { name: 'random judge', deserves: ['judge-weak'], variant: { judge: 'random' } },
  { name: 'reversed judge', deserves: ['judge-weak'], variant: { judge: 'reversed' } },
  {
    name: 'length-loving judge',
    deserves: ['judge-weak', 'length-grew'],
    variant: { judge: 'length-loving' },
  },
  // From an ordinary start its scores lie on both sides of 4.5, so that there the warning is deserved only now and then.
  {
    name: 'generous judge, excellent start',
    deserves: ['near-ceiling'],
    variant: generous.variant,
    startPrompt: EXCELLENT,
  },
  {
    name: 'over-cautious judge and rewriter',
    deserves: ['harmless-refused'],
    variant: overCautious.variant,
  },
  { name: 'copying rewriter', deserves: [], variant: copying.variant },
  // As the authors have it: nothing refuses a copy.
  {
    name: 'copying rewriter, copies not refused',
    deserves: ['text-copied'],
    variant: copying.variant,
    settings: { badProposals: 'refuse-unreadable' },
  },
] as const satisfies readonly WarnedCase[];

export type WarnedName = (typeof WARNED_CASES)[number]['name'];

export interface WarnedRun {
  verdict: Verdict;
  prompt: string;
}

export async function warnedRun(one: WarnedCase, seed: number): Promise<WarnedRun> {
  const model = createPracticeModel({ pace: null, variant: one.variant ?? {} });
  const setup = builtInSetup('standard', seed, one.startPrompt ?? ORDINARY, model);
  Object.assign(setup.config, one.settings);
  if (!one.selfJudged) setup.config.models.judge.id = `${model.id}, as judge`;
  const ports: Ports = {
    models: { responder: model, selector: model, judge: model, critic: model, rewriter: model },
    retriever: lexicalRetriever(),
    decisions: { decide: () => Promise.resolve({ changes: [] }) },
  };
  let verdict: Verdict | null = null;
  for await (const event of drpo(setup, ports, new AbortController().signal)) {
    if (event.kind === 'verdict-given') verdict = wholeVerdict(event.verdict);
    if (event.kind === 'run-finished' && verdict) return { verdict, prompt: event.prompt };
  }
  throw new Error(`seed ${String(seed)} of "${one.name}" did not finish`);
}

export const WARNING_TAGS = [
  'self-judged',
  'judge-weak',
  'length-grew',
  'near-ceiling',
  'harmless-refused',
  'text-copied',
] as const satisfies readonly Warning['tag'][];

export function hasWarning({ verdict }: WarnedRun, tag: Warning['tag']): boolean {
  return verdict.warnings.some((warning) => warning.tag === tag);
}

/** A table in Markdown: how many of the seeds' runs had each warning; in bold where the case deserves it. */
export async function warningsTable(seeds: readonly number[]): Promise<string[]> {
  const lines = [
    `| of ${String(seeds.length)} | ${WARNING_TAGS.join(' | ')} |`,
    `| --- |${' --- |'.repeat(6)}`,
  ];
  for (const one of WARNED_CASES) {
    const runs: WarnedRun[] = [];
    for (const seed of seeds) runs.push(await warnedRun(one, seed));
    const deserved: readonly Warning['tag'][] = one.deserves;
    const counts = WARNING_TAGS.map((tag) => {
      const fired = String(runs.filter((run) => hasWarning(run, tag)).length);
      return deserved.includes(tag) ? `**${fired}**` : fired;
    });
    lines.push(`| ${[one.name, ...counts].join(' | ')} |`);
  }
  return lines;
}
