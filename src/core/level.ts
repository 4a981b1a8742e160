/**
 * One level of the search at work: every candidate answers the level's queries and is judged on them. Tells its story in one
 * order: what the beam asked of the rewriter, the aspects of the queries, all responses, all judgements.
 */
import { type Answer, type ChooseExamples, respond } from './answering';
import type { Asking } from './asking';
import { judge, reasonsFor } from './judging';
import type { Slot } from './outbox';
import type { Proposal } from './proposals';
import { rewardOfTurns } from './reward';
import { type Judgeable, selectForAll } from './selecting';
import { type Aspect, isUnreadable, type Query, type State, type Turn } from './terms';

/** What is the same for all levels of a search. */
export interface LevelWork {
  asking: Asking;
  aspects: readonly Aspect[];
  choose: ChooseExamples;
  /** Reasons asked for so far, by state: with `every-candidate` they are known before the state is expanded. */
  critiques: Map<State, Promise<string>>;
}

export class Level {
  readonly expanding: Slot;
  private readonly selecting: Slot;
  private readonly responding: Slot;
  private readonly judging: Slot;
  private judgeable: Promise<Judgeable[]> | null = null;
  /** Children made of each state so far: the next child's number. */
  private readonly born = new Map<State, number>();

  constructor(
    private readonly work: LevelWork,
    private readonly queries: readonly Query[],
    story: Slot,
  ) {
    this.expanding = story.slot();
    this.selecting = story.slot();
    this.responding = story.slot();
    this.judging = story.slot();
  }

  close(): void {
    for (const slot of [this.expanding, this.selecting, this.responding, this.judging]) slot.close();
  }

  root(prompt: string): Promise<State> {
    return this.answerAndJudge('root', null, { prompt, action: null });
  }

  child(parent: State, proposal: Proposal): Promise<State> {
    const number = this.born.get(parent) ?? 0;
    this.born.set(parent, number + 1);
    const id = parent.parent === null ? String(number) : `${parent.id}.${String(number)}`;
    return this.answerAndJudge(id, parent, proposal);
  }

  private async answerAndJudge(
    id: string,
    parent: State | null,
    { prompt, action }: Pick<State, 'prompt' | 'action'>,
  ): Promise<State> {
    const responding = this.responding.slot();
    const judging = this.judging.slot();
    responding.emit({ kind: 'candidate-proposed', node: id, parent: parent?.id ?? null, prompt, action });
    const places = this.queries.map(() => ({ responding: responding.slot(), judging: judging.slot() }));
    responding.close();
    const judgeable = await this.readable();
    const turns = await Promise.all(
      this.queries.map(async (query, i) => {
        const found = judgeable.find((one) => one.query.id === query.id);
        const place = places[i];
        if (!place) return [];
        const turn = found ? [await this.turn(id, i, prompt, found, place)] : [];
        place.responding.close();
        place.judging.close();
        return turn;
      }),
    );
    const state = this.stateOf(id, parent, { prompt, action }, turns.flat());
    await this.tell(state, judging);
    judging.close();
    return state;
  }

  /** The level's queries with their aspects, asked for once, by whichever candidate comes first. */
  private readable(): Promise<Judgeable[]> {
    const { asking, aspects } = this.work;
    this.judgeable ??= selectForAll(asking, aspects, this.queries, this.selecting).then((judgeable) => {
      this.selecting.close();
      return judgeable;
    });
    return this.judgeable;
  }

  private async turn(
    node: string,
    number: number,
    prompt: string,
    { query, selection }: Judgeable,
    place: { responding: Slot; judging: Slot },
  ): Promise<Turn> {
    const { asking, choose } = this.work;
    const path = `system/${node}/q${String(number)}`;
    const answer = await respond(asking, path, prompt, query, await choose(query));
    const { response, examples }: Answer = isUnreadable(answer) ? { response: '', examples: [] } : answer;
    place.responding.emit({ kind: 'response-given', node, query: query.id, examples, response });
    place.responding.close();
    const judgement = isUnreadable(answer)
      ? answer
      : await judge(asking, { path, query: query.text, response }, selection);
    if (isUnreadable(judgement)) {
      place.judging.emit({ kind: 'judgement-unreadable', node, query: query.id, why: judgement.unreadable });
    } else place.judging.emit({ kind: 'response-judged', node, query: query.id, judgement });
    return { query, examples, response, judgement: isUnreadable(judgement) ? null : judgement };
  }

  private stateOf(
    id: string,
    parent: State | null,
    { prompt, action }: Pick<State, 'prompt' | 'action'>,
    turns: Turn[],
  ): State {
    const reward = rewardOfTurns(turns, this.work.asking.config.unreadable);
    return { id, parent, length: (parent?.length ?? 0) + 1, prompt, action, turns, reward };
  }

  private async tell(state: State, slot: Slot): Promise<void> {
    const { config } = this.work.asking;
    if (isDropped(state, config.unreadable)) {
      slot.emit({ kind: 'candidate-dropped', node: state.id });
      return;
    }
    if (state.reward !== null) slot.emit({ kind: 'candidate-scored', node: state.id, reward: state.reward });
    if (config.reasons === 'every-candidate') await this.reasons(state, slot);
  }

  /** Reasons for the worst turn of a state, asked for once; '' where nothing of it could be judged. */
  reasons(state: State, slot: Slot): Promise<string> {
    const known = this.work.critiques.get(state) ?? this.askReasons(state, slot);
    this.work.critiques.set(state, known);
    return known;
  }

  private async askReasons(state: State, slot: Slot): Promise<string> {
    const turn = worstTurn(state);
    if (turn === undefined) return '';
    const judged = { path: `system/${state.id}`, query: turn.query.text, response: turn.response };
    const critique = await reasonsFor(this.work.asking, judged, turn.judgement);
    slot.emit({ kind: 'state-critiqued', node: state.id, query: turn.query.id, critique });
    return critique;
  }
}

/**
 * Whether a state counts for nothing: no query of its level had aspects, or, in `drop`, one of its judgements could not be
 * read. The root is never dropped; it has no siblings to be unfair to.
 */
export function isDropped({ parent, turns }: State, unreadable: 'drop' | 'zero'): boolean {
  if (parent === null) return false;
  return turns.length === 0 || (unreadable === 'drop' && turns.some(({ judgement }) => judgement === null));
}

/** The turn with the lowest reward, the first of equals; undefined where none could be read. */
export function worstTurn({ turns }: State): Turn | undefined {
  const readable = turns.filter((turn) => turn.judgement !== null);
  return readable.reduce<Turn | undefined>(
    (worst, turn) => ((turn.judgement?.reward ?? 0) < (worst?.judgement?.reward ?? Infinity) ? turn : worst),
    undefined,
  );
}
