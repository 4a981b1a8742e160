/** The finalists: in validation their means over the queries judged so far, without it their path scores; and which one was chosen. */
import type { RunView } from '../../core/view';

export interface ContenderMean {
  contender: string;
  mean: number | null;
  done: number;
  all: number;
  chosen: boolean;
}

/** `planned`: queries of validation as planned; a run with minutes holds more in reserve. */
export function contenderMeans(view: RunView, planned: number): ContenderMean[] {
  const all = Math.min(planned, view.plan?.validation.length ?? 0);
  const rows = [...view.validation].map(([contender, scores]) => {
    const rewards = [...scores.values()].flatMap((judgement) => judgement?.reward ?? []);
    const given = view.finalist?.means.find((mean) => mean.contender === contender)?.mean;
    const sofar =
      rewards.length === 0 ? null : rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
    return {
      contender,
      mean: given === undefined ? sofar : given,
      done: scores.size,
      all: Math.max(all, scores.size),
      chosen: view.finalist?.contender === contender,
    };
  });
  return view.finalist ? rows.sort((a, b) => (b.mean ?? 0) - (a.mean ?? 0)) : rows;
}

export interface PathScore {
  contender: string;
  score: number;
  chosen: boolean;
}

/** The best finished candidates by path score, which chooses where there is no validation; as many as a beam holds. */
export function pathScores(view: RunView, width: number): PathScore[] {
  const chosen = view.best?.node;
  return view.finished
    .map(({ node, score }) => ({ contender: node, score, chosen: node === chosen }))
    .sort((a, b) => b.score - a.score || Number(b.chosen) - Number(a.chosen))
    .slice(0, width);
}

/** The means that chose, by candidate: that of the start prompt is the root's. Empty before the choice, and without validation. */
export function validatedMeans(view: RunView): Map<string, number> {
  const means = view.finalist?.means ?? [];
  return new Map(
    means.flatMap(({ contender, mean }) =>
      mean === null ? [] : [[contender === 'initial' ? 'root' : contender, mean]],
    ),
  );
}

/** Whether the prompt of the run is chosen, so that "best so far" is over. */
export function choiceMade(view: RunView): boolean {
  return view.finalist !== null || view.result !== null;
}
