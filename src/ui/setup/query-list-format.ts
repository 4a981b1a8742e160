/**
 * The names by which a list tells what it is: file endings, and the columns that usually hold a query.
 */
import type { ListFormat } from './query-list';

const formatByEnding: Record<string, ListFormat> = {
  txt: 'txt',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};

/** Most telling first: instruction sets often carry "text" or "input" for something else beside it. */
const queryColumnNames = ['instruction', 'query', 'question', 'prompt', 'text', 'input'];

export function formatNamedBy(fileName: string | undefined): ListFormat | undefined {
  const ending = /\.([^.]+)$/.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(formatByEnding, ending) ? formatByEnding[ending] : undefined;
}

/** The column that usually holds the query, or undefined. Case and spaces around the name do not matter. */
export function guessColumn(columns: string[]): string | undefined {
  for (const name of queryColumnNames) {
    const found = columns.find((column) => column.trim().toLowerCase() === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As `guessColumn`, for the key of a list: "queries", "prompts" and so on count too. */
export function guessListKey(keys: string[]): string | undefined {
  return guessColumn(keys) ?? keys.find((key) => guessColumn([singular(key)]) !== undefined);
}

function singular(key: string): string {
  return key.trim().replace(/ies$/i, 'y').replace(/s$/i, '');
}
