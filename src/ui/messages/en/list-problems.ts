/** What can be wrong with a list of queries, in words; the compiler checks that each tag has some. */
import type { CsvFault, ListProblem, ListProblemTag } from '../../setup/query-list';
import { shell } from './shell';

const { count, plural } = shell;

const csvFaults: Record<CsvFault, string> = {
  'unclosed-quote': 'a quotation mark is opened and never closed',
  'stray-quote': 'a quotation mark stands in the middle of a cell',
  'extra-cells': 'it has more cells than there are columns',
};
const found = { number: 'a number', boolean: 'true or false', list: 'a list', object: 'an object' } as const;

const counted: Partial<Record<ListProblemTag, string>> = {
  'no-text': 'without text',
  'not-text': 'not a text',
  'too-long': 'too long',
  duplicate: 'repeated',
  'broken-json': 'broken JSON',
  'broken-csv': 'broken CSV',
};

export function listProblem(problem: ListProblem): string {
  switch (problem.tag) {
    case 'too-large':
      return `This is ${(problem.facts.bytes / 1e6).toFixed(1)} MB; at most ${count(problem.facts.limit / 1e6)} MB is read. Nothing was taken. Split the list or paste a part of it.`;
    case 'not-a-text-file':
      return 'This is not a text file (a spreadsheet or PDF, perhaps, or not UTF-8). Save it as CSV or TXT in UTF-8 and choose it again.';
    case 'empty-list':
      return 'There is no text in it.';
    case 'not-a-list':
      return 'This JSON holds no list. It should be a list of texts, or of objects with a text under one key.';
    case 'several-lists':
      return `This JSON holds several lists (${problem.facts.keys.join(', ')}). Keep only the one that is meant.`;
    case 'no-such-column':
      return `There is no column “${problem.facts.column}”. Choose one above.`;
    case 'column-not-guessed':
      return 'Which column holds the queries cannot be told. Choose one above.';
    case 'more-columns':
      return `Of ${plural(problem.facts.columns, 'column', 'columns')} the first ${count(problem.facts.shown)} can be chosen.`;
    case 'too-many':
      return `The first ${count(problem.facts.kept)} queries were taken; ${plural(problem.facts.rowsLeft, 'more was', 'more were')} left out.`;
    case 'broken-json':
      return problem.facts.row === undefined
        ? `This JSON breaks at line ${count(problem.facts.line)}, column ${count(problem.facts.column)}. Nothing was taken.`
        : `Row ${count(problem.facts.row)}: broken JSON at column ${count(problem.facts.column)}.`;
    case 'broken-csv':
      return `Row ${count(problem.facts.row)}: ${csvFaults[problem.facts.wrong]}. Lines ${count(problem.facts.line)} to ${count(problem.facts.untilLine)} were left out.`;
    case 'no-text':
      return `Row ${count(problem.facts.row)}: no text.`;
    case 'not-text':
      return `Row ${count(problem.facts.row)}: ${found[problem.facts.found]} instead of a text.`;
    case 'too-long':
      return `Row ${count(problem.facts.row)}: ${count(problem.facts.characters)} characters, at most ${count(problem.facts.limit)} are allowed.`;
    case 'duplicate':
      return `Row ${count(problem.facts.row)}: the same as row ${count(problem.facts.sameAs)}.`;
    case 'more-problems':
      return `And ${plural(problem.facts.count, 'more row', 'more rows')} left out${byTag(problem.facts.byTag)}.`;
    case 'reader-failed':
      return 'The reader did not start. Nothing was taken. Reload the page and try again.';
  }
}

function byTag(counts: Partial<Record<ListProblemTag, number>>): string {
  const parts = Object.entries(counts).map(
    ([tag, n]) => `${count(n)} ${counted[tag as ListProblemTag] ?? tag}`,
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
