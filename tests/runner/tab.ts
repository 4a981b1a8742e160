/** A browser tab with a scripted model, for tests of a run's life: start, kill, resume, watch. */
import type { RunEvent } from '../../src/core/events';
import type { Fault, RunRow } from '../../src/core/records';
import { breathing } from '../../src/runner/breathe';
import type { Activity, LiveRun } from '../../src/runner/feed';
import { resumeRun, startRun, type Drpo, type RunPorts } from '../../src/runner/live-run';
import { Disk, Locks } from './in-memory';
import { forAllRoles, method, rowOf, ScriptedModel, type Twist } from './scripted';

export const LEVELS = 3;
export const breathe = breathing();

export class Tab {
  readonly model: ScriptedModel;
  readonly locks;
  readonly ports: RunPorts;
  #killed = false;

  constructor(disk: Disk, browser: Locks, twist?: Twist) {
    this.model = new ScriptedModel(twist);
    this.locks = browser.tab();
    let now = 1_000;
    this.ports = {
      models: forAllRoles(this.model),
      retriever: {
        id: 'scripted',
        nearest: async ({ examples, k }) => examples.slice(0, k).map(({ id }) => id),
      },
      journal: { ...disk.journal, append: this.#whileAlive(disk.journal.append) },
      events: { ...disk.log, append: this.#whileAlive(disk.log.append) },
      records: disk.recordsByPrefix,
      rows: { ...disk.runs, put: this.#whileAlive(disk.runs.put) },
      locks: this.locks,
      clock: () => now++,
      breathe,
    };
  }

  /** Its locks are free at once, and nothing it still does reaches the disk: events that waited to be written are lost. */
  kill(): void {
    this.#killed = true;
    this.locks.kill();
  }

  #whileAlive<A extends unknown[]>(write: (...args: A) => Promise<void>): (...args: A) => Promise<void> {
    return (...args) => (this.#killed ? new Promise(() => undefined) : write(...args));
  }

  start(drpo: Drpo = method(LEVELS), row = rowOf()): Promise<LiveRun> {
    return startRun(row, this.ports, drpo).then(alive);
  }

  resume(drpo: Drpo = method(LEVELS)): Promise<LiveRun> {
    return resumeRun('run-1', this.ports, drpo).then(alive);
  }
}

export function alive(run: LiveRun | Fault): LiveRun {
  if ('tag' in run) throw new Error(`did not run: ${JSON.stringify(run)}`);
  return run;
}

export async function wholeRun(): Promise<{ disk: Disk; row: RunRow }> {
  const disk = new Disk();
  const run = await new Tab(disk, new Locks()).start();
  return { disk, row: await run.ended };
}

export function seenBy(run: LiveRun): {
  events: RunEvent[];
  rows: RunRow[];
  activities: (Activity | null)[];
} {
  const seen = { events: [] as RunEvent[], rows: [] as RunRow[], activities: [] as (Activity | null)[] };
  run.watch({
    onEvents: (events) => seen.events.push(...events),
    onRow: (row) => seen.rows.push(row),
    onActivity: (activity) => seen.activities.push(activity),
  });
  return seen;
}

/** Something that a test waits for. */
export function moment(): { here: Promise<void>; come: () => void } {
  let come = (): void => undefined;
  const here = new Promise<void>((resolve) => (come = resolve));
  return { here, come };
}

export function storageFull(): Error {
  return Object.assign(new Error('full'), { fault: { tag: 'storage-full', facts: {} } });
}
