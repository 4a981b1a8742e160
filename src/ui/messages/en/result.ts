/** Words of Result: the verdict in honest sentences, why nothing improved, the story of the prompt, costs. */
import type { Verdict, VerdictReason } from '../../../core/verdict';
import type { Warning } from '../../../core/warnings';

/** Whose queries the verdict rests on, where the person brought some. */
type Whose = 'own' | 'built-in' | null;

const points = (value: number): string => Math.abs(value).toFixed(2);
const signed = (value: number): string => `${value < 0 ? '\u2212' : '+'}${points(value)}`;
const queries = (n: number, whose: Whose = null): string => {
  const all = n === 1 ? 'query' : 'queries';
  if (whose === 'built-in') return `${String(n)} built-in ${all}, not on yours,`;
  return `${String(n)} held-out ${all}${whose === 'own' ? ' of yours' : ''}`;
};
const range = (interval: { low: number; high: number }): string =>
  `${signed(interval.low)} to ${signed(interval.high)}`;

type Facts<T extends VerdictReason['tag']> = Extract<VerdictReason, { tag: T }>['facts'];
type Reasons = { [T in VerdictReason['tag']]: (facts: Facts<T>) => string };

const reasons: Reasons = {
  'same-prompt': ({ proposals }) =>
    proposals === 0
      ? 'No change was tried, so the prompt the run began with stayed.'
      : `The search tried ${String(proposals)} changes and came back to the prompt it began with.`,
  'too-few-queries': ({ n, needed }) =>
    `Too few queries: ${String(n)} were compared; a difference of the size seen here would need about ${String(needed)}.`,
  'rare-changes-possible': ({ n, bound, guarded }) =>
    bound > 0
      ? `The interval lies above 0, but ${String(n)} queries may not show a rare great loss. “Better” is said only where that, too, would leave it above 0; here it could be ${signed(guarded)}.`
      : `The interval lies below 0, but ${String(n)} queries may not show a rare great gain. “Worse” is said only where that, too, would leave it below 0; here it could be ${signed(guarded)}.`,
  'unreadable-judgements': ({ leftOut, asked }) =>
    `The judge could not be read on ${String(leftOut)} of ${String(asked)} queries, so they could not count.`,
  'judge-noisy': ({ judgeNoise, share }) =>
    `The judge is unsure: its own doubt is about ${points(judgeNoise)} points a response, ${String(Math.round(share * 100))}% of all the spread.`,
  'start-near-ceiling': ({ initialMean }) =>
    `The start prompt was already near the top, with a mean of ${points(initialMean)} of 5.`,
  'proposals-refused': ({ asked, refused }) =>
    `The rewriter struggled: ${String(refused)} of ${String(asked)} proposals could not be used.`,
  'all-rewards-equal': ({ n }) => `All ${String(n)} queries got the same rewards from both prompts.`,
  'no-effect-seen': ({ difference, detectable }) =>
    `The edits change little, or too little to show: ${signed(difference)} where one smaller than about ${points(detectable)} can easily go unseen. More held-out queries would show smaller differences.`,
};

type WarningFacts<T extends Warning['tag']> = Extract<Warning, { tag: T }>['facts'];
type Warnings = { [T in Warning['tag']]: (facts: WarningFacts<T>) => string };

const played = { responder: 'wrote the responses', rewriter: 'rewrote the prompt' };

const warnings: Warnings = {
  'self-judged': ({ roles }) =>
    `The judge also ${roles.map((role) => played[role]).join(' and ')}: one model in both places. It may like its own style, so have a look at the responses yourself.`,
  'length-grew': ({ initial, final, ratio, correlation }) =>
    `Responses grew from ${String(Math.round(initial))} to ${String(Math.round(final))} characters on average (${ratio.toFixed(1)} times), and judges like length.` +
    (correlation === null || correlation < 0.3
      ? ' Check that they are better and not only longer.'
      : ` They scored higher just where they were longer (rank correlation ${correlation.toFixed(2)}).`),
  'near-ceiling': ({ initialMean, finalMean, atTop, n }) =>
    `Scores are near the top (mean ${points(initialMean)} at the start, ${points(finalMean)} at the end; ${String(atTop)} of ${queries(n)} at 4.9 or more). There the judge can hardly tell good from better.`,
  'harmless-refused': ({ asked, queries: refused }) =>
    `The final prompt refuses ${String(refused.length)} of ${String(asked)} harmless queries that the start prompt answered:`,
  'text-copied': ({ passages }) =>
    passages.length === 1
      ? 'The final prompt repeats a passage of a query from the search. It may have learnt that query instead of a rule:'
      : `The final prompt repeats passages of ${String(passages.length)} queries from the search. It may have learnt those queries instead of rules:`,
  'judge-weak': ({ agreed, pairs }) =>
    `In the judge check this judge preferred the better response in only ${String(agreed)} of ${String(pairs)} pairs. Its scores say little.`,
};

/** The verdict in one sentence that claims no more than the numbers do. */
function sentence(verdict: Verdict, whose: Whose = null): string {
  const { outcome, samePrompt, n, difference, interval, detectable } = verdict;
  const on = queries(n, whose);
  if (samePrompt)
    return verdict.baselines.length === 0
      ? 'The held-out queries were not asked: both sides would have been the same prompt.'
      : 'Both sides would have been the same prompt. Only the baselines were asked beside it.';
  if (n === 0 || difference === null)
    return 'No held-out query could be judged for both prompts, so nothing can be said.';
  if (verdict.sd === 0 && difference === 0) {
    return `On ${on} both prompts scored exactly the same.`;
  }
  if (interval === null && outcome !== 'no-difference') {
    return `On each of ${on} the final prompt scored exactly ${signed(difference)} points. So regular a difference is no chance, but it has no interval.`;
  }
  if (interval === null) {
    return `On ${on} the final prompt scored ${signed(difference)} points; that is too few to tell it from chance.`;
  }
  if (outcome === 'better') {
    return `On ${on} the final prompt scored ${points(difference)} points higher on average (95% interval ${range(interval)}).`;
  }
  if (outcome === 'worse') {
    return `On ${on} the final prompt scored ${points(difference)} points lower on average (95% interval ${range(interval)}). Keep the start prompt.`;
  }
  const size =
    detectable === null
      ? ''
      : ` Only what is well clear of chance counts as found: with ${n === 1 ? '1 query' : `${String(n)} queries`}, a true difference smaller than about ${points(detectable)} can easily go unseen.`;
  const doubt =
    interval.low > 0 || interval.high < 0 ? 'which so few queries cannot settle' : 'which may be chance';
  return `On ${on} the difference was ${signed(difference)} points (95% interval ${range(interval)}), ${doubt}.${size}`;
}

export const result = {
  title: 'Result',
  outcome: {
    better: 'Better than the start prompt',
    'no-difference': 'No difference found',
    worse: 'Worse than the start prompt',
    'same-prompt': 'Nothing to compare: the final prompt is the start prompt',
    'none-compared': 'Nothing could be compared',
  },
  sentence,
  reasonsTitle: 'Likely why',
  reasons,
  simulated:
    'This is a simulated result. The practice model follows rules and is not a language model; its rewards say nothing about how a real model would do.',
  warnings,
  finishedEarly: (level: number | null) =>
    level === null
      ? 'It was asked to finish before its search began.'
      : `It was asked to finish after level ${String(level)}, so the search is shorter than planned.`,
  warningsTitle: 'Before you believe it',
  opening: 'Opening the result…',
  notFound: 'This result cannot be shown',
  reuseHint: 'Opens the settings of this run in Setup, for another one',
  watch: 'See how it came about',
  unfinished: {
    heading: { running: 'No verdict yet', paused: 'No verdict yet', failed: 'No verdict' },
    running:
      'The run is still going. The verdict comes at its end; “Finish now” in the run brings it sooner.',
    paused: 'The run is paused. It can be resumed from its own page; every finished call is kept.',
    failed: 'The run stopped before its verdict. What was done is kept, and the run shows it.',
    action: 'Go to the run',
  },

  /** Said once, for all that follows: 4.69, 4.64 and −0.04 stand beside each other. */
  unrounded:
    'Here and below, differences are taken before rounding: their last digit can be one off from the rewards beside them.',
  facts: {
    initial: 'start prompt',
    initialHint: 'Mean reward of the start prompt on the held-out queries, 1 to 5',
    final: 'final prompt',
    finalHint: 'Mean reward of the final prompt on the same queries, 1 to 5',
    difference: 'difference',
    differenceHint: 'Mean of the paired differences, final minus start, before rounding',
    interval: '95% interval',
    intervalHint:
      'Student’s t on the paired differences, corrected for skewness: where the true mean difference plausibly lies',
    queries: 'queries',
    queriesHint: 'Held-out queries with a readable judgement for both prompts',
    leftOut: (n: number) =>
      n === 1
        ? '1 left out: its judgement was unreadable'
        : `${String(n)} left out: their judgements were unreadable`,
    detectable: 'smallest detectable difference',
    detectableHint:
      'The smallest true difference this test would find four times out of five, reckoned from how far the differences of these queries lie apart: more queries lower it, unless they differ more; each further look asks for more',
    none: '–',
  },

  breakdown: {
    title: 'Where the difference comes from',
    why: 'The same queries, by what they are about. A row rests on few of them, so most cannot be told apart. “Leans” means that a difference is likely; “better” and “worse” are said only where it is nearly certain.',
    noneFound: 'No single row can be told apart here: the verdict is of all queries together.',
    aspect: 'By aspect',
    category: 'By category',
    name: { aspect: 'Aspect', category: 'Category' },
    queries: 'Queries',
    onQueries: (n: number) => (n === 1 ? '1 query' : `${String(n)} queries`),
    difference: 'Difference',
    interval: 'Interval',
    intervalHint: (family: number) =>
      family === 1 ? '95% interval' : `95% for all ${String(family)} tested rows together`,
    outcome: 'Found',
    outcomes: { better: 'better', 'no-difference': 'not told apart', worse: 'worse' },
    /** 0 lies outside the interval, and not far enough for a call. */
    leans: { better: 'leans better', worse: 'leans worse' },
    tooFew: 'too few queries',
  },

  chart: {
    title: 'Difference on each held-out query, final minus start',
    x: 'held-out queries, sorted',
    y: 'points of reward',
    better: 'final scored higher',
    worse: 'final scored lower',
    same: 'scored the same',
    mean: 'mean',
    interval: '95% interval of the mean',
    start: 'start',
    final: 'final',
    query: 'Query',
    difference: 'Difference',
    open: 'Press to read both responses, in the list of held-out queries',
    text: (n: number, up: number, down: number, mean: string | null, interval: [string, string] | null) =>
      `${String(n)} queries: the final prompt scored higher on ${String(up)} and lower on ${String(down)}.` +
      (mean === null ? '' : ` Mean difference ${mean}`) +
      (interval === null ? (mean === null ? '' : '.') : `, 95% interval ${interval[0]} to ${interval[1]}.`),
  },

  comparisons: {
    title: 'Beside other prompts',
    why: (baselines: number) =>
      'The final prompt against each of these on the same held-out queries. Right of the dashed line it scored higher.' +
      (baselines > 1
        ? ' The intervals of the baselines are wide enough for all of them to be right together, 19 times in 20.'
        : ''),
    against: 'Against',
    mean: 'Its mean',
    lower: 'Final lower',
    higher: 'Final higher',
    difference: 'Difference',
    interval: '95% interval',
    found: 'Final',
    none: '–',
    side: {
      initial: 'Start prompt',
      'no-prompt': 'Bare model',
      'hand-written': 'Hand-written prompt',
    },
    about: {
      initial: 'with the run’s examples',
      'no-prompt': 'no system prompt, no examples',
      'hand-written': 'ours, with three fixed examples',
    },
    onQueries: (n: number) => `(on ${queries(n)})`,
    outcome: { better: 'is better', 'no-difference': 'cannot be told from it', worse: 'is worse' },
    /** The interval is clear of no difference, and what a call asks for is not. */
    nearly: { better: 'is not surely better', worse: 'is not surely worse' },
    lines:
      'Thick line: the 95% interval. Thin line: how far it could reach if so few queries hid a rare great change; it grows each time more is asked. “Better” or “worse” is said only where the thin line, too, stays off the dashed one.',
    ask: 'Ask it too',
    calls: (calls: string) => `about ${calls} calls`,
  },
  more: {
    title: 'More evidence',
    why: 'More held-out queries narrow the interval. Their order was drawn before the run; the answers so far keep counting.',
    some: (n: number) => `Ask ${String(n)} more`,
    all: (n: number) => (n === 1 ? 'Ask the last one' : `Ask all ${String(n)} that are left`),
    cost: (calls: string, time: string | null) =>
      `about ${calls} calls${time === null ? '' : `, ${time} at the speed of this run`}`,
    none: 'No held-out query is left: this is all the evidence there is.',
    now: (outcome: string) => `The verdict now: ${outcome}.`,
    looks: (looks: number) =>
      `This is look number ${String(looks)} at a growing number of queries. Each look is one more chance to be misled, so “better” and “worse” ask for more than at the first.`,
    going: {
      running: (progress: string) => `Asking held-out queries: ${progress}.`,
      paused: (progress: string) =>
        `Stopped while adding to the verdict (${progress}). It can be taken up in the run.`,
    },
    watch: 'Go to the run',
  },

  prompt: {
    title: 'The final prompt',
    why: 'Compared with the prompt the run began with.',
    whole: 'In full',
    changes: 'Changes',
    view: 'Show the prompt as',
    same: 'It is the prompt the run began with.',
  },
  story: {
    title: 'How it came about',
    why: 'The edits on the path to the final prompt. Each level is scored on other queries, so a single change in reward is part edit and part luck.',
    start: 'The start prompt',
    level: (level: number) => `Level ${String(level)}`,
    /** What a step did, in the words below. */
    step: (n: number, did: readonly string[]) =>
      `Step ${String(n)}: ${did.map((one) => one.charAt(0).toLowerCase() + one.slice(1)).join(', ')}`,
    see: 'See it in the tree',
    seeStep: (n: number) => (n === 0 ? ': the start prompt' : `: step ${String(n)}`),
    rewardName: 'reward',
    added: (n: number) => (n === 1 ? 'Added a rule' : `Added ${String(n)} rules`),
    replaced: (rule: number) => `Changed rule ${String(rule)}`,
    removed: (rule: number) => `Removed rule ${String(rule)}`,
    opening: 'Changed the opening',
    rewrite: 'Rewrote the prompt',
    kept: 'Passed on unchanged',
    reward: 'Reward of this candidate on its level’s queries, and the change against the one before',
    empty: 'Nothing on the path changed the prompt.',
  },
  examples: {
    title: 'The examples',
    why: 'Before each query the model is shown those that are most like it.',
    none: 'This run uses no examples.',
    query: 'Query',
    response: 'Response',
    copyAll: 'Copy all as JSON',
  },
  heldOut: {
    title: 'Held-out queries',
    why: 'Nothing in the search has seen these. Open one to read the responses.',
    simulated: 'The practice model puts its responses together from phrases: they need not make sense.',
    none: 'No held-out query was asked.',
    order: 'Order of the queries',
    orders: { asked: 'As asked', gains: 'Gains first', losses: 'Losses first' },
    start: 'Start',
    final: 'Final',
    difference: 'Diff.',
    query: 'Query',
    startSide: 'With the start prompt',
    finalSide: 'With the final prompt',
    reward: 'reward',
    rewardHint: 'Mean of the scores below, 1 to 5',
    unreadable: 'The judgement was unreadable.',
    missing: 'Not answered.',
  },
  finalists: {
    title: 'Why this one: the validation',
    why: 'A reward in the search is part luck, and every level has queries of its own. So the finalists, which are those kept when the search ended, and the start prompt answered the same fresh queries, and the best mean there went into the verdict, whatever it had scored before. Means that lie close may do so by luck: what the chosen prompt is worth, only the verdict tests.',
    chosen: 'chosen',
    none: 'no mean',
    queries: (n: number) => (n === 1 ? '1 query' : `${String(n)} queries`),
    meanHint: 'Mean reward over the validation queries, 1 to 5',
  },
  costs: {
    title: 'What it cost',
    why: 'Counted, not estimated: every request made, those asked twice and those added later included. Setup’s estimate takes every level as full, and counts cached tokens once.',
    role: 'Role',
    calls: 'Calls',
    read: 'Tokens read',
    cached: 'Of them cached',
    ofThemCached: (n: string) => `${n} cached`,
    written: 'Tokens written',
    time: 'Time',
    /** Where it is more than the calls took. */
    whole: (time: string) =>
      `Time is that of the calls. Loading and finding examples included, its answers took ${time.replaceAll(' ', '\u00a0')}; what this page drew and stored meanwhile is not counted.`,
    total: 'All roles',
    loading: 'Adding up…',
    readHint: 'Tokens of all prompts; cached ones needed no work',
  },
} as const;
