/** Starting a run: once at a time, and what refuses it is a fault to show. */
import type { RunSetup } from '../../core/materials';
import type { Fault } from '../../core/records';
import { faultOf, isFault } from '../../runner/fault-of';
import type { Lab, Pace } from '../lab';

export class Launch {
  underWay = $state(false);
  fault: Fault | null = $state.raw(null);
  readonly #lab: Pick<Lab, 'start'>;

  constructor(lab: Pick<Lab, 'start'>) {
    this.#lab = lab;
  }

  /** The id of the run that has begun; null where a fault stands in the way, or where one is being started already. */
  async start(setup: RunSetup, pace: Pace): Promise<string | null> {
    if (this.underWay) return null;
    this.underWay = true;
    this.fault = null;
    try {
      const run = await this.#lab.start(setup, { pace });
      if (!isFault(run)) return run.row.id;
      this.fault = run;
    } catch (error) {
      this.fault = faultOf(error);
    } finally {
      this.underWay = false;
    }
    return null;
  }
}
