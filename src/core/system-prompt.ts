/**
 * Phase 2 as a problem for beam.ts: states are prompts with the queries they answered, actions come from the rewriter,
 * a child answers the next queries and is judged (paper, section 3.3). What a level does stands in level.ts.
 */
import type { Scored, SearchMoment, SearchProblem, Steering } from './beam';
import { isDropped, Level, type LevelWork, worstTurn } from './level';
import { levelBarrier } from './level-barrier';
import type { Outbox, Slot } from './outbox';
import type { Change } from './ports';
import { propose, type Proposal } from './proposals';
import type { QueryPlan } from './query-plan';
import { round6 } from './reward';
import { steer } from './steering';
import type { KeepReason, Query, State } from './terms';

const FREE_TO_CHANGE: Change['kind'][] = ['finish', 'depth', 'prune', 'pin', 'edit', 'overrule'];

export class PromptSearch implements SearchProblem<State, Proposal> {
  /** Proposals asked of the rewriter, and those that came to nothing. */
  readonly proposals = { asked: 0, refused: 0 };
  private number = 1;
  private level: Level | null = null;
  /** Prompts that people wrote for a state, tried when it is expanded. */
  private readonly ownPrompts = new Map<State, string[]>();

  constructor(
    private readonly work: LevelWork,
    private readonly plan: Pick<QueryPlan, 'search'>,
    private readonly fits: (prompt: string) => boolean,
    private readonly outbox: Outbox,
  ) {}

  async initial(): Promise<State> {
    const { startPrompt, search } = this.work.asking.config;
    const level = this.open(1, [], search.depth);
    const root = await level.root(startPrompt);
    level.close();
    this.outbox.root.emit({
      kind: 'level-finished',
      level: 1,
      kept: [{ node: root.id, pathScore: 0 }],
      depthLimit: search.depth,
    });
    return root;
  }

  finished(state: State, depthLimit: number): boolean {
    const { queriesPerCandidate } = this.work.asking.config;
    return state.length >= depthLimit || this.queriesOf(state.length + 1).length < queriesPerCandidate;
  }

  async actions(state: State): Promise<{ actions: Proposal[]; extend: boolean }> {
    const level = this.opened();
    const slot = level.expanding.slot();
    const expanded = await this.expand(level, state, slot);
    slot.close();
    return expanded;
  }

  async apply(state: State, proposal: Proposal): Promise<{ state: State; reward: number } | 'dropped'> {
    const child = await this.opened().child(state, proposal);
    if (isDropped(child, this.work.asking.config.unreadable) || child.reward === null) return 'dropped';
    return { state: child, reward: child.reward };
  }

  /** What people decided at this barrier, as the search understands it. */
  async barrier(children: readonly Scored<State>[], depthLimit: number): Promise<Steering<State>> {
    this.opened().close();
    const path = levelBarrier(this.number);
    const nodes = children.map(({ state }) => state.id);
    const { config, ports, signal } = this.work.asking;
    const { changes } = await ports.decisions.decide({ path, nodes, options: FREE_TO_CHANGE }, { signal });
    this.outbox.root.emit({ kind: 'decision-taken', at: path, changes });
    const { steering, ownPrompts } = steer(changes, children, depthLimit, this.fits, config.unreadable);
    for (const { state, prompt } of ownPrompts) {
      this.ownPrompts.set(state, [...(this.ownPrompts.get(state) ?? []), prompt]);
    }
    return steering;
  }

  observe(moment: SearchMoment<State>): void {
    const { level, depthLimit } = moment;
    if (moment.kind === 'level-started') {
      this.open(
        level,
        moment.open.map(({ id }) => id),
        depthLimit,
      );
      return;
    }
    const kept = moment.kept.map(({ state, score }) => ({ node: state.id, pathScore: round6(score) }));
    this.outbox.root.emit({ kind: 'level-finished', level, kept, depthLimit });
  }

  private async expand(
    level: Level,
    state: State,
    slot: Slot,
  ): Promise<{ actions: Proposal[]; extend: boolean }> {
    const { goodEnough, unreadable } = this.work.asking.config;
    const own = (this.ownPrompts.get(state) ?? []).map(ownProposal);
    const kept = reasonToKeep(state, goodEnough.above, unreadable);
    const proposals = kept === null ? await this.proposalsFor(level, state, slot) : [];
    const because: KeepReason | null = kept ?? (proposals.length === 0 ? 'no-proposal' : null);
    if (because === null) return { actions: [...own, ...proposals], extend: false };
    const extend = because !== 'no-proposal' && goodEnough.extend;
    slot.emit({ kind: 'prompt-kept', node: state.id, because, extend });
    return { actions: [...own, { action: { kind: 'keep', because }, prompt: state.prompt }], extend };
  }

  private async proposalsFor(level: Level, state: State, slot: Slot): Promise<Proposal[]> {
    const turn = worstTurn(state);
    if (turn === undefined) return [];
    const critique = await level.reasons(state, slot);
    const evidence = {
      query: turn.query.text,
      response: turn.response,
      scores: turn.judgement?.scores ?? [],
      critique,
    };
    const usable = await propose(this.work.asking, { state, evidence, fits: this.fits }, slot);
    const asked = this.work.asking.config.search.actions;
    this.proposals.asked += asked;
    this.proposals.refused += asked - usable.length;
    return usable;
  }

  /** The m queries that a state of this length is scored on; fewer when they run out. */
  private queriesOf(length: number): Query[] {
    const m = this.work.asking.config.queriesPerCandidate;
    return this.plan.search.slice((length - 1) * m, length * m);
  }

  private open(number: number, beam: string[], depthLimit: number): Level {
    const queries = this.queriesOf(number);
    this.outbox.root.emit({ kind: 'level-started', level: number, queries, beam, depthLimit });
    this.number = number;
    this.level = new Level(this.work, queries, this.outbox.root);
    return this.level;
  }

  private opened(): Level {
    if (this.level === null) throw new Error('a search begins with initial()');
    return this.level;
  }
}

/**
 * Why a state is not rewritten: its judgement could not be read, or it is good already (paper: all fives, or > 4.5). In
 * `drop` one readable turn is enough to go on from; only a root can lack some.
 */
export function reasonToKeep(state: State, above: number, unreadable: 'drop' | 'zero'): KeepReason | null {
  const read = state.turns.flatMap(({ judgement }) => judgement ?? []);
  if (read.length === 0 || (unreadable === 'zero' && read.length < state.turns.length)) return 'unreadable';
  const allFives = read.every(({ scores }) => scores.every(({ score }) => score === 5));
  return allFives || (state.reward ?? 0) > above ? 'good-enough' : null;
}

function ownProposal(prompt: string): Proposal {
  return { action: { kind: 'rewrite', prompt, why: '' }, prompt };
}
