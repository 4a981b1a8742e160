import { describe, expect, test } from 'vitest';
import { resumeRun, type Drpo } from '../../src/runner/live-run';
import { Disk, Locks } from './in-memory';
import { CALLS_A_LEVEL, hang, requestOf, rowOf } from './scripted';
import { alive, breathe, LEVELS, moment, Tab, wholeRun } from './tab';

describe('pause', () => {
  test('in the middle of a call keeps the run, does not record the call, and frees the lock', async () => {
    const disk = new Disk();
    const reached = moment();
    const tab = new Tab(disk, new Locks(), (nth, _request, signal) => {
      if (nth < 5) return;
      reached.come();
      return hang(signal);
    });
    const run = await tab.start();
    await reached.here;
    await run.pause();
    expect(run.row).toMatchObject({
      status: 'paused',
      because: null,
      finishedAt: null,
      summary: { calls: 4 },
    });
    expect([...disk.records.values()].filter(({ kind }) => kind === 'call')).toHaveLength(4);
    expect(await tab.locks.held('run-1')).toBe(false);
    const again = new Tab(disk, new Locks());
    expect((await (await again.resume()).ended).status).toBe('finished');
    expect(again.model.asked).toHaveLength(LEVELS * CALLS_A_LEVEL - 4);
  });

  test('does not record the reply of an engine that answers in spite of it', async () => {
    const disk = new Disk();
    const reached = moment();
    const tab = new Tab(disk, new Locks(), async (nth, _request, signal) => {
      if (nth < 2) return;
      reached.come();
      await hang(signal).catch(() => undefined);
    });
    const run = await tab.start();
    await reached.here;
    await run.pause();
    expect(run.row).toMatchObject({ status: 'paused', because: null });
    expect([...disk.records.values()].filter(({ kind }) => kind === 'call')).toHaveLength(1);
  });

  test('of a run that has ended changes nothing', async () => {
    const run = await new Tab(new Disk(), new Locks()).start();
    await run.ended;
    await run.pause();
    expect(run.row.status).toBe('finished');
  });

  test('waits for an engine that needs time to stop', async () => {
    const reached = moment();
    let stopped = false;
    const tab = new Tab(new Disk(), new Locks(), async (_nth, _request, signal) => {
      reached.come();
      await hang(signal).catch(() => undefined);
      await breathe();
      await breathe();
      stopped = true;
    });
    const run = await tab.start();
    await reached.here;
    await run.pause();
    expect(stopped).toBe(true);
  });

  test('keeps the lock until the engine has stopped, even where the method lets go at once', async () => {
    const browser = new Locks();
    const reached = moment();
    const stopped = moment();
    const tab = new Tab(new Disk(), browser, async (_nth, _request, signal) => {
      reached.come();
      await hang(signal).catch(() => undefined);
      await stopped.here;
    });
    const drpo: Drpo = async function* (_setup, ports, signal) {
      const call = ports.models.judge.complete(requestOf('a'), { signal }).then(() => undefined);
      await Promise.race([call, hang(signal)]);
      yield { kind: 'candidate-dropped', node: '0' };
    };
    const run = await tab.start(drpo);
    await reached.here;
    const paused = run.pause();
    for (let i = 0; i < 5; i++) await breathe();
    expect(await tab.locks.held('run-1')).toBe(true);
    stopped.come();
    await paused;
    expect(await tab.locks.held('run-1')).toBe(false);
  });
});

describe('finish now', () => {
  test('is answered at the next barrier, and kept in the row', async () => {
    const disk = new Disk();
    const reached = moment();
    const go = moment();
    const tab = new Tab(disk, new Locks(), (nth) => {
      reached.come();
      return nth === 1 ? go.here : undefined;
    });
    const run = await tab.start();
    await reached.here;
    await run.finishNow();
    expect(disk.rows.get('run-1')?.finishAsked).toBe(true);
    go.come();
    expect((await run.ended).status).toBe('finished');
    expect(tab.model.asked).toHaveLength(CALLS_A_LEVEL);
    expect(disk.events.filter(({ kind }) => kind === 'decision-taken')).toEqual([
      { kind: 'decision-taken', at: 'system/level/0', changes: [{ kind: 'finish', why: 'asked' }] },
    ]);
  });

  test('survives a killed tab', async () => {
    const disk = new Disk();
    disk.rows.set('run-1', rowOf('run-1', { finishAsked: true }));
    const tab = new Tab(disk, new Locks());
    await (
      await tab.resume()
    ).ended;
    expect(tab.model.asked).toHaveLength(CALLS_A_LEVEL);
  });

  test('does not change a barrier that was passed', async () => {
    const { disk } = await wholeRun();
    disk.rows.set('run-1', rowOf('run-1', { finishAsked: true }));
    const before = structuredClone(disk.events);
    expect((await (await new Tab(disk, new Locks()).resume()).ended).status).toBe('finished');
    expect(disk.events).toEqual(before);
  });

  test('is not offered where a barrier cannot finish; other deciders are asked there', async () => {
    const disk = new Disk();
    disk.rows.set('run-1', rowOf('run-1', { finishAsked: true }));
    const tab = new Tab(disk, new Locks());
    const prune = { kind: 'prune', node: '0' } as const;
    const decided: unknown[] = [];
    const drpo: Drpo = async function* (_setup, ports, signal) {
      decided.push(await ports.decisions.decide({ path: 'b', nodes: ['0'], options: ['prune'] }, { signal }));
      yield { kind: 'candidate-dropped', node: '0' };
    };
    const decisions = { decide: async () => ({ changes: [prune] }) };
    const run = await resumeRun('run-1', { ...tab.ports, decisions }, drpo).then(alive);
    await run.ended;
    expect(decided).toEqual([{ changes: [prune] }]);
  });
});
