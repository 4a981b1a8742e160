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

  test.each([2, 3, 6])('once it was asked to finish at level %i is that level, then the verdict', (level) => {
    const ends = (of: number): number =>
      records.findIndex(({ path }) => path === `system/level/${String(of)}/barrier`);
    // From the first judgement of the search on.
    const first = records.findIndex(({ path }) => /^system\/.*\/judge\//.test(path));
    const begun = 1 + (level === 2 ? first : ends(level - 1));
    const searched = records.findLastIndex(({ path }) => path.startsWith('system/'));
    const seconds = (of: JournalRecord[]): number => of.reduce((sum, { ms }) => sum + ms, 0) / 1000;
    const truly = seconds(records.slice(begun, ends(level))) + seconds(records.slice(searched + 1));
    const { left } = after(begun, { finishing: true });
    expect(Math.abs((left ?? Infinity) - truly)).toBeLessThan(truly / 4);
    expect(after(begun).left).toBeGreaterThan(left ?? Infinity);
  });

  test('of a run with minutes that was asked to finish is less again: one batch of validation and of the verdict', () => {
    const searched = records.findLastIndex(({ path }) => path.startsWith('system/'));
    const timed = { ...setup, config: { ...setup.config, minutes: 600 } };
    const without = after(searched, { finishing: true }).left ?? 0;
    expect(after(searched, { of: timed, finishing: true }).left).toBeLessThan(without / 1.5);
  });

  test('of a run asked to finish before its search is not told: it is over with its round of examples', () => {
    const searched = records.findIndex(({ path }) => path.startsWith('system/'));
    expect(after(searched).left).not.toBeNull();
    expect(after(searched, { finishing: true }).left).toBeNull();
  });
});
