/**
 * The promise that no completed call is lost: a quick practice run, killed after each of its calls in turn, resumes from what
 * was durable at that moment and ends with the very same events. The real method, runner and practice engine.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import type { RunEvent } from '../../src/core/events';
import type { ChatModel } from '../../src/core/ports';
import type { JournalRecord } from '../../src/core/records';
import { createPracticeModel } from '../../src/models/practice/engine';
import { Disk } from './in-memory';

const setup = builtInSetup('quick', 3);

/** A disk as a killed tab leaves it: the first `calls` calls with what came before them, and some of the events. */
function diskAfter(calls: number, records: readonly JournalRecord[], events: readonly RunEvent[]): Disk {
  const disk = new Disk();
  disk.rows.set('run', practiceRow('run', setup, 'killed'));
  let done = 0;
  for (const record of records) {
    if (record.kind === 'call' && ++done > calls) break;
    disk.records.set(record.path, record);
  }
  // Events follow the journal and may lag behind it; they are never ahead.
  const whole = Math.floor((events.length * calls) / Math.max(1, records.length));
  disk.events.push(...events.slice(0, Math.floor(whole / 2)));
  return disk;
}

/** The practice engine, its calls counted. */
function counting(): ChatModel & { asked: number } {
  const model = createPracticeModel({ pace: null });
  const counted = {
    ...model,
    asked: 0,
    complete: (...args: Parameters<ChatModel['complete']>) => {
      counted.asked += 1;
      return model.complete(...args);
    },
  };
  return counted;
}

describe('a quick run', () => {
  let records: JournalRecord[] = [];
  let events: RunEvent[] = [];
  const disk = new Disk();

  beforeAll(async () => {
    const { run, disk: whole } = await runInNode(practiceRow('run', setup, 'whole'));
    expect((await run.ended).status).toBe('finished');
    records = [...whole.records.values()];
    events = whole.events;
  });

  test('told twice gives byte-identical events', async () => {
    const { run, disk: again } = await runInNode(practiceRow('other', setup, 'again'));
    await run.ended;
    expect(JSON.stringify(again.events)).toBe(JSON.stringify(events));
  });

  test('killed after any one of its calls resumes to the same events, paying for no call twice', async () => {
    const calls = records.filter(({ kind }) => kind === 'call').length;
    expect(calls).toBeGreaterThan(200);
    const whole = JSON.stringify(events);
    for (let k = 0; k <= calls; k++) {
      const disk = diskAfter(k, records, events);
      const model = counting();
      const { run } = await runInNode(practiceRow('run', setup, 'resumed'), disk, model);
      const row = await run.ended;
      expect({ k, status: row.status, because: row.because }).toEqual({
        k,
        status: 'finished',
        because: null,
      });
      expect(model.asked).toBe(calls - k);
      if (JSON.stringify(disk.events) !== whole)
        expect.fail(`killed after call ${String(k)} it told other events`);
    }
  }, 300_000);

  test('killed in the middle is known, by its row, to be about that far', async () => {
    const practice = createPracticeModel({ pace: null });
    let asked = 0;
    const reached = new Promise<void>((resolve) => {
      const model: ChatModel = {
        ...practice,
        complete: (...args) => {
          if (++asked <= 120) return practice.complete(...args);
          resolve();
          return new Promise(() => undefined);
        },
      };
      void runInNode(practiceRow('run', setup, 'hanging'), disk, model);
    });
    await reached;
    await new Promise((resolve) => setTimeout(resolve, 50));
    const calls = disk.rows.get('run')?.summary.calls ?? 0;
    expect(calls).toBeGreaterThan(120 - 60);
    expect(calls).toBeLessThanOrEqual(120);
  });

  test('opened with its whole journal asks no model at all', async () => {
    const model = counting();
    const { run } = await runInNode(
      practiceRow('run', setup, 'replayed'),
      diskAfter(Infinity, records, []),
      model,
    );
    expect((await run.ended).summary.calls).toBeGreaterThan(200);
    expect(model.asked).toBe(0);
  });
});
