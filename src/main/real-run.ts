/**
 * What a run on real models needs around it: storage the browser promises to keep, a screen that stays on, and at its end
 * the measured speed kept and the GPU's memory given back. Nothing of it can fail the run.
 */
import { speedsOf } from '../core/speed';
import type { LiveRun } from '../runner/feed';
import type { LabDatabase } from '../store/database';
import { speedsIn } from '../store/speeds';
import { isReal } from './run-engines';
import type { RealEngines } from './real-engines';
import { screenAwake } from './screen-awake';

export interface RealRuns {
  accompany(run: LiveRun): void;
}

export function realRuns(
  engines: RealEngines,
  openDatabase: () => Promise<LabDatabase>,
  clock: () => number,
): RealRuns {
  const awake = screenAwake();
  let running = 0;

  async function ended(run: LiveRun): Promise<void> {
    running -= 1;
    if (running === 0) await engines.rest();
    const real = new Set(
      Object.values(run.row.engines).flatMap(({ id, simulated }) => (simulated ? [] : [id])),
    );
    const speeds = [...speedsOf(await run.records(''))].filter(([model]) => real.has(model));
    await speedsIn(await openDatabase()).merge(new Map(speeds), clock());
  }

  return {
    accompany(run) {
      if (!isReal(run.row)) return;
      running += 1;
      void import('../models/downloads/persist').then(({ askToPersist }) => askToPersist());
      const release = awake.hold();
      void run.ended
        .then(release)
        .then(() => ended(run))
        .catch(() => undefined);
    },
  };
}
