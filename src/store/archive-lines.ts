/**
 * An archive read line by line: header, row, as many records and events as the header says, and nothing else.
 * Values are checked, then kept exactly as written, fields of later versions included: a resumed run compares them.
 */
import * as v from 'valibot';
import type { RunEvent } from '../core/events';
import type { JournalRecord, RunRow } from '../core/records';
import type { Archive } from './archive';
import { RunEventSchema } from './event-schema';
import { ArchiveProblem } from './gzip-lines';
import { count, JournalRecordSchema, RunRowSchema } from './record-schema';

export const ARCHIVE_FORMAT = 'drpo-lab-run';
export const ARCHIVE_VERSION = 1;

const DEEPEST = 50;

const FormatSchema = v.object({ format: v.literal(ARCHIVE_FORMAT), version: count });
const HeaderSchema = v.object({
  format: v.literal(ARCHIVE_FORMAT),
  version: count,
  records: count,
  events: count,
});
const RowLineSchema = v.object({ row: RunRowSchema });
const RecordLineSchema = v.object({ record: JournalRecordSchema });
const EventLineSchema = v.object({ event: RunEventSchema });

export class ArchiveReading {
  /** Lines read without a problem. */
  lines = 0;
  #header: v.InferOutput<typeof HeaderSchema> | null = null;
  #row: RunRow | null = null;
  readonly #records: JournalRecord[] = [];
  readonly #paths = new Set<string>();
  readonly #events: RunEvent[] = [];

  /** Takes the next line; throws ArchiveProblem if it is not what must come here. */
  line(text: string): void {
    const value = this.#parsed(text);
    if (!this.#header) this.#header = this.#readHeader(value);
    else if (!this.#row) this.#row = this.#checked(RowLineSchema, value).row;
    else if (this.#records.length < this.#header.records) this.#addRecord(value);
    else if (this.#events.length < this.#header.events) {
      this.#events.push(this.#checked(EventLineSchema, value).event);
    } else throw this.#problem('more lines than the header says');
    this.lines++;
  }

  archive(): Archive {
    const { records, events } = this.#header ?? { records: 0, events: 0 };
    const whole = this.#records.length === records && this.#events.length === events;
    if (!this.#row || !whole) throw this.#problem('it ends too early');
    // Nothing runs in a file. As anywhere, a run that was cut off is one that can be resumed.
    const row: RunRow = this.#row.status === 'running' ? { ...this.#row, status: 'paused' } : this.#row;
    return { row, records: this.#records, events: this.#events };
  }

  #parsed(text: string): unknown {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw this.#problem('not JSON');
    }
    if (!isPlain(value, DEEPEST)) throw this.#problem('nested too deeply, or a forbidden name');
    return value;
  }

  #readHeader(value: unknown): v.InferOutput<typeof HeaderSchema> {
    const { version } = this.#checked(FormatSchema, value);
    if (version > ARCHIVE_VERSION) {
      throw new ArchiveProblem({
        tag: 'archive-newer',
        facts: { version, known: ARCHIVE_VERSION },
      });
    }
    return this.#checked(HeaderSchema, value);
  }

  #addRecord(value: unknown): void {
    const record = this.#checked(RecordLineSchema, value).record;
    if (this.#paths.has(record.path)) throw this.#problem(`recorded twice: ${record.path}`);
    this.#paths.add(record.path);
    this.#records.push(record);
  }

  #checked<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
    const { success, issues } = v.safeParse(schema, value, { abortEarly: true });
    if (success) return value;
    const [issue] = issues;
    throw this.#problem(`${v.getDotPath(issue) ?? 'line'}: ${issue.message}`);
  }

  #problem(why: string): ArchiveProblem {
    const facts = { line: this.lines + 1, why: why.slice(0, 300) };
    return new ArchiveProblem({ tag: 'archive-unreadable', facts });
  }
}

/** No deeper than `depth`, and without the one name that could change an object's prototype when it is copied. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((part) => isPlain(part, depth - 1));
}
