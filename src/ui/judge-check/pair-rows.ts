/** The judge check as rows: every pair of the run, judged or still to come, with its texts. Fresh plain data. */
import type { RunRow } from '../../core/records';
import type { CheckedPair, JudgedTwice } from '../../core/reliability';
import type { CheckPair } from '../../core/terms';
import type { RunView } from '../../core/view';

export type PairStanding = 'agreed' | 'opposed' | 'tie' | 'unread' | 'pending';

export interface PairRow extends CheckPair {
  standing: PairStanding;
  checked: CheckedPair | null;
  /** Means of both scores on the pair's aspect; null where they are not both there. */
  scores: { better: number; worse: number } | null;
}

export function pairRows(view: RunView, row: RunRow): PairRow[] {
  const judged = new Map(view.judgeCheck.pairs.map((pair) => [pair.pair, pair]));
  return (row.setup.materials.checkPairs ?? []).map((pair) => {
    const checked = judged.get(pair.id) ?? null;
    const better = checked && meanOn(checked.better, pair.aspect);
    const worse = checked && meanOn(checked.worse, pair.aspect);
    const scores = better !== null && worse !== null ? { better, worse } : null;
    return { ...pair, checked, scores, standing: standingOf(checked !== null, scores) };
  });
}

function standingOf(judged: boolean, scores: PairRow['scores']): PairStanding {
  if (!judged) return 'pending';
  if (scores === null) return 'unread';
  if (scores.better === scores.worse) return 'tie';
  return scores.better > scores.worse ? 'agreed' : 'opposed';
}

function meanOn({ first, second }: JudgedTwice, aspect: string): number | null {
  const [a, b] = [first, second].map((one) => one?.scores.find((score) => score.aspect === aspect)?.score);
  return a === undefined || b === undefined ? null : (a + b) / 2;
}
