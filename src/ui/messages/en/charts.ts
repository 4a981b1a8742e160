/** Words of the charts: what is plotted, how to read it, and the same in a sentence for ears. */
import { shell } from './shell';

const levelsFrom = (from: number, to: number): string => `from level ${String(from)} to ${String(to)}`;
const judgements = (n: number): string => shell.plural(n, 'judgement', 'judgements');
const queries = (n: number): string => shell.plural(n, 'query', 'queries');

export const charts = {
  title: 'Charts of the run',
  asTable: 'As a table',
  level: 'level',
  levelNth: (level: number) => `Level ${String(level)}`,
  none: '–',
  empty: 'Charts appear here once the search has judged its first responses.',
  emptyWhy:
    'They show how reward and each aspect go from level to level, how long the prompts get, and where tokens and time go.',

  aspects: {
    title: 'Aspects over levels',
    why: 'Mean score of every aspect at each level, 1 to 5, all on one scale.',
    order: 'Sort by',
    judged: 'Most judged',
    changed: 'Most changed',
    band: 'Shaded: one standard deviation up and down of a single score, as the judge’s probabilities have it: how much it doubted.',
    noBand: 'This judge gives one score and no probabilities, so its doubt cannot be drawn.',
    thin: (fewest: number) =>
      `An empty dot rests on fewer than ${String(fewest)} judgements; changes are counted between filled ones, before rounding. Levels have other queries, so part of a change is luck.`,
    rests: (judged: number, asked: number) => `${judgements(judged)}, ${queries(asked)}`,
    change: (by: string, from: number, to: number) => `${by} ${levelsFrom(from, to)}`,
    noChange: 'too few levels to speak of a change',
    point: (level: number, mean: string, doubt: string | null, judged: number, asked: number) =>
      `Level ${String(level)}: ${mean}${doubt === null ? '' : ` ± ${doubt}`}, ${judgements(judged)}, ${queries(asked)}`,
    said: (
      aspect: string,
      levels: readonly { level: number; mean: string }[],
      judged: number,
      asked: number,
    ) => {
      const [first, last] = [levels[0], levels.at(-1)];
      const means =
        first === undefined || last === undefined
          ? ''
          : first === last
            ? `${first.mean} at level ${String(first.level)}`
            : `${first.mean} at level ${String(first.level)}, ${last.mean} at level ${String(last.level)}`;
      return `${aspect}: mean score ${means}; ${judgements(judged)}, ${queries(asked)}.`;
    },
    table: 'Mean score of each aspect by level',
    aspect: 'Aspect',
    judgements: 'Judgements',
    queries: 'Queries',
    doubt: 'Doubt',
    doubtHint:
      'Standard deviation of a single score, as the judge’s probabilities have it, at the last level',
  },

  lengths: {
    title: 'Prompt length over levels',
    y: 'words',
    kept: 'kept',
    all: 'all',
    start: 'start',
    said: (start: string, levels: readonly { level: number; kept: string | null }[]) => {
      const last = levels.findLast(({ kept }) => kept !== null);
      return last === undefined || last.kept === null
        ? `Words in the system prompt: ${start} at the start.`
        : `Words in the system prompt: ${start} at the start, ${last.kept} on average in those kept at level ${String(last.level)}.`;
    },
    point: (level: number, shortest: string, mean: string, longest: string, kept: string | null) =>
      `Level ${String(level)}: ${shortest} to ${longest} words, mean ${mean}${kept === null ? '' : `, kept ${kept}`}`,
    note: 'Line: mean of the candidates that were kept. Dashed: mean of all. Shaded: shortest to longest of the level.',
    table: 'Words in the prompts by level',
    candidates: 'Candidates',
    shortest: 'Shortest',
    mean: 'Mean',
    longest: 'Longest',
    keptMean: 'Kept, mean',
  },

  spending: {
    title: 'Where tokens and time go',
    why: 'Calls to a model only, added up from the journal.',
    loading: 'Adding up the calls…',
    none: 'No call has been made yet.',
    byRole: 'By role',
    byPart: 'By part of the run',
    role: 'Role',
    part: 'Part',
    read: 'Tokens read',
    written: 'Tokens written',
    time: 'Time',
    cached: 'Lighter: read from a cache, which takes next to no time.',
    moment: 'At a moment of the past, what a call was for has to be told before it counts.',
    most: (timeName: string, timeShare: string, readName: string, readShare: string) =>
      timeName === readName
        ? `The ${timeName.toLowerCase()} took ${timeShare} of the time and read ${readShare} of the tokens.`
        : `The ${timeName.toLowerCase()} took ${timeShare} of the time; the ${readName.toLowerCase()} read ${readShare} of the tokens.`,
    parts: {
      check: 'Judge check',
      examples: 'Examples',
      validation: 'Validation',
      verdict: 'Verdict',
      other: 'Other',
    },
    cachedOf: (tokens: string) => `${tokens} of them from a cache`,
    calls: 'Calls',
  },
} as const;
