/** Words of the Library: the list of runs, finding and sorting, renaming, deleting, and two runs side by side. */
import type { SortKey } from '../../library/listed';
import type { RunStanding } from '../../library/run-words';
import { bytes } from './amounts';
import { shell } from './shell';
import { start } from './start';

const { plural, count } = shell;

const standing: Record<Exclude<RunStanding, 'finished'>, string> = {
  running: 'Running',
  interrupted: 'Interrupted',
  paused: 'Paused',
  stopped: 'Paused by a problem',
  failed: 'Stopped',
};

const sorts: Record<SortKey, { name: string; column: string; up: string; down: string; meaning: string }> = {
  date: {
    name: 'Started',
    column: 'Started',
    up: 'oldest first',
    down: 'newest first',
    meaning: 'When it was started',
  },
  name: { name: 'Name', column: 'Run', up: 'A to Z', down: 'Z to A', meaning: 'Its name' },
  difference: {
    name: 'Difference',
    column: 'Verdict',
    up: 'smallest first',
    down: 'largest first',
    meaning: 'Mean difference on held-out queries, final minus start prompt, in points of reward',
  },
  calls: {
    name: 'Calls',
    column: 'Calls',
    up: 'fewest first',
    down: 'most first',
    meaning: 'Requests made to a model, those asked twice and those added after the end included',
  },
  time: {
    name: 'Time',
    column: 'Time',
    up: 'shortest first',
    down: 'longest first',
    meaning: 'Time its answers took, with loading, without pauses',
  },
  size: {
    name: 'Size',
    column: 'Size',
    up: 'smallest first',
    down: 'largest first',
    meaning: 'About what it takes on this device',
  },
};

export const library = {
  heading: 'Library',
  lead: 'All runs of this browser, with every prompt sent and every reply. They are nowhere else, unless you export them.',
  opening: 'Opening the Library…',
  failed: 'The list of runs could not be read.',
  retry: 'Try again',

  search: 'Search runs',
  searchHint: 'Name, model, verdict, prompts',
  sortBy: 'Sort by',
  sorts,
  turn: (down: boolean) => (down ? 'Descending: turn around' : 'Ascending: turn around'),
  sortNamed: (key: SortKey) => `${sorts[key].column}: sort by ${sorts[key].name.toLowerCase()}`,
  found: (found: number, all: number) =>
    found === all ? plural(all, 'run', 'runs') : `${count(found)} of ${plural(all, 'run', 'runs')}`,
  unread: (n: number) =>
    `Still reading the final ${n === 1 ? 'prompt' : 'prompts'} of ${plural(n, 'run', 'runs')}…`,
  nothing: (sought: string) => `No run matches “${sought}”.`,
  clear: 'Show all runs',
  more: (next: number, left: number) =>
    next === left ? `Show the other ${count(left)}` : `Show ${count(next)} more of ${count(left)}`,
  all: 'Show all',
  shown: (shown: number, all: number) => `${count(shown)} of ${count(all)} shown`,

  table: 'Runs',
  choose: (name: string) => `Choose ${name} to compare`,
  column: { choose: 'Compare', actions: 'Actions' },
  standing,
  judgeCheck: 'Judge check',
  preset: { quick: 'Quick', standard: 'Standard', paper: 'Paper', own: 'Own settings' },
  /** Runs with settings of their own only: with a preset the rules are the preset's. */
  modeHint: {
    lab: 'Own settings that began from Quick or Standard, which go by DRPO Lab’s rules; Paper goes by the paper’s.',
    paper:
      'Own settings that began from Paper, which goes by the paper’s rules; Quick and Standard go by DRPO Lab’s.',
  },
  outcome: (outcome: string | null) => {
    if (outcome === null) return 'Finished';
    return start.runs.outcome(outcome);
  },
  unknown: '–',
  callsUnit: (n: number) => (n === 1 ? 'call' : 'calls'),
  roundedSize: (n: number) => bytes(n),
  otherEngines: (n: number) => `+ ${plural(n, 'more model', 'more models')}`,

  rename: {
    action: 'Rename',
    named: (name: string) => `Rename ${name}`,
    label: 'New name',
    save: 'Save',
    cancel: 'Cancel',
    empty: 'A run needs a name.',
    done: (name: string) => `Renamed to ${name}.`,
  },
  reuse: { action: 'Reuse', named: (name: string) => `Reuse the settings of ${name}` },
  remove: { action: 'Delete', named: (name: string) => `Delete ${name}` },

  export: {
    action: 'Export',
    named: (name: string) => `Export ${name} as a file`,
    hint: 'Saves the whole run, with every prompt and reply, as one file.',
    done: (file: string) => `Exported as “${file}”.`,
  },
  import: {
    action: 'Import',
    command: 'Import runs from files',
    hint: 'Opens runs that were exported as files. They can also be dropped anywhere on this page.',
    field: 'Files with runs',
    drop: 'Drop the files to import the runs in them',
    working: (file: string, nth: number, of: number) =>
      of === 1 ? `Reading ${file}…` : `Reading file ${count(nth)} of ${count(of)}: ${file}…`,
    done: (name: string) => `“${name}” was imported.`,
    again: (name: string) =>
      `That run was in the Library already and stays as it is. The one from the file stands beside it as “${name}”.`,
    many: (n: number) => `${plural(n, 'run was', 'runs were')} imported.`,
    manyAgain: (n: number) =>
      n === 1
        ? 'One was here already: the one from the file stands beside it.'
        : `${count(n)} were here already: those from the files stand beside them.`,
    failed: (n: number) => `${plural(n, 'file', 'files')} could not be imported.`,
    problems: 'Files that could not be imported',
  },

  deleted: {
    label: 'Deleted runs',
    before: '“',
    after: '” was deleted.',
    more: (n: number) => `${count(n)} deletions can be undone, the latest first.`,
    undo: 'Undo',
    dismiss: 'Delete for good and close',
  },

  picked: {
    none: 'Tick two runs to compare them.',
    one: 'One run ticked. Tick another to compare.',
    two: 'Two runs ticked.',
    compare: 'Compare',
    /** Where the ticks are. */
    compareHere: 'Compare these two',
    clear: 'Untick',
  },

  empty: {
    heading: 'No runs yet',
    text: 'A run is one whole search for a better system prompt: the prompts that were tried, what the model answered, how each answer was judged, and a verdict on queries the search never saw. Each is kept here, to be opened, compared or used again.',
    start: 'Start a practice run',
    starting: 'Starting…',
    startAbout: 'A few seconds at full speed on the practice model (simulated). No download.',
    recorded: 'Look at a recorded run',
    imports: 'Runs that were exported as files can be brought in with Import, or dropped on this page.',
  },

  compare: {
    heading: 'Two runs side by side',
    opening: 'Opening both runs…',
    back: 'Back to the Library',
    missing: 'These runs cannot be compared',
    letters: ['A', 'B'] as const,
    result: 'See its result',
    watch: 'See the run',
    facts: { started: 'Started', preset: 'Preset', state: 'State' },

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
    judgeCheck: (agreed: string) =>
      `A judge check has no verdict on a prompt. It found this judge: ${agreed}.`,
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
      mode: { lab: 'DRPO Lab’s rules', paper: 'the paper’s rules' },
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
  },

  reused: {
    text: (name: string) => `These are the settings of “${name}”.`,
    aside: 'Your former settings were put aside.',
    back: 'Bring them back',
    dismiss: 'Keep these, and forget the former ones',
  },
} as const;
