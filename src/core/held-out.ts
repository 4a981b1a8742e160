/**
 * The verdict's evidence: the final and the initial prompt answer the same held-out queries with the same examples, and are
 * judged on the same aspects. Equal prompts are "no difference" without a call.
 */
import type { ChooseExamples } from './answering';
import type { Asking } from './asking';
import { answerAll, type Checked } from './finalists';
import type { Outbox } from './outbox';
import { selectForAll } from './selecting';
import type { Aspect, Judgement, Query } from './terms';
import { type Comparison, type JudgedResponse, type Verdict, verdictOf } from './verdict';

/** What the search could see, and how its proposals fared. */
export interface Searched {
  queries: readonly Query[];
  proposals: { asked: number; refused: number };
}

export async function giveVerdict(
  asking: Asking,
  finalPrompt: string,
  queries: readonly Query[],
  aspects: readonly Aspect[],
  choose: ChooseExamples,
  searched: Searched,
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
  const { responder, rewriter, judge } = config.models;
  const verdict = verdictOf(comparisons, {
    samePrompt,
    leftOut,
    proposals: searched.proposals,
    models: { responder: responder.id, rewriter: rewriter.id, judge: judge.id },
    judgeCheck: null,
    startPrompt: config.startPrompt,
    finalPrompt,
    searched: searched.queries,
  });
  outbox.root.emit({ kind: 'verdict-given', verdict });
  return verdict;
}

function paired(
  queries: readonly Query[],
  initial: readonly Checked[],
  final: readonly Checked[],
  samePrompt: boolean,
): { comparisons: Comparison[]; leftOut: string[] } {
  const categories = new Map(queries.map(({ id, category }) => [id, category]));
  const comparisons = initial.flatMap((before, i) => {
    const after = final[i];
    if (!isJudged(before) || !after || !isJudged(after)) return [];
    const category = categories.get(before.query) ?? '';
    return [{ query: before.query, category, initial: judged(before), final: judged(after) }];
  });
  const compared = new Set(comparisons.map(({ query }) => query));
  const leftOut = samePrompt ? [] : queries.map(({ id }) => id).filter((id) => !compared.has(id));
  return { comparisons, leftOut };
}

type JudgedCheck = Checked & { judgement: Judgement };

function isJudged(check: Checked): check is JudgedCheck {
  return check.judgement !== null;
}

function judged({ response, judgement }: JudgedCheck): JudgedResponse {
  return { response, reward: judgement.reward, scores: judgement.scores };
}
