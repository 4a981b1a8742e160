/**
 * The verdict's evidence: the final and the initial prompt answer the same held-out queries with the same examples, and are
 * judged on the same aspects. Equal prompts are "no difference" without a call.
 */
import type { ChooseExamples } from './answering';
import type { Asking } from './asking';
import { answerAll, type Checked } from './finalists';
import type { Outbox } from './outbox';
import { round6 } from './reward';
import { selectForAll } from './selecting';
import type { Aspect, Judgement, Query } from './terms';
import { type Comparison, type Verdict, verdictOf } from './verdict';

export async function giveVerdict(
  asking: Asking,
  finalPrompt: string,
  queries: readonly Query[],
  aspects: readonly Aspect[],
  choose: ChooseExamples,
  proposals: { asked: number; refused: number },
  outbox: Outbox,
): Promise<Verdict> {
  const { config } = asking;
  const samePrompt = finalPrompt.trim() === config.startPrompt.trim();
  const judgeable = samePrompt ? [] : await selectForAll(asking, aspects, queries, outbox.root);
  const [initial, final] = await Promise.all([
    answerAll(asking, 'verdict/initial', config.startPrompt, judgeable, choose),
    answerAll(asking, 'verdict/final', finalPrompt, judgeable, choose),
  ]);
  initial.forEach((check, i) => {
    outbox.root.emit({ kind: 'held-out-judged', side: 'initial', ...check });
    const other = final[i];
    if (other) outbox.root.emit({ kind: 'held-out-judged', side: 'final', ...other });
  });
  const { comparisons, leftOut } = paired(queries, initial, final, samePrompt);
  const selfJudged = config.models.judge.id === config.models.rewriter.id;
  const judgeNoise = noiseOf([...initial, ...final].flatMap(({ judgement }) => judgement ?? []));
  const verdict = verdictOf(comparisons, { samePrompt, leftOut, selfJudged, proposals, judgeNoise });
  outbox.root.emit({ kind: 'verdict-given', verdict });
  return verdict;
}

function paired(
  queries: readonly Query[],
  initial: readonly Checked[],
  final: readonly Checked[],
  samePrompt: boolean,
): { comparisons: Comparison[]; leftOut: string[] } {
  const comparisons = initial.flatMap((before, i) => {
    const after = final[i];
    if (!before.judgement || !after?.judgement) return [];
    return [{ query: before.query, initial: before.judgement.reward, final: after.judgement.reward }];
  });
  const compared = new Set(comparisons.map(({ query }) => query));
  const leftOut = samePrompt ? [] : queries.map(({ id }) => id).filter((id) => !compared.has(id));
  return { comparisons, leftOut };
}

/** The standard deviation that the judge's own distributions imply for a reward; null where it gave none. */
function noiseOf(judgements: readonly Judgement[]): number | null {
  const variances = judgements.flatMap(({ scores }) => {
    if (scores.length === 0 || scores.some((score) => score.probabilities === undefined)) return [];
    const sum = scores.reduce(
      (total, { score, probabilities }) => total + variance(score, probabilities ?? []),
      0,
    );
    return [sum / scores.length ** 2];
  });
  if (variances.length === 0) return null;
  return round6(Math.sqrt(variances.reduce((sum, one) => sum + one, 0) / variances.length));
}

function variance(mean: number, probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p, i) => sum + p * (i + 1 - mean) ** 2, 0);
}
