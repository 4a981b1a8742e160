import { describe, expect, it } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../../scripts/bench/run-in-node';
import type { ChatModel } from '../../../src/core/ports';
import type { JournalRecord } from '../../../src/core/records';
import { speedsOf } from '../../../src/core/speed';
import { READING_MULTIPLE } from '../../../src/models/practice/constants';
import { createPracticeModel } from '../../../src/models/practice/engine';
import type { VirtualClock } from '../../../src/models/practice/pace';
import { Disk } from '../../runner/in-memory';

function clockAt(start: number): VirtualClock {
  let time = start;
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}

/** A quick run, and the milliseconds that passed on the clock. */
async function ranAt(pace: number | null): Promise<{ passed: number; model: ChatModel; disk: Disk }> {
  const clock = clockAt(1_000_000);
  const sleep = () => Promise.reject(new Error('slept'));
  const model = createPracticeModel({ pace, clock, sleep });
  const { run, disk } = await runInNode(
    practiceRow('clock', builtInSetup('quick'), 'clock'),
    new Disk(),
    model,
  );
  await run.ended;
  return { passed: clock.now() - 1_000_000, model, disk };
}

const callTimes = (records: Iterable<JournalRecord>): number[] =>
  [...records].flatMap((record) =>
    record.kind === 'call' ? [record.reply.usage.prefillMs + record.reply.usage.decodeMs] : [],
  );

describe('the practice model on a clock that was handed in', () => {
  it.each([10, 40, 200])(
    'takes what its calls say, at %i tokens a second, without sleeping',
    async (pace) => {
      const { passed, model, disk } = await ranAt(pace);
      const said = callTimes(disk.records.values()).reduce((sum, ms) => sum + ms, 0);
      expect(passed).toBeCloseTo(said, 3);
      const speed = speedsOf([...disk.records.values()]).get(model.id);
      expect(Math.abs((speed?.decode ?? 0) / pace - 1)).toBeLessThan(0.03);
      expect(Math.abs((speed?.prefill ?? 0) / (READING_MULTIPLE * pace) - 1)).toBeLessThan(0.03);
    },
  );

  it('passes minutes in no time, fewer of them the faster it is, and tells the same story', async () => {
    const [slow, fast] = [await ranAt(10), await ranAt(200)];
    expect(slow.passed).toBeGreaterThan(10 * 60_000);
    expect(slow.passed / fast.passed).toBeGreaterThan(15);
    expect(JSON.stringify(slow.disk.events)).toBe(JSON.stringify(fast.disk.events));
  });

  it('moves the clock at full speed too, by the times it tells', async () => {
    const { passed, disk } = await ranAt(null);
    expect(passed).toBeCloseTo(
      callTimes(disk.records.values()).reduce((sum, ms) => sum + ms, 0),
      3,
    );
  });

  it('reads before it writes, and moves the clock piece by piece', async () => {
    const clock = clockAt(0);
    const model = createPracticeModel({ pace: 20, clock });
    const heard: number[] = [];
    const { usage } = await model.complete(
      {
        path: 'a',
        role: 'responder',
        conversation: 'a',
        messages: [
          { role: 'system', content: 'Answer with a list. '.repeat(60) },
          { role: 'user', content: 'How do I get candle wax out of a linen tablecloth?' },
        ],
        sampling: { temperature: 0, topP: 1, maxTokens: 200, seed: 1 },
        reply: { kind: 'text' },
      },
      { signal: new AbortController().signal, onText: () => heard.push(clock.now()) },
    );
    expect(heard[0]).toBeGreaterThanOrEqual(usage.prefillMs);
    expect(heard[0]).toBeLessThan(usage.prefillMs + usage.decodeMs / 10);
    expect(heard.at(-1)).toBeCloseTo(usage.prefillMs + usage.decodeMs, 6);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
  });
});
