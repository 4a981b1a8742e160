/**
 * The verdict's evidence: several sides answer the same held-out queries and are judged on the same aspects. The final and the
 * initial prompt are sent the same examples, so that the verdict speaks of the prompt alone; baselines are sent their own.
 * Equal prompts are "no difference" without a call; only baselines, where they are wished for, cost any then.
 */
import type { ChooseExamples } from './answering';
import type { Asking } from './asking';
import { inBatches } from './batches';
import { compareWithEach } from './compare-sides';
import type { Side } from './events';
import { answerAll, type Checked } from './finalists';
import { canBeAsked } from './fitting-prompt';
import type { Materials } from './materials';
import type { Outbox } from './outbox';
import { LEAST_VERDICT } from './plan';
import type { QueryPlan } from './query-plan';
import type { JudgeCheck } from './reliability';
import { type Judgeable, selectForAll } from './selecting';
import type { BaselineName, Judgement, Query } from './terms';
import { type Comparison, type JudgedResponse, verdictOf } from './verdict';

/** With minutes: the floor first, then one by one while time is left, to the last held-out query there is. */
const VERDICT = { phase: 'verdict', first: LEAST_VERDICT } as const;

/** What led to the final prompt. `choose` finds the examples that go with a query. */
export interface Tried {
  prompt: string;
  /** The rewards that the start prompt had on the way. */
  startRewards: readonly number[];
  plan: QueryPlan;
  materials: Materials;
  choose: ChooseExamples;
  proposals: { asked: number; refused: number };
  judgeCheck: JudgeCheck | null;
}

interface SideAsked {
  name: Side;
  prompt: string;
  choose: ChooseExamples;
}

/** The held-out queries and who has answered them so far. Grows; forgets nothing. */
export class HeldOutTrial {
  readonly #asking: Asking;
  readonly #tried: Tried;
  readonly #outbox: Outbox;
  readonly #samePrompt: boolean;
  readonly #baselines: BaselineName[];
  readonly #queries: Query[] = [];
  readonly #judgeable: Judgeable[] = [];
  readonly #answers = new Map<Side, Checked[]>();
  /** How often a verdict was given on other queries than before: each is one more chance to be misled. */
  #looks = 1;

  constructor(asking: Asking, tried: Tried, outbox: Outbox) {
    this.#asking = asking;
    this.#tried = tried;
    this.#outbox = outbox;
    this.#samePrompt = tried.prompt.trim() === asking.config.startPrompt.trim();
    this.#baselines = (asking.config.baselines ?? []).filter((name) => this.#askable(name));
  }

  /** The queries that were planned, as far as there is time for them; then the verdict. */
  async judge(): Promise<void> {
    const planned = this.#sides().length === 0 ? [] : this.#tried.plan.verdict;
    await inBatches(this.#asking, planned, VERDICT, this.#outbox, (batch) => this.#ask(batch));
    this.#give();
  }

  /** So many more queries, or as many as there are; then the verdict on all of them. */
  async addQueries(count: number): Promise<void> {
    const { verdict, further } = this.#tried.plan;
    const asked = new Set(this.#queries);
    const open = [...verdict, ...further].filter((query) => !asked.has(query));
    const more = this.#sides().length === 0 ? [] : open.slice(0, Math.max(0, count));
    await this.#ask(more);
    if (more.length > 0) this.#looks += 1;
    this.#give();
  }

  /** One more side on the queries there are (the planned ones where none were needed so far); then the verdict beside it. */
  async addBaseline(name: BaselineName): Promise<void> {
    if (!this.#baselines.includes(name) && this.#askable(name)) {
      this.#baselines.push(name);
      const planned = this.#tried.plan.verdict.slice(0, this.#asking.config.verdictQueries);
      if (this.#queries.length === 0) await this.#ask(planned);
      else await this.#answer(this.#sides().slice(-1), this.#judgeable);
    }
    this.#give();
  }

  /** A baseline that cannot be asked is left out; it must not stop a run that has its verdict. */
  #askable(name: BaselineName): boolean {
    const { materials, plan } = this.#tried;
    return canBeAsked(name, { config: this.#asking.config, materials }, plan);
  }

  /** Who answers a query. The start prompt need not where the final one is no other. */
  #sides(): SideAsked[] {
    const { prompt, choose } = this.#tried;
    const initial: SideAsked = { name: 'initial', prompt: this.#asking.config.startPrompt, choose };
    const final: SideAsked = { name: 'final', prompt, choose };
    const baselines = this.#baselines.map((name) => this.#baseline(name));
    if (!this.#samePrompt) return [initial, final, ...baselines];
    return baselines.length === 0 ? [] : [final, ...baselines];
  }

  #baseline(name: BaselineName): SideAsked {
    const written = name === 'hand-written' ? this.#tried.materials.baseline : undefined;
    const { prompt, examples } = written ?? BARE_MODEL;
    return { name, prompt, choose: () => Promise.resolve(examples) };
  }

  async #ask(queries: readonly Query[]): Promise<void> {
    this.#queries.push(...queries);
    const { aspects } = this.#tried.materials;
    const judgeable = await selectForAll(this.#asking, aspects, queries, this.#outbox.root);
    this.#judgeable.push(...judgeable);
    await this.#answer(this.#sides(), judgeable);
  }

  async #answer(sides: readonly SideAsked[], judgeable: readonly Judgeable[]): Promise<void> {
    const answered = await Promise.all(
      sides.map(({ name, prompt, choose }) =>
        answerAll(this.#asking, `verdict/${name}`, prompt, judgeable, choose, this.#outbox.root, (check) => ({
          kind: 'held-out-judged',
          side: name,
          ...check,
        })),
      ),
    );
    sides.forEach(({ name }, i) => {
      this.#answers.set(name, [...this.#of(name), ...(answered[i] ?? [])]);
    });
  }

  #of(side: Side): readonly Checked[] {
    return this.#answers.get(side) ?? [];
  }

  #give(): void {
    const { config } = this.#asking;
    const { prompt, startRewards, plan, proposals, judgeCheck } = this.#tried;
    const { responder, rewriter, judge } = config.models;
    const verdict = verdictOf(this.#comparisons(), {
      samePrompt: this.#samePrompt,
      leftOut: this.#samePrompt ? [] : this.#leftOut(),
      looks: this.#looks,
      baselines: compareWithEach(
        this.#baselines.map((name) => ({ name, judged: this.#of(name) })),
        this.#of('final'),
        this.#looks,
      ),
      proposals,
      models: { responder: responder.id, rewriter: rewriter.id, judge: judge.id },
      judgeCheck: judgeCheck && {
        pairs: judgeCheck.compared,
        agreed: judgeCheck.agreed,
        noise: judgeCheck.rewardNoise,
      },
      startPrompt: config.startPrompt,
      finalPrompt: prompt,
      startRewards: this.#samePrompt ? startRewards : [],
      searched: plan.search,
    });
    this.#outbox.root.emit({ kind: 'verdict-given', verdict });
  }

  #comparisons(): Comparison[] {
    const categories = new Map(this.#queries.map(({ id, category }) => [id, category]));
    const final = new Map(this.#of('final').map((check) => [check.query, check]));
    return this.#of('initial').flatMap((before) => {
      const after = final.get(before.query);
      if (!isJudged(before) || !after || !isJudged(after)) return [];
      const category = categories.get(before.query) ?? '';
      return [{ query: before.query, category, initial: judged(before), final: judged(after) }];
    });
  }

  #leftOut(): string[] {
    const compared = new Set(this.#comparisons().map(({ query }) => query));
    return this.#queries.map(({ id }) => id).filter((id) => !compared.has(id));
  }
}

const BARE_MODEL = { prompt: '', examples: [] };

type JudgedCheck = Checked & { judgement: Judgement };

function isJudged(check: Checked): check is JudgedCheck {
  return check.judgement !== null;
}

function judged({ response, judgement }: JudgedCheck): JudgedResponse {
  return { response, reward: judgement.reward, scores: judgement.scores };
}
