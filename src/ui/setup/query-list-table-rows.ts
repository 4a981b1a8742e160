/**
 * The rows of a table one by one, read by papaparse: quoted cells with line ends and doubled quotes in them.
 * Row numbers are a spreadsheet's: every row counts, the header and blank ones too.
 * A misplaced quote makes what follows doubtful. Reading goes on at the next line that is a complete row by itself,
 * or not at all if the quote is never closed; the lines in between are named with the fault, and none is kept.
 */
import Papa from 'papaparse';
import type { CsvFault } from './query-list';
import { isBlankRow } from './query-list-delimiter';

export interface TableRow {
  row: number;
  /** First and last line of the row in the text, from 1. */
  line: number;
  untilLine: number;
  cells: string[];
  fault: CsvFault | null;
}

/** Where a row begins. */
interface Place {
  row: number;
  line: number;
  /** Index in the text. */
  at: number;
}

type AfterRow = Place | 'read on' | 'stop';

/** How far a cell is followed before it is known to be sound: further only where its quote is merely still open. */
const windowCharacters = 16_384;
/** Characters read twice because of faults, in all. Only a large file of little but faults comes near. */
const mostReread = 500_000_000;

/** Every row that is not blank. `width`: how many cells make a row complete. */
export function eachTableRow(
  text: string,
  delimiter: string,
  width: number,
  visit: (row: TableRow) => void,
): void {
  const isWhole = (line: string): boolean => isWholeRow(line, delimiter, width);
  let from: Place | null = { row: 1, line: 1, at: 0 };
  let reread = 0;
  while (from !== null) {
    from = readFrom(text, from, delimiter, (row, place, after) => {
      if (row.fault === null) {
        visit(row);
        return 'read on';
      }
      reread += after.at - place.at;
      // What an open quote holds up to the text's end may all be one cell; text after a closed one shows a slip.
      const isSlip = row.fault === 'stray-quote' && reread < mostReread;
      const next = isSlip ? firstLineWhere(isWhole, text, nextLine(text, place)) : null;
      visit({ ...row, untilLine: (next ?? endOf(text, after)).line - 1 });
      return next ?? 'stop';
    });
  }
}

/** The first row that is not blank; empty if there is none. */
export function firstTableRow(text: string, delimiter: string): string[] {
  let first: string[] = [];
  readFrom(text, { row: 1, line: 1, at: 0 }, delimiter, (row) => {
    first = row.cells;
    return 'stop';
  });
  return first;
}

/** Returns the place where `visit` wants to start again, or null when it stopped or the text ended. */
function readFrom(
  text: string,
  from: Place,
  delimiter: string,
  visit: (row: TableRow, place: Place, after: Place) => AfterRow,
): Place | null {
  let order = 'read on' as AfterRow;
  let place = from;
  for (let characters = windowCharacters; order === 'read on' && place.at < text.length;) {
    const start = place.at;
    const end = afterLineEnd(text, start + characters);
    eachRowOf(text.slice(start, end), delimiter, (cells, fault, length) => {
      const at = start + length;
      if (order !== 'read on' || at === place.at || (fault === 'unclosed-quote' && end < text.length)) return;
      const after = placeAfter(text, place, at);
      const { row, line } = place;
      if (!isBlankRow(cells))
        order = visit({ row, line, untilLine: after.line - 1, cells, fault }, place, after);
      place = after;
    });
    characters = place.at === start ? characters * 4 : windowCharacters;
  }
  return typeof order === 'string' ? null : order;
}

/** `length`: characters of the window up to the end of the row. */
function eachRowOf(
  window: string,
  delimiter: string,
  visit: (cells: string[], fault: CsvFault | null, length: number) => void,
): void {
  Papa.parse<string[]>(window, {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }) => visit(data, faultOf(errors), meta.cursor),
  });
}

/** A stray quote often leaves another one unclosed, and is then the one to mend. */
function faultOf(errors: Papa.ParseError[]): CsvFault | null {
  if (errors.some(({ code }) => code === 'InvalidQuotes')) return 'stray-quote';
  return errors.some(({ code }) => code === 'MissingQuotes') ? 'unclosed-quote' : null;
}

/** From `place` on. Each line passed over counts as a row, as it will once the quote is mended. */
function firstLineWhere(accepts: (line: string) => boolean, text: string, place: Place): Place | null {
  for (let line = place; line.at < text.length; line = nextLine(text, line)) {
    if (accepts(text.slice(line.at, afterLineEnd(text, line.at)).replace('\n', ''))) return line;
  }
  return null;
}

function nextLine(text: string, place: Place): Place {
  return placeAfter(text, place, afterLineEnd(text, place.at));
}

function afterLineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

function endOf(text: string, place: Place): Place {
  return placeAfter(text, place, text.length);
}

/** Where a row that begins at `place` and ends before `at` is followed by the next, if only by the text's end. */
function placeAfter(text: string, place: Place, at: number): Place {
  const lineEnds = countLineEnds(text, place.at, at);
  const endsInside = at > place.at && text[at - 1] !== '\n';
  return { row: place.row + 1, line: place.line + lineEnds + (endsInside ? 1 : 0), at };
}

function isWholeRow(line: string, delimiter: string, width: number): boolean {
  const { data, errors } = Papa.parse<string[]>(line, { delimiter, newline: '\n' });
  const cells = data[0] ?? [];
  if (errors.length > 0 || cells.length !== width || isBlankRow(cells)) return false;
  // A quote left in a cell could be the end of one that began lines before.
  return !cells.some((cell) => cell.includes('"'));
}

function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
