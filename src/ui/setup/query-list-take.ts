/**
 * Rows to queries: each text in its normal form, once, within the limits.
 * Every row that is left out is a problem with its row, or counted in one.
 */
import type { ListedQuery, ListProblem, ListProblemTag, QueryListReading } from './query-list';
import { asQueryText, characterCount, isVisible } from './query-list-clean';
import { listLimits } from './query-list-limits';
import type { ListRows } from './query-list-rows';

export function takeQueries(rows: ListRows, column: string | null): QueryListReading {
  const queries: ListedQuery[] = [];
  const rowOf = new Map<string, number>();
  const wrong = new RowProblems();
  let rowsLeft = 0;
  rows.each(
    (row, value) => {
      const text = textOf(row, isObject(value) && column !== null ? ownValue(value, column) : value);
      const sameAs = typeof text === 'string' ? rowOf.get(text) : undefined;
      if (typeof text !== 'string') wrong.add(text);
      else if (sameAs !== undefined) wrong.add({ tag: 'duplicate', facts: { row, sameAs } });
      else if (queries.length === listLimits.queries) rowsLeft += 1;
      else {
        rowOf.set(text, row);
        queries.push({ text, row });
      }
    },
    (problem) => wrong.add(problem),
  );
  const problems = wrong.after(listProblems(rows, queries.length, rowsLeft));
  if (queries.length === 0 && problems.length === 0) problems.push({ tag: 'empty-list', facts: {} });
  return {
    format: rows.format,
    columns: rows.columns.slice(0, listLimits.columns),
    column,
    queries,
    problems,
  };
}

/** What is wrong with the list rather than with a row. */
function listProblems(rows: ListRows, kept: number, rowsLeft: number): ListProblem[] {
  const problems: ListProblem[] = [];
  if (rowsLeft > 0) problems.push({ tag: 'too-many', facts: { kept, rowsLeft } });
  const columns = rows.columns.length;
  const shown = listLimits.columns;
  if (columns > shown) problems.push({ tag: 'more-columns', facts: { shown, columns } });
  return problems;
}

function textOf(row: number, value: unknown): string | ListProblem {
  if (value === undefined || value === null) return { tag: 'no-text', facts: { row } };
  if (typeof value !== 'string') return { tag: 'not-text', facts: { row, found: kindOf(value) } };
  const text = asQueryText(value);
  if (!isVisible(text)) return { tag: 'no-text', facts: { row } };
  const limit = listLimits.characters;
  const characters = text.length > limit ? characterCount(text) : text.length;
  return characters > limit ? { tag: 'too-long', facts: { row, characters, limit } } : text;
}

function kindOf(value: unknown): 'number' | 'boolean' | 'list' | 'object' {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownValue(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

/** Keeps the first problems and counts the rest, so that a million wrong rows cost no more than a few hundred. */
class RowProblems {
  private readonly kept: ListProblem[] = [];
  private readonly countByTag = new Map<ListProblemTag, number>();
  private count = 0;

  add(problem: ListProblem): void {
    this.count += 1;
    this.countByTag.set(problem.tag, (this.countByTag.get(problem.tag) ?? 0) + 1);
    if (this.kept.length < listLimits.problems) this.kept.push(problem);
  }

  /** `first`, then the row problems there is room for, then the count of the others. */
  after(first: ListProblem[]): ListProblem[] {
    const named = this.kept.slice(0, listLimits.problems - first.length);
    if (named.length === this.count) return [...first, ...named];
    const left = new Map(this.countByTag);
    for (const { tag } of named) left.set(tag, (left.get(tag) ?? 0) - 1);
    const byTag = Object.fromEntries([...left].filter(([, count]) => count > 0));
    return [...first, ...named, { tag: 'more-problems', facts: { count: this.count - named.length, byTag } }];
  }
}
