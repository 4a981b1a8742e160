import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/core/events';
import { resumeRun, type Drpo } from '../../src/runner/live-run';
import { Disk, Locks } from './in-memory';
import { forAllRoles, method, rowOf, ScriptedModel } from './scripted';
import { alive, LEVELS, storageFull, Tab, wholeRun } from './tab';

describe('a run that stops on its own', () => {
  test('is paused by a storage fault, with the fault, and can be resumed when there is room', async () => {
    const disk = new Disk();
    const tab = new Tab(disk, new Locks(), (nth) => {
      if (nth === 3) disk.refusing = storageFull();
    });
    const row = await (await tab.start()).ended;
    expect(row).toMatchObject({ status: 'paused', because: { tag: 'storage-full' } });
    disk.refusing = null;
    expect((await (await new Tab(disk, new Locks()).resume()).ended).status).toBe('finished');
  });

  test('is paused by a fault of its engine', async () => {
    const fault = Object.assign(new Error('x'), { tag: 'context-overflow', facts: { needed: 9, window: 8 } });
    const disk = new Disk();
    const tab = new Tab(disk, new Locks(), (nth) => {
      if (nth === 3) throw fault;
    });
    const row = await (await tab.start()).ended;
    const because = { tag: 'context-overflow', facts: { needed: 9, window: 8 } };
    expect(row).toMatchObject({ status: 'paused', because });
    expect(tab.model.asked).toHaveLength(3);
    expect(disk.rows.get('run-1')).toEqual(row);
  });

  test('is paused by an error nobody expected, whatever the method makes of it', async () => {
    const tab = new Tab(new Disk(), new Locks(), () => {
      throw new TypeError('oops');
    });
    const swallowing: Drpo = async function* (setup, ports, signal) {
      try {
        yield* method(1)(setup, ports, signal);
      } catch {
        throw new Error('wrapped');
      }
    };
    const row = await (await tab.start(swallowing)).ended;
    expect(row).toMatchObject({
      status: 'paused',
      because: { tag: 'unexpected', facts: { message: 'oops' } },
    });
  });

  test('has failed when a request is not the one recorded, and is kept for viewing', async () => {
    const { disk } = await wholeRun();
    const events = structuredClone(disk.events);
    disk.rows.set('run-1', rowOf());
    const path = 'system/1.0/judge/1/try0';
    disk.records.set(path, { ...disk.records.get(path)!, guard: 'other' });
    const tab = new Tab(disk, new Locks());
    const row = await (await tab.resume()).ended;
    expect(row).toMatchObject({ status: 'failed', because: { tag: 'journal-mismatch', facts: { path } } });
    expect(disk.events).toEqual(events);
    expect(await resumeRun('run-1', tab.ports, method(LEVELS))).toMatchObject({ tag: 'not-resumable' });
  });

  test('has failed when it is answered by another model than the one recorded', async () => {
    const { disk } = await wholeRun();
    disk.rows.set('run-1', rowOf());
    const tab = new Tab(disk, new Locks());
    const models = forAllRoles(new ScriptedModel(undefined, 'scripted:2'));
    const run = await resumeRun('run-1', { ...tab.ports, models }, method(LEVELS)).then(alive);
    expect(await run.ended).toMatchObject({ status: 'failed', because: { tag: 'journal-mismatch' } });
  });

  test.each([
    [
      'another event',
      (events: RunEvent[]) => events.splice(3, 1, { kind: 'candidate-dropped', node: 'x' }),
      3,
    ],
    ['more events', (events: RunEvent[]) => events.push({ kind: 'candidate-dropped', node: 'x' }), 29],
  ])('has failed when the stored events have %s', async (_name, change, seq) => {
    const { disk } = await wholeRun();
    change(disk.events);
    const stored = structuredClone(disk.events);
    disk.rows.set('run-1', rowOf());
    const row = await (await new Tab(disk, new Locks()).resume()).ended;
    expect(row).toMatchObject({ status: 'failed', because: { tag: 'journal-mismatch', facts: { seq } } });
    expect(disk.events).toEqual(stored);
  });

  test('is stopped when its method asks under one path twice', async () => {
    const drpo: Drpo = async function* (_setup, ports, signal) {
      for (let i = 0; i < 2; i++)
        await ports.decisions.decide({ path: 'b', nodes: [], options: [] }, { signal });
      yield { kind: 'candidate-dropped', node: '0' };
    };
    const row = await (await new Tab(new Disk(), new Locks()).start(drpo)).ended;
    expect(row).toMatchObject({ status: 'paused', because: { tag: 'unexpected' } });
  });
});
