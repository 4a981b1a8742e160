/**
 * Phase 2 as a problem for beam.ts: states are prompts with the queries they answered, actions come from the rewriter,
 * a child answers the next queries and is judged (paper, section 3.3).
 *
 * Every level tells its story in the same order: what the beam asked of the rewriter, the aspects of the level's queries,
 * all responses, all judgements, what was kept.
 */
import { type Answer, type ChooseExamples, respond } from './answering';
import type { Asking } from './asking';
import type { Scored, SearchMoment, SearchProblem, Steering } from './beam';
import { judge, type Judged, reasonsFor } from './judging';
import type { Outbox, Slot } from './outbox';
import type { Change } from './ports';
import { propose, type Proposal } from './proposals';
import type { QueryPlan } from './query-plan';
import { rewardOf, round6 } from './reward';
import { type Judgeable, selectForAll } from './selecting';
import { steer } from './steering';
import {
  type Action,
  type Aspect,
  isUnreadable,
  type KeepReason,
  type Query,
  type State,
  type Turn,
} from './terms';

/** A search action carries the prompt it leads to, so that an edit is applied once, where it was checked. */
export type Move = Proposal;

/** The places in the order of events where one level's work is told. */
interface Stage {
  queries: Query[];
  expanding: Slot;
  selecting: Slot;
  responding: Slot;
  judging: Slot;
  judgeable: Promise<Judgeable[]> | null;
  /** Children made of each state so far: the next child's number. */
  born: Map<State, number>;
}

const FREE_TO_CHANGE: Change['kind'][] = ['finish', 'depth', 'prune', 'pin', 'edit', 'overrule'];

export class PromptSearch implements SearchProblem<State, Move> {
  /** Set by initial(), which a search calls first. */
  private stage!: Stage;
  /** Reasons asked for so far, by state. */
  private readonly critiques = new Map<State, Promise<string>>();
  /** Prompts that people wrote for a state, tried when it is expanded. */
  private readonly ownPrompts = new Map<State, string[]>();
  private level = 1;
  /** Proposals asked of the rewriter, and those that came to nothing. */
  readonly proposals = { asked: 0, refused: 0 };

  constructor(
    private readonly asking: Asking,
    private readonly plan: QueryPlan,
    private readonly aspects: readonly Aspect[],
    private readonly choose: ChooseExamples,
    private readonly fits: (prompt: string) => boolean,
    private readonly outbox: Outbox,
  ) {}

  async initial(): Promise<State> {
    const { config } = this.asking;
    this.stage = this.openStage(1, [], config.search.depth);
    const root = await this.answerAndJudge('root', null, { prompt: config.startPrompt, action: null });
    this.closeStage();
    const kept = [{ node: root.id, pathScore: 0 }];
    this.outbox.root.emit({ kind: 'level-finished', level: 1, kept, depthLimit: config.search.depth });
    return root;
  }

  finished(state: State, depthLimit: number): boolean {
    return (
      state.length >= depthLimit ||
      this.queriesOf(state.length + 1).length < this.asking.config.queriesPerCandidate
    );
  }

  async actions(state: State): Promise<{ actions: Move[]; extend: boolean }> {
    const slot = this.stage.expanding.slot();
    try {
      return await this.expand(state, slot);
    } finally {
      slot.close();
    }
  }

  private async expand(state: State, slot: Slot): Promise<{ actions: Move[]; extend: boolean }> {
    const own = (this.ownPrompts.get(state) ?? []).map(ownMove);
    const kept = reasonToKeep(state, this.asking.config.goodEnough.above);
    const proposals = kept === null ? await this.proposalsFor(state, slot) : [];
    const because: KeepReason | null = kept ?? (proposals.length === 0 ? 'no-proposal' : null);
    if (because === null) return { actions: [...own, ...proposals], extend: false };
    const extend = because !== 'no-proposal' && this.asking.config.goodEnough.extend;
    slot.emit({ kind: 'prompt-kept', node: state.id, because, extend });
    return { actions: [...own, { action: { kind: 'keep', because }, prompt: state.prompt }], extend };
  }

  private async proposalsFor(state: State, slot: Slot): Promise<Move[]> {
    const turn = worstTurn(state);
    if (turn === undefined) return [];
    const critique = await this.reasons(state, slot);
    const evidence = {
      query: turn.query.text,
      response: turn.response,
      scores: turn.judgement?.scores ?? [],
      critique,
    };
    const usable = await propose(this.asking, { state, evidence, fits: this.fits }, slot);
    this.proposals.asked += this.asking.config.search.actions;
    this.proposals.refused += this.asking.config.search.actions - usable.length;
    return usable;
  }

  async apply(state: State, move: Move): Promise<{ state: State; reward: number } | 'dropped'> {
    const number = this.stage.born.get(state) ?? 0;
    this.stage.born.set(state, number + 1);
    const id = state.parent === null ? String(number) : `${state.id}.${String(number)}`;
    const child = await this.answerAndJudge(id, state, move);
    const whole = child.turns.length > 0 && child.turns.every((turn) => turn.judgement !== null);
    if (whole || this.asking.config.unreadable === 'zero') return { state: child, reward: child.reward };
    return 'dropped';
  }

  /** What people decided at this barrier, as the search understands it. */
  async barrier(children: readonly Scored<State>[], depthLimit: number): Promise<Steering<State>> {
    this.closeStage();
    const at = `system/level/${String(this.level)}/barrier`;
    const nodes = children.map(({ state }) => state.id);
    const { signal, ports } = this.asking;
    const { changes } = await ports.decisions.decide(
      { path: at, nodes, options: FREE_TO_CHANGE },
      { signal },
    );
    this.outbox.root.emit({ kind: 'decision-taken', at, changes });
    return steer(changes, children, depthLimit, this.ownPrompts);
  }

  observe(moment: SearchMoment<State>): void {
    if (moment.kind === 'level-started') {
      this.level = moment.level;
      this.stage = this.openStage(
        moment.level,
        moment.open.map(({ id }) => id),
        moment.depthLimit,
      );
      return;
    }
    const kept = moment.kept.map(({ state, score }) => ({ node: state.id, pathScore: round6(score) }));
    this.outbox.root.emit({
      kind: 'level-finished',
      level: moment.level,
      kept,
      depthLimit: moment.depthLimit,
    });
  }

  private async answerAndJudge(
    id: string,
    parent: State | null,
    { prompt, action }: { prompt: string; action: Action | null },
  ): Promise<State> {
    const { stage } = this;
    const responding = stage.responding.slot();
    const judging = stage.judging.slot();
    responding.emit({ kind: 'candidate-proposed', node: id, parent: parent?.id ?? null, prompt, action });
    const slots = stage.queries.map(() => ({ responding: responding.slot(), judging: judging.slot() }));
    responding.close();
    try {
      stage.judgeable ??= selectForAll(this.asking, this.aspects, stage.queries, stage.selecting).finally(
        () => {
          stage.selecting.close();
        },
      );
      const judgeable = await stage.judgeable;
      const turns = await Promise.all(
        stage.queries.map(async (query, i) => {
          const place = slots[i];
          const found = judgeable.find((one) => one.query.id === query.id);
          try {
            return found && place ? [await this.turn(id, i, prompt, found, place)] : [];
          } finally {
            place?.responding.close();
            place?.judging.close();
          }
        }),
      );
      const state = stateOf(id, parent, prompt, action, turns.flat());
      await this.tell(state, judging);
      return state;
    } finally {
      judging.close();
    }
  }

  private async turn(
    node: string,
    number: number,
    prompt: string,
    { query, selection }: Judgeable,
    place: { responding: Slot; judging: Slot },
  ): Promise<Turn> {
    const path = `system/${node}/q${String(number)}`;
    const answer = await respond(this.asking, path, prompt, query, await this.choose(query));
    const { response, examples }: Answer = isUnreadable(answer) ? { response: '', examples: [] } : answer;
    place.responding.emit({ kind: 'response-given', node, query: query.id, examples, response });
    const judged: Judged = { path, query: query.text, response };
    const judgement = isUnreadable(answer) ? answer : await judge(this.asking, judged, selection);
    if (isUnreadable(judgement)) {
      place.judging.emit({ kind: 'judgement-unreadable', node, query: query.id, why: judgement.unreadable });
      return { query, examples, response, judgement: null };
    }
    place.judging.emit({ kind: 'response-judged', node, query: query.id, judgement });
    return { query, examples, response, judgement };
  }

  private async tell(state: State, slot: Slot): Promise<void> {
    const { config } = this.asking;
    const readable = state.turns.length > 0 && state.turns.every((turn) => turn.judgement !== null);
    if (!readable && config.unreadable === 'drop' && state.parent !== null) {
      slot.emit({ kind: 'candidate-dropped', node: state.id });
      return;
    }
    slot.emit({ kind: 'candidate-scored', node: state.id, reward: state.reward });
    if (readable && config.reasons === 'every-candidate') await this.reasons(state, slot);
  }

  /** Reasons for the worst turn of a state, asked for once. */
  private reasons(state: State, slot: Slot): Promise<string> {
    const known = this.critiques.get(state) ?? this.askReasons(state, slot);
    this.critiques.set(state, known);
    return known;
  }

  private async askReasons(state: State, slot: Slot): Promise<string> {
    const turn = worstTurn(state);
    if (turn === undefined) return '';
    const judged = { path: `system/${state.id}`, query: turn.query.text, response: turn.response };
    const critique = await reasonsFor(this.asking, judged, turn.judgement);
    slot.emit({ kind: 'state-critiqued', node: state.id, query: turn.query.id, critique });
    return critique;
  }

  /** The m queries that a state of this length is scored on; fewer when they run out. */
  private queriesOf(length: number): Query[] {
    const m = this.asking.config.queriesPerCandidate;
    return this.plan.search.slice((length - 1) * m, length * m);
  }

  private openStage(level: number, beam: string[], depthLimit: number): Stage {
    const queries = this.queriesOf(level);
    this.outbox.root.emit({ kind: 'level-started', level, queries, beam, depthLimit });
    return this.newStage(level);
  }

  private newStage(level: number): Stage {
    const { root } = this.outbox;
    return {
      queries: this.queriesOf(level),
      expanding: root.slot(),
      selecting: root.slot(),
      responding: root.slot(),
      judging: root.slot(),
      judgeable: null,
      born: new Map(),
    };
  }

  private closeStage(): void {
    const { expanding, selecting, responding, judging } = this.stage;
    for (const slot of [expanding, selecting, responding, judging]) slot.close();
  }
}

/** Where an unreadable judgement does not drop its candidate, it counts as a reward of 0 (paper). */
const UNREADABLE = { reward: 0 };

function stateOf(
  id: string,
  parent: State | null,
  prompt: string,
  action: Action | null,
  turns: Turn[],
): State {
  const rewards = turns.map((turn) => turn.judgement ?? UNREADABLE);
  const reward = rewardOf(rewards.length > 0 ? rewards : [UNREADABLE]);
  return { id, parent, length: (parent?.length ?? 0) + 1, prompt, action, turns, reward };
}

/** Why a state is not rewritten: its judgement could not be read, or it is good already (paper: all fives, or > 4.5). */
export function reasonToKeep(state: State, above: number): KeepReason | null {
  if (state.turns.length === 0 || state.turns.some((turn) => turn.judgement === null)) return 'unreadable';
  const allFives = state.turns.every((turn) => turn.judgement?.scores.every(({ score }) => score === 5));
  return allFives || state.reward > above ? 'good-enough' : null;
}

/** The turn with the lowest reward, the first of equals. */
export function worstTurn(state: State): Turn | undefined {
  const readable = state.turns.filter((turn) => turn.judgement !== null);
  return readable.reduce<Turn | undefined>(
    (worst, turn) => ((turn.judgement?.reward ?? 0) < (worst?.judgement?.reward ?? Infinity) ? turn : worst),
    undefined,
  );
}

function ownMove(prompt: string): Move {
  return { action: { kind: 'rewrite', prompt, why: '' }, prompt };
}
