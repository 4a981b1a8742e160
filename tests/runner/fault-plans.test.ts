/**
 * Faults at every kind of call of a quick run: it ends with the result it would have had without them, or pauses with the
 * fault as its reason and ends so when it is resumed. The real method and runner; the practice engine, made to fail.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import type { RunEvent } from '../../src/core/events';
import type { ChatModel, ChatRequest } from '../../src/core/ports';
import { ROLES } from '../../src/core/terms';
import { EngineFault } from '../../src/models/engine-fault';
import { createPracticeModel } from '../../src/models/practice/engine';
import { LOSSES, PASSING_FAULTS, RETRY_RULES, type RetryRules } from '../../src/runner/retry';
import { Disk } from './in-memory';

const LASTING = ['out-of-memory', 'quota-exceeded', 'grammar-failed', 'no-webgpu'] as const;
const TAGS = [...LOSSES, ...PASSING_FAULTS, ...LASTING];

const setup = builtInSetup('quick', 3);
const retry: RetryRules = { ...RETRY_RULES, sleep: () => Promise.resolve() };

/** Which call fails (by number), how, and whether before the engine was asked or after it had answered. */
interface PlannedFault {
  call: number;
  tag: (typeof TAGS)[number];
  late: boolean;
}

/** Fails as planned; each planned fault once. */
function failing(
  plan: readonly PlannedFault[],
  fails: (request: ChatRequest) => PlannedFault['tag'] | null = () => null,
): ChatModel {
  const model = createPracticeModel({ pace: null });
  let calls = 0;
  return {
    ...model,
    async complete(request, options) {
      const number = calls++;
      const planned = plan.find(({ call }) => call === number);
      const tag = planned?.tag ?? fails(request);
      if (tag && !planned?.late) throw new EngineFault(tag, { call: number });
      const reply = await model.complete(request, options);
      if (tag) throw new EngineFault(tag, { call: number });
      return reply;
    },
  };
}

describe('faults during a quick run', () => {
  let whole: RunEvent[] = [];
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    const { run, disk } = await runInNode(practiceRow('run', setup, 'whole'));
    await run.ended;
    whole = disk.events;
  });
  afterAll(() => {
    process.off('unhandledRejection', note);
  });

  /** Runs and resumes until it is finished; answers with the reasons it paused for. */
  async function toTheEnd(model: ChatModel, disk: Disk): Promise<string[]> {
    const pauses: string[] = [];
    for (let starts = 0; starts < 12; starts++) {
      const { run } = await runInNode(practiceRow('run', setup, 'failing'), disk, model, { retry });
      const row = await run.ended;
      if (row.status === 'finished') return pauses;
      expect(row.status).toBe('paused');
      pauses.push(row.because?.tag ?? 'no reason');
    }
    throw new Error(`not finished after ${pauses.join(', ')}`);
  }

  test('of every kind, in every role, end with the same result or pause with the fault as reason', async () => {
    for (const role of ROLES) {
      for (const tag of TAGS) {
        let armed = true;
        const model = failing([], (request) =>
          armed && request.role === role ? ((armed = false), tag) : null,
        );
        const disk = new Disk();
        const pauses = await toTheEnd(model, disk);
        expect({ role, tag, pauses }).toEqual({
          role,
          tag,
          pauses: (LASTING as readonly string[]).includes(tag) ? [tag] : [],
        });
        expect(JSON.stringify(disk.events)).toBe(JSON.stringify(whole));
      }
    }
  }, 120_000);

  test('a second loss in one run pauses it and asks; resuming goes on', async () => {
    const lose = (call: number): PlannedFault => ({ call, tag: 'device-lost', late: false });
    const disk = new Disk();
    expect(await toTheEnd(failing([lose(10), lose(40)]), disk)).toEqual(['device-lost']);
    expect(JSON.stringify(disk.events)).toBe(JSON.stringify(whole));
  });

  test('in 200 random plans lose no call, ask no recorded call again, and leave no rejection unhandled', async () => {
    const planned = fc.record({
      call: fc.nat({ max: 300 }),
      tag: fc.constantFrom(...TAGS),
      late: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(planned, { maxLength: 4 }), async (plan) => {
        const disk = new Disk();
        const pauses = await toTheEnd(failing(plan), disk);
        for (const tag of pauses) expect(TAGS).toContain(tag);
        expect(JSON.stringify(disk.events)).toBe(JSON.stringify(whole));
      }),
      { numRuns: 200 },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  }, 180_000);
});
