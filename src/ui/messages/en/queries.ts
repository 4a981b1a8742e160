/** Words for too few queries: before a run what they will not do, in and after it what they did not, and on whose the verdict rests. */
import type { PlanNote } from '../../../core/query-plan';
import { shell } from './shell';

const { plural } = shell;
const n = (count: number): string => count.toLocaleString('en');
const number = (count: number): string => plural(count, 'query', 'queries');

interface Levels {
  levels: number;
  wanted: number;
}

const few = ({ levels, wanted }: Levels): string => `only ${n(levels)} of the ${n(wanted)} levels`;

const PATH_SCORE = 'the winner is then chosen by its path score in the search';

interface Shortage {
  levels: Levels | null;
  validation: boolean;
  /** The person's queries, where they are too few to set some aside. */
  own: { queries: number; needed: number } | null;
}

/** Beside the shares of the list. */
function tooFew({ levels, validation, own }: Shortage): string[] {
  const enough = `${own ? number(own.queries) : 'The queries'} ${own?.queries === 1 ? 'is' : 'are'} enough for ${levels ? few(levels) : ''}`;
  const without = `none is left for validation: ${PATH_SCORE}. Fewer levels or more queries would leave some`;
  return [
    levels && (validation ? `${enough}, and ${without}.` : `${enough}.`),
    !levels && validation ? `Of these queries ${without}.` : null,
    own &&
      `The verdict will be on built-in queries, not on yours: ${n(own.queries)} ${own.queries === 1 ? 'is' : 'are'} too few to set some aside. From ${n(own.needed)} of your own on, it will be on yours.`,
  ].filter((line) => line !== null);
}

/** Before the run. */
function planned(it: PlanNote): string {
  switch (it.tag) {
    case 'short-own-list':
      return `The verdict uses built-in queries. From ${n(it.facts.needed)} of your own on, it uses yours.`;
    case 'duplicates-left-out':
      return `${plural(it.facts.queries, 'query is', 'queries are')} worded like another and left out.`;
    case 'too-few-to-search':
      return `Each candidate needs ${number(it.facts.needed)}; there ${it.facts.queries === 1 ? 'is' : 'are'} only ${n(it.facts.queries)}.`;
    case 'depth-limited-by-queries':
      return `The queries are enough for ${few(it.facts)}. More queries make a deeper search.`;
    case 'no-validation-queries':
      return `No query is left for validation: ${PATH_SCORE}.`;
    case 'fewer-validation-queries':
      return `Validation will use ${number(it.facts.queries)} instead of ${n(it.facts.asked)}.`;
    case 'fewer-verdict-queries':
      return `The verdict will use ${number(it.facts.queries)} instead of ${n(it.facts.asked)}.`;
  }
}

export const queries = {
  tooFewTitle: 'What these queries are too few for',
  tooFew,
  /** With a number before it. */
  builtInShare: 'built-in ones for the verdict, not yours',
  planned,

  /** In the rail of the phases. */
  allAllowed: (level: number) => `level ${String(level)} of ${String(level)}, all the queries allow`,
  noneLeft: 'skipped: no queries left',
  ended: ({ levels, wanted }: Levels) => `The queries were enough for ${few({ levels, wanted })}.`,
  byPath: (score: string) => `Chosen by its path score, ${score}: no query was left for validation.`,
  goesOn: {
    'no-queries': 'No query is left for validation: the candidate with the best path score is the winner.',
    off: 'Validation is off in this run: the candidate with the best path score is the winner.',
  },
  none: {
    'no-queries':
      'There is no validation in this run: no query is left for it. The candidate with the best path score is the winner.',
    off: 'Validation is off in this run. The candidate with the best path score is the winner.',
  },
  notYours: 'These held-out queries are built-in ones, not yours.',

  /** After the run. */
  lacked: ({ levels, validation }: { levels: Levels | null; validation: boolean }) => {
    const without = 'the winner was chosen by its path score';
    if (levels)
      return `The queries were enough for ${few(levels)}${validation ? `, and none was left for validation: ${without}` : ''}.`;
    return validation ? `No query was left for validation: ${without}.` : null;
  },
  builtIn: (own: number, needed: number) =>
    `The verdict is on built-in queries, not on yours: ${n(own)} ${own === 1 ? 'is' : 'are'} too few to set some aside. From ${n(needed)} of your own on, it is on yours.`,
  less: (it: PlanNote): string | null => {
    switch (it.tag) {
      case 'duplicates-left-out':
        return `${plural(it.facts.queries, 'query was', 'queries were')} worded like another and left out.`;
      case 'fewer-validation-queries':
        return `Validation had ${number(it.facts.queries)} instead of ${n(it.facts.asked)}.`;
      case 'fewer-verdict-queries':
        return `The verdict had ${number(it.facts.queries)} instead of ${n(it.facts.asked)}.`;
      default:
        return null;
    }
  },
  pathScores: {
    title: 'Why this one: the path score',
    why: {
      'no-queries':
        'No query was left for validation, so the candidate with the best path score went into the verdict. That score comes from the search itself and is part luck: on fresh queries another might have won.',
      off: 'Validation is off in this run, so the candidate with the best path score went into the verdict. That score comes from the search itself and is part luck: on fresh queries another might have won.',
    },
  },
} as const;
