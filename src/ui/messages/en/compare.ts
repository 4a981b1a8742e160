/** Two runs side by side. */
import type { RunStanding } from '../../library/run-words';
import { library } from './library';
import { shell } from './shell';

const { plural, count } = shell;

export const compare = {
  heading: 'Two runs side by side',
  opening: 'Opening both runs…',
  back: 'Back to the Library',
  missing: 'These runs cannot be compared',
  letters: ['A', 'B'] as const,
  result: 'See its result',
  watch: 'See the run',

  verdicts: 'Verdicts',
  verdictsWhy: 'Each run compares its own final prompt with its own start prompt, on held-out queries.',
  noVerdict: {
    running: 'No verdict yet: it is still going.',
    interrupted: 'No verdict: it was interrupted. It can be resumed.',
    paused: 'No verdict: it is paused. It can be resumed.',
    stopped: 'No verdict: a problem paused it. It can be resumed.',
    failed: 'No verdict: it stopped before its end.',
    finished: 'It ended without a verdict.',
  } satisfies Record<RunStanding, string>,
  judgeCheck: (agreed: string) => `A judge check has no verdict on a prompt. It found this judge: ${agreed}.`,
  chart: {
    title: 'Mean difference, final minus start prompt, with its 95% interval',
    x: 'points of reward',
    worse: 'worse',
    better: 'better',
    none: 'no verdict',
    run: 'Run',
    mean: 'Mean difference',
    reach: '95% interval',
    noInterval: 'no interval',
    text: (lines: readonly string[]) => lines.join(' '),
    line: (letter: string, mean: string, interval: string | null) =>
      `Run ${letter}: mean difference ${mean}${interval === null ? ', no interval' : `, 95% interval ${interval}`}.`,
    lineNone: (letter: string) => `Run ${letter}: no verdict.`,
    interval: (low: string, high: string) => `${low} to ${high}`,
  },
  cautions: {
    title: 'Not quite the same test',
    finishedEarly: (letter: string, level: number | null) =>
      `${letter} was asked to finish ${level === null ? 'before its search began' : `after level ${String(level)}, before its last one`}.`,
    judge: 'They had different judges, and every judge has a scale of its own.',
    start: 'They began with different prompts, so equal differences need not mean equal prompts.',
    queries: 'Their verdicts are on different held-out queries.',
    simulated: {
      both: 'Both are simulated: their rewards say nothing about how a real model would do.',
      one: (letter: string) =>
        `${letter} is simulated: its rewards say nothing about how a real model would do.`,
    },
    overlap: 'Whether one final prompt is better than the other is not tested here.',
  },

  settings: 'Settings that differ',
  settingsWhy: 'All others are the same in both.',
  same: 'Both runs have the same settings, queries and aspects, and as many queries to use.',
  setting: 'Setting',
  field: {
    task: 'What it is',
    preset: 'Preset',
    mode: 'Mode',
    startPrompt: 'Start prompt',
    protectedRules: 'Protected rules',
    minutes: 'Time limit',
    pace: 'Pace of the practice model',
    model: (role: string) => `Model: ${role.toLowerCase()}`,
    context: (role: string) => `Context window: ${role.toLowerCase()}`,
    retriever: 'Finding similar examples',
    queries: 'Queries to search on',
    heldOut: 'Built-in held-out queries',
    baseExamples: 'Examples to begin with',
    aspects: 'Aspects',
    method: 'Version of the method',
  },
  value: {
    run: 'a whole run',
    check: 'a judge check',
    mode: library.mode,
    none: 'none',
    noLimit: 'no limit',
    minutes: (n: number) => plural(n, 'minute', 'minutes'),
    fullSpeed: 'full speed',
    pace: (n: number) => `${count(n)} tokens a second`,
    tokens: (n: number) => `${count(n)} tokens`,
    byWords: 'by words',
    /** Of a setting, and what the queries of the run allowed. */
    levelsAllowed: (wished: string, there: number) => `${wished} asked for, queries for ${count(there)}`,
    queriesAllowed: (wished: string, there: number) => `${wished} asked for, ${count(there)} there`,
    /** As many as were wished for; then as they came about: "24, then 12 more: 36". */
    heldOut: (wished: number, byEnd: number | null, later: readonly number[]) => {
      const first =
        byEnd === null || byEnd === wished
          ? count(wished)
          : `${count(wished)} asked for, ${count(byEnd)} answered`;
      if (later.length === 0) return first;
      const all = later.reduce((sum, more) => sum + more, byEnd ?? wished);
      return `${first}, ${later.map((more) => `then ${count(more)} more`).join(', ')}: ${count(all)}`;
    },
    own: (n: number) => `${plural(n, 'query', 'queries')} of your own`,
    builtIn: (n: number) => `${count(n)} built in`,
    others: (words: string) => `${words}, but others`,
    aspects: (n: number, only: string) => (only === '' ? count(n) : `${count(n)}, here only: ${only}`),
    always: (name: string) => `${name} (always)`,
  },

  prompts: 'Final prompts',
  promptsWhy: 'What is in A only is marked A, what is in B only is marked B. The rest is in both.',
  samePrompt: 'Both runs ended with the same prompt.',
  onlyOne: (letter: string) => `Only run ${letter} has a final prompt.`,
  noPrompts: 'Neither run has a final prompt.',
  copy: (letter: string) => `Copy ${letter}`,

  costs: 'What they cost',
  cost: 'Cost',
  costNames: { calls: 'Calls', ms: 'Time', read: 'Tokens read', written: 'Tokens written' },
  adding: 'Adding up…',
};
