/**
 * Whether a system prompt leaves room for the work around it: for the responder with the longest query it may be asked in
 * this run, for the rewriter with evidence cut as far as it goes. A prompt that fits here never stops a run for its length.
 */
import { type Bounds, longestJudged, offerOf } from './aspect-offer';
import { responseRoom, roomFor } from './asking';
import { replyTokens, type RunConfig } from './config';
import { parsePrompt } from './edits';
import { CUT_TEXT_TOKENS, messageTokens } from './fit';
import type { Message } from './ports';
import { scoresLine } from './prompts/critic';
import { responderMessages } from './prompts/responder';
import { editMessages, rewriteMessages } from './prompts/rewriter';
import type { RunSetup } from './materials';
import type { QueryPlan } from './query-plan';
import type { Aspect, BaselineName, Example, Query } from './terms';
import { tokensAtMost } from './tokens';

type Plan = Pick<QueryPlan, 'search' | 'validation' | 'verdict' | 'further'>;
type Sent = Pick<Example, 'query' | 'response'>;

/** Tokens that responder prompt and reply need at most with this system prompt and one example, the longest. */
export function responderNeeds(
  config: RunConfig,
  plan: Plan,
  examples: readonly Sent[],
  prompt: string,
): number {
  const query = longestQuery(plan)?.text ?? '';
  const example =
    config.examplesPerQuery === 0 ? undefined : longest(examples, (one) => one.query + one.response);
  const messages = responderMessages({ prompt, examples: example ? [example] : [], query });
  return messageTokens(messages) + responseRoom(config, 'responder').reply;
}

/** Tokens that the rewriter needs at most for this prompt, evidence and former prompts cut as far as they go. */
export function rewriterNeeds(config: RunConfig, aspects: readonly Aspect[], prompt: string): number {
  return (
    messageTokens(rewriterMessages(config, prompt)) +
    // Response, critique and query, and the scores of the aspects beside them.
    3 * CUT_TEXT_TOKENS +
    scoreTokens(aspects, config.aspectsPerQuery) +
    (replyTokens(config, 'rewriter') ?? 0)
  );
}

/** What the built-in aspects' names take at most, and a new one's. */
const LEAST_SCORE_TOKENS = 150;

/** "Scores of 5: ..." beside a response, at its longest. */
export function scoreTokens(aspects: readonly Aspect[], bounds: Bounds): number {
  const judged = longestJudged(offerOf(aspects, bounds), ({ name }) => name);
  const line = scoresLine(judged.map(({ name }) => ({ aspect: name, score: 5 })));
  return Math.max(LEAST_SCORE_TOKENS, tokensAtMost(line) + 1);
}

function rewriterMessages({ action, protectedRules }: RunConfig, prompt: string): Message[] {
  const evidence = { query: '', response: '', scores: [], critique: ' ', protectedRules };
  return action === 'edits'
    ? editMessages({ ...evidence, prompt: parsePrompt(prompt), formerEdits: [] })
    : rewriteMessages({ ...evidence, prompt, formerPrompts: [] });
}

/** The examples stay with the queries where the starting prompt leaves room for them; a new prompt must not drive them out. */
export function promptFits(
  config: RunConfig,
  plan: Plan,
  examples: readonly Sent[],
  aspects: readonly Aspect[],
): (prompt: string) => boolean {
  const { window } = responseRoom(config, 'responder');
  const kept = responderNeeds(config, plan, examples, config.startPrompt) <= window ? examples : [];
  const spent = responderNeeds(config, plan, kept, '');
  const rewriterWindow = roomFor(config, 'rewriter', 0).window;
  return (prompt) =>
    spent + tokensAtMost(prompt) <= window && rewriterNeeds(config, aspects, prompt) <= rewriterWindow;
}

/** Tokens that the hand-written baseline needs at most; its examples give way where they must. Null where there is none. */
export function baselineNeeds({ config, materials }: RunSetup, plan: Plan): number | null {
  return materials.baseline === undefined
    ? null
    : responderNeeds(config, plan, [], materials.baseline.prompt);
}

/** Whether a baseline can be asked in this run: the bare model always, the hand-written prompt where it is there and fits. */
export function canBeAsked(name: BaselineName, setup: RunSetup, plan: Plan): boolean {
  if (name === 'no-prompt') return true;
  const needed = baselineNeeds(setup, plan);
  return needed !== null && needed <= setup.config.models.responder.contextWindow;
}

/** Of all that may be asked in this run, queries added after its end included. */
export function longestQuery({ search, validation, verdict, further }: Plan): Query | undefined {
  return longest([...search, ...validation, ...verdict, ...further], ({ text }) => text);
}

export function longest<T>(all: readonly T[], text: (one: T) => string): T | undefined {
  let best: T | undefined;
  let most = -1;
  for (const one of all) {
    const tokens = tokensAtMost(text(one));
    if (tokens > most) [best, most] = [one, tokens];
  }
  return best;
}
