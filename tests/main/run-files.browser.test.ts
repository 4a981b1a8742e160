/** Runs out of the real IndexedDB into files and in again: whole, beside what is here, and never half. */
import { describe, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../src/core/events';
import type { RunRow } from '../../src/core/records';
import { runFiles } from '../../src/main/run-files';
import { isFault } from '../../src/runner/fault-of';
import { readArchive, writeArchive } from '../../src/store/archive';
import type { LabDatabase } from '../../src/store/database';
import { runsOf } from '../../src/store/runs';
import type { ImportedRun, RunFile } from '../../src/ui/library/run-library';
import { events } from '../contracts/event-log';
import { callRecord } from '../contracts/journal';
import { rowOf } from '../runner/scripted';
import { freshDatabase } from '../store/databases';

const NOW = 1_000_000;
const records = Array.from({ length: 250 }, (_, i) => callRecord(`p/${String(i).padStart(3, '0')}`));
const finished = (change: Partial<RunRow> = {}) => rowOf('run-1', { status: 'finished', ...change });

async function lab(): Promise<{ db: LabDatabase; files: ReturnType<typeof runFiles> }> {
  const db = await freshDatabase();
  return {
    db,
    files: runFiles(
      async () => db,
      () => NOW,
    ),
  };
}

const file = (row: RunRow) => writeArchive(row, records, events(40));
const told = async (answer: Promise<RunFile | ImportedRun | { tag: string }>): Promise<string> => {
  const got = await answer;
  return isFault(got) ? got.tag : 'no fault';
};
async function imported(answer: ReturnType<ReturnType<typeof runFiles>['fromFile']>): Promise<ImportedRun> {
  const got = await answer;
  if (isFault(got)) throw new Error(got.tag);
  return got;
}

describe('a run that goes out', () => {
  test('comes in on another device as it was', async () => {
    const [here, there] = [await lab(), await lab()];
    await runsOf(here.db).add(finished(), records, events(40));
    const out = await here.files.toFile('run-1');
    if (isFault(out)) throw new Error(out.tag);
    expect(out.name).toBe('A run.drpo');
    expect(await imported(there.files.fromFile(out.file))).toMatchObject({
      again: false,
      card: { id: 'run-1' },
    });
    expect(await runsOf(there.db).whole('run-1')).toEqual(await runsOf(here.db).whole('run-1'));
  });

  test('while it goes on, waits to be picked up where it comes in', async () => {
    const { db, files } = await lab();
    await runsOf(db).add(rowOf('run-1'), records, events(40));
    const out = await files.toFile('run-1');
    if (isFault(out)) throw new Error(out.tag);
    expect(await readArchive(out.file)).toMatchObject({ row: { status: 'paused' } });
  });

  test('must be there, and not be deleted', async () => {
    const { db, files } = await lab();
    await runsOf(db).add(finished({ deletedAt: 1 }), [], []);
    expect(await told(files.toFile('run-1'))).toBe('run-missing');
    expect(await told(files.toFile('other'))).toBe('run-missing');
  });
});

test('a run from a file is found by the prompt it ended with, not by one that its file claims', async () => {
  const { files } = await lab();
  const claimed = finished({ summary: { calls: 1, outcome: null, finalPrompt: 'Claimed.' } });
  const end: RunEvent = { kind: 'run-finished', node: 'root', prompt: 'Be kind.', examples: [] };
  const made = await writeArchive(claimed, records, [...events(3), end]);
  const { card } = await imported(files.fromFile(made));
  expect(card.summary.finalPrompt).toBe('Be kind.');
  const without = await imported(files.fromFile(await file({ ...claimed, id: 'other' })));
  expect(without.card.summary.finalPrompt).toBeUndefined();
});

describe('a run that is here already', () => {
  test('is kept as it is, and the one from the file beside it, under a name that says so', async () => {
    const { db, files } = await lab();
    await runsOf(db).add(
      finished({ name: 'Mine', summary: { calls: 7, outcome: null } }),
      records,
      events(40),
    );
    const before = await runsOf(db).whole('run-1');
    const first = await imported(files.fromFile(await file(finished({ name: 'Mine' }))));
    const second = await imported(files.fromFile(await file(finished({ name: 'Mine' }))));
    expect([first.again, second.again]).toEqual([true, true]);
    expect(first.card.name).toBe('Mine (imported again)');
    expect(second.card.name).toBe('Mine (imported again, 2)');
    expect(await runsOf(db).whole('run-1')).toEqual(before);
    const { row, ...rest } = (await runsOf(db).whole(first.card.id))!;
    expect(rest).toEqual({ records, events: events(40) });
    expect(row).toEqual({ ...finished({ name: 'Mine (imported again)' }), id: first.card.id });
  });

  test('but marked as deleted can still be brought back', async () => {
    const { db, files } = await lab();
    await runsOf(db).add(finished({ deletedAt: 1 }), records, events(40));
    const { card, again } = await imported(files.fromFile(await file(finished())));
    expect(again).toBe(false);
    expect(card.name).toBe('A run');
    expect(card.id).not.toBe('run-1');
    expect(await runsOf(db).deleted()).toEqual(['run-1']);
    expect((await runsOf(db).whole(card.id))?.records).toEqual(records);
  });
});

describe('a file', () => {
  test.each([
    ['that is cut short', async () => (await file(finished())).slice(0, 900), 'archive-unreadable'],
    ['of something else', async () => new Blob(['hello']), 'archive-unreadable'],
    ['with nothing in it', async () => new Blob([]), 'archive-unreadable'],
  ])('%s is refused by name, and leaves nothing behind', async (_, made, tag) => {
    const { db, files } = await lab();
    expect(await told(files.fromFile(await made()))).toBe(tag);
    expect(await runsOf(db).cards()).toEqual([]);
    expect(await db.use((connection) => connection.count('journal'))).toBe(0);
  });

  test('of a newer version is refused as that', async () => {
    const { files } = await lab();
    const text = JSON.stringify({ format: 'drpo-lab-run', version: 99 });
    const gzip = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    expect(await told(files.fromFile(await new Response(gzip).blob()))).toBe('archive-newer');
  });

  test('cannot bring a run that runs, is deleted, is from the future or hides that it is simulated', async () => {
    const { db, files } = await lab();
    const lying = { id: 'practice:1', label: 'GPT-9', simulated: false };
    const engines = { responder: lying, selector: lying, judge: lying, critic: lying, rewriter: lying };
    const row = rowOf('run-1', { createdAt: 1e300, deletedAt: 5, engines });
    const { card } = await imported(files.fromFile(await file(row)));
    expect(card).toMatchObject({
      status: 'paused',
      createdAt: NOW,
      engines: [{ ...lying, simulated: true }],
    });
    expect((await runsOf(db).cards()).map(({ id }) => id)).toEqual(['run-1']);
  });

  test('cannot take the address of the recorded run', async () => {
    const { files } = await lab();
    const { card } = await imported(files.fromFile(await file({ ...finished(), id: 'recorded' })));
    expect(card.id).toMatch(/^[0-9a-f]{16}$/);
  });

  test('with a hostile name keeps it as text, and its file is a plain one', async () => {
    const { files } = await lab();
    const name = '<img src=x onerror=alert(1)>\u202E../\u0000';
    const { card } = await imported(files.fromFile(await file(finished({ name }))));
    expect(card.name).toBe(name);
    expect(await files.toFile(card.id)).toMatchObject({ name: 'img src=x onerror=alert(1).drpo' });
  });

  test('that there is no room for is said so, and nothing of it is stored', async () => {
    const { db, files } = await lab();
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await told(files.fromFile(await file(finished())))).toBe('import-no-room');
    full.mockRestore();
    expect(await runsOf(db).cards()).toEqual([]);
  });
});
