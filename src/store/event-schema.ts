/**
 * Events as they may come from an archive: every kind the core tells, checked like rows and records. An unknown kind is a
 * problem, not a gap: events are numbered, and a view built on some of them would be wrong.
 */
import * as v from 'valibot';
import type { Refusal } from '../core/edits';
import { EVENT_VERSION, type RunEvent } from '../core/events';
import { BASELINES, type UnreadableWhy } from '../core/terms';
import { aspect, byRole, change, count, number, query, text } from './record-schema';

const judgement = v.object({
  scores: v.array(
    v.object({
      aspect: text,
      score: number,
      probabilities: v.exactOptional(v.array(number)),
      rationale: v.exactOptional(text),
    }),
  ),
  reward: number,
});

const share = v.object({ is: count, of: count });
const judgedTwice = v.object({ first: v.nullable(judgement), second: v.nullable(judgement) });
const judgeCheck = v.object({
  outcome: v.picklist(['sound', 'noisy', 'weak', 'length-loving', 'random', 'reversed', 'unreadable']),
  pairs: count,
  compared: count,
  agreed: count,
  opposed: count,
  unreadable: share,
  scoreNoise: v.nullable(number),
  rewardNoise: v.nullable(number),
  correlation: v.nullable(number),
  order: v.nullable(v.object({ mean: number, low: number, high: number })),
  shorterBetter: share,
  longerBetter: share,
  longerPreferred: share,
});

const edit = v.variant('do', [
  v.object({ do: v.literal('add'), text }),
  v.object({ do: v.literal('replace'), rule: count, text }),
  v.object({ do: v.literal('remove'), rule: count }),
  v.object({ do: v.literal('preamble'), text }),
]);
const keepReason = v.picklist(['good-enough', 'unreadable', 'no-proposal']);
const action = v.variant('kind', [
  v.object({ kind: v.literal('edits'), edits: v.array(edit), why: text }),
  v.object({ kind: v.literal('rewrite'), prompt: text, why: text }),
  v.object({ kind: v.literal('keep'), because: keepReason }),
]);
const examples = v.array(v.object({ id: text, query: text, response: text }));
const judged = { query: text, response: text, judgement: v.nullable(judgement) };

const UNREADABLE = [
  'empty',
  'truncated',
  'not-json',
  'wrong-shape',
  'unknown-aspect',
  'missing-aspect',
  'contradictory',
  'no-score',
  'bad-probabilities',
] as const satisfies readonly UnreadableWhy[];
const REFUSALS = [
  'empty',
  'no-such-rule',
  'too-many-rules',
  'loses-protected-rule',
  'changes-nothing',
  'duplicate',
  'copies-query',
  'copies-response',
  'does-not-fit',
] as const satisfies readonly Refusal[];
const unreadable = v.picklist(UNREADABLE);

/** A tag with its numbers. */
function tagged<const Tag extends string, const Name extends string>(tag: Tag, ...names: Name[]) {
  const facts = Object.fromEntries(names.map((name) => [name, number])) as Record<Name, typeof number>;
  return v.object({ tag: v.literal(tag), facts: v.object(facts) });
}

const note = v.variant('tag', [
  tagged('short-own-list', 'queries', 'needed'),
  tagged('duplicates-left-out', 'queries'),
  tagged('too-few-to-search', 'queries', 'needed'),
  tagged('depth-limited-by-queries', 'levels', 'wanted', 'queries'),
  tagged('no-validation-queries', 'asked'),
  tagged('fewer-validation-queries', 'queries', 'asked'),
  tagged('fewer-verdict-queries', 'queries', 'asked'),
]);
const reason = v.variant('tag', [
  tagged('same-prompt', 'proposals'),
  tagged('too-few-queries', 'n', 'needed'),
  tagged('rare-changes-possible', 'n', 'bound', 'guarded'),
  tagged('unreadable-judgements', 'leftOut', 'asked'),
  tagged('judge-noisy', 'judgeNoise', 'sd', 'share'),
  tagged('start-near-ceiling', 'initialMean', 'room'),
  tagged('proposals-refused', 'asked', 'refused'),
  tagged('all-rewards-equal', 'n'),
  tagged('no-effect-seen', 'difference', 'detectable'),
]);
const warning = v.variant('tag', [
  v.object({
    tag: v.literal('self-judged'),
    facts: v.object({ roles: v.array(v.picklist(['responder', 'rewriter'])) }),
  }),
  v.object({
    tag: v.literal('length-grew'),
    facts: v.object({ initial: number, final: number, ratio: number, correlation: v.nullable(number) }),
  }),
  tagged('near-ceiling', 'initialMean', 'finalMean', 'atTop', 'n'),
  v.object({
    tag: v.literal('harmless-refused'),
    facts: v.object({ asked: number, queries: v.array(text) }),
  }),
  v.object({
    tag: v.literal('text-copied'),
    facts: v.object({ passages: v.array(v.object({ query: text, text })) }),
  }),
  tagged('judge-weak', 'agreed', 'pairs'),
]);
const outcome = v.picklist(['better', 'no-difference', 'worse']);
const interval = v.nullable(v.object({ low: number, high: number }));
const breakdown = v.object({
  by: v.picklist(['aspect', 'category']),
  name: text,
  n: count,
  difference: v.nullable(number),
  interval,
  outcome,
  family: v.nullable(count),
});
const baseline = v.object({
  name: v.picklist(BASELINES),
  n: count,
  difference: v.nullable(number),
  interval,
  guarded: interval,
  outcome,
  sd: v.nullable(number),
  detectable: v.nullable(number),
  fromMean: v.nullable(number),
  toMean: v.nullable(number),
  leftOut: v.array(text),
});
const verdict = v.object({
  outcome,
  samePrompt: v.boolean(),
  n: count,
  leftOut: v.array(text),
  initialMean: v.nullable(number),
  finalMean: v.nullable(number),
  difference: v.nullable(number),
  interval,
  guarded: v.exactOptional(interval),
  sd: v.nullable(number),
  detectable: v.nullable(number),
  reasons: v.array(reason),
  breakdown: v.exactOptional(v.array(breakdown)),
  baselines: v.exactOptional(v.array(baseline)),
  looks: v.exactOptional(count),
  warnings: v.exactOptional(v.array(warning)),
  selfJudged: v.exactOptional(v.boolean()),
});

function event<const Kind extends RunEvent['kind'], E extends v.ObjectEntries>(kind: Kind, entries: E) {
  return v.object({ kind: v.literal(kind), ...entries });
}

export const RunEventSchema = v.variant('kind', [
  event('run-started', {
    v: v.literal(EVENT_VERSION),
    methodVersion: text,
    models: byRole(text),
    startPrompt: text,
    task: v.exactOptional(v.literal('judge-check')),
  }),
  event('judge-check-pair-judged', {
    pair: text,
    aspect: text,
    better: judgedTwice,
    worse: judgedTwice,
    longer: v.picklist(['better', 'worse', 'neither']),
  }),
  event('judge-check-finished', { check: judgeCheck }),
  event('queries-planned', {
    search: v.array(text),
    validation: v.array(text),
    verdict: v.array(text),
    verdictFrom: v.picklist(['own', 'built-in']),
    levels: count,
    notes: v.array(note),
  }),
  event('aspects-selected', { query: text, aspects: v.array(aspect), reason: text }),
  event('query-left-out', { query: text, why: unreadable }),
  event('example-judged', {
    example: text,
    version: count,
    response: text,
    judgement: v.nullable(judgement),
  }),
  event('example-critiqued', { example: text, version: count, critique: text }),
  event('example-kept', { example: text, version: count, versions: count }),
  event('examples-finished', { examples }),
  event('level-started', { level: count, queries: v.array(query), beam: v.array(text), depthLimit: count }),
  event('state-critiqued', { node: text, query: text, critique: text }),
  event('proposal-refused', {
    node: text,
    proposal: count,
    attempt: count,
    why: v.picklist([...REFUSALS, ...UNREADABLE]),
  }),
  event('prompt-kept', { node: text, because: keepReason, extend: v.boolean() }),
  event('candidate-proposed', {
    node: text,
    parent: v.nullable(text),
    prompt: text,
    action: v.nullable(action),
  }),
  event('response-given', { node: text, query: text, examples: v.array(text), response: text }),
  event('response-judged', { node: text, query: text, judgement }),
  event('judgement-unreadable', { node: text, query: text, why: unreadable }),
  event('candidate-scored', { node: text, reward: number }),
  event('candidate-dropped', { node: text }),
  event('decision-taken', { at: text, changes: v.array(change) }),
  event('level-finished', {
    level: count,
    kept: v.array(v.object({ node: text, pathScore: number })),
    depthLimit: count,
  }),
  event('search-finished', {
    best: text,
    score: number,
    finished: v.array(v.object({ node: text, score: number })),
    depthLimit: count,
  }),
  event('contender-validated', { contender: text, ...judged }),
  event('finalist-chosen', {
    contender: text,
    means: v.array(v.object({ contender: text, mean: v.nullable(number) })),
  }),
  event('held-out-judged', { side: v.picklist(['initial', 'final', ...BASELINES]), ...judged }),
  event('verdict-given', { verdict }),
  event('run-finished', { node: text, prompt: text, examples }),
]) satisfies v.GenericSchema<unknown, RunEvent>;

/** The compiler's proof that no kind of event is forgotten. */
type Forgotten = Exclude<RunEvent['kind'], v.InferOutput<typeof RunEventSchema>['kind']>;
export const nothingForgotten: [Forgotten] extends [never] ? true : Forgotten = true;
