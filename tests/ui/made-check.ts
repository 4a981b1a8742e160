/** A judge check as it could have gone: twelve pairs, of which as many are judged rightly as a test says. */
import type { RunEvent } from '../../src/core/events';
import { checkAspects } from '../../src/core/judge-check';
import { type CheckedPair, type JudgeOutcome, reliabilityOf } from '../../src/core/reliability';
import type { CheckPair, Judgement } from '../../src/core/terms';
import { type MadeRun, madeRun } from './watch/made-run';

const names = ['Factuality', 'Safety', 'Depth', 'Empathy'];
export const pairs: CheckPair[] = Array.from({ length: 12 }, (_, i) => ({
  id: `check-${String(i + 1).padStart(2, '0')}`,
  query: `What is to be known about matter number ${String(i + 1)}?`,
  better: i % 2 === 0 ? 'Short and right.' : 'Right, and at some length, with the reason why it is so.',
  worse: i % 2 === 0 ? 'Wrong, and at great length, without any reason why that should be so.' : 'Wrong.',
  aspect: names[i % names.length] ?? 'Depth',
  why: 'It is right.',
}));

/** Pairs of which the first `right` are right, the others the wrong way round; the last may be unreadable. */
export function checked(
  right: number,
  {
    unread = 0,
    wobble = 0.2,
    of = pairs,
  }: { unread?: number; wobble?: number; of?: readonly CheckPair[] } = {},
): CheckedPair[] {
  return of.map((pair, i) => {
    const score = (better: boolean, by: number): Judgement => {
      const base = better === i < right ? 4.2 : 1.8;
      const scores = checkAspects(pair).map(({ name }, k) => ({
        aspect: name,
        score: base + by * (k % 2 ? 1 : -1),
      }));
      return { scores, reward: base };
    };
    const twice = (better: boolean) => ({
      first: score(better, wobble * ((i % 3) - 1)),
      second: i >= 12 - unread && !better ? null : score(better, -wobble * ((i % 3) - 1)),
    });
    const longer = pair.better.length > pair.worse.length ? 'better' : 'worse';
    return { pair: pair.id, aspect: pair.aspect, better: twice(true), worse: twice(false), longer };
  });
}

export function checkRun(
  judged: CheckedPair[],
  outcome?: JudgeOutcome,
  of: readonly CheckPair[] = pairs,
): MadeRun {
  const { row, events, records } = madeRun();
  const [started] = events.filter((event) => event.kind === 'run-started');
  if (!started) throw new Error('no start');
  const check = { ...reliabilityOf(judged), ...(outcome ? { outcome } : {}) };
  return {
    row: {
      ...row,
      name: 'Judge check 1',
      setup: {
        config: { ...row.setup.config, task: 'judge-check' },
        materials: { ...row.setup.materials, checkPairs: [...of] },
      },
    },
    events: [
      { ...started, task: 'judge-check' },
      ...judged.map((pair): RunEvent => ({ kind: 'judge-check-pair-judged', ...pair })),
      { kind: 'judge-check-finished', check },
    ],
    records,
  };
}
