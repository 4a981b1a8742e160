/**
 * Which engine plays which role: the practice model, one real model for all, or several. Real models are looked at only once
 * they are chosen; one that is not whole on this device can be wanted, and is then a problem with a way out.
 */
import { type RunConfig, sameModelForAll } from '../../core/config';
import type { Fault } from '../../core/records';
import type { Speed } from '../../core/speed';
import { ROLES, type Role } from '../../core/terms';
import type { Offer } from '../../models/offers';
import { faultOf } from '../../runner/fault-of';
import type { EngineOffer } from '../lab';
import { engineId, retrieverId, sourceIdOf } from '../models/model-name';
import type { ModelsDesk } from '../models/models-desk';
import { Shelf } from '../models/shelf.svelte';

export type Arrangement = 'one' | 'split';
export type EngineProblem =
  | { tag: 'no-gpu' | 'none-here'; facts: Record<string, never> }
  | { tag: 'no-model'; facts: { role: Role } }
  | { tag: 'model-not-here'; facts: { role: Role; id: string } }
  | { tag: 'retriever-not-here'; facts: { id: string } };

type Wanted = { id: string; contextWindow: number };

/** Used before a model has been seen on the shelf, which says better. */
const USUAL_CONTEXT = 4096;

export class EngineChoice {
  readonly practice: EngineOffer;
  kind: 'practice' | 'real' = $state('practice');
  arrangement: Arrangement = $state('one');
  /** Source ids; null where nothing has been chosen yet. */
  wanted: Readonly<Record<Role, Wanted | null>> = $state.raw(forAll<Wanted | null>(null));
  /** Similar examples are found by an embedding model instead of by their words. */
  byMeaning = $state(false);
  shelf: Shelf | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  readonly #desk: ModelsDesk;

  constructor(practice: EngineOffer, desk: ModelsDesk) {
    this.practice = practice;
    this.#desk = desk;
  }

  readonly models: RunConfig['models'] = $derived.by(() => {
    const practice = sameModelForAll(this.practice);
    if (this.kind === 'practice') return practice;
    const chosen = ROLES.map((role) => {
      const wanted = this.wanted[role];
      return [role, wanted ? { ...wanted, id: engineId(wanted.id) } : practice[role]];
    });
    return Object.fromEntries(chosen) as RunConfig['models'];
  });

  /** The embedding model on this device, else the one to get; null where none fits. */
  readonly embedder: Offer | null = $derived.by(() => {
    const fitting = this.shelf?.retrievers ?? [];
    return fitting.find(({ entry }) => this.shelf?.complete.has(entry.id)) ?? fitting[0] ?? null;
  });
  /** As a run's settings name it; undefined is by words. */
  readonly retriever: string | undefined = $derived.by(() =>
    this.kind === 'real' && this.byMeaning && this.embedder ? retrieverId(this.embedder.entry.id) : undefined,
  );

  /** Why there is nothing to choose from, once that is known. */
  readonly nothing: 'no-gpu' | 'none-here' | null = $derived.by(() => {
    if (!this.shelf?.loaded) return null;
    if (!this.shelf.device?.adapter) return 'no-gpu';
    if (this.fault !== null || this.shelf.fault !== null) return null;
    return this.shelf.ready.length === 0 && this.wanted.responder === null ? 'none-here' : null;
  });

  /** Roles that no model on this device can play yet, in the order of the roles; one model for all counts once. */
  readonly problems: readonly EngineProblem[] = $derived.by(() => {
    if (this.kind === 'practice') return [];
    if (this.nothing !== null) return [{ tag: this.nothing, facts: {} }];
    const problems = ROLES.flatMap((role): EngineProblem[] => {
      const wanted = this.wanted[role];
      if (!wanted) return [{ tag: 'no-model', facts: { role } }];
      return this.isReady(wanted.id, role) ? [] : [{ tag: 'model-not-here', facts: { role, id: wanted.id } }];
    });
    return [...(this.arrangement === 'one' ? problems.slice(0, 1) : problems), ...this.#retrieverProblem()];
  });

  /** Those that keep one role from being played; a model for all stands at the first role. */
  problemsOf(role: Role): readonly EngineProblem[] {
    return this.problems.filter(({ tag, facts }) => {
      if ('role' in facts) return this.arrangement === 'one' || facts.role === role;
      return tag !== 'retriever-not-here';
    });
  }

  choose(kind: 'practice' | 'real'): void {
    this.kind = kind;
    if (kind === 'real') void this.look();
  }

  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    if (arrangement === 'one') this.want(this.wanted.judge?.id ?? this.wanted.responder?.id ?? null, ROLES);
  }

  want(id: string | null, roles: readonly Role[]): void {
    const wanted =
      id === null ? null : { id, contextWindow: this.#offer(id)?.contextWindow ?? USUAL_CONTEXT };
    this.wanted = { ...this.wanted, ...Object.fromEntries(roles.map((role) => [role, wanted])) };
  }

  /** For these roles at once: what is here, and what could be. */
  offersFor(roles: readonly Role[]): { ready: Offer[]; others: Offer[] } {
    const fit = (this.shelf?.offers.offers ?? []).filter(({ entry }) =>
      roles.every((role) => entry.roles.includes(role)),
    );
    const here = (offer: Offer): boolean => this.shelf?.complete.has(offer.entry.id) ?? false;
    return { ready: fit.filter(here), others: fit.filter((offer) => !here(offer)) };
  }

  isReady(id: string, role: Role): boolean {
    return this.shelf?.ready.some(({ entry }) => entry.id === id && entry.roles.includes(role)) ?? false;
  }

  speed(role: Role): Speed | undefined {
    return this.shelf?.speeds?.get(this.models[role].id);
  }

  /** As it was left at the last visit. */
  restore({ models, retriever }: Pick<RunConfig, 'models' | 'retriever'>): void {
    this.byMeaning = retriever !== undefined;
    const found = ROLES.map((role) => sourceIdOf(models[role].id));
    if (found.some((id) => id === null)) return;
    ROLES.forEach((role, i) => {
      this.wanted = {
        ...this.wanted,
        [role]: { id: found[i] ?? '', contextWindow: models[role].contextWindow },
      };
    });
    this.arrangement = found.every((id) => id === found[0]) ? 'one' : 'split';
    this.choose('real');
  }

  /** Said on another screen: this one, for all roles it can play. */
  wish(id: string): void {
    this.arrangement = 'one';
    this.want(id, ROLES);
    this.choose('real');
  }

  dispose(): void {
    this.shelf?.dispose();
  }

  async look(): Promise<void> {
    if (this.shelf) return;
    const shelf = (this.shelf = new Shelf(this.#desk));
    try {
      await shelf.load();
    } catch (error) {
      this.fault = faultOf(error);
    }
    this.#settle();
  }

  /** With the shelf in sight: contexts as they fit here, and something chosen where something can be. */
  #settle(): void {
    for (const role of ROLES) {
      const wanted = this.wanted[role];
      const offer = wanted && this.#offer(wanted.id);
      if (offer)
        this.wanted = { ...this.wanted, [role]: { id: wanted.id, contextWindow: offer.contextWindow } };
    }
    const { judge, responder } = this.wanted;
    if (
      judge &&
      judge.id === responder?.id &&
      !this.isReady(judge.id, 'judge') &&
      this.isReady(judge.id, 'responder')
    )
      this.#splitAround(judge.id);
    const first = this.offersFor(ROLES).ready[0] ?? this.offersFor(['judge']).ready[0];
    for (const role of ROLES) if (!this.wanted[role] && first) this.want(first.entry.id, [role]);
  }

  #retrieverProblem(): EngineProblem[] {
    if (!this.byMeaning || !this.shelf?.loaded) return [];
    const id = this.embedder?.entry.id ?? '';
    return this.shelf.complete.has(id) ? [] : [{ tag: 'retriever-not-here', facts: { id } }];
  }

  /** A model that can only respond leaves the other roles to another. */
  #splitAround(responder: string): void {
    const other = this.offersFor(['judge']).ready[0]?.entry.id ?? null;
    this.arrangement = 'split';
    this.want(
      other,
      ROLES.filter((role) => role !== 'responder'),
    );
    this.want(responder, ['responder']);
  }

  #offer(id: string): Offer | undefined {
    return this.shelf?.offers.offers.find(({ entry }) => entry.id === id);
  }
}

function forAll<T>(value: T): Record<Role, T> {
  return Object.fromEntries(ROLES.map((role) => [role, value])) as Record<Role, T>;
}
