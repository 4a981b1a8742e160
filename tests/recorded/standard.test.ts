/**
 * The recorded run: what the app shipped once must still be what the method says. Replayed from its journal, without a model.
 * When METHOD_VERSION or the practice model changes on purpose, record it again: `npm run record`.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { runInNode } from '../../scripts/bench/run-in-node';
import { METHOD_VERSION } from '../../src/core/config';
import type { ChatModel } from '../../src/core/ports';
import { emptyView, fold } from '../../src/core/view';
import { PRACTICE_ID } from '../../src/models/practice/variants';
import { type Archive, readArchive } from '../../src/store/archive';
import { Disk } from '../runner/in-memory';

const bytes = readFileSync(new URL('./standard.drpo', import.meta.url));
const shipped = readFileSync(new URL('../../public/recorded/standard.drpo', import.meta.url));

/** Takes the practice model's place; nobody may ask it. */
const nobody: ChatModel = {
  id: PRACTICE_ID,
  contextWindow: 4096,
  concurrency: 1,
  complete: ({ path }) => Promise.reject(new Error(`asked although recorded: ${path}`)),
};

describe('the recorded run', () => {
  let archive: Archive;

  beforeAll(async () => {
    const read = await readArchive(new Uint8Array(bytes));
    if ('problem' in read) throw new Error(JSON.stringify(read.problem));
    archive = read;
  });

  test('is the one that is shipped, of this method version, and says that it is simulated', () => {
    expect(shipped.equals(bytes)).toBe(true);
    expect(archive.row.methodVersion).toBe(METHOD_VERSION);
    expect(Object.values(archive.row.engines).every(({ simulated }) => simulated)).toBe(true);
  });

  test('tells the same events again from its journal alone', async () => {
    const disk = new Disk();
    for (const record of archive.records) disk.records.set(record.path, record);
    const { run } = await runInNode({ ...archive.row, status: 'running', finishedAt: null }, disk, nobody);
    const row = await run.ended;
    expect(row.because).toBeNull();
    expect(JSON.stringify(disk.events)).toBe(JSON.stringify(archive.events));
  });

  test('folds into a view with its tree, its verdict and its result', () => {
    const view = archive.events.reduce(fold, emptyView());
    expect(view.phase).toBe('finished');
    expect(view.levels).toHaveLength(8);
    expect(view.nodes.size).toBeGreaterThan(30);
    expect(view.verdict?.n).toBe(24);
    expect([...view.nodes.values()].filter(({ best }) => best).map(({ id }) => id)).toEqual([view.result?.node]);
    expect(view.result?.prompt).toContain('\n- ');
  });
});
