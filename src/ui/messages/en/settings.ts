/** Each setting of a run: its name, its unit, why it is so, and what its choices are called. */
import type { SettingPath } from '../../setup/setting-paths';

export interface SettingWords {
  name: string;
  why: string;
  unit?: string;
  options?: Record<string, string>;
}

const temperature = (who: string, why: string): SettingWords => ({ name: `${who}: temperature`, why });
const topP = (who: string): SettingWords => ({
  name: `${who}: top-p`,
  why: 'The share of likely words to draw from; 1 allows all.',
});

export const settings: Record<SettingPath, SettingWords> = {
  'search.width': {
    name: 'Beam width',
    unit: 'candidates',
    why: 'How many candidates of a level are kept and changed further. Wider finds more and costs as much more.',
  },
  'search.actions': {
    name: 'New prompts per candidate',
    unit: 'prompts',
    why: 'How many changes of each kept prompt are tried.',
  },
  'search.depth': {
    name: 'Depth',
    unit: 'levels',
    why: 'Levels of the tree, the start prompt’s among them: a prompt is changed one time less. A browser has minutes, not hours.',
  },
  'search.maxExtraDepth': {
    name: 'Extra depth at most',
    unit: 'levels',
    why: 'How far good or unreadable candidates may push the depth out. None here: time in a tab is bounded.',
  },
  queriesPerCandidate: {
    name: 'Queries per candidate',
    unit: 'queries',
    why: 'Every candidate of a level answers the same queries. With only one, a single lucky query decides too much.',
  },
  'goodEnough.above': {
    name: 'Good enough above',
    unit: 'mean reward, 1 to 5',
    why: 'A candidate that scores above this, or all fives, passes its prompt on unchanged.',
  },
  'goodEnough.extend': {
    name: 'Go deeper when good enough',
    why: 'Whether such a candidate earns one more level.',
  },
  scoring: {
    name: 'How the judge scores',
    why: 'One constrained token an aspect needs no parsing, is finer than whole numbers and shows the judge’s doubt.',
    options: { probability: 'Probability of each score', written: 'Written as JSON' },
  },
  'aspectsPerQuery.min': {
    name: 'Aspects per query, fewest',
    unit: 'aspects',
    why: 'The selector picks what matters for a query; fewer than two is hardly a reward.',
  },
  'aspectsPerQuery.max': {
    name: 'Aspects per query, most',
    unit: 'aspects',
    why: 'Each aspect is a judgement to pay for.',
  },
  reasons: {
    name: 'Who gets reasons',
    why: 'The rewriter needs a critique; candidates that are dropped do not.',
    options: { 'expanded-only': 'States about to be changed', 'every-candidate': 'Every candidate' },
  },
  judgeCheck: {
    name: 'Check the judge first',
    why: 'A run is worth no more than its judge. Twelve pairs with a known better response show, before anything else is spent, whether it finds them and whether it says the same when asked again.',
  },
  unreadable: {
    name: 'An unreadable judgement',
    why: 'Unreadable is not zero: ask again, then leave the candidate out.',
    options: { drop: 'Drops the candidate', zero: 'Counts as reward 0' },
  },
  action: {
    name: 'What a change is',
    why: 'One or two edits are short replies that small models get right, and protected rules can be enforced.',
    options: { edits: 'Edits to rules and preamble', rewrite: 'The whole prompt rewritten' },
  },
  proposals: {
    name: 'How changes are drawn',
    why: 'In one conversation each change knows the ones before it, so they differ.',
    options: { conversation: 'In one conversation', independent: 'Each on its own' },
  },
  badProposals: {
    name: 'Refused changes',
    why: 'Empty, cut off, duplicate, copied, too long, or without a protected rule: such changes cannot help.',
    options: { refuse: 'All that cannot help', 'refuse-unreadable': 'Only unreadable ones' },
  },
  asksAgain: {
    name: 'Ask again',
    unit: 'times',
    why: 'How often an unreadable or refused reply is asked for once more.',
  },
  'examples.count': {
    name: 'Examples to improve',
    unit: 'examples',
    why: 'Phase 1 improves this many examples before the search. With 0 the built-in ones are used as they are.',
  },
  'examples.rewrites': {
    name: 'Rewrites per example',
    unit: 'times',
    why: 'How often each is criticised and rewritten; it stops early when perfect.',
  },
  examplesPerQuery: {
    name: 'Examples sent with a query',
    unit: 'examples',
    why: 'The most similar ones go into the context. Each takes room from the response.',
  },
  'aspectsPerExample.min': {
    name: 'Aspects per example, fewest',
    unit: 'aspects',
    why: 'Examples are judged a little more broadly than queries.',
  },
  'aspectsPerExample.max': {
    name: 'Aspects per example, most',
    unit: 'aspects',
    why: 'Each aspect is a judgement to pay for.',
  },
  answer: {
    name: 'How the winner is picked',
    why: 'Search scores are optimistic: the best finished candidates meet once more on fresh queries, with the start prompt.',
    options: { validation: 'On validation queries', 'path-score': 'By its score in the search' },
  },
  validationQueries: {
    name: 'Validation queries',
    unit: 'queries',
    why: 'Queries the search cannot reach.',
  },
  verdictQueries: {
    name: 'Verdict queries',
    unit: 'queries',
    why: 'Held-out queries that both prompts answer. More of them can show a smaller difference.',
  },
  'limits.response': {
    name: 'Response',
    unit: 'tokens at most',
    why: 'Keeps a run to minutes. Empty is “as fits” into the context.',
  },
  'limits.selection': {
    name: 'Selection of aspects',
    unit: 'tokens at most',
    why: 'Names, a reason, sometimes a new aspect.',
  },
  'limits.judgement': {
    name: 'Written judgement',
    unit: 'tokens at most',
    why: 'Only when scores are written as JSON.',
  },
  'limits.critique': {
    name: 'Critique',
    unit: 'tokens at most',
    why: 'Short reasons are read; long ones are skimmed.',
  },
  'limits.edit': { name: 'Edits', unit: 'tokens at most', why: 'One or two edits, each a sentence.' },
  'limits.rewrite': {
    name: 'Rewritten prompt or example',
    unit: 'tokens at most',
    why: 'Room for a whole text.',
  },
  seed: {
    name: 'Seed',
    why: 'The same seed and settings make the same run again, call for call, on a deterministic model.',
  },
  'sampling.responder.temperature': temperature(
    'Responder',
    'At 0 the same prompt always gives the same response.',
  ),
  'sampling.responder.topP': topP('Responder'),
  'sampling.selector.temperature': temperature(
    'Selector',
    'Aspects should depend on the query, not on luck.',
  ),
  'sampling.selector.topP': topP('Selector'),
  'sampling.judge.temperature': temperature(
    'Judge',
    'Slightly above 0, and the probabilities are computed back, so that one draw does not steer the next aspect.',
  ),
  'sampling.judge.topP': topP('Judge'),
  'sampling.critic.temperature': temperature('Critic', 'The likeliest reasons are the ones worth hearing.'),
  'sampling.critic.topP': topP('Critic'),
  'sampling.rewriter.temperature': temperature(
    'Rewriter',
    'Higher makes the changes differ from one another.',
  ),
  'sampling.rewriter.topP': topP('Rewriter'),
};
