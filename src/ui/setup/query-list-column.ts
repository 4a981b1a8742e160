/**
 * Which column or key of a list holds the queries: the one a person chose, else the one its name gives away,
 * else the only one that holds text. Never one of several.
 */
import type { ListProblem } from './query-list';
import { isVisible } from './query-list-clean';
import { guessColumn } from './query-list-format';
import { listLimits } from './query-list-limits';
import type { ListRows } from './query-list-rows';

/** `column` is null for a list of plain texts. */
export type ColumnChoice = { column: string | null } | { problem: ListProblem };

export function chooseColumn(rows: ListRows, asked: string | undefined): ColumnChoice {
  const shown = rows.columns.slice(0, listLimits.columns);
  if (rows.columns.length === 0) return { column: null };
  if (asked !== undefined) {
    const found = findColumn(rows.columns, asked);
    if (found !== undefined) return { column: found };
    return { problem: { tag: 'no-such-column', facts: { column: asked, columns: shown } } };
  }
  const guessed = guessColumn(rows.columns) ?? onlyOne(rows.columns) ?? onlyOne(textColumns(rows));
  if (guessed !== undefined) return { column: guessed };
  return { problem: { tag: 'column-not-guessed', facts: { columns: shown } } };
}

function findColumn(columns: string[], asked: string): string | undefined {
  const plain = asked.trim().toLowerCase();
  return (
    columns.find((column) => column === asked) ??
    columns.find((column) => column.trim().toLowerCase() === plain)
  );
}

function onlyOne(columns: string[]): string | undefined {
  return columns.length === 1 ? columns[0] : undefined;
}

/** Columns with a text in any row. In a table everything is a string, so there a text needs a letter. */
function textColumns(rows: ListRows): string[] {
  const isTable = rows.format === 'csv' || rows.format === 'tsv';
  const holdsText = new Set<string>();
  rows.each(
    (_, value) => {
      if (typeof value !== 'object' || value === null) return;
      for (const [column, cell] of Object.entries(value)) {
        if (typeof cell === 'string' && (isTable ? /\p{Letter}/u.test(cell) : isVisible(cell)))
          holdsText.add(column);
      }
    },
    () => undefined,
  );
  return rows.columns.filter((column) => holdsText.has(column));
}
