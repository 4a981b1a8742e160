/** Words of the Library: the list of runs, finding and sorting, renaming, deleting. */
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
  /** Whose rules a run went by. */
  mode: { lab: 'DRPO Lab’s rules', paper: 'the paper’s rules' },
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

  reused: {
    text: (name: string) => `These are the settings of “${name}”.`,
    aside: 'Your former settings were put aside.',
    back: 'Bring them back',
    dismiss: 'Keep these, and forget the former ones',
  },
} as const;
