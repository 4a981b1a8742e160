/** Words of Watch: what is happening, the tree, the inspector, calls, replay. Ordinals up to what a setting allows. */
import type { Refusal } from '../../../core/edits';
import type { Side } from '../../../core/events';
import type { Role, UnreadableWhy } from '../../../core/terms';
import { shell } from './shell';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
export const ordinal = (n: number): string => ORDINALS[n - 1] ?? `${String(n)}th`;
/** In its level, from 1; the level is 1 at the root. */
interface Place {
  nth: number;
  level: number;
}
const placed = (id: string, place: Place | null): string =>
  place === null ? id : `${String(place.nth)} of level ${String(place.level)}`;
const ofQuery = ({ nth, of }: { nth: number; of: number }): string =>
  of === 1 ? 'on its query' : `on its ${ordinal(nth)} query`;
const forAspect = (aspect: string | null): string => (aspect === null ? '' : `, for ${aspect}`);
const nthQuery = (place: { nth: number; of: number } | null): string =>
  place === null ? 'a query' : `query ${String(place.nth)} of ${String(place.of)}`;
/** Those asked for after the end have no place in the plan. */
const nthHeldOut = (place: { nth: number; of: number } | null): string =>
  place === null ? 'another held-out query' : `held-out ${nthQuery(place)}`;
const version = (n: number): string => (n === 0 ? 'the response it came with' : `rewrite ${String(n)}`);

const refusal: Record<Refusal | UnreadableWhy, string> = {
  empty: 'It was empty.',
  'no-such-rule': 'It names a rule that does not exist.',
  'too-many-rules': 'There would be more than 8 rules.',
  'loses-protected-rule': 'It changes or loses a protected rule.',
  'changes-nothing': 'It changes nothing.',
  duplicate: 'The same was proposed before.',
  'copies-query': 'It copies from the query, so it would not fit other queries.',
  'copies-response': 'It copies from the response, so it would not fit other queries.',
  'does-not-fit': 'It does not fit into the model’s context.',
  truncated: 'It was cut off at the length limit.',
  'not-json': 'It could not be read: not JSON.',
  'wrong-shape': 'It could not be read: the parts asked for are missing.',
  'unknown-aspect': 'It names an aspect that was not asked about.',
  'missing-aspect': 'It leaves out an aspect that was asked about.',
  contradictory: 'It gives two scores for the same aspect.',
  'no-score': 'It holds no score.',
  'bad-probabilities': 'Its probabilities make no distribution.',
};

const role: Record<Role, string> = {
  responder: 'Responder',
  selector: 'Selector',
  judge: 'Judge',
  critic: 'Critic',
  rewriter: 'Rewriter',
};

/** One decimal below ten, whole from there. */
function minutesOf(ms: number): string {
  const minutes = ms / 60_000;
  return minutes < 9.95 ? String(Math.round(minutes * 10) / 10) : String(Math.round(minutes));
}

export const watch = {
  recordedTitle: 'A recorded run',
  engine: 'Engine',
  simulatedNote: 'Simulated: a rule-based stand-in wrote and scored everything here, not a language model.',
  splitEngines: (roles: string) => `as ${roles.toLowerCase()}`,
  role,
  refusal,

  state: {
    running: 'Running',
    paused: 'Paused',
    finished: 'Finished',
    failed: 'Stopped',
    replay: 'Replay',
    finishing: 'Finishing',
    interrupted: 'Interrupted',
  },
  tabTitle: (how: string, name: string) => `${how} · ${name}`,
  phaseFar: (phase: string, far: string) => `${phase} ${far}`,
  pause: 'Pause',
  pausing: 'Pausing…',
  pauseHint: 'Stops the call in flight and keeps everything else. Resume whenever you like.',
  resume: 'Resume',
  anew: 'Set up anew',
  anewHint: 'This run cannot go on. Its settings open in Setup, for a new one.',
  resuming: 'Resuming…',
  finishNow: 'Finish now',
  finishNowHint:
    'Ends the search at the end of this level, then compares the best prompt so far with the start prompt on held-out queries.',
  finishNowHintExamples:
    'Ends the run after this round of examples. A run ended before its search keeps the start prompt.',
  finishNowHintCheck:
    'Ends the run right after the judge check. A run ended before its search keeps the start prompt.',
  finishAskedCheck: 'Finishing after the judge check. A run ended before its search keeps the start prompt.',
  finishAsked: 'Finishing after this level: the best prompt so far goes on to the verdict.',
  finishAskedExamples: 'Finishing after this round. A run ended before its search keeps the start prompt.',
  seeResult: 'See the result',
  pausedSentence: 'The run is paused',
  pausedWhy: 'Everything up to here is kept, and a finished call is never asked again.',
  failedSentence: 'The run stopped',
  failedWhy: 'Everything up to here is kept.',
  interruptedSentence: 'This run was interrupted, or goes on in another tab.',
  interruptedWhy: 'Everything up to here is kept. Resume takes it up here, unless another tab is at it.',
  opening: 'Opening the run…',
  toModels: 'Open Models',
  residency: {
    loading: (name: string, share: number | null) =>
      share === null ? `Loading ${name}…` : `Loading ${name}: ${String(Math.round(share * 100))}%`,
    resident: (name: string) => `In memory: ${name}`,
    swaps: (n: number) => shell.plural(n, 'change of model', 'changes of model'),
    meaning:
      'One model is in the GPU’s memory at a time. With split roles they change places, which takes a while.',
  },
  notFound: 'This run cannot be shown',

  phases: {
    title: 'Phases of the run',
    /** For a phone, where five stand side by side. */
    short: {
      check: 'Judge',
      examples: 'Examples',
      search: 'Prompt',
      validation: 'Validation',
      verdict: 'Verdict',
    },
    check: 'Judge check',
    examples: 'Examples',
    search: 'System prompt',
    validation: 'Validation',
    verdict: 'Verdict',
    done: 'done',
    now: 'now',
    off: 'off in this run',
    /** Examples, where none are made. */
    asTheyAre: 'used as they are',
    skipped: 'skipped',
    level: (level: number, limit: number) => `level ${String(level)} of ${String(limit)}`,
    of: (done: number, all: number) => `${String(done)} of ${String(all)}`,
    /** What is at work now is not counted yet. */
    soFar: (count: string) => `${count} done`,
    ready: (count: string) => `${count} ready`,
    judged: (count: string) => `${count} judged`,
  },

  candidate: {
    start: 'Start prompt',
    startInSentence: 'the start prompt',
    named: (id: string, place: Place | null) => `Candidate ${placed(id, place)}`,
    inSentence: (id: string, place: Place | null) => `candidate ${placed(id, place)}`,
    inTree: (id: string) => `Called ${id} in the journal. Opens it in the tree.`,
  },

  happening: {
    title: 'What is happening',
    waiting: 'Nothing has happened yet.',
    again: (sentence: string, attempt: number) => `${sentence} (asked a ${ordinal(attempt)} time)`,
    newCandidate: 'a new candidate',
    candidateOf: (nth: number, of: number) => `candidate ${String(nth)} of ${String(of)}`,
    aspects: (place: { nth: number; of: number } | null) =>
      `Choosing the aspects that matter for ${nthQuery(place)}`,
    check: (
      place: { nth: number; of: number } | null,
      better: boolean,
      again: boolean,
      aspect: string | null,
    ) =>
      `Judge check: ${place === null ? 'a pair' : `pair ${String(place.nth)} of ${String(place.of)}`}, the ${better ? 'better' : 'worse'} response${again ? ' once more' : ''}${forAspect(aspect)}`,
    checkWhy:
      'The judge is not told which response is better. The second time it is asked in other words and in reverse order.',
    checkPair: (place: { nth: number; of: number } | null) =>
      place === null
        ? 'Judge check: a pair is judged'
        : `Judge check: pair ${String(place.nth)} of ${String(place.of)} is judged`,
    checkFinished: 'The judge check is finished',
    aspectsWhy: 'Different queries need different virtues, so each is judged on its own two to five aspects.',
    nearest: (place: { nth: number; of: number } | null) =>
      `Finding the examples most like ${nthQuery(place)}`,
    examples: {
      aspects: (which: string) => `${which}: choosing the aspects that matter`,
      which: (n: number, of: number) => `Example ${String(n)} of ${String(of)}`,
      judge: (which: string, n: number, aspect: string | null) =>
        `${which}: judging ${version(n)}${forAspect(aspect)}`,
      critique: (which: string, n: number) => `${which}: finding what is weak in ${version(n)}`,
      rewrite: (which: string, n: number) => `${which}: writing ${version(Math.max(1, n))}`,
      kept: (which: string, n: number) => `${which}: kept ${version(n)}`,
      why: {
        aspects: 'Different queries need different virtues; all versions are judged on the same ones.',
        judge: 'The version with the highest total is kept.',
        critique: 'The rewriter needs to know what to mend.',
        rewrite: 'A better response is a better example to learn from.',
        kept: 'It had the highest total.',
      },
    },
    examplesFinished: 'The examples are ready',
    examplesFinishedWhy: 'From now on, those most like a query are sent along with it.',
    retrieve: (level: number, who: string, query: { nth: number; of: number }) =>
      `Level ${String(level)}: finding examples for ${who} ${ofQuery(query)}`,
    retrieveWhy: 'The examples most like the query go with it.',
    respond: (level: number, who: string, query: { nth: number; of: number }) =>
      `Level ${String(level)}: ${who} is answering ${query.of === 1 ? 'its query' : `its ${ordinal(query.nth)} query`}`,
    respondWhy: 'A prompt is judged by the responses it brings about.',
    judge: (level: number, who: string, query: { nth: number; of: number }, aspect: string | null) =>
      `Level ${String(level)}: judging ${who} ${ofQuery(query)}${forAspect(aspect)}`,
    judgeWhy: 'The mean of the scores is the candidate’s reward.',
    critique: (level: number, who: string) =>
      `Level ${String(level)}: finding what is weak in the worst response of ${who}`,
    critiqueWhy: 'The rewriter sees this before it proposes anything.',
    rewrite: {
      edits: (level: number, nth: number, of: number, who: string) =>
        `Level ${String(level)}: proposing edit ${String(nth)} of ${String(Math.max(nth, of))} to ${who}`,
      rewrite: (level: number, nth: number, of: number, who: string) =>
        `Level ${String(level)}: rewriting ${who}, proposal ${String(nth)} of ${String(Math.max(nth, of))}`,
    },
    rewriteWhy: {
      edits: 'Each usable edit becomes a candidate of this level.',
      rewrite: 'Each usable prompt becomes a candidate of this level.',
    },
    refused: (level: number, nth: number) => `Level ${String(level)}: proposal ${String(nth)} was refused`,
    refusedWhy: 'It could not be used as it was, so the rewriter is asked again.',
    keptPrompt: (who: string) => `Passing on the prompt of ${who} unchanged`,
    scored: (level: number, who: string, reward: number | null) =>
      `Level ${String(level)}: ${who} has ${reward === null ? 'a reward' : `a reward of ${reward.toFixed(2)}`}`,
    scoredWhy: 'The mean over its queries and their aspects.',
    dropped: (level: number, who: string) => `Level ${String(level)}: ${who} was dropped`,
    droppedWhy: 'Its judgement stayed unreadable, and unreadable is not zero.',
    levelStarted: (level: number, limit: number) => `Level ${String(level)} of ${String(limit)} begins`,
    levelStartedWhy: 'All candidates of a level answer the same queries.',
    levelFinished: (level: number, kept: number, all: number) =>
      `Level ${String(level)}: kept ${String(kept)} of ${String(all)}`,
    levelFinishedWhy: 'Only the best by path score are taken further.',
    searchFinished: 'The search is over',
    searchFinishedWhy: 'The finished candidates are now compared on queries the search has not seen.',
    validation: {
      respond: (who: string, which: { nth: number; of: number } | null) =>
        `Validation: ${who} is answering ${nthQuery(which)}`,
      judge: (who: string, which: { nth: number; of: number } | null) =>
        `Validation: judging ${who} on ${nthQuery(which)}`,
      examples: (who: string, which: { nth: number; of: number } | null) =>
        `Validation: finding examples for ${who} on ${nthQuery(which)}`,
    },
    validationWhy: 'Search scores are optimistic, so finalists are compared on fresh queries.',
    finalist: (who: string) => `Validation chose ${who}`,
    finalistWhy: 'It had the best mean on the validation queries; the shorter prompt wins a tie.',
    verdict: {
      respond: (side: string, which: { nth: number; of: number } | null) =>
        `Verdict: ${side} is answering ${nthHeldOut(which)}`,
      judge: (side: string, which: { nth: number; of: number } | null) =>
        `Verdict: judging ${side} on ${nthHeldOut(which)}`,
      examples: (side: string, which: { nth: number; of: number } | null) =>
        `Verdict: finding examples for ${side} on ${nthHeldOut(which)}`,
    },
    side: {
      initial: 'the start prompt',
      final: 'the final prompt',
      'no-prompt': 'the bare model',
      'hand-written': 'the hand-written prompt',
    } satisfies Record<Side, string>,
    added: 'Taking up the verdict again, with more to ask',
    addedWhy: 'What was answered before is kept; only what is new is asked.',
    verdictWhy: 'All sides answer the same queries, which nothing before has used.',
    started: 'Planning which queries are used where',
    startedWhy: 'Search, validation and verdict never share a query.',
    finished: 'The run is finished',
    finishedWhy: {
      better: 'On held-out queries the final prompt did better than the start prompt.',
      'no-difference': 'On held-out queries no difference from the start prompt was found.',
      worse: 'On held-out queries the final prompt did worse than the start prompt.',
      'same-prompt': 'Nothing to compare: the final prompt is the start prompt.',
      'none-compared': 'No held-out query was compared, so nothing can be said of the difference.',
    },
    chosen: {
      ahead: (mean: string, next: string, who: string) =>
        `Chosen on fresh queries (validation): its mean there is ${mean}; next comes ${who} with ${next}.`,
      level: (mean: string, who: string) =>
        `Chosen on fresh queries (validation): a mean of ${mean}, level with ${who}; the shorter prompt wins a tie.`,
      alone: (mean: string) => `Chosen on fresh queries (validation): a mean of ${mean}.`,
      byPath: (score: string) => `Chosen by its path score: ${score}.`,
    },
    other: 'Asking a model',
  },

  passedOn: {
    'good-enough': 'It scored so well that it passed its prompt on unchanged.',
    unreadable: 'Its judgement could not be read, so it passed its prompt on unchanged.',
    'no-proposal': 'No proposal could be used, so it passed its prompt on unchanged.',
  },

  live: {
    title: 'Being written now',
    nothing:
      'Nothing lasts longer than a blink right now; what does is shown here. The arrow button above shows the run again at a pace for eyes.',
    by: (who: string, model: string) => `${who}, ${model}`,
  },

  replay: {
    title: 'Replay',
    play: 'Play',
    again: 'Replay from the start',
    pause: 'Pause',
    scrub: 'Moment of the run',
    speed: 'Replay speed',
    times: (n: number) => `${String(n)}×`,
    all: 'All',
    allHint: 'Show the whole run at once',
    now: 'Now',
    nowHint: 'Follow the run again as it goes on',
    link: 'Copy link',
    linkHint: 'Leads to this moment in this browser. Elsewhere the run must be imported first.',
    at: (n: number, of: number) => `${n.toLocaleString('en')} of ${of.toLocaleString('en')} events`,
    atShort: (n: number, of: number) => `${n.toLocaleString('en')} / ${of.toLocaleString('en')}`,
  },

  tabs: {
    label: 'Parts of the run',
    judge: 'Judge check',
    search: 'Search',
    examples: 'Examples',
    checks: 'Validation',
    charts: 'Charts',
    calls: 'All calls',
  },

  tree: {
    label: 'Tree of candidates',
    follow: 'Follow',
    followHint: 'Keep the newest level in sight',
    empty: 'The tree grows here once the search begins.',
    emptyWhy:
      'Each column is a level. Every candidate is one changed prompt; the best of a level are taken further.',
    goingOnIn: (tab: string) => `Now it works in “${tab}”`,
    none: 'Nothing was searched in this run.',
    noneWhy: 'It was finished before its search began, so there are no candidates.',
    level: (level: number) => `Level ${String(level)}`,
    node: (place: Place, reward: number | null, validated: number | null, status: string) =>
      [
        place.level === 1 ? 'Start prompt, level 1' : `Candidate ${placed('', place)}`,
        reward === null ? 'not judged yet' : `reward ${reward.toFixed(2)}`,
        ...(validated === null ? [] : [`${validated.toFixed(2)} in validation`]),
        status,
      ].join(', '),
    status: {
      proposed: 'being judged',
      scored: 'judged',
      kept: 'kept',
      'not-kept': 'not kept',
      dropped: 'dropped',
    },
    best: 'best path score of its level',
    chosen: 'chosen',
    path: 'path to it',
    validated: 'mean in validation, which decides',
    validatedHint: (mean: string) => `Mean in validation: ${mean}`,
    keys: 'Arrow keys walk the tree, Enter opens a candidate, plus and minus zoom, 0 shows all of it, 1 is full size.',
    zoom: 'Zoom',
    zoomIn: 'Nearer (+)',
    zoomOut: 'Further away (-)',
    zoomed: (zoom: number) => `${String(Math.round(zoom * 100))}%`,
    zoomLife: 'Full size (1)',
    whole: 'Show all',
    wholeHint: 'The whole tree at once (0)',
    spread: (lowest: string, highest: string) => `Its answers got ${lowest} to ${highest}`,
    doubt: 'lowest to highest answer',
    scale: 'Reward',
    edit: {
      add: (text: string) => `Add: ${text}`,
      replace: (rule: number, text: string) => `Rule ${String(rule)}: ${text}`,
      remove: (rule: number) => `Remove rule ${String(rule)}`,
      preamble: (text: string) => `Opening: ${text}`,
      more: (first: string, more: number) => `${first} (+${String(more)})`,
      rewrite: 'New prompt',
      keep: 'Same prompt',
      start: 'Start prompt',
    },
  },

  chart: {
    title: 'Reward over levels',
    text: (levels: number, best: string) =>
      `Highest, mean and spread of reward over ${String(levels)} levels; the highest so far is ${best}.`,
    x: 'level',
    y: 'reward, 1 to 5',
    best: 'highest',
    mean: 'mean',
    spread: 'Shaded: lowest to highest of the level.',
    candidates: 'candidates',
    note: 'Every level is scored on other queries, so a change from level to level is part prompt and part luck. Only validation and the verdict compare prompts on the same queries.',
    empty: 'A line appears once two levels are judged.',
    level: 'Level',
    lowest: 'lowest',
  },

  time: {
    title: 'Time',
    meaning:
      'Time its answers have taken, with loading, without pauses. What is left is foretold from its own calls so far, no longer from Setup’s estimate.',
    used: (spent: number, minutes: number) =>
      `${minutesOf(spent)} of ${shell.plural(minutes, 'minute', 'minutes')} used`,
    spent: (spent: number) => `${minutesOf(spent)} ${minutesOf(spent) === '1' ? 'minute' : 'minutes'} used`,
    left: (seconds: number) =>
      seconds < 60
        ? 'less than a minute to go'
        : `about ${shell.plural(Math.round(seconds / 60), 'minute', 'minutes')} to go`,
    took: (spent: number, minutes: number) =>
      `Took ${minutesOf(spent)} of ${shell.plural(minutes, 'minute', 'minutes')}`,
    deeper: (level: number, to: number) =>
      `After level ${String(level)} the plan was corrected: the search goes to level ${String(to)}.`,
    searchEnded: (level: number) =>
      `The search ended after level ${String(level)}, so that validation and verdict end on time.`,
    examplesEnded: (round: number) =>
      round === 0
        ? 'Examples were not rewritten, so that the search has enough time.'
        : `Examples were rewritten ${round === 1 ? 'once' : `${String(round)} times`}, so that the search has enough time.`,
    verdictEnded: 'The verdict used as many queries as the time allowed.',
    startStayed: 'The start prompt stayed, so the time kept for a verdict was not needed.',
  },

  counts: {
    title: 'So far',
    candidates: (n: number) => (n === 1 ? 'candidate' : 'candidates'),
    candidatesHint: 'Prompts tried, the start prompt included',
    judged: (n: number) => (n === 1 ? 'judgement' : 'judgements'),
    judgedHint: 'Responses with a readable judgement in the search',
    refused: 'refused',
    refusedHint:
      'Proposals that could not be used. Each stands with its reason under the candidate it was made from: press that one in the tree',
    dropped: 'dropped',
    droppedHint: 'Candidates whose judgement stayed unreadable',
    best: 'highest of all',
    bestHint: 'The highest reward of any candidate so far, from 1 to 5, on its own level’s queries',
  },

  examples: {
    title: 'Examples',
    why: 'Each response is judged, criticised and rewritten; the version with the highest total stays and is later sent along with similar queries.',
    empty: 'Examples are made before the search. Nothing here yet.',
    off: 'Making examples is off in this run; the built-in ones are used as they are.',
    offNone: 'Making examples is off in this run, and none are sent along.',
    version: (n: number) => (n === 0 ? 'original' : `rewrite ${String(n)}`),
    kept: 'kept',
    unreadable: 'unreadable',
    total: 'Mean score of this version, 1 to 5',
    critique: 'Critique',
  },

  checks: {
    validation: 'Validation',
    validationWhy:
      'The finalists, which are those kept when the search ended, and the start prompt answer the same fresh queries.',
    verdict: 'Verdict',
    verdictWhy: 'The start and the final prompt answer held-out queries; each dot is one query.',
    mean: (reward: string) => `mean ${reward}`,
    none: 'no mean',
    queries: (done: number, all: number) => `${String(done)} of ${shell.plural(all, 'query', 'queries')}`,
    chosen: 'chosen',
    empty: 'After the search, the finalists are compared here on queries it has not seen.',
    waiting:
      'The finalists and the start prompt are answering fresh queries. Each mean stands here once its first answers are judged.',
    nothing: 'Nothing was compared in this run: the final prompt is the start prompt.',
    notSearched: 'Nothing was searched in this run, so there are no finalists to compare.',
  },

  inspector: {
    label: 'Inspector',
    close: 'Close',
    inJournal: (path: string) => `In an export these calls stand under “${path}”.`,
    reward: 'reward',
    rewardHint: 'Mean over its queries of the mean over their aspects, from 1 to 5',
    path: 'path score',
    pathHint:
      'Mean of the rewards on the path to here, the start prompt’s left out (with a beam of 1, the last reward alone). A level keeps the best of these.',
    notKept: (from: string) =>
      `Not kept, whatever its own reward: this level kept path scores from ${from} up.`,
    notKeptNarrowly: (from: string) =>
      `Not kept: this level kept path scores from ${from} up, and its own is lower before rounding.`,
    notKeptLater: (from: string) =>
      `Not kept: of those with a path score of ${from} this level kept the ones that came first.`,
    validated: 'in validation',
    validatedHint:
      'Mean reward on queries that the search has not seen. Of the finalists the best here goes into the verdict.',
    parent: (name: string) => `from ${name}`,
    earlier: 'Candidate before',
    later: 'Candidate after',
    against: (difference: string) => `${difference} against its parent`,
    againstHint:
      'Its reward minus its parent’s, before rounding. The two were judged on the queries of their own levels, so this is part edit and part luck.',
    onOtherQueries: (difference: string) => `${difference} on other queries`,
    onOtherQueriesHint:
      'Its reward minus its parent’s, before rounding. The prompt is the same; queries and answers are others, so this is luck alone.',
    change: 'The edit',
    prompt: 'The prompt',
    why: 'Why',
    whole: 'Whole prompt',
    same: 'The prompt is the same as its parent’s.',
    keepWhy: {
      'good-enough': 'Its parent scored so well that the prompt was passed on unchanged.',
      unreadable: 'Its parent’s judgement could not be read, so the prompt was passed on unchanged.',
      'no-proposal': 'No usable proposal was made, so the prompt was passed on unchanged.',
    },
    answers: 'Queries and responses',
    query: 'Query',
    response: 'Response',
    sentWith: (n: number) => (n === 1 ? 'Sent with 1 example' : `Sent with ${String(n)} examples`),
    critique: 'Critique',
    notJudged: 'Not judged yet.',
    unreadable: 'The judgement could not be read.',
    selection: 'Why these aspects',
    refused: 'Refused proposals',
    proposal: (nth: number, attempt: number) => `Proposal ${String(nth)}, attempt ${String(attempt)}`,
    calls: 'Calls',
    showCalls: 'Show every call',
    callsWhy: 'Every request exactly as it was sent, every reply exactly as it came.',
  },

  scores: {
    of: (aspect: string, score: string) => `${aspect}: ${score} of 5`,
    probability: (score: number, share: string) => `${String(score)} with ${share}`,
    doubt: (expected: string, doubt: string) => `expected ${expected}, give or take ${doubt}`,
    expected: 'Expected score: each score from 1 to 5 times its probability',
    plain: 'Score from 1 to 5, as the judge wrote it',
    bars: 'The five bars say how likely the judge found each score from 1 to 5; the dot below is what that comes to, with the doubt as a band.',
  },

  calls: {
    title: 'All calls',
    why: 'Every request exactly as it was sent, every reply exactly as it came, in order.',
    filter: 'Phase',
    all: 'All',
    check: 'Judge check',
    aspects: 'Aspects',
    examples: 'Examples',
    search: 'System prompt',
    validation: 'Validation',
    verdict: 'Verdict',
    count: (calls: number, others: number) =>
      [
        calls > 0 || others === 0 ? shell.plural(calls, 'call', 'calls') : '',
        others > 0 ? shell.plural(others, 'other record', 'other records') : '',
      ]
        .filter(Boolean)
        .join(', '),
    page: (from: number, to: number, of: number) =>
      `${from.toLocaleString('en')} to ${to.toLocaleString('en')} of ${of.toLocaleString('en')}`,
    earlier: 'Earlier',
    later: 'Later',
    refresh: 'Look again',
    loading: 'Reading the journal…',
    empty: 'No calls in this part yet.',
    sent: 'Sent',
    came: 'Came back',
    message: { system: 'system', user: 'user', assistant: 'assistant' },
    sampling: 'Sampling',
    temperature: 'temperature',
    topP: 'top-p',
    maxTokens: 'at most',
    seed: 'seed',
    tokens: (n: number) => (n === 1 ? '1 token' : `${n.toLocaleString('en')} tokens`),
    form: 'Reply form',
    formText: 'free text',
    formChoice: (options: string) => `one of ${options}`,
    formJson: 'JSON of this shape',
    probabilities: 'Probabilities',
    finish: 'Ended',
    stop: 'by itself',
    length: 'at the length limit',
    usage: 'Usage',
    prompt: 'read',
    cached: 'of them cached',
    completion: 'written',
    prefill: 'reading',
    decode: 'writing',
    took: 'took',
    model: 'model',
    attempts: 'The engine had to try more than once',
    copyRequest: 'Copy request',
    copyReply: 'Copy reply',
    copyRecord: 'Copy record as JSON',
    retrieval: 'Example retrieval',
    decision: 'Decision at a barrier',
    answer: 'Answer',
    question: 'Question',
  },

  diff: {
    label: 'Changes, word by word',
    added: 'added',
    removed: 'removed',
    same: 'No difference.',
  },
  longText: {
    more: (left: string) => `Show ${left} more characters`,
    less: 'Show less',
    empty: '(empty)',
  },

  announce: {
    level: (level: number, limit: number) => `Level ${String(level)} of ${String(limit)} has begun.`,
    levelDone: (level: number, best: string) => `Level ${String(level)} is done, highest reward ${best}.`,
    phase: {
      planning: 'The run has begun.',
      check: 'Checking the judge.',
      examples: 'Making examples.',
      search: 'Searching for a better system prompt.',
      validation: 'Validation has begun.',
      verdict: 'The verdict is being prepared.',
      finished: 'The run is finished.',
    },
    paused: 'The run is paused.',
    failed: 'The run has stopped.',
  },
} as const;
