/**
 * Calls and tokens of a run before it starts, by role and by phase. Typical, not worst: every level full, every state
 * rewritten, nothing asked twice. Prompt tokens count only what must be prefilled: a conversation that goes on is not
 * paid for again (the KV-cache rule of WebLLM).
 */
import { offerOf } from './aspect-offer';
import { replyTokens, type RunConfig } from './config';
import type { RunSetup } from './materials';
import { checkAspects, OCCASIONS, SIDES } from './judge-check';
import type { Message } from './ports';
import { criticMessages } from './prompts/critic';
import { type JudgeInput, judgeMessages, writtenJudgeMessages } from './prompts/judge';
import { responderMessages } from './prompts/responder';
import { ANOTHER_EDIT, betterResponseMessages, editMessages, rewriteMessages } from './prompts/rewriter';
import { selectorMessages } from './prompts/selector';
import { planQueries, type QueryPlan } from './query-plan';
import { type AspectScore, ROLES, type Role } from './terms';
import { MESSAGE_TOKENS, typicalTokens } from './tokens';
import { parsePrompt } from './edits';

export interface Cost {
  calls: number;
  /** Newly prefilled. */
  promptTokens: number;
  completionTokens: number;
}

export type PhaseName = 'check' | 'examples' | 'search' | 'validation' | 'verdict';

export interface Estimate {
  calls: number;
  byRole: Record<Role, Cost>;
  /** Calls. */
  byPhase: Record<PhaseName, number>;
}

/** How many of each piece of work a phase does. */
export interface Work {
  selections: number;
  responses: number;
  judgements: number;
  critiques: number;
  /** States rewritten, each with A proposals. */
  expansions: number;
  /** Responses rewritten (phase 1). */
  rewrites: number;
}

/** Typical texts, in characters, where a run has not made its own yet. */
const TYPICAL = { critique: 480, edit: 250, rewrite: 1500, reason: 120, selection: 320, grownPrompt: 600 };

export function estimateRun(setup: RunSetup): Estimate {
  const byRole = Object.fromEntries(ROLES.map((role) => [role, nothing()])) as Record<Role, Cost>;
  const byPhase: Record<PhaseName, number> = { check: 0, examples: 0, search: 0, validation: 0, verdict: 0 };
  const check = checkCost(setup);
  add(byRole.judge, check, 1);
  byPhase.check = check.calls;
  if (setup.config.task !== 'judge-check') addRun(setup, byRole, byPhase);
  for (const role of ROLES) roundUp(byRole[role]);
  return { calls: ROLES.reduce((sum, role) => sum + byRole[role].calls, 0), byRole, byPhase };
}

/** Every judgement of the judge check, exactly: its texts are known. */
export function checkCost({ config, materials }: RunSetup): Cost {
  const cost = nothing();
  if (checkJudgements({ config, materials }) === 0) return cost;
  for (const pair of materials.checkPairs ?? []) {
    for (const side of SIDES) {
      for (const occasion of OCCASIONS) {
        const wording = occasion === 'first' ? 'usual' : 'other';
        const input = {
          query: pair.query,
          response: pair[side],
          aspects: checkAspects(pair),
          reason: '',
          wording,
        };
        add(cost, judgementCost(config, input as JudgeInput), 1);
      }
    }
  }
  return cost;
}

/** How many judgements the judge check makes. */
export function checkJudgements({ config, materials }: RunSetup): number {
  const checked = config.judgeCheck === true || config.task === 'judge-check';
  return checked ? (materials.checkPairs ?? []).length * SIDES.length * OCCASIONS.length : 0;
}

function addRun(setup: RunSetup, byRole: Record<Role, Cost>, byPhase: Record<PhaseName, number>): void {
  const works = worksOf(setup);
  const prices = pricesOf(setup);
  for (const phase of ['examples', 'search', 'validation', 'verdict'] as const) {
    for (const [piece, times] of Object.entries(works[phase]) as [keyof Work, number][]) {
      const { role, cost } = prices[phase === 'examples' ? 'examples' : 'queries'][piece];
      add(byRole[role], cost, times);
      byPhase[phase] += cost.calls * times;
    }
  }
}

/** `plan`: the setup's own, for whoever has it already. */
export function worksOf(
  setup: RunSetup,
  plan: QueryPlan = planQueries(setup),
): Record<Exclude<PhaseName, 'check'>, Work> {
  const { config, materials } = setup;
  const contenders =
    config.answer === 'validation' ? Math.min(config.search.width, treeOf(config, plan.levels).width) + 1 : 0;
  const bases = Math.min(config.examples.count, materials.baseExamples.length);
  const { rewrites } = config.examples;
  return {
    examples: {
      ...noWork(),
      selections: bases,
      judgements: bases * (1 + rewrites),
      critiques: bases * rewrites,
      rewrites: bases * rewrites,
    },
    search: searchWork(config, plan.levels),
    // A run with minutes is given more of both than it plans with.
    validation: check(Math.min(plan.validation.length, config.validationQueries), contenders),
    verdict: check(Math.min(plan.verdict.length, config.verdictQueries), verdictSides(config)),
  };
}

/** Start and final prompt, and each baseline. */
export function verdictSides({ baselines }: Pick<RunConfig, 'baselines'>): number {
  return 2 + (baselines?.length ?? 0);
}

/** Queries answered and judged outside the search, by so many sides. */
export function check(queries: number, sides: number): Work {
  return {
    ...noWork(),
    selections: sides === 0 ? 0 : queries,
    responses: queries * sides,
    judgements: queries * sides,
  };
}

/** Calls of so many held-out queries answered and judged by so many sides, their aspects chosen first. */
export function callsOfCheck(setup: RunSetup, queries: number, sides: number): number {
  const prices = pricesOf(setup).queries;
  const work = Object.entries(check(queries, sides)) as [keyof Work, number][];
  return work.reduce((sum, [piece, times]) => sum + prices[piece].cost.calls * times, 0);
}

/** A search down to so many levels, the root's included. */
export function searchWork(config: RunConfig, levels: number): Work {
  const m = config.queriesPerCandidate;
  const { states, expansions, depth } = treeOf(config, levels);
  const byCritic = config.scoring === 'probability' || config.reasons === 'expanded-only';
  const explained = config.reasons === 'every-candidate' ? states : expansions;
  return {
    ...noWork(),
    selections: depth * m,
    responses: states * m,
    judgements: states * m,
    critiques: byCritic ? explained : 0,
    expansions,
  };
}

/** The tree when every state is rewritten and the depth does not grow. */
function treeOf(
  { search }: RunConfig,
  levels: number,
): { states: number; expansions: number; depth: number; width: number } {
  const depth = Math.min(search.depth, levels);
  let states = depth > 0 ? 1 : 0;
  let expansions = 0;
  let open = 1;
  for (let level = 2; level <= depth; level++) {
    expansions += open;
    states += open * search.actions;
    open = Math.min(search.width, open * search.actions);
  }
  return { states, expansions, depth, width: open };
}

export type Prices = Record<keyof Work, { role: Role; cost: Cost }>;

/** What one piece of each kind costs; phase 1 works on other texts than the rest. */
export function pricesOf(setup: RunSetup): { queries: Prices; examples: Prices } {
  const { config, materials } = setup;
  const query = 'x'.repeat(meanLength(materials.queries.map(({ text }) => text)));
  const bases = materials.baseExamples;
  const exampleQuery = 'x'.repeat(meanLength(bases.map((one) => one.query)));
  const sent = bases
    .slice(0, config.examplesPerQuery)
    .map(({ query: q, good }) => ({ query: q, response: good }));
  const reply = Math.round((replyTokens(config, 'responder') ?? 300) * 0.85);
  const response = 'x'.repeat(reply * 4);
  const prompt = config.startPrompt + ' '.repeat(TYPICAL.grownPrompt);
  const forQuery = (text: string, bounds: { min: number; max: number }): Prices => {
    const offer = offerOf(materials.aspects, bounds);
    const { min, max } = offer.bounds;
    const chosen = Math.round((min + Math.min(max, offer.aspects.length)) / 2);
    const aspects = [...offer.decided, ...offer.aspects.slice(0, chosen)];
    const scores = aspects.map(({ name }): AspectScore => ({ aspect: name, score: 3 }));
    const evidence = { query: text, response, scores, critique: ' '.repeat(TYPICAL.critique) };
    return {
      selections:
        offer.aspects.length === 0
          ? { role: 'selector', cost: nothing() }
          : priced('selector', selectorMessages({ query: text, ...offer }), TYPICAL.selection / 4),
      responses: priced('responder', responderMessages({ prompt, examples: sent, query: text }), reply),
      judgements: {
        role: 'judge',
        cost: judgementCost(config, { query: text, response, aspects, reason: ' '.repeat(TYPICAL.reason) }),
      },
      critiques: priced('critic', criticMessages(evidence), TYPICAL.critique / 4),
      expansions: { role: 'rewriter', cost: expansionCost(config, prompt, evidence) },
      rewrites: priced('rewriter', betterResponseMessages(evidence), reply),
    };
  };
  return {
    queries: forQuery(query, config.aspectsPerQuery),
    examples: forQuery(exampleQuery, config.aspectsPerExample),
  };
}

/** What a judge typically writes on one aspect. */
export function writtenScoreTokens(withRationale: boolean): number {
  return withRationale ? 62 : 16;
}

function judgementCost(config: RunConfig, input: Parameters<typeof judgeMessages>[0]): Cost {
  if (config.scoring === 'written') {
    const rationales = config.reasons === 'every-candidate';
    return {
      calls: 1,
      promptTokens: tokensOf(writtenJudgeMessages(input, rationales)),
      completionTokens: input.aspects.length * writtenScoreTokens(rationales),
    };
  }
  const last = judgeMessages(
    input,
    input.aspects.slice(1).map(() => '3'),
  );
  return {
    calls: input.aspects.length,
    promptTokens: tokensOf(last),
    completionTokens: input.aspects.length,
  };
}

function expansionCost(
  config: RunConfig,
  prompt: string,
  evidence: Parameters<typeof betterResponseMessages>[0],
): Cost {
  const edits = config.action === 'edits';
  const opening = edits
    ? editMessages({
        ...evidence,
        prompt: parsePrompt(prompt),
        protectedRules: [],
        formerEdits: ['x'.repeat(TYPICAL.edit)],
      })
    : rewriteMessages({ ...evidence, prompt, protectedRules: [], formerPrompts: [prompt, prompt] });
  const decoded = Math.round((edits ? TYPICAL.edit : TYPICAL.rewrite) / 4);
  const again = MESSAGE_TOKENS + typicalTokens(ANOTHER_EDIT);
  const calls = config.search.actions;
  const first = tokensOf(opening);
  const promptTokens = config.proposals === 'conversation' ? first + (calls - 1) * again : first * calls;
  return { calls, promptTokens, completionTokens: decoded * calls };
}

function priced(role: Role, messages: readonly Message[], decoded: number): { role: Role; cost: Cost } {
  return {
    role,
    cost: { calls: 1, promptTokens: tokensOf(messages), completionTokens: Math.round(decoded) },
  };
}

function tokensOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + MESSAGE_TOKENS + typicalTokens(content), 0);
}

function meanLength(texts: readonly string[]): number {
  return texts.length === 0
    ? 0
    : Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
}

function nothing(): Cost {
  return { calls: 0, promptTokens: 0, completionTokens: 0 };
}

function noWork(): Work {
  return { selections: 0, responses: 0, judgements: 0, critiques: 0, expansions: 0, rewrites: 0 };
}

function add(sum: Cost, cost: Cost, times: number): void {
  sum.calls += cost.calls * times;
  sum.promptTokens += cost.promptTokens * times;
  sum.completionTokens += cost.completionTokens * times;
}

function roundUp(cost: Cost): void {
  cost.promptTokens = Math.ceil(cost.promptTokens);
  cost.completionTokens = Math.ceil(cost.completionTokens);
}
