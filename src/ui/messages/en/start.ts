/** Words of Start: what this is, what this device can do, the runs there are. */
import { shell } from './shell';

const { plural, count } = shell;
const ages = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const start = {
  heading: 'Teach a language model to answer better, in this tab',
  lead: 'DRPO, dynamic rewarding with prompt optimization, searches for the system prompt and examples that make a model answer better, and you can watch every step. It ends with a verdict on queries it never searched on, and nothing you type leaves this device.',
  run: 'Run with the practice model',
  starting: 'Starting…',
  runAbout:
    'A complete run at full speed: a few seconds on the Practice model (simulated), no download, no GPU. It obeys rules much as a language model would, but it is not one. Each run has a seed of its own, so the next may come to another verdict. Setup has a slower pace, to watch it grow.',
  setup: 'Set up your own',
  recorded: 'Watch a recorded run of the practice model',
  startPrompt: 'You are an assistant.',

  method: {
    heading: 'How it works',
    reward: {
      title: 'Judge each query by what matters for it',
      text: 'A worry about health is scored on safety and care, a poem on creativity. The aspects are chosen anew for every query: that is dynamic rewarding.',
      picture:
        'Two queries. The first, about a mole that got darker, is scored on safety, empathy and limitations. The second, asking for a poem, is scored on creativity, engagement and conciseness.',
      examples: [
        {
          query: 'A mole on my back got darker.',
          aspects: [
            { name: 'Safety', score: 4 },
            { name: 'Empathy', score: 2 },
            { name: 'Limitations', score: 3 },
          ],
        },
        {
          query: 'Write a poem on a late bus.',
          aspects: [
            { name: 'Creativity', score: 5 },
            { name: 'Engagement', score: 4 },
            { name: 'Conciseness', score: 3 },
          ],
        },
      ],
    },
    search: {
      title: 'Change the prompt, keep what scores best',
      text: 'Low scores come with reasons. From them a rewriter proposes new prompts; the best candidates of each level are kept and changed again.',
      picture:
        'Three changes of the prompt “You are an assistant.” with their rewards. The two best are kept, the third is dropped.',
      root: 'You are an assistant.',
      candidates: [
        { edit: '+ Admit what you cannot know.', score: 4, kept: true },
        { edit: '+ Answer first, then explain.', score: 3, kept: true },
        { edit: '+ Always stay cheerful.', score: 1, kept: false },
      ],
    },
    tree: {
      picture:
        'A search tree over four levels. At each level the best two candidates are kept and changed again. One path is marked from the first prompt to the best one; the changes along it are written beside it.',
      rows: [
        'You are an assistant.',
        '+ Admit what you cannot know.',
        '+ Answer first, then explain.',
        '+ Ask when it is unclear.',
      ],
    },
    verdict: {
      title: 'Prove it on queries it never saw',
      text: 'The found prompt and the one you began with answer held-out queries. The verdict is better, worse, or no difference found, with how sure that is.',
      picture:
        'Dots for single queries, most of them to the right of a line marked "no difference", with an interval that lies to the right of that line.',
      zero: 'no difference',
      worse: 'worse',
      better: 'better',
    },
  },

  resume: {
    heading: 'Pick up where it stopped',
    interrupted: 'Interrupted',
    paused: 'Paused',
    progress: (calls: number, of: number) => `${count(calls)} of about ${count(of)} calls`,
    progressMeaning:
      'Calls are single requests to a model; how many there will be is Setup’s estimate, with every level full. Each one already made is kept and will not be made again.',
    resume: 'Resume',
    view: 'View',
    removeNamed: (name: string) => `Delete ${name}`,
  },
  ended: {
    what: (name: string) => `Loading ${name} ended this tab last time.`,
    why: 'Most likely the model needs more memory than this device can give. Your runs are kept, and so is the download. A smaller model, or less memory allowed, makes the next try lighter.',
    smaller: 'Choose a smaller model',
  },

  runs: {
    heading: 'Your runs',
    empty: 'Runs you start are kept here, in this browser only, with every prompt sent and every reply.',
    outcome: (outcome: string) => outcomes[outcome] ?? outcome,
    status: { running: 'Running', paused: 'Paused', finished: 'Finished', failed: 'Stopped' },
    calls: (n: number) => plural(n, 'call', 'calls'),
    callsMeaning:
      'Requests made to a model in this run, those asked twice and those added after its end included.',
    all: (n: number) => (n === 1 ? 'Open the Library' : `All ${count(n)} runs in the Library`),
  },
  ago: (ms: number) => ago(ms),
  date: (at: number) => dates.format(at),

  device: {
    heading: 'This device',
    models: 'Models for this device',
    checking: 'Looking…',
    secure: {
      yes: 'Secure page',
      yesMeaning: 'Served safely, so the browser allows storage locks and, where there is one, the GPU.',
      no: 'Not a secure page',
      noMeaning:
        'Opened over plain http from another machine: the browser withholds the GPU and locks. Use https, or open it on the machine that serves it.',
    },
    storage: {
      free: (gigabytes: string) => `${gigabytes} GB free for runs`,
      freeMeaning: (kept: boolean) =>
        kept
          ? 'The browser has promised to keep what is stored here.'
          : 'The browser may clear stored runs when the disk runs full.',
      yes: 'Runs are kept',
      yesMeaning: 'IndexedDB works here. The browser does not tell how much room there is.',
      no: 'Runs cannot be kept',
      noMeaning:
        'This browser offers no IndexedDB here, often because of a private window. The recorded run can still be watched.',
    },
    gpu: {
      ready: {
        words: 'GPU ready for models',
        meaning: 'Models can run on the GPU of this device. The practice model does not need it.',
      },
      slow: {
        words: 'No real GPU',
        meaning:
          'The browser computes on the processor instead: far too slow for a run with real models. The practice model does not need one.',
      },
      none: {
        words: 'No GPU for models',
        meaning:
          'Real models need one, through WebGPU; Models says what is missing here. The practice model, the recorded run and every screen work in full without it.',
      },
    },
  },
} as const;

const outcomes: Record<string, string> = {
  better: 'Better',
  worse: 'Worse',
  'no-difference': 'No difference found',
  'same-prompt': 'Start prompt kept',
  'none-compared': 'Nothing compared',
  'judge-sound': 'Sound',
  'judge-noisy': 'Noisy',
  'judge-weak': 'Weak',
  'judge-length-loving': 'Likes length',
  'judge-random': 'Random',
  'judge-reversed': 'Reversed',
  'judge-unreadable': 'Unreadable',
};

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ago(ms: number): string {
  for (const [unit, size] of UNITS) if (ms >= size) return ages.format(-Math.floor(ms / size), unit);
  return 'just now';
}
