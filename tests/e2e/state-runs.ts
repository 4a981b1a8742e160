/** The runs that the states of the screens are shown with: finished ones, and some in the middle of everything. */
import { failed, paused, practiceRun, reversedJudge, type StoredRun } from './stored-runs';

export const RUN = {
  best: 'a1',
  other: 'a2',
  check: 'a3',
  unsound: 'a4',
  few: 'a5',
  early: 'b1',
  middle: 'b2',
  planning: 'b3',
  failed: 'b4',
};

export interface Runs {
  finished: StoredRun[];
  unfinished: StoredRun[];
}

/** Some seconds in Node: make them once. */
export async function makeRuns(now = Date.now()): Promise<Runs> {
  const ago = (minutes: number) => now - minutes * 60_000;
  const moments = [2, 90, 210];
  const [best, planning, early, middle] = await practiceRun(
    { id: RUN.best, name: 'Standard run 1', startedAt: ago(3000) },
    moments,
  );
  if (!planning || !early || !middle) throw new Error('the run was shorter than its moments');
  const [other] = await practiceRun({
    id: RUN.other,
    name: 'Short answers for the help desk of the public library',
    preset: 'quick',
    startPrompt: 'You work at the help desk of a public library. Answer briefly.',
    startedAt: ago(160),
  });
  const [check] = await practiceRun({
    id: RUN.check,
    name: 'Judge check 3',
    checkOnly: true,
    startedAt: ago(90),
  });
  const [few] = await practiceRun({
    id: RUN.few,
    name: 'Six questions from the counter',
    own: { queries: 6, depth: 5 },
    startedAt: ago(60),
  });
  return {
    finished: [best, other, check, few, reversedJudge(check, RUN.unsound, 'Judge check 4', ago(70))],
    unfinished: [
      paused(middle, RUN.middle, 'Standard run 4', ago(40)),
      paused(early, RUN.early, 'Standard run 5', ago(20)),
      paused(planning, RUN.planning, 'Standard run 6', ago(12)),
      failed(middle, RUN.failed, 'Standard run 7', ago(9)),
    ],
  };
}
