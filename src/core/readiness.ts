/**
 * What can be known to be wrong, or worth saying, before a run spends anything. A setup without problems does not stop for
 * its size: every prompt of every role fits, or can be made to fit, the context it will be sent into.
 */
import { longestJudged, offerOf } from './aspect-offer';
import { responseRoom, roomFor } from './asking';
import { replyTokens, type RunConfig } from './config';
import { writtenScoreTokens } from './estimate';
import { keepsProtectedRules, MOST_RULES, parsePrompt, sameText } from './edits';
import { CUT_TEXT_TOKENS, messageTokens } from './fit';
import {
  baselineNeeds,
  longest,
  longestQuery,
  responderNeeds,
  rewriterNeeds,
  scoreTokens,
} from './fitting-prompt';
import { checkAspects } from './judge-check';
import type { RunSetup } from './materials';
import { criticMessages } from './prompts/critic';
import { judgeMessages, writtenJudgeMessages } from './prompts/judge';
import { betterResponseMessages } from './prompts/rewriter';
import { selectorMessages } from './prompts/selector';
import { planQueries, type PlanNote, type QueryPlan } from './query-plan';
import type { Aspect, Query, Role } from './terms';

export type SetupProblem =
  | { tag: 'no-queries'; facts: Record<string, never> }
  | { tag: 'too-few-queries'; facts: { needed: number; have: number } }
  | { tag: 'no-verdict-queries'; facts: Record<string, never> }
  | { tag: 'no-aspects'; facts: Record<string, never> }
  /** With no prompt at all the bare model is compared anyway, as a baseline. */
  | { tag: 'empty-start-prompt'; facts: Record<string, never> }
  | { tag: 'prompt-too-long'; facts: { role: Role; needed: number; window: number; query: string } };

export type SetupNotice =
  | PlanNote
  | { tag: 'no-examples'; facts: Record<string, never> }
  | { tag: 'protected-rule-not-in-prompt'; facts: { rule: string } }
  | { tag: 'many-rules'; facts: { rules: number; most: number } }
  /** Every query is judged on the same aspects: there is nothing left to choose. */
  | { tag: 'aspects-all-decided'; facts: { aspects: number } }
  /** A written judgement of that many aspects is likely to be cut off, and then cannot be read. */
  | { tag: 'judgement-may-be-cut'; facts: { aspects: number; needed: number; limit: number } };

export interface SetupCheck {
  problems: SetupProblem[];
  notices: SetupNotice[];
}

/** A search wants m queries for the starting prompt and m more for its first candidates. */
export function fewestToSearch({ queriesPerCandidate }: Pick<RunConfig, 'queriesPerCandidate'>): number {
  return 2 * queriesPerCandidate;
}

export function checkSetup(setup: RunSetup): SetupCheck {
  if (setup.config.task === 'judge-check')
    return { problems: oneARole(checkNeeds(setup), setup), notices: [] };
  const have = setup.materials.queries.length;
  const needed = fewestToSearch(setup.config);
  const noPrompt: SetupProblem[] =
    setup.config.startPrompt.trim() === '' ? [{ tag: 'empty-start-prompt', facts: {} }] : [];
  if (have === 0) return { problems: [{ tag: 'no-queries', facts: {} }, ...noPrompt], notices: [] };
  const plan = planQueries(setup);
  const problems: SetupProblem[] = [];
  if (plan.search.length < needed)
    problems.push({ tag: 'too-few-queries', facts: { needed, have: distinctTexts(setup) } });
  if (plan.verdict.length === 0) problems.push({ tag: 'no-verdict-queries', facts: {} });
  problems.push(...noPrompt);
  if (setup.materials.aspects.length === 0) problems.push({ tag: 'no-aspects', facts: {} });
  return { problems: [...problems, ...sizeProblems(setup, plan)], notices: noticesOf(setup, plan) };
}

function distinctTexts({ materials }: RunSetup): number {
  return new Set(materials.queries.map(({ text }) => sameText(text))).size;
}

function noticesOf({ config, materials }: RunSetup, plan: QueryPlan): SetupNotice[] {
  const notices: SetupNotice[] = [...plan.notes];
  const rules = parsePrompt(config.startPrompt).rules.length;
  if (materials.baseExamples.length === 0) notices.push({ tag: 'no-examples', facts: {} });
  if (rules > MOST_RULES) notices.push({ tag: 'many-rules', facts: { rules, most: MOST_RULES } });
  for (const rule of config.protectedRules) {
    if (!keepsProtectedRules(config.startPrompt, [rule])) {
      notices.push({ tag: 'protected-rule-not-in-prompt', facts: { rule } });
    }
  }
  return [...notices, ...aspectNotices(config, materials.aspects)];
}

function aspectNotices(config: RunConfig, aspects: readonly Aspect[]): SetupNotice[] {
  const notices: SetupNotice[] = [];
  const { aspectsPerQuery, aspectsPerExample } = config;
  const offers = [aspectsPerQuery, aspectsPerExample].map((bounds) => offerOf(aspects, bounds));
  const decided = offers[0]?.decided.length ?? 0;
  if (decided > 0 && offers[0]?.aspects.length === 0)
    notices.push({ tag: 'aspects-all-decided', facts: { aspects: decided } });
  const judged = Math.max(...offers.map((offer) => longestJudged(offer, ({ name }) => name).length));
  const needed = judged * writtenScoreTokens(config.reasons === 'every-candidate');
  const limit = config.limits.judgement;
  if (config.scoring === 'written' && needed > limit)
    notices.push({ tag: 'judgement-may-be-cut', facts: { aspects: judged, needed, limit } });
  return notices;
}

/** What a role needs at most, in tokens, and the text that makes it so long. */
interface Need {
  role: Role;
  needed: number;
  query: string;
}

function sizeProblems({ config, materials }: RunSetup, plan: QueryPlan): SetupProblem[] {
  const query = longestQuery(plan);
  if (!query) return [];
  const needs: Need[] = [
    { role: 'responder', needed: responderNeeds(config, plan, [], config.startPrompt), query: query.id },
    {
      role: 'rewriter',
      needed: rewriterNeeds(config, materials.aspects, config.startPrompt),
      query: query.id,
    },
    ...judgingNeeds(config, materials.aspects, query, config.aspectsPerQuery),
    ...exampleNeeds({ config, materials }),
    ...(config.baselines?.includes('hand-written') === true
      ? [
          {
            role: 'responder' as const,
            needed: baselineNeeds({ config, materials }, plan) ?? 0,
            query: query.id,
          },
        ]
      : []),
    ...(config.judgeCheck === true ? checkNeeds({ config, materials }) : []),
  ];
  return oneARole(needs, { config, materials });
}

function oneARole(needs: readonly Need[], { config }: RunSetup): SetupProblem[] {
  const worst = new Map<Role, SetupProblem>();
  for (const { role, needed, query: id } of needs) {
    const window = config.models[role].contextWindow;
    if (needed > window && !worst.has(role))
      worst.set(role, { tag: 'prompt-too-long', facts: { role, needed, window, query: id } });
  }
  return [...worst.values()];
}

/** Phase 1 judges and rewrites responses to the base examples' own queries. */
function exampleNeeds({ config, materials }: RunSetup): Need[] {
  const bases = materials.baseExamples.slice(0, config.examples.count);
  const base = longest(bases, (one) => one.query);
  if (!base) return [];
  const query = { id: base.id, text: base.query, category: '' };
  const evidence = { query: base.query, response: '', scores: [], critique: ' ' };
  const scores = scoreTokens(materials.aspects, config.aspectsPerExample);
  const rewriting = messageTokens(betterResponseMessages(evidence)) + 2 * CUT_TEXT_TOKENS + scores;
  return [
    ...judgingNeeds(config, materials.aspects, query, config.aspectsPerExample),
    { role: 'rewriter', needed: rewriting + responseRoom(config, 'rewriter').reply, query: base.id },
  ];
}

/** The judge on the longest pair of the judge check, the response cut as far as it goes. */
function checkNeeds({ config, materials }: RunSetup): Need[] {
  const pair = longest(materials.checkPairs ?? [], (one) => one.query);
  if (!pair) return [];
  const aspects = checkAspects(pair);
  const input = { query: pair.query, response: '', aspects, reason: '', wording: 'other' } as const;
  const messages =
    config.scoring === 'probability'
      ? judgeMessages(
          input,
          aspects.map(() => '5'),
        )
      : writtenJudgeMessages(input, config.reasons === 'every-candidate');
  const { reply } = roomFor(config, 'judge', replyTokens(config, 'judge') ?? 0);
  return [{ role: 'judge', needed: messageTokens(messages) + CUT_TEXT_TOKENS + reply, query: pair.id }];
}

/** A selector's reason at its longest, in the script that takes most tokens. */
const LONGEST_REASON = '\u4e00'.repeat(300);

/** Selector, judge and critic on one query, the response between them cut as far as it goes. */
function judgingNeeds(
  config: RunConfig,
  aspects: readonly Aspect[],
  query: Query,
  bounds: RunConfig['aspectsPerQuery'],
): Need[] {
  const offer = offerOf(aspects, bounds);
  const input = {
    query: query.text,
    response: '',
    aspects: longestJudged(offer, ({ name, low, high }) => name + low + high),
    reason: LONGEST_REASON,
  };
  const judging =
    config.scoring === 'probability'
      ? judgeMessages(
          input,
          input.aspects.map(() => '5'),
        )
      : writtenJudgeMessages(input, config.reasons === 'every-candidate');
  const selecting = selectorMessages({ query: query.text, ...offer });
  const criticising = criticMessages({ query: '', response: '', scores: [] });
  const scores = scoreTokens(aspects, bounds);
  const reply = (role: Role) => roomFor(config, role, replyTokens(config, role) ?? 0).reply;
  return [
    { role: 'selector', needed: messageTokens(selecting) + reply('selector'), query: query.id },
    { role: 'judge', needed: messageTokens(judging) + CUT_TEXT_TOKENS + reply('judge'), query: query.id },
    {
      role: 'critic',
      needed: messageTokens(criticising) + 2 * CUT_TEXT_TOKENS + scores + reply('critic'),
      query: query.id,
    },
  ];
}
