/**
 * Tells a table from plain lines, and what separates its cells.
 * A sentence with commas is never taken for a table unless the file's name or a header says that it is one.
 */
import Papa from 'papaparse';
import type { ListFormat } from './query-list';
import { guessColumn } from './query-list-format';

/** Between the cells of a table with a single column: a delimiter that does not occur. */
const noDelimiter = '\u001F\uFDD0\u001F';
const delimiters = ['\t', ',', ';', '|'];
const sampledCharacters = 65_536;
const sampledRows = 50;
/** Share of rows that must have the right number of cells; the others are reported one by one. */
const mostRows = 0.8;

/** Null for plain lines. */
export function findDelimiter(text: string, named: ListFormat | undefined): string | null {
  const isNamed = named === 'csv' || named === 'tsv';
  const samples = delimiters.map((delimiter) => ({ delimiter, rows: sampleRows(text, delimiter) }));
  const headed = samples.find(({ rows }) => isHeaded(rows, isNamed));
  if (headed !== undefined) return headed.delimiter;
  if (guessColumn(sampleRows(text, noDelimiter)[0] ?? []) !== undefined) return noDelimiter;

  const even = samples
    .filter(
      ({ delimiter, rows }) =>
        (isNamed || (delimiter === '\t' && rows.length > 1)) && widthShare(rows) >= mostRows,
    )
    .sort((one, other) => widthShare(other.rows) - widthShare(one.rows))[0];
  if (even !== undefined) return even.delimiter;
  if (!isNamed) return null;
  return samples.find(({ rows }) => looksLikeHeader(rows[0] ?? []))?.delimiter ?? noDelimiter;
}

export function isBlankRow(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Opens with several cells of which one says "query" or the like, and rows that can fill them. */
function isHeaded(rows: string[][], isNamed: boolean): boolean {
  const header = rows[0] ?? [];
  if (header.length < 2 || guessColumn(header) === undefined) return false;
  const filled = rows.filter((row) => row.length >= header.length).length;
  return isNamed || (looksLikeHeader(header) && filled >= mostRows * rows.length);
}

/** Several short names without the punctuation of a sentence. */
function looksLikeHeader(cells: string[]): boolean {
  return cells.length > 1 && cells.every((cell) => /^[\p{L}\p{N}_ ()/-]{0,40}$/u.test(cell));
}

/** Share of rows as wide as the first; 0 where that has a single cell. */
function widthShare(rows: string[][]): number {
  const width = rows[0]?.length ?? 0;
  return width < 2 ? 0 : rows.filter((row) => row.length === width).length / rows.length;
}

function sampleRows(text: string, delimiter: string): string[][] {
  const sample = text.slice(0, sampledCharacters);
  const rows = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: sampledRows + 1 }).data;
  const whole = sample.length < text.length && rows.length > 1 ? rows.slice(0, -1) : rows;
  return whole.filter((row) => !isBlankRow(row)).slice(0, sampledRows);
}
