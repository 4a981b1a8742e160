/**
 * The verdict's evidence: the final and the initial prompt answer the same held-out queries with the same examples, and are
 * judged on the same aspects. Equal prompts are "no difference" without a call.
 */
import type { ChooseExamples } from './answering';
import type { Asking } from './asking';
import { answerAll, type Checked } from './finalists';
import type { Outbox } from './outbox';
import { selectForAll } from './selecting';
import type { Aspect, Query } from './terms';
import { type Circumstances, type Comparison, type Verdict, verdictOf } from './verdict';

export async function giveVerdict(
  asking: Asking,
  finalPrompt: string,
  queries: readonly Query[],
  aspects: readonly Aspect[],
  choose: ChooseExamples,
  known: Pick<Circumstances, 'proposals' | 'judgeNoise'>,
  outbox: Outbox,
): Promise<Verdict> {
  const { config } = asking;
  const samePrompt = finalPrompt.trim() === config.startPrompt.trim();
  const judgeable = samePrompt ? [] : await selectForAll(asking, aspects, queries, outbox.root);
  const [initial, final] = await Promise.all([
    answerAll(asking, 'verdict/initial', config.startPrompt, judgeable, choose, outbox.root, (check) => ({
      kind: 'held-out-judged',
      side: 'initial',
      ...check,
    })),
    answerAll(asking, 'verdict/final', finalPrompt, judgeable, choose, outbox.root, (check) => ({
      kind: 'held-out-judged',
      side: 'final',
      ...check,
    })),
  ]);
  const { comparisons, leftOut } = paired(queries, initial, final, samePrompt);
  const selfJudged = config.models.judge.id === config.models.rewriter.id;
  const verdict = verdictOf(comparisons, { samePrompt, leftOut, selfJudged, ...known });
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
