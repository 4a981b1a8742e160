/**
 * Ten minutes are ten minutes: runs at 10, 40 and 200 tokens a second of the practice model's own clock end between 8 and
 * 10 of them, verdict included, whole or killed in the middle. The real method, runner and engine; no second is waited.
 */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import type { RunEvent } from '../../src/core/events';
import { sameSpeed } from '../../src/core/forecast';
import type { RunSetup } from '../../src/core/materials';
import { fitPlan } from '../../src/core/plan';
import type { JournalRecord, RunRow } from '../../src/core/records';
import { type Verdict, wholeVerdict } from '../../src/core/verdict';
import { createPracticeModel } from '../../src/models/practice/engine';
import { Disk } from './in-memory';

const MINUTES = 10;
// A whole run each time, many of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

function setupFor(preset: 'quick' | 'standard', speed: number, seed: number): RunSetup {
  const fitted = fitPlan(
    builtInSetup(preset, seed),
    MINUTES,
    sameSpeed({ prefill: 10 * speed, decode: speed, calls: 1 }),
  );
  if ('tag' in fitted) throw new Error(JSON.stringify(fitted));
  return fitted.setup;
}

interface Lived {
  row: RunRow;
  disk: Disk;
  minutes: number;
  verdict: Verdict;
}

async function live(setup: RunSetup, speed: number, disk = new Disk(), start = 0): Promise<Lived> {
  let now = start;
  const clock = { now: () => now, advance: (ms: number) => void (now += ms) };
  const model = createPracticeModel({ pace: speed, clock });
  const { run } = await runInNode(practiceRow('run', setup, 'timed'), disk, model, { clock: clock.now });
  const row = await run.ended;
  const given = disk.events.find((event) => event.kind === 'verdict-given');
  if (given?.kind !== 'verdict-given') throw new Error(`no verdict: ${JSON.stringify(row.because)}`);
  return { row, disk, minutes: (row.summary.ms ?? 0) / 60_000, verdict: wholeVerdict(given.verdict) };
}

function inTime({ row, minutes, verdict }: Lived, what: string): void {
  expect(row.status, what).toBe('finished');
  expect(minutes, what).toBeLessThanOrEqual(MINUTES);
  // The start prompt that stays needs no verdict, and gives back the time that was kept for one.
  if (verdict.samePrompt) return;
  expect(minutes, what).toBeGreaterThanOrEqual(8);
  expect(verdict.n + verdict.leftOut.length, what).toBeGreaterThanOrEqual(12);
}

describe.each([10, 40, 200])('at %i tokens a second, a run given 10 minutes', (speed) => {
  test.each(['quick', 'standard'] as const)(
    'ends between 8 and 10, verdict included (%s)',
    async (preset) => {
      const kept: number[] = [];
      for (let seed = 1; seed <= 3; seed++) {
        const lived = await live(setupFor(preset, speed, seed), speed);
        inTime(lived, `seed ${seed}`);
        if (lived.verdict.samePrompt) kept.push(seed);
      }
      expect(kept.length).toBeLessThanOrEqual(1);
    },
  );

  describe('killed and resumed', () => {
    const setup = setupFor('quick', speed, 2);
    let whole: Lived;
    let records: JournalRecord[] = [];
    beforeAll(async () => {
      whole = await live(setup, speed);
      records = [...whole.disk.records.values()];
    });

    test('between two conversations ends at the same time with the same events', async () => {
      const between = records.flatMap((record, i) => {
        const next = records[i + 1];
        const fresh =
          next?.kind === 'call' && next.request.messages.every(({ role }) => role !== 'assistant');
        return fresh && record.kind === 'call' ? [i + 1] : [];
      });
      for (const at of spread(between, 4)) {
        const again = await live(setup, speed, diskWith(records.slice(0, at), setup), 5_000_000);
        expect(again.minutes).toBeCloseTo(whole.minutes, 6);
        expect(told(again.disk.events)).toBe(told(whole.disk.events));
      }
    });

    test('anywhere ends in time all the same, a conversation read twice included', async () => {
      for (const at of spread([...records.keys()], 3)) {
        const again = await live(setup, speed, diskWith(records.slice(0, at), setup), 5_000_000);
        inTime(again, `killed after ${at} records`);
        expect(Math.abs(again.minutes - whole.minutes)).toBeLessThan(0.5);
      }
    });
  });
});

test('a run without minutes asks no clock between batches and has the events it always had', async () => {
  const lived = await live(builtInSetup('quick', 1), 40);
  const barriers = [...lived.disk.records.values()].filter(({ kind }) => kind === 'decision');
  expect(barriers.every(({ path }) => /^(check\/barrier$|system\/level\/)/.test(path))).toBe(true);
  expect(
    lived.disk.events.flatMap((event) => (event.kind === 'decision-taken' ? event.changes : [])),
  ).toEqual([]);
  expect(lived.minutes).toBeGreaterThan(1);
});

function diskWith(records: readonly JournalRecord[], setup: RunSetup): Disk {
  const disk = new Disk();
  disk.rows.set('run', practiceRow('run', setup, 'killed'));
  for (const record of records) disk.records.set(record.path, record);
  return disk;
}

/** So many of these, evenly, neither first nor last. */
function spread<T>(all: readonly T[], count: number): T[] {
  return Array.from(
    { length: count },
    (_, i) => all[Math.floor(((i + 1) * all.length) / (count + 1))],
  ).filter((one) => one !== undefined);
}

function told(events: readonly RunEvent[]): string {
  return JSON.stringify(events);
}
