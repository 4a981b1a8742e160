/**
 * What can be known to be wrong, or worth saying, before a run spends anything. A setup without problems does not fail for
 * its size: every prompt of every role fits, or can be made to fit, the context it will be sent into.
 */
import { responseRoom, roomFor } from './asking';
import { replyTokens } from './config';
import { keepsProtectedRules, MOST_RULES, parsePrompt } from './edits';
import { fitted, PromptTooLong, shorterResponse } from './fit';
import { responderFits } from './fitting-responder';
import type { RunSetup } from './materials';
import { judgeMessages, writtenJudgeMessages } from './prompts/judge';
import { editMessages, rewriteMessages } from './prompts/rewriter';
import { selectorMessages } from './prompts/selector';
import { planQueries, type PlanNote, type QueryPlan } from './query-plan';
import type { Query, Role } from './terms';
import { tokensAtMost } from './tokens';

export type SetupProblem =
  | { tag: 'no-queries'; facts: Record<string, never> }
  | { tag: 'too-few-queries'; facts: { needed: number; have: number } }
  | { tag: 'no-verdict-queries'; facts: Record<string, never> }
  | { tag: 'prompt-too-long'; facts: { role: Role; needed: number; window: number; query: string } };

export type SetupNotice =
  | PlanNote
  | { tag: 'no-examples'; facts: Record<string, never> }
  | { tag: 'empty-start-prompt'; facts: Record<string, never> }
  | { tag: 'protected-rule-not-in-prompt'; facts: { rule: string } }
  | { tag: 'many-rules'; facts: { rules: number; most: number } };

export interface SetupCheck {
  problems: SetupProblem[];
  notices: SetupNotice[];
}

export function checkSetup(setup: RunSetup): SetupCheck {
  const have = setup.materials.queries.length;
  // A search wants m queries for the starting prompt and m more for its first candidates.
  const needed = 2 * setup.config.queriesPerCandidate;
  if (have === 0) return { problems: [{ tag: 'no-queries', facts: {} }], notices: [] };
  const plan = planQueries(setup);
  const problems: SetupProblem[] = [];
  if (plan.search.length < needed)
    problems.push({ tag: 'too-few-queries', facts: { needed, have: plan.search.length } });
  if (plan.verdict.length === 0) problems.push({ tag: 'no-verdict-queries', facts: {} });
  return { problems: [...problems, ...sizeProblems(setup, plan)], notices: noticesOf(setup, plan) };
}

function noticesOf({ config, materials }: RunSetup, plan: QueryPlan): SetupNotice[] {
  const notices: SetupNotice[] = [...plan.notes];
  const rules = parsePrompt(config.startPrompt).rules.length;
  if (materials.baseExamples.length === 0) notices.push({ tag: 'no-examples', facts: {} });
  if (config.startPrompt.trim() === '') notices.push({ tag: 'empty-start-prompt', facts: {} });
  if (rules > MOST_RULES) notices.push({ tag: 'many-rules', facts: { rules, most: MOST_RULES } });
  for (const rule of config.protectedRules) {
    if (!keepsProtectedRules(config.startPrompt, [rule])) {
      notices.push({ tag: 'protected-rule-not-in-prompt', facts: { rule } });
    }
  }
  return notices;
}

/** The longest query put to every role, with the longest response and the starting prompt around it. */
function sizeProblems({ config, materials }: RunSetup, plan: QueryPlan): SetupProblem[] {
  const query = longestOf([...plan.search, ...plan.validation, ...plan.verdict]);
  const examples = materials.baseExamples.map(({ query: q, good }) => ({ query: q, response: good }));
  const problems: SetupProblem[] = [];
  if (!responderFits(config, plan, examples)(config.startPrompt)) {
    const window = config.models.responder.contextWindow;
    const needed =
      tokensAtMost(config.startPrompt) +
      tokensAtMost(query.text) +
      window -
      responseRoom(config, 'responder');
    problems.push({ tag: 'prompt-too-long', facts: { role: 'responder', needed, window, query: query.id } });
  }
  for (const [role, fit] of roleChecks(config, materials.aspects, query.text)) {
    try {
      fit();
    } catch (error) {
      if (!(error instanceof PromptTooLong)) throw error;
      const { needed, window } = error.fault.facts as { needed: number; window: number };
      problems.push({ tag: 'prompt-too-long', facts: { role, needed, window, query: query.id } });
    }
  }
  return problems;
}

function roleChecks(
  config: RunSetup['config'],
  aspects: RunSetup['materials']['aspects'],
  query: string,
): [Role, () => unknown][] {
  const room = (role: Role) => roomFor(config, role, replyTokens(config, role) ?? 0);
  const response = 'x '.repeat(600);
  const judged = {
    query,
    response,
    aspects: aspects.slice(0, config.aspectsPerQuery.max),
    reason: 'x'.repeat(300),
  };
  const digits = judged.aspects.map(() => '5');
  const written = config.reasons === 'every-candidate';
  const judgePrompt = (input: typeof judged) =>
    config.scoring === 'probability' ? judgeMessages(input, digits) : writtenJudgeMessages(input, written);
  const evidence = { query, response, scores: [], critique: 'x '.repeat(config.limits.critique) };
  const own = { ...evidence, protectedRules: config.protectedRules };
  const editing = { ...own, prompt: parsePrompt(config.startPrompt), formerEdits: [] };
  const rewriting = { ...own, prompt: config.startPrompt, formerPrompts: [] };
  const selecting = { query, aspects, bounds: config.aspectsPerQuery };
  return [
    ['selector', () => fitted('selector', selecting, selectorMessages, [], room('selector'))],
    ['judge', () => fitted('judge', judged, judgePrompt, [shorterResponse], room('judge'))],
    [
      'rewriter',
      () =>
        config.action === 'edits'
          ? fitted('rewriter', editing, editMessages, [shorterResponse], room('rewriter'))
          : fitted('rewriter', rewriting, rewriteMessages, [shorterResponse], room('rewriter')),
    ],
  ];
}

function longestOf(queries: readonly Query[]): Query {
  return queries.reduce(
    (longest, query) => (tokensAtMost(query.text) > tokensAtMost(longest.text) ? query : longest),
    {
      id: '',
      text: '',
      category: '',
    },
  );
}
