import { describe, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../src/core/events';
import { startRun, resumeRun, type Drpo } from '../../src/runner/live-run';
import { Disk, Locks } from './in-memory';
import { CALLS_A_LEVEL, hang, method, rowOf } from './scripted';
import { LEVELS, seenBy, storageFull, Tab, wholeRun } from './tab';

describe('a run that is left alone', () => {
  test('finishes, with its row, its journal and its events stored and its lock free', async () => {
    const disk = new Disk();
    const tab = new Tab(disk, new Locks());
    const row = await (await tab.start()).ended;
    expect(row).toMatchObject({
      status: 'finished',
      because: null,
      summary: { calls: LEVELS * CALLS_A_LEVEL },
    });
    expect(row.finishedAt).toBeGreaterThan(0);
    expect(disk.rows.get('run-1')).toEqual(row);
    expect(disk.events.at(-1)?.kind).toBe('run-finished');
    expect(await tab.locks.held('run-1')).toBe(false);
  });

  test('asks its model once per call', async () => {
    const tab = new Tab(new Disk(), new Locks());
    await (
      await tab.start()
    ).ended;
    expect(tab.model.asked).toHaveLength(LEVELS * CALLS_A_LEVEL);
    expect(new Set(tab.model.asked.map(({ path }) => path)).size).toBe(LEVELS * CALLS_A_LEVEL);
  });

  test('records what was sent even where the method goes on writing into its messages', async () => {
    const { disk } = await wholeRun();
    const first = disk.records.get('system/0.0/responder/0/try0');
    expect(first?.kind === 'call' && first.request.messages).toHaveLength(1);
  });

  test('keeps events as they were told, whatever the method does with them afterwards', async () => {
    const disk = new Disk();
    const drpo: Drpo = async function* () {
      const nodes = ['0'];
      yield { kind: 'level-started', level: 1, queries: [], beam: nodes, depthLimit: 4 };
      nodes.push('1');
    };
    await (
      await new Tab(disk, new Locks()).start(drpo)
    ).ended;
    expect(disk.events).toMatchObject([{ beam: ['0'] }]);
  });

  test('keeps what the outcome of its verdict was', async () => {
    const drpo: Drpo = async function* () {
      yield { kind: 'verdict-given', verdict: { outcome: 'better' } } as unknown as RunEvent;
    };
    const row = await (await new Tab(new Disk(), new Locks()).start(drpo)).ended;
    expect(row.summary.outcome).toBe('better');
  });

  test('keeps the prompt it ended with, also when a verdict is given after its end', async () => {
    const drpo: Drpo = async function* () {
      yield { kind: 'run-finished', node: 'root', prompt: 'Be kind.', examples: [] };
      yield { kind: 'verdict-given', verdict: { outcome: 'better' } } as unknown as RunEvent;
    };
    const row = await (await new Tab(new Disk(), new Locks()).start(drpo)).ended;
    expect(row.summary).toMatchObject({ outcome: 'better', finalPrompt: 'Be kind.' });
  });

  test('shows each event only once it is stored, and in batches', async () => {
    const disk = new Disk();
    const run = await new Tab(disk, new Locks()).start();
    const lost: RunEvent[] = [];
    let shown = 0;
    run.watch({
      onEvents: (events) => {
        shown += events.length;
        if (shown > disk.events.length) lost.push(...events);
      },
    });
    await run.ended;
    expect(lost).toEqual([]);
    expect(shown).toBe(disk.events.length);
    expect(disk.batches.length).toBeLessThan(disk.events.length);
  });

  test('tells a watcher who comes late everything so far', async () => {
    const disk = new Disk();
    const run = await new Tab(disk, new Locks()).start();
    await run.ended;
    const { events, rows } = seenBy(run);
    expect(events).toEqual(disk.events);
    expect(rows).toEqual([run.row]);
  });

  test('shows what is being written, and nothing once it has ended', async () => {
    const run = await new Tab(new Disk(), new Locks()).start();
    const { activities } = seenBy(run);
    await run.ended;
    expect(
      activities.filter((activity) => activity?.text === 'reply to system/0.0 responder 0'),
    ).toHaveLength(1);
    expect(activities.at(-1)).toBeNull();
  });

  test('is not harmed by a watcher that throws', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const run = await new Tab(new Disk(), new Locks()).start();
    run.watch({
      onEvents: () => {
        throw new Error('bad watcher');
      },
    });
    expect((await run.ended).status).toBe('finished');
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
  });

  test('freezes its setup and hands out frozen answers', async () => {
    const frozen: boolean[] = [];
    const drpo: Drpo = async function* (setup, ports, signal) {
      frozen.push(Object.isFrozen(setup.config.search));
      const request = { path: 'nearest', query: '', examples: [], k: 0 };
      frozen.push(Object.isFrozen(await ports.retriever.nearest(request, { signal })));
      yield { kind: 'candidate-dropped', node: '0' };
    };
    await (
      await new Tab(new Disk(), new Locks()).start(drpo)
    ).ended;
    expect(frozen).toEqual([true, true]);
  });
});

describe('a run that cannot start', () => {
  test('runs elsewhere: another tab holds its lock, and its row is left alone', async () => {
    const disk = new Disk();
    const browser = new Locks();
    const first = new Tab(disk, browser, (_nth, _request, signal) => hang(signal));
    const run = await first.start();
    const row = structuredClone(disk.rows.get('run-1'));
    const second = new Tab(disk, browser);
    expect(await resumeRun('run-1', second.ports, method(1))).toMatchObject({ tag: 'run-elsewhere' });
    expect(disk.rows.get('run-1')).toEqual(row);
    await run.pause();
    expect((await (await second.resume()).ended).status).toBe('finished');
  });

  test('was made by another version of the method: its row is untouched', async () => {
    const disk = new Disk();
    const row = rowOf('run-1', { methodVersion: '0', status: 'paused' });
    disk.rows.set('run-1', row);
    const tab = new Tab(disk, new Locks());
    expect(await resumeRun('run-1', tab.ports, method(1))).toMatchObject({ tag: 'method-changed' });
    expect(disk.rows.get('run-1')).toEqual(row);
    expect(await tab.locks.held('run-1')).toBe(false);
  });

  test.each(['finished', 'failed'] as const)('is %s', async (status) => {
    const disk = new Disk();
    disk.rows.set('run-1', rowOf('run-1', { status }));
    const tab = new Tab(disk, new Locks());
    expect(await resumeRun('run-1', tab.ports, method(1))).toMatchObject({ tag: 'not-resumable' });
  });

  test('is not there', async () => {
    const tab = new Tab(new Disk(), new Locks());
    expect(await resumeRun('run-1', tab.ports, method(1))).toMatchObject({ tag: 'run-missing' });
  });

  test('finds no room for its row', async () => {
    const disk = new Disk();
    disk.refusing = storageFull();
    const tab = new Tab(disk, new Locks());
    expect(await startRun(rowOf(), tab.ports, method(1))).toEqual({ tag: 'storage-full', facts: {} });
    expect(await tab.locks.held('run-1')).toBe(false);
  });
});
