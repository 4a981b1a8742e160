/**
 * CSV and TSV as rows of named columns, with `,` `;` tab or `|` between the cells.
 * A row whose cells cannot be told apart is reported, never kept in part.
 */
import type { ListFormat, ListProblem } from './query-list';
import { asQueryText } from './query-list-clean';
import { findDelimiter, isBlankRow } from './query-list-delimiter';
import { guessColumn } from './query-list-format';
import type { ListRows } from './query-list-rows';
import { eachTableRow, firstTableRow, type TableRow } from './query-list-table-rows';

/** Null where `text` is no table, or not certainly one. */
export function readTable(text: string, named: ListFormat | undefined): ListRows | null {
  const delimiter = findDelimiter(text, named);
  if (delimiter === null) return null;
  const first = firstTableRow(text, delimiter);
  const headed = first.length > 0 && hasHeader(first, named);
  const columns = headed ? columnNames(first) : first.map((_, index) => String(index + 1));
  return {
    format: delimiter === '\t' ? 'tsv' : 'csv',
    columns,
    each: (visit, wrong) => {
      let isHeader = headed;
      eachTableRow(text, delimiter, columns.length, (row) => {
        const problem = problemOf(row, columns);
        if (problem !== null) wrong(problem);
        else if (!isHeader)
          visit(row.row, Object.fromEntries(columns.map((name, index) => [name, row.cells[index]])));
        isHeader = false;
      });
    },
  };
}

/** A cell says "query" or the like; or a named table has several columns. */
function hasHeader(first: string[], named: ListFormat | undefined): boolean {
  return guessColumn(first) !== undefined || ((named === 'csv' || named === 'tsv') && first.length > 1);
}

function problemOf({ row, line, untilLine, cells, fault }: TableRow, columns: string[]): ListProblem | null {
  const hasExtraCells = !isBlankRow(cells.slice(columns.length));
  const wrong = fault ?? (hasExtraCells ? 'extra-cells' : null);
  return wrong === null ? null : { tag: 'broken-csv', facts: { row, line, untilLine, wrong } };
}

/** Unique: an unnamed column is called by its position, a second "text" becomes "text (2)". */
function columnNames(header: string[]): string[] {
  const names = new Set<string>();
  const timesSeen = new Map<string, number>();
  header.forEach((cell, index) => {
    const name = asQueryText(cell) || String(index + 1);
    let count = timesSeen.get(name) ?? 0;
    do count += 1;
    while (names.has(count === 1 ? name : `${name} (${count})`));
    timesSeen.set(name, count);
    names.add(count === 1 ? name : `${name} (${count})`);
  });
  return [...names];
}
