/** Words about runs that no single screen owns. */
import type { RunConfig } from '../../../core/config';

const PRESETS: Record<RunConfig['preset'], string> = {
  quick: 'Quick run',
  standard: 'Standard run',
  paper: 'Paper run',
  own: 'Run with own settings',
};

export const runs = {
  /** The name a run is born with; `number` counts those of its kind from 1. */
  name: (preset: RunConfig['preset'], number: number) => `${PRESETS[preset]} ${String(number)}`,
  checkName: (number: number) => `Judge check ${String(number)}`,
  /** A run that came in from a file while it was here already; `nth` counts from 1. */
  importedAgain: (name: string, nth: number) =>
    nth === 1 ? `${name} (imported again)` : `${name} (imported again, ${String(nth)})`,
  recordedName: 'Recorded run',
} as const;
