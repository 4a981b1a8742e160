import { describe, expect, test } from 'vitest';
import { Disk, Locks } from './in-memory';
import { CALLS_A_LEVEL, rowOf } from './scripted';
import { breathe, LEVELS, moment, seenBy, Tab, wholeRun } from './tab';

describe('a run that was killed', () => {
  test.each(Array.from({ length: LEVELS * CALLS_A_LEVEL }, (_, k) => k + 1))(
    'during call %i ends as if it had not been, and repeats that call alone',
    async (k) => {
      const whole = await wholeRun();
      const disk = new Disk();
      const browser = new Locks();
      const reached = moment();
      const killed = new Tab(disk, browser, (nth) => {
        if (nth < k) return;
        reached.come();
        return new Promise<void>(() => undefined);
      });
      await killed.start();
      await reached.here;
      await breathe();
      killed.kill();

      const tab = new Tab(disk, browser);
      const row = await (await tab.resume()).ended;
      expect(row.status).toBe('finished');
      expect(tab.model.asked).toHaveLength(LEVELS * CALLS_A_LEVEL - (k - 1));
      expect(JSON.stringify(disk.events)).toBe(JSON.stringify(whole.disk.events));
      expect([...disk.records.keys()].sort()).toEqual([...whole.disk.records.keys()].sort());
    },
  );

  test('after its last event finishes without a model', async () => {
    const { disk } = await wholeRun();
    disk.rows.set('run-1', rowOf());
    const tab = new Tab(disk, new Locks());
    expect(await (await tab.resume()).ended).toMatchObject({ status: 'finished', summary: { calls: 18 } });
    expect(tab.model.asked).toEqual([]);
  });

  test('after it lost its newest events tells them again without a model', async () => {
    const { disk } = await wholeRun();
    const events = structuredClone(disk.events);
    disk.events.length = 4;
    disk.rows.set('run-1', rowOf());
    const tab = new Tab(disk, new Locks());
    const run = await tab.resume();
    const seen = seenBy(run);
    await run.ended;
    expect(tab.model.asked).toEqual([]);
    expect(disk.events).toEqual(events);
    expect(seen.events).toEqual(events);
  });

  test('shows no activity while recorded answers are given', async () => {
    const { disk } = await wholeRun();
    disk.rows.set('run-1', rowOf());
    const run = await new Tab(disk, new Locks()).resume();
    const { activities } = seenBy(run);
    await run.ended;
    expect(activities).toEqual([null]);
  });
});
