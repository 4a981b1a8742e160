/** How long a run will still take, as it is told while it goes on: on a real run's journal, with the times of a slow model. */
import { beforeAll, describe, expect, test } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import type { RunSetup } from '../../src/core/materials';
import { Pacing } from '../../src/core/pacing';
import type { JournalRecord } from '../../src/core/records';

/** Milliseconds that such a model takes to read and to write a token. */
const SLOW = { reading: 2, writing: 50 };

let setup: RunSetup;
let records: JournalRecord[];

function timed(record: JournalRecord): JournalRecord {
  if (record.kind !== 'call') return { ...record, ms: 0 };
  const { usage } = record.reply;
  const [prefillMs, decodeMs] = [usage.promptTokens * SLOW.reading, usage.completionTokens * SLOW.writing];
  return {
    ...record,
    ms: prefillMs + decodeMs,
    reply: { ...record.reply, usage: { ...usage, prefillMs, decodeMs } },
  };
}

beforeAll(async () => {
  setup = builtInSetup('standard', 1);
  const { run, disk } = await runInNode(practiceRow('r', setup, 'paced'));
  await run.ended;
  records = [...disk.records.values()].map(timed);
}, 60_000);

interface Told {
  of?: RunSetup;
  by?: JournalRecord[];
  finishing?: boolean;
}

/** What is foretold after the first so many records, and how long the others took. */
function after(
  count: number,
  { of = setup, by = records, finishing = false }: Told = {},
): { left: number | null; truly: number } {
  const pacing = new Pacing(of);
  for (const record of by.slice(0, count)) pacing.add(record);
  const truly = by.slice(count).reduce((sum, { ms }) => sum + ms, 0) / 1000;
  return { left: pacing.secondsLeft({ finishing }), truly };
}

const checked = () => records.findIndex(({ path }) => !path.startsWith('check/'));

describe('the time a run will still take', () => {
  test('is not told before anything was measured, nor from the judge check alone', () => {
    expect(checked()).toBeGreaterThan(20);
    expect(after(0).left).toBeNull();
    expect(after(checked()).left).toBeNull();
  });

  test('of a run with minutes is what is left of them until then', () => {
    const minutes = 60;
    const { left } = after(checked(), { of: { ...setup, config: { ...setup.config, minutes } } });
    expect(left).toBeLessThan(minutes * 60);
    expect(left).toBeGreaterThan(minutes * 60 * 0.8);
  });

  test('of a run whose check alone took all its minutes is nothing, never less', () => {
    expect(after(checked(), { of: { ...setup, config: { ...setup.config, minutes: 0.1 } } }).left).toBe(0);
  });

  test.each([0.3, 0.5, 0.7, 0.9, 1])(
    'is right to within a half, or a 25th of the whole, at %f of its records',
    (share) => {
      const { left, truly } = after(Math.round(records.length * share));
      const whole = after(0).truly;
      expect(whole).toBeGreaterThan(30 * 60);
      expect(Math.abs((left ?? Infinity) - truly)).toBeLessThan(Math.max(truly / 2, 0.04 * whole));
    },
  );

  test('is less once it was asked to finish: the level, then the verdict', async () => {
    const { run, disk } = await runInNode(practiceRow('r', setup, 'finished early'));
    let asked = Infinity;
    run.watch({
      onEvents(events) {
        if (asked < Infinity || !events.some((event) => event.kind === 'level-started' && event.level === 3))
          return;
        asked = disk.records.size;
        void run.finishNow();
      },
    });
    await run.ended;
    const by = [...disk.records.values()].map(timed);
    const { left, truly } = after(asked, { by, finishing: true });
    expect(Math.abs((left ?? Infinity) - truly)).toBeLessThan(truly / 4);
    expect(after(asked, { by }).left).toBeGreaterThan(1.5 * truly);
  });

  test('of a run asked to finish before its search is not told: it is over with its round of examples', () => {
    const searched = records.findIndex(({ path }) => path.startsWith('system/'));
    expect(after(searched).left).not.toBeNull();
    expect(after(searched, { finishing: true }).left).toBeNull();
  });
});
