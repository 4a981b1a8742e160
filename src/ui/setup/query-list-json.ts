/**
 * JSON and JSONL as rows: a list of strings or objects, one object holding such a list, or one of them a line.
 * Promises to say where broken JSON breaks. Never repairs it, and never looks for a list deeper than one key.
 */
import { jsonFaultAt } from './json-fault';
import type { ListFormat, ListProblem } from './query-list';
import { guessColumn, guessListKey } from './query-list-format';
import { eachFilledLine } from './query-list-lines';
import type { ListRows, UnreadList } from './query-list-rows';

type Parsed = { value: unknown } | 'broken';
type JsonObject = Record<string, unknown>;

/** Lines looked at to tell JSONL from broken JSON. */
const sampledLines = 50;

/** Null where `text` is neither JSON nor meant to be. */
export function readJson(text: string, named: ListFormat | undefined): ListRows | UnreadList | null {
  const opening = text.trimStart()[0] ?? '';
  const namedJson = named === 'json' || named === 'jsonl';
  if (opening === '' || (!namedJson && !'{["'.includes(opening))) return null;

  const whole = parseJson(text);
  if (whole !== 'broken' && Array.isArray(whole.value)) return listRows('json', whole.value);
  if (whole !== 'broken' && isObject(whole.value)) return readObject(text, whole.value, named);
  if (isJsonLines(text, opening, named)) return jsonLines(text);
  if (named === 'csv' || named === 'tsv' || (opening === '"' && !namedJson)) return null;
  return {
    format: 'json',
    problem: whole === 'broken' ? brokenJson(text) : { tag: 'not-a-list', facts: {} },
  };
}

/** One object: a single query, a line of JSONL, or the holder of the list. */
function readObject(text: string, object: JsonObject, named: ListFormat | undefined): ListRows | UnreadList {
  const keys = Object.keys(object);
  const guessed = guessColumn(keys);
  if (guessed !== undefined && typeof object[guessed] === 'string') return oneObject(text, object);

  const lists = keys.filter((key) => holdsRows(object[key]));
  const key = lists.length > 1 ? guessListKey(lists) : lists[0];
  if (key !== undefined) return listRows('json', object[key] as unknown[]);
  if (lists.length > 1)
    return { format: 'json', problem: { tag: 'several-lists', facts: { keys: lists.slice(0, 20) } } };
  if (named === 'jsonl') return oneObject(text, object);
  return { format: 'json', problem: { tag: 'not-a-list', facts: {} } };
}

function oneObject(text: string, object: JsonObject): ListRows {
  return text.trim().includes('\n') ? listRows('json', [object]) : jsonLines(text);
}

function holdsRows(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    (value.length === 0 || value.some((row) => typeof row === 'string' || isObject(row)))
  );
}

function listRows(format: ListFormat, values: unknown[]): ListRows {
  return {
    format,
    columns: keysOf((visit) => values.forEach(visit)),
    each: (visit) => values.forEach((value, index) => visit(index + 1, value)),
  };
}

function jsonLines(text: string): ListRows {
  return {
    format: 'jsonl',
    columns: keysOf((visit) =>
      eachFilledLine(text, (_, content) => {
        const parsed = parseJson(content);
        if (parsed !== 'broken') visit(parsed.value);
      }),
    ),
    each: (visit, wrong) =>
      eachFilledLine(text, (line, content) => {
        const parsed = parseJson(content);
        if (parsed === 'broken') wrong(brokenJson(content, line));
        else visit(line, parsed.value);
      }),
  };
}

function keysOf(each: (visit: (value: unknown) => void) => void): string[] {
  const keys = new Set<string>();
  each((value) => {
    if (isObject(value)) for (const key of Object.keys(value)) keys.add(key);
  });
  return [...keys];
}

/** The name decides; else the first line stands by itself, or more than half of the lines do. */
function isJsonLines(text: string, opening: string, named: ListFormat | undefined): boolean {
  if (named === 'jsonl') return true;
  const values = sampledValues(text);
  const readable = values.filter((value) => typeof value === 'string' || isObject(value)).length;
  const first = values[0];
  if (opening === '{') return isObject(first) || readable > values.length / 2;
  // Quoted lines: strings of JSONL, unless a line is not one or the first is the header of a quoted column.
  if (opening !== '"' || named === 'csv' || named === 'tsv' || readable < values.length) return false;
  return typeof first !== 'string' || guessColumn([first]) === undefined;
}

/** The first lines, each read by itself; undefined where that fails. */
function sampledValues(text: string): unknown[] {
  const values: unknown[] = [];
  eachFilledLine(text, (_, content) => {
    const parsed = parseJson(content);
    return values.push(parsed === 'broken' ? undefined : parsed.value) < sampledLines;
  });
  return values;
}

function brokenJson(text: string, row?: number): ListProblem {
  const before = text.slice(0, jsonFaultAt(text) ?? text.length);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  if (row === undefined) return { tag: 'broken-json', facts: { line, column } };
  return { tag: 'broken-json', facts: { row, line: row, column } };
}

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return 'broken';
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
