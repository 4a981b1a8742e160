/**
 * A list as rows, whatever its format. Decides the format, in this order: JSON, JSONL, a table, plain lines.
 * Never keeps a copy per row: rows are visited, so that ten megabytes of short rows stay ten megabytes.
 */
import type { ListFormat, ListProblem } from './query-list';
import { readJson } from './query-list-json';
import { eachFilledLine } from './query-list-lines';
import { readTable } from './query-list-table';

/** A row's value: a string is the query itself; an object holds it under one of `columns`; all else is no text. */
export type VisitRow = (row: number, value: unknown) => void;

export interface ListRows {
  format: ListFormat;
  /** Empty where no row has columns. */
  columns: string[];
  /** Calls `visit` for every readable row in order, and `wrong` for every row that could not be read. */
  each(visit: VisitRow, wrong: (problem: ListProblem) => void): void;
}

/** The list as a whole could not be read. */
export interface UnreadList {
  format: ListFormat;
  problem: ListProblem;
}

/** `text` has plain line ends; `named` is the format its file name claims. */
export function readRows(text: string, named: ListFormat | undefined): ListRows | UnreadList {
  return readJson(text, named) ?? readTable(text, named) ?? plainLines(text);
}

function plainLines(text: string): ListRows {
  return { format: 'txt', columns: [], each: (visit) => eachFilledLine(text, visit) };
}
