/** What every event log keeps to. Run in memory in Node, and on IndexedDB in a browser. */
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/core/events';
import type { EventLog } from '../../src/runner/ports';

export function event(seq: number): RunEvent {
  return { kind: 'candidate-scored', node: `node ${seq}`, reward: seq };
}

export function events(count: number, from = 0): RunEvent[] {
  return Array.from({ length: count }, (_, i) => event(from + i));
}

/** `open` answers with the log of an empty run of its own, and every further time with that run opened again. */
export function eventLogContract(name: string, newRun: () => Promise<() => Promise<EventLog>>): void {
  describe(`${name} as an event log`, () => {
    test('holds nothing at first', async () => {
      expect(await (await (await newRun())()).readAll()).toEqual([]);
    });

    test('gives back events in order, to whoever opens the run again', async () => {
      const open = await newRun();
      const log = await open();
      await log.append(0, events(3));
      await log.append(3, events(9, 3));
      expect(await (await open()).readAll()).toEqual(events(12));
    });

    test.each([1, 7, 100, 256, 300, 1000])('keeps long runs whole, told %i at a time', async (batch) => {
      const open = await newRun();
      const log = await open();
      for (let from = 0; from < 1100; from += batch)
        await log.append(from, events(Math.min(batch, 1100 - from), from));
      expect(await (await open()).readAll()).toEqual(events(1100));
      await (await open()).append(1100, events(1, 1100));
      await expect((await open()).append(1100, events(1, 1100))).rejects.toThrow();
    });

    test('appends none without harm', async () => {
      const log = await (await newRun())();
      await log.append(0, []);
      expect(await log.readAll()).toEqual([]);
    });

    test.each([
      ['a gap', 4],
      ['an overlap', 2],
      ['a beginning told again', 0],
    ])('refuses %s, and keeps what it has', async (_what, from) => {
      const log = await (await newRun())();
      await log.append(0, events(3));
      await expect(log.append(from, events(1, from))).rejects.toThrow();
      expect(await log.readAll()).toEqual(events(3));
      await log.append(3, events(1, 3));
    });

    test('refuses to begin anywhere but at 0', async () => {
      await expect((await (await newRun())()).append(1, events(1, 1))).rejects.toThrow();
    });
  });
}
