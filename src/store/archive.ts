/**
 * A run as one file, out and in: gzip'd JSON lines, a header first, then the row, the records, the events.
 * readArchive(writeArchive(run)) equals the run. What is read may be hostile: sizes are bounded before memory is spent,
 * every line is checked, a problem names its line, and nothing is ever thrown, guessed or half read.
 */
import type { RunEvent } from '../core/events';
import type { Fault, JournalRecord, RunRow } from '../core/records';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION, ArchiveReading } from './archive-lines';
import { ArchiveProblem, linesOf } from './gzip-lines';
import type { WholeRun } from './runs';

/** Unpacked. A standard run is about 10 MB. */
const LARGEST_ARCHIVE_BYTES = 200_000_000;
const LARGEST_LINE_CHARACTERS = 20_000_000;

export type Archive = WholeRun;

export async function writeArchive(
  row: RunRow,
  records: readonly JournalRecord[],
  events: readonly RunEvent[],
): Promise<Blob> {
  const parts = archiveLines(row, records, events);
  const text = new ReadableStream<string>({
    pull(controller) {
      const { value, done } = parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const bytes = text.pipeThrough(new TextEncoderStream()).pipeThrough(new CompressionStream('gzip'));
  const blob = await new Response(bytes).blob();
  return new Blob([blob], { type: 'application/gzip' });
}

function* archiveLines(
  row: RunRow,
  records: readonly JournalRecord[],
  events: readonly RunEvent[],
): Generator<string, undefined> {
  const counts = { records: records.length, events: events.length };
  yield line({ format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, ...counts });
  yield line({ row });
  for (const record of records) yield line({ record });
  for (const event of events) yield line({ event });
  return undefined;
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** A problem is tagged 'archive-unreadable' (with its line and why), 'archive-too-large' or 'archive-newer'. */
export async function readArchive(
  file: Blob | Uint8Array<ArrayBuffer>,
  largestBytes = LARGEST_ARCHIVE_BYTES,
): Promise<Archive | { problem: Fault }> {
  const reading = new ArchiveReading();
  try {
    const limits = { bytes: largestBytes, lineCharacters: LARGEST_LINE_CHARACTERS };
    for await (const text of linesOf(file, limits)) reading.line(text);
    return reading.archive();
  } catch (error) {
    return { problem: problemOf(error, reading.lines) };
  }
}

function problemOf(error: unknown, line: number): Fault {
  if (error instanceof ArchiveProblem) return error.fault;
  // The browser's own: not gzip, cut short, not UTF-8.
  const why = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  return { tag: 'archive-unreadable', facts: { line: line + 1, why } };
}
