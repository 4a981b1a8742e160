/** Words of Setup; those of single settings stand in settings.ts, of lists in list-problems.ts. */
import type { ListFormat } from '../../setup/query-list';
import type { DraftProblem, FieldProblem } from '../../setup/setup-checks';
import type { Elastic } from '../../../core/plan';
import type { PlanNote } from '../../../core/query-plan';
import type { SetupNotice } from '../../../core/readiness';
import type { PresetName } from '../../../core/config';
import type { BaselineName } from '../../../core/terms';
import type { SettingPath, SettingValue } from '../../setup/setting-paths';
import { listProblem } from './list-problems';
import { bytes } from './amounts';
import { aspects } from './aspects';
import { settings } from './settings';
import { shell } from './shell';

const { count, plural } = shell;

const formats: Record<ListFormat, string> = {
  txt: 'text, one a line',
  csv: 'a CSV table',
  tsv: 'a TSV table',
  json: 'JSON',
  jsonl: 'JSON lines',
};
const roleNames = {
  responder: 'responder',
  selector: 'selector',
  judge: 'judge',
  critic: 'critic',
  rewriter: 'rewriter',
};

const elastic: Record<Elastic, string> = {
  'search.depth': 'levels',
  'search.width': 'beam',
  'search.actions': 'proposals a state',
  queriesPerCandidate: 'queries a candidate',
  'examples.count': 'examples improved',
  'examples.rewrites': 'rewrites an example',
  validationQueries: 'validation queries',
  verdictQueries: 'verdict queries',
  baselines: 'baselines',
  examplesPerQuery: 'examples sent along',
  'limits.response': 'tokens a response',
};

const categories = new Map([
  ['everyday', 'Everyday'],
  ['open', 'Open-ended'],
  ['sensitive', 'Sensitive'],
  ['own', 'Your own'],
]);

const list = new Intl.ListFormat('en');
const presetNames: Record<PresetName, string> = { quick: 'Quick', standard: 'Standard', paper: 'Paper' };

/** A setting in which a draft differs from a preset, with the value it has. */
export type Unlike =
  { setting: SettingPath; value: SettingValue } | { setting: 'baselines'; value: readonly BaselineName[] };

/** What the judge check asks; `apart`: each aspect in a call of its own. */
export interface CheckParts {
  pairs: number;
  aspects: number;
  apart: boolean;
}

export const setup = {
  heading: 'Set up a run',
  lead: 'Everything is ready to run as it stands. Change what you care about.',
  method: {
    text: 'DRPO is Dynamic Rewarding with Prompt Optimization: a search for a better system prompt, with rewards that fit each query. “The paper” below is the one that introduced it (EMNLP 2024):',
    link: 'arXiv 2411.08733',
    href: 'https://arxiv.org/abs/2411.08733',
    newTab: 'opens in a new tab',
  },
  engine: {
    title: 'Model',
    about: 'What plays the five roles: responding, picking aspects, judging, criticising and rewriting.',
    practice:
      'Runs on rules, not on a language model: no download, no GPU, the same result for the same seed. For learning the method and trying a setup.',
    real: 'Real models on this GPU',
    realAbout:
      'Language models that run in this tab. Downloaded once; nothing you type leaves the device. Minutes to an hour.',
    looking: 'Looking at this device and its models…',
    unavailable: 'Not on this device: the browser offers no GPU.',
    noGpu: 'Real models need a GPU, through WebGPU, and the browser offers none here.',
    practiceWorks: 'The practice model works in full.',
    toPractice: 'Use the practice model',
    whyNot: 'What is missing',
    noneHere: 'No model is on this device yet. One download, and it stays.',
    getPick: (name: string, size: number) => `Get ${name} (${bytes(size)})`,
    toModels: 'Choose a model',
    arrangement: 'Models by role',
    arrangements: [
      { value: 'one' as const, name: 'One for all roles' },
      { value: 'split' as const, name: 'Split by role' },
    ],
    allRoles: 'Model for all roles',
    responder: 'Responder',
    responderAbout: 'The model being improved.',
    judgeSide: 'Judge, selector and critic',
    judgeAbout: 'Scores, and says why.',
    rewriterSide: 'Rewriter',
    rewriterAbout: 'Proposes better prompts.',
    apart: 'Each role by itself',
    apartAbout: 'five models at most; each change of model takes a while',
    roleLabels: {
      responder: 'Responder only',
      selector: 'Selector only',
      judge: 'Judge only',
      critic: 'Critic only',
      rewriter: 'Rewriter only',
    },
    here: 'On this device',
    notHere: 'Not on this device yet',
    choose: 'Choose a model',
    mixed: 'Different ones',
    lacking: 'Not on this device yet.',
    get: 'Get it in Models',
    unmeasured: 'Speed not measured here yet.',
    speed: (decode: number) =>
      `Writes ${decode < 10 ? decode.toFixed(1) : count(Math.round(decode))} tokens a second here.`,
    retrieval: 'Find similar examples',
    retrievals: [
      { value: false, name: 'By words', about: 'needs no model' },
      { value: true, name: 'By meaning', about: 'a small second model' },
    ],
    retrieverHere: (name: string, size: number) =>
      `${name} compares them, and takes about ${bytes(size)} of memory beside the other models.`,
    retrieverLacking: (name: string) => `${name} is not on this device yet.`,
    noRetriever: 'No model for this fits beside the others on this device.',
    more: 'See all models, their sizes, and what is on this device',
    context: (tokens: number) => `Prompt and reply together fit into ${count(tokens)} tokens.`,
    pace: 'How fast it runs',
    paceAbout:
      'At full speed it is over before one can look. “Watchable” lets you follow the search as it grows; the result is the same.',
    paces: [
      { value: null, name: 'Full speed', about: 'seconds' },
      { value: 400, name: 'Watchable', about: 'minutes' },
      { value: 40, name: 'Reading pace', about: 'up to an hour' },
    ],
    paceTime: (seconds: number) => duration(seconds),
  },
  queries: {
    title: 'Queries',
    about: 'What people will ask. The search tries prompts on these, and keeps some apart for the verdict.',
    source: 'Which queries',
    builtIn: (n: number) => `Built-in (${count(n)})`,
    own: 'My own',
    /** As it stands in the queries; one from elsewhere goes by its own name. */
    category: (name: string) => categories.get(name) ?? name,
    categoryCount: (n: number) => plural(n, 'query', 'queries'),
    shares: {
      title: 'What the queries are for',
      number: count,
      search: 'to try prompts on',
      validation: 'to pick the winner (validation)',
      verdict: {
        own: 'held out for the verdict',
        'built-in': 'more built-in ones, held out for the verdict',
      },
      spare: 'not needed with these settings',
      why: (aLevel: number) =>
        `Each level of the search uses ${plural(aLevel, 'fresh query', 'fresh queries')}, so validation gets more where the search has fewer levels.`,
      later: 'How many go to the search and to the verdict shows once every setting can be used.',
    },
    search: 'Search the queries',
    shown: (shown: number, all: number) =>
      shown === all
        ? plural(all, 'query', 'queries')
        : `${count(shown)} of ${plural(all, 'query', 'queries')}`,
    none: 'No query contains that.',
    more: (n: number) => `and ${count(n)} more; search to find them`,
    paste: 'Paste your queries, one a line',
    pasteHint: 'CSV, TSV, JSON and JSONL work too.',
    placeholder: 'How do I descale a kettle?\nWrite a birthday rhyme for my aunt.\nIs it safe to …',
    choose: 'Choose a file',
    drop: 'or drop one here: TXT, CSV, TSV, JSON, JSONL',
    pasted: 'Pasted text',
    size: (characters: number) =>
      characters < 1000
        ? plural(characters, 'character', 'characters')
        : `${count(Math.round(characters / 1000))} thousand characters`,
    clear: 'Clear',
    reading: 'Reading…',
    read: (n: number, format: ListFormat) => `${plural(n, 'query', 'queries')} read from ${formats[format]}`,
    column: 'Column with the queries',
    /** Columns without a header are known by their number. */
    columnName: (column: string) => (/^\d+$/.test(column) ? `Column ${column}` : column),
    chooseColumn: 'Choose a column',
    problems: (n: number) => plural(n, 'thing to know about this list', 'things to know about this list'),
    /** What is needed, before anything was entered. */
    ownEmpty: (needed: number | null, ownVerdict: number) =>
      (needed === null
        ? ''
        : `The search needs at least ${plural(needed, 'query', 'queries')} with these settings. `) +
      `From ${count(ownVerdict)} on, some are kept for the verdict; about 30 make a good start. They stay in this browser.`,
  },
  prompt: {
    title: 'Start prompt',
    about: 'The system prompt the search begins with, and the one the verdict compares against.',
    label: 'System prompt to start from',
    tokens: (n: number) =>
      `About ${plural(n, 'token', 'tokens')}, of four characters or so. Sent with every query: a long prompt leaves less room.`,
    points: 'Begin with',
    startingPoints: [
      { name: 'Bare', text: 'You are an assistant.' },
      {
        name: 'Helpful and honest',
        text: 'You are a helpful, honest assistant.\n\n- Answer the question first, then explain.\n- Say plainly what you cannot know.',
      },
      { name: 'Brief', text: 'You are an assistant who answers in as few words as the question allows.' },
      {
        name: 'Careful',
        text: 'You are a careful assistant.\n\n- Do not help with what could hurt someone; offer a safe way instead.\n- With questions of health, law or money, say when to see a professional.',
      },
    ],
    rules: 'Protected rules',
    rulesAbout: 'One a line. No change may remove or reword them.',
    rulesPlaceholder: 'Never give a dose without saying to check with a pharmacist.',
    added: (n: number) =>
      `${plural(n, 'rule is', 'rules are')} not in the prompt yet and will be added to it.`,
  },
  aspects,
  presets: {
    title: 'How thorough',
    about: 'Three tried sets of settings. All of them can be changed below.',
    names: presetNames,
    purpose: {
      quick:
        'A first look: one path, four levels, the built-in examples. Too few held-out queries for a sure verdict.',
      standard: 'A result worth keeping: a beam of two, eight levels, examples improved first.',
      paper: 'The authors’ decisions, exactly. Faithful, slow, and made for much larger models.',
    },
    cost: (calls: number, tokens: number) => `${plural(calls, 'call', 'calls')}, ${compact(tokens)} tokens`,
    costMeaning:
      'Calls are requests to the model, tokens are read and written: estimated for your queries and prompt, with every level full and nothing asked twice. A run can come to fewer or more.',
    own: 'Your own settings',
    ownAbout: 'Choose one above to go back to it.',
    /** Which preset they are nearest to, and the first of what differs: “Quick, but “Depth” is 3”. */
    but: (preset: PresetName, told: readonly Unlike[], more: number) =>
      `${presetNames[preset]}, but ${list.format([...told.map(unlike), ...(more > 0 ? [`${count(more)} more`] : [])])}.`,
    paperNote:
      'Faithful in its decisions, not its wording: the prompts of the roles are our own, made for small models.',
  },
  judge: {
    title: 'Judge check',
    about: 'Whether the judge can tell a better response from a worse one.',
    /** The calls are the product of what is told. */
    cost: (calls: number, tokens: number, { pairs, aspects, apart }: CheckParts) =>
      `${plural(calls, 'call', 'calls')}, ${compact(tokens)} tokens: ${plural(pairs, 'query', 'queries')}, 2 responses to each, both judged twice on ${plural(aspects, 'aspect', 'aspects')}, ${apart ? 'one call an aspect' : 'all in one call'}.`,
    only: 'Check the judge only',
    onlyHint: 'Runs the check by itself and says what this judge is worth. No search, no verdict.',
  },
  baselines: {
    title: 'Compare with',
    about:
      'What else answers the held-out queries, besides the start prompt. It can be added after the run, too.',
    name: { 'no-prompt': 'Bare model', 'hand-written': 'Hand-written prompt' },
    why: {
      'no-prompt': 'No system prompt and no examples: what the model does by itself.',
      'hand-written':
        'A good prompt written by us, with three fixed examples: what care alone can do, without a search.',
    },
    calls: (calls: number) => `About ${plural(calls, 'call', 'calls')}.`,
    show: (examples: number) => `Its text and its ${plural(examples, 'example', 'examples')}`,
  },
  time: {
    title: 'Time',
    about: 'How long the run may take, verdict included. The settings are then fitted to it.',
    label: 'Minutes',
    unit: 'minutes',
    empty: 'no limit',
    aboutFullSpeed: 'There is no limit to set at full speed.',
    fullSpeed:
      'At full speed the practice model is done in seconds. Choose a slower pace under “Model” to give it minutes.',
    noLimit: 'Without a limit the run takes as long as its settings ask.',
    plan: (seconds: number, minutes: number) =>
      `Planned to take ${duration(seconds)} of ${plural(minutes, 'minute', 'minutes')}`,
    same: 'Everything stays as you set it.',
    changes: 'What the plan changes',
    change: (name: Elastic, from: number | null, to: number | null) =>
      `${elastic[name]} ${from === null ? 'as fits' : count(from)} → ${to === null ? 'as fits' : to === 0 ? 'none' : count(to)}`,
    brief: (minutes: number, changes: number) =>
      `Fitted to ${plural(minutes, 'minute', 'minutes')}${changes === 0 ? ': everything stays as you set it' : ':'}`,
    corrected:
      'After each level the plan is corrected by how fast this run really is. Time that is left goes to the verdict, which has at least 12 queries where there are that many. Pauses do not count.',
    guessed: (decode: number) =>
      `These models have not been measured on this device. The plan starts from a guess (${count(decode)} tokens a second) and is corrected after the first calls.`,
  },
  settings: {
    title: 'Every setting',
    about: 'Each with its reason, and what the paper did.',
    groups: {
      search: { name: 'Search', about: 'how wide, how deep, when to stop' },
      reward: { name: 'Reward', about: 'how responses are judged' },
      rewriting: { name: 'Rewriting', about: 'how prompts are changed' },
      examples: { name: 'Examples', about: 'phase 1, and what is sent along' },
      verdict: { name: 'Validation and verdict', about: 'how the winner is picked and tested' },
      replies: { name: 'Replies', about: 'how long each may be' },
      randomness: { name: 'Randomness', about: 'the seed, and how freely each role writes' },
    },
    words: settings,
    paper: (value: string) => `Paper: ${value}`,
    usePaper: (name: string, value: string) => `Paper: ${value}. Use it for ${name}`,
    asPaper: 'as in the paper',
    fit: 'as fits',
    yes: 'yes',
    no: 'no',
    newSeed: 'Draw another seed',
    changed: (n: number) => `${count(n)} unlike the paper`,
    problems: (n: number) => plural(n, 'problem', 'problems'),
  },
  cost: {
    title: 'What this run will cost',
    calls: (n: number) => plural(n, 'call', 'calls'),
    callsMeaning:
      'Requests to the model, with every level full and nothing asked twice. Unreadable replies add some; candidates that are good enough or the same save some.',
    tokens: (n: number) => `${compact(n)} tokens`,
    tokensMeaning:
      'Read and written together. What a model remembers of a conversation is not counted again; Result counts it as read, and says how much of it was cached.',
    time: (seconds: number) => duration(seconds),
    timeMeaning: 'On the practice model at the pace chosen under “Model”.',
    fittedMeaning: 'The run fitted to your minutes. It is corrected while it goes on, and ends within them.',
    realTimeMeaning:
      'At the speed measured in your runs on this device. Loading models comes on top: some seconds each time.',
    unmeasured: 'time not measured yet',
    unmeasuredMeaning:
      'Nobody has run these models on this device. After the first minutes of a run with these models, their speed here is known, and the time of later runs with it.',
    changes: (n: number) => plural(n, 'change of model', 'changes of model'),
    changesMeaning:
      'One model is in the GPU’s memory at a time. With split roles they change places, at most once a role and level; each change takes some seconds.',
    details: 'Details',
    tokensName: 'Tokens',
    timeName: 'Time',
    changesName: 'Changes of model',
    role: 'Role',
    roles: roleNames,
    callsColumn: 'Calls',
    readColumn: 'Tokens read',
    writtenColumn: 'Tokens written',
    number: count,
    none: 'An estimate appears once this can run',
    noneYet: 'An estimate appears once your queries are there',
  },
  run: 'Run',
  starting: 'Starting…',
  toFix: (n: number) => `${plural(n, 'thing', 'things')} to fix first`,
  showFirst: 'Show the first',
  problem,
  named,
  notice,
  listProblem,
} as const;

function unlike(it: Unlike): string {
  if (it.setting === 'baselines') {
    const names = it.value.map((name) => setup.baselines.name[name]);
    return `“${setup.baselines.title}” is ${names.length === 0 ? 'empty' : names.join(', ')}`;
  }
  const { name, unit } = settings[it.setting];
  return `“${name}” is ${valueWords(it.setting, it.value)}${unit?.startsWith('tokens') ? ` ${unit}` : ''}`;
}

function valueWords(path: SettingPath, value: SettingValue): string {
  if (value === null) return setup.settings.fit;
  if (typeof value === 'boolean') return value ? setup.settings.yes : setup.settings.no;
  if (typeof value === 'number') return Number.isNaN(value) ? 'not a number yet' : String(value);
  return `“${settings[path].options?.[value] ?? value}”`;
}

/** `typed` is what stands in the field where that is no number, `of` the field where it is not in sight. */
function problem(it: DraftProblem, typed?: string, of?: string): string {
  switch (it.tag) {
    case 'no-gpu':
      return setup.engine.noGpu;
    case 'none-here':
      return setup.engine.noneHere;
    case 'no-model':
      return `No model is chosen for the ${roleNames[it.facts.role]}.`;
    case 'model-not-here':
      return `The model for the ${roleNames[it.facts.role]} is not on this device, or cannot play that role: ${it.facts.id}.`;
    case 'retriever-not-here':
      return 'Finding examples by meaning needs a model that is not on this device yet. Get it in Models, or find them by words.';
    case 'no-queries':
      return 'There is no query to search on. Paste some, or use the built-in ones.';
    case 'too-few-queries':
      return `The search needs ${plural(it.facts.needed, 'query', 'queries')} with these settings and has ${count(it.facts.have)}. Add queries, or lower “Queries per candidate”.`;
    case 'minutes-too-few':
      return `${plural(it.facts.minutes, 'minute', 'minutes')} cannot hold even the smallest run at this speed. It takes at least ${plural(it.facts.needed, 'minute', 'minutes')}.`;
    case 'no-verdict-queries':
      return 'No query is left for the verdict. Use at least one, or the run ends without an answer.';
    case 'empty-start-prompt':
      return 'The start prompt is empty. Write one, or begin with “Bare”.';
    case 'no-aspects':
      return aspects.noAspects;
    case 'aspect-empty':
    case 'aspect-too-long':
    case 'aspect-name-signs':
    case 'aspect-name-taken':
    case 'too-many-own-aspects':
    case 'too-many-always':
      return aspects.problem(it);
    case 'prompt-too-long':
      return `A prompt for the ${roleNames[it.facts.role]} needs about ${plural(it.facts.needed, 'token', 'tokens')}; the context holds ${count(it.facts.window)}. Shorten the start prompt or the longest query (${it.facts.query}).`;
    case 'bad-setting':
      if (it.facts.path === 'minutes')
        return `${noNumber(it.facts.got, typed)}Minutes should be a number from 1 to 1,440, or empty for no limit.`;
      if (it.facts.got === 'NaN' && typed !== undefined) return numberWanted(typed, of);
      return `${of === undefined ? 'This' : `“${of}”`} ${expected(it.facts.expected, it.facts.got)}.`;
  }
}

/** With the field it belongs to, for where that is not in sight. */
function named({ field, problem: it }: FieldProblem, typed?: string): string {
  if (it.tag === 'bad-setting' && Object.hasOwn(settings, field))
    return problem(it, typed, settings[field as keyof typeof settings].name);
  const own = /^own-aspect-(\d+)-/.exec(field);
  return own ? `${aspects.nth(Number(own[1]) + 1)}: ${problem(it, typed)}` : problem(it, typed);
}

function noNumber(got: string, typed: string | undefined): string {
  return got === 'NaN' && typed !== undefined && typed.trim() !== '' ? `“${typed}” is not a number. ` : '';
}

function numberWanted(typed: string, of?: string): string {
  if (typed.trim() === '')
    return of === undefined ? 'A number is missing here.' : `“${of}”: a number is missing.`;
  return `${of === undefined ? '' : `“${of}”: `}“${typed}” is not a number.`;
}

function expected(wanted: string, got: string): string {
  const bound = /^([<>]=?)(.+)$/.exec(wanted);
  if (bound) return `should be ${BOUNDS[bound[1] ?? ''] ?? ''} ${bound[2] ?? ''}, and is ${got}`;
  if (/integer/i.test(wanted)) return `should be a whole number, and is ${got}`;
  if (wanted === 'number') return 'should be a number';
  return `should be ${wanted}, and is ${got}`;
}

const BOUNDS: Record<string, string> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
};

/** Those of the plan have their words in queries.ts. */
function notice(it: Exclude<SetupNotice, PlanNote>): string | null {
  switch (it.tag) {
    case 'no-examples':
      return 'There are no examples: the first phase is left out, and queries are sent without any.';
    case 'many-rules':
      return `The start prompt has ${count(it.facts.rules)} rules. Edits can only add rules up to ${count(it.facts.most)}.`;
    case 'protected-rule-not-in-prompt':
      return null;
    case 'aspects-all-decided':
      return aspects.allDecided(it.facts.aspects);
    case 'judgement-may-be-cut':
      return aspects.mayBeCut(it.facts.aspects, it.facts.needed, it.facts.limit);
  }
}

function compact(n: number): string {
  if (n < 10_000) return count(n);
  return n < 999_500 ? `${count(Math.round(n / 1000))}k` : `${(n / 1e6).toFixed(1)}M`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `about ${plural(Math.max(1, Math.round(seconds)), 'second', 'seconds')}`;
  if (seconds < 5400) return `about ${plural(Math.round(seconds / 60), 'minute', 'minutes')}`;
  return `about ${plural(Math.round(seconds / 3600), 'hour', 'hours')}`;
}
