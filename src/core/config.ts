/**
 * RunConfig: every setting of a run, frozen before its first call. The presets stand below, paper first: the others say how they differ from it.
 * `parseConfig` reads one from outside (a form, an archive): a value, or tagged problems that name the field.
 */
import * as v from 'valibot';
import { type BaselineName, BASELINES, type Role } from './terms';

/** Changes whenever the same config and replies would give other calls or events. */
export const METHOD_VERSION = '3';

const count = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const temperature = v.pipe(v.number(), v.minValue(0), v.maxValue(2));
const topP = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const distinct = (names: BaselineName[]) => new Set(names).size === names.length;
const modelChoice = v.object({ id: text(300), contextWindow: count(512, 10_000_000) });
const sampling = v.object({ temperature, topP });

export const RunConfigSchema = v.object({
  preset: v.picklist(['quick', 'standard', 'paper', 'own']),
  mode: v.picklist(['lab', 'paper']),
  /** A whole run, or the judge check on its own. Left out: a whole run. */
  task: v.optional(v.picklist(['align', 'judge-check'])),
  seed: count(0, 2 ** 31 - 1),
  models: v.object({
    responder: modelChoice,
    selector: modelChoice,
    judge: modelChoice,
    critic: modelChoice,
    rewriter: modelChoice,
  }),
  startPrompt: text(20_000),
  /** Rules no edit may remove or change; matched by their text. */
  protectedRules: v.pipe(v.array(text(500)), v.maxLength(8)),
  search: v.object({
    width: count(1, 8),
    actions: count(1, 8),
    depth: count(1, 50),
    maxExtraDepth: count(0, 50),
  }),
  /** m: queries every candidate of a level answers. */
  queriesPerCandidate: count(1, 8),
  /** K: how many examples go with each query. */
  examplesPerQuery: count(0, 8),
  /** Id of what finds similar examples; left out, they are found by shared words, without a model. */
  retriever: v.optional(text(300)),
  /** `probability`: one constrained token an aspect. `written`: JSON with scores. */
  scoring: v.picklist(['probability', 'written']),
  /** Which candidates get reasons: all, or only states about to be expanded. */
  reasons: v.picklist(['every-candidate', 'expanded-only']),
  action: v.picklist(['edits', 'rewrite']),
  /** How the A proposals of a state are drawn: in one growing conversation, or each on its own. */
  proposals: v.picklist(['conversation', 'independent']),
  /** A state above this mean (or all fives) keeps its prompt; `extend` lets the depth grow by one. */
  goodEnough: v.object({ above: v.pipe(v.number(), v.minValue(1), v.maxValue(5)), extend: v.boolean() }),
  /** Whether the judge is tried on pairs with a known better response before the run. Left out: it is not. */
  judgeCheck: v.optional(v.boolean()),
  /** What an unreadable judgement does to its candidate. */
  unreadable: v.picklist(['drop', 'zero']),
  /** Which proposals are refused: all that cannot help, or only those that cannot be read. */
  badProposals: v.picklist(['refuse', 'refuse-unreadable']),
  /** How often an unreadable or refused reply is asked for again. */
  asksAgain: count(0, 5),
  /** How the answer is picked among finished states. */
  answer: v.picklist(['validation', 'path-score']),
  validationQueries: count(0, 200),
  verdictQueries: count(0, 200),
  /** What else answers the held-out queries, for comparison. Left out: nothing. */
  baselines: v.optional(v.pipe(v.array(v.picklist(BASELINES)), v.check(distinct, 'distinct baselines'))),
  /** How long the run may take, verdict included; left out, as long as it takes. The other settings are then fitted to it (plan.ts). */
  minutes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(1440))),
  /** Phase 1: how many base examples, and how often each is rewritten. 0 examples: the built-in ones as they are. */
  examples: v.object({ count: count(0, 64), rewrites: count(1, 10) }),
  aspectsPerQuery: v.object({ min: count(1, 14), max: count(1, 14) }),
  aspectsPerExample: v.object({ min: count(1, 14), max: count(1, 14) }),
  /** Reply lengths in tokens. `response: null` is "as fits". */
  limits: v.object({
    response: v.nullable(count(16, 8192)),
    selection: count(32, 4096),
    judgement: count(32, 8192),
    critique: count(32, 4096),
    edit: count(32, 4096),
    rewrite: count(32, 8192),
  }),
  sampling: v.object({
    responder: sampling,
    selector: sampling,
    judge: sampling,
    critic: sampling,
    rewriter: sampling,
  }),
});
export type RunConfig = v.InferOutput<typeof RunConfigSchema>;
export type PresetName = 'quick' | 'standard' | 'paper';

/** A field that does not fit: `path` names it ("search.width"), `got` is what was there. */
export interface ConfigProblem {
  tag: 'bad-setting';
  facts: { path: string; expected: string; got: string };
}

export function parseConfig(input: unknown): { config: RunConfig } | { problems: ConfigProblem[] } {
  const result = v.safeParse(RunConfigSchema, input);
  if (!result.success) return { problems: result.issues.map(problemOf) };
  const problems = crossFieldProblems(result.output);
  return problems.length > 0 ? { problems } : { config: result.output };
}

function problemOf(issue: v.BaseIssue<unknown>): ConfigProblem {
  return bad(v.getDotPath(issue) ?? '', issue.expected ?? issue.message, issue.received);
}

function bad(path: string, expected: string, got: string): ConfigProblem {
  return { tag: 'bad-setting', facts: { path, expected, got } };
}

function crossFieldProblems(config: RunConfig): ConfigProblem[] {
  return (['aspectsPerQuery', 'aspectsPerExample'] as const)
    .filter((field) => config[field].min > config[field].max)
    .map((field) => bad(`${field}.max`, `>=${String(config[field].min)}`, String(config[field].max)));
}

/** What a preset leaves open: the person's own choices. */
export interface OwnChoices {
  seed: number;
  startPrompt: string;
  models: RunConfig['models'];
}

/** One model for every role: self-alignment, the default. */
export function sameModelForAll(model: { id: string; contextWindow: number }): RunConfig['models'] {
  const each = { id: model.id, contextWindow: model.contextWindow };
  return {
    responder: { ...each },
    selector: { ...each },
    judge: { ...each },
    critic: { ...each },
    rewriter: { ...each },
  };
}

type Settings = Omit<RunConfig, keyof OwnChoices>;

const greedy = { temperature: 0, topP: 1 };

const paper: Settings = {
  preset: 'paper',
  mode: 'paper',
  protectedRules: [],
  search: { width: 2, actions: 3, depth: 20, maxExtraDepth: 10 },
  queriesPerCandidate: 1,
  examplesPerQuery: 2,
  scoring: 'written',
  reasons: 'every-candidate',
  action: 'rewrite',
  proposals: 'independent',
  goodEnough: { above: 4.5, extend: true },
  judgeCheck: false,
  unreadable: 'zero',
  badProposals: 'refuse-unreadable',
  asksAgain: 1,
  answer: 'path-score',
  validationQueries: 0,
  verdictQueries: 60,
  baselines: [],
  examples: { count: 16, rewrites: 5 },
  aspectsPerQuery: { min: 2, max: 5 },
  aspectsPerExample: { min: 3, max: 6 },
  limits: { response: null, selection: 400, judgement: 600, critique: 400, edit: 200, rewrite: 900 },
  sampling: {
    responder: greedy,
    selector: greedy,
    judge: greedy,
    critic: greedy,
    rewriter: { temperature: 0.2, topP: 0.95 },
  },
};

const standard: Settings = {
  ...paper,
  preset: 'standard',
  mode: 'lab',
  search: { width: 2, actions: 3, depth: 8, maxExtraDepth: 0 },
  queriesPerCandidate: 2,
  scoring: 'probability',
  reasons: 'expanded-only',
  action: 'edits',
  proposals: 'conversation',
  goodEnough: { above: 4.5, extend: false },
  judgeCheck: true,
  unreadable: 'drop',
  badProposals: 'refuse',
  asksAgain: 2,
  answer: 'validation',
  validationQueries: 16,
  verdictQueries: 24,
  baselines: [...BASELINES],
  examples: { count: 8, rewrites: 2 },
  limits: { response: 256, selection: 160, judgement: 400, critique: 160, edit: 200, rewrite: 600 },
  sampling: {
    ...paper.sampling,
    judge: { temperature: 0.2, topP: 1 },
    rewriter: { temperature: 0.7, topP: 0.95 },
  },
};

const quick: Settings = {
  ...standard,
  preset: 'quick',
  search: { width: 1, actions: 2, depth: 4, maxExtraDepth: 0 },
  validationQueries: 8,
  verdictQueries: 12,
  baselines: [],
  examples: { count: 0, rewrites: 2 },
  limits: { ...standard.limits, response: 160 },
};

const PRESETS: Record<PresetName, Settings> = { quick, standard, paper };

/** A fresh, complete config: the preset's settings with the person's choices. */
export function presetConfig(name: PresetName, own: OwnChoices): RunConfig {
  return structuredClone({ ...PRESETS[name], ...own });
}

/** The reply length of a role in tokens, as this config has it; null is "as fits" (responder only). */
export function replyTokens(config: RunConfig, role: Role): number | null {
  switch (role) {
    case 'responder':
      return config.limits.response;
    case 'selector':
      return config.limits.selection;
    case 'judge':
      return config.scoring === 'probability' ? CHOICE_TOKENS : config.limits.judgement;
    case 'critic':
      return config.limits.critique;
    case 'rewriter':
      return config.action === 'edits' ? config.limits.edit : config.limits.rewrite;
  }
}

/** One constrained token and its end: with 1 it would finish as `length` and lose the KV cache. */
export const CHOICE_TOKENS = 2;
