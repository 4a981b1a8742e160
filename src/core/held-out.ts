/**
 * The verdict's evidence: the final and the initial prompt answer the same held-out queries with the same examples, and are
 * judged on the same aspects. Equal prompts are "no difference" without a call.
 */
import type { ChooseExamples } from './answering';
import type { Asking } from './asking';
import { inBatches } from './batches';
import { answerAll, type Checked } from './finalists';
import type { Outbox } from './outbox';
import { LEAST_VERDICT } from './plan';
import { selectForAll } from './selecting';
import type { JudgeCheck } from './reliability';
import type { Aspect, Judgement, Query } from './terms';
import { type Comparison, type JudgedResponse, type Verdict, verdictOf } from './verdict';

/** With minutes: the floor first, then one by one while time is left, to the last held-out query there is. */
const VERDICT = { phase: 'verdict', first: LEAST_VERDICT } as const;

/** What the search could see, how its proposals and the start prompt fared, and what the judge check found, where one was made. */
export interface Searched {
  queries: readonly Query[];
  startRewards: readonly number[];
  proposals: { asked: number; refused: number };
  judgeCheck: JudgeCheck | null;
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
  const batches = await inBatches(asking, samePrompt ? [] : queries, VERDICT, outbox, async (batch) => {
    const judgeable = await selectForAll(asking, aspects, batch, outbox.root);
    const answered = (side: 'initial' | 'final', prompt: string) =>
      answerAll(asking, `verdict/${side}`, prompt, judgeable, choose, outbox.root, (check) => ({
        kind: 'held-out-judged',
        side,
        ...check,
      }));
    return Promise.all([answered('initial', config.startPrompt), answered('final', finalPrompt)]);
  });
  const initial = batches.results.flatMap(([before]) => before);
  const final = batches.results.flatMap(([, after]) => after);
  const { comparisons, leftOut } = paired(batches.asked, initial, final, samePrompt);
  const { responder, rewriter, judge } = config.models;
  const verdict = verdictOf(comparisons, {
    samePrompt,
    leftOut,
    proposals: searched.proposals,
    models: { responder: responder.id, rewriter: rewriter.id, judge: judge.id },
    judgeCheck: searched.judgeCheck && {
      pairs: searched.judgeCheck.compared,
      agreed: searched.judgeCheck.agreed,
      noise: searched.judgeCheck.rewardNoise,
    },
    startPrompt: config.startPrompt,
    finalPrompt,
    startRewards: samePrompt ? searched.startRewards : [],
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
