/**
 * Reads a person's own queries out of pasted text or a file: TXT, CSV, TSV, JSON or JSONL.
 * Promises a reading for any string whatever: what could be read, and tagged problems that name the row for the rest.
 * Never throws, never touches the DOM or the network, never guesses where two readings are possible.
 * The format is told by the content; the file name decides only where the content does not.
 */
import { chooseColumn } from './query-list-column';
import { looksBinary, utf8Bytes, withPlainLineEnds } from './query-list-clean';
import { formatNamedBy } from './query-list-format';
import { listLimits } from './query-list-limits';
import { readRows } from './query-list-rows';
import { takeQueries } from './query-list-take';

export type ListFormat = 'txt' | 'csv' | 'tsv' | 'json' | 'jsonl';

export interface ListHint {
  fileName?: string;
  /** The column or key the person chose. Ignored by a list without columns. */
  column?: string;
}

export interface QueryListReading {
  format: ListFormat;
  /** Columns or keys a person may choose from, in the order of the list; "1", "2" ... where they have no names. */
  columns: string[];
  /** The one read; null where rows are plain texts or none was chosen. */
  column: string | null;
  /** Text: trimmed, NFC, without control characters. */
  queries: ListedQuery[];
  problems: ListProblem[];
}

/**
 * `row` counts from 1 as a person sees it: a line of TXT and JSONL; a spreadsheet row of CSV and TSV, header and
 * blank rows counted; an element of a JSON list.
 */
export interface ListedQuery {
  text: string;
  row: number;
}

/** Everything that can be wrong with a list. Those with a `row` concern it alone; all other rows are kept. */
export type ListProblem =
  | { tag: 'too-large'; facts: { bytes: number; limit: number } }
  /** A spreadsheet, a PDF, UTF-16: bytes that were not UTF-8 text. */
  | { tag: 'not-a-text-file'; facts: NoFacts }
  | { tag: 'empty-list'; facts: NoFacts }
  /** JSON, but neither a list nor an object that holds one. */
  | { tag: 'not-a-list'; facts: NoFacts }
  /** A JSON object holds several lists and no key says which is meant. */
  | { tag: 'several-lists'; facts: { keys: string[] } }
  | { tag: 'no-such-column'; facts: { column: string; columns: string[] } }
  | { tag: 'column-not-guessed'; facts: { columns: string[] } }
  | { tag: 'more-columns'; facts: { shown: number; columns: number } }
  /** `rowsLeft`: further rows that hold a usable text. */
  | { tag: 'too-many'; facts: { kept: number; rowsLeft: number } }
  /** With `row`: a line of JSONL. Without: the whole JSON, nothing was read. Line and column count from 1. */
  | { tag: 'broken-json'; facts: { row?: number; line: number; column: number } }
  /** The lines from `line` to `untilLine` were not read. */
  | { tag: 'broken-csv'; facts: { row: number; line: number; untilLine: number; wrong: CsvFault } }
  | { tag: 'no-text'; facts: { row: number } }
  | { tag: 'not-text'; facts: { row: number; found: 'number' | 'boolean' | 'list' | 'object' } }
  | { tag: 'too-long'; facts: { row: number; characters: number; limit: number } }
  | { tag: 'duplicate'; facts: { row: number; sameAs: number } }
  /** Row problems beyond those reported one by one. */
  | { tag: 'more-problems'; facts: { count: number; byTag: Partial<Record<ListProblemTag, number>> } }
  /** The worker that reads lists did not start or died; see read-query-list.ts. */
  | { tag: 'reader-failed'; facts: NoFacts };

export type ListProblemTag = ListProblem['tag'];
export type CsvFault = 'unclosed-quote' | 'stray-quote' | 'extra-cells';
type NoFacts = Record<string, never>;

/** Reads at most 10 MB, 2,000 queries of 4,000 characters; see query-list-limits.ts. */
export function parseQueryList(text: string, hint: ListHint = {}): QueryListReading {
  const named = formatNamedBy(hint.fileName);
  const bytes = utf8Bytes(text);
  if (bytes > listLimits.bytes) {
    return nothingRead(named ?? 'txt', { tag: 'too-large', facts: { bytes, limit: listLimits.bytes } });
  }
  if (looksBinary(text)) return nothingRead(named ?? 'txt', { tag: 'not-a-text-file', facts: {} });

  const rows = readRows(withPlainLineEnds(text), named);
  if ('problem' in rows) return nothingRead(rows.format, rows.problem);
  const choice = chooseColumn(rows, hint.column);
  if ('problem' in choice) {
    return {
      ...nothingRead(rows.format, choice.problem),
      columns: rows.columns.slice(0, listLimits.columns),
    };
  }
  return takeQueries(rows, choice.column);
}

export function nothingRead(format: ListFormat, problem: ListProblem): QueryListReading {
  return { format, columns: [], column: null, queries: [], problems: [problem] };
}
