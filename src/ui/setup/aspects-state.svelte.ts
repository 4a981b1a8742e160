/** The aspects of a draft: how each built-in one is used, the person's own, and what the core makes of them. */
import { aspectKey } from '../../core/aspects';
import {
  type AspectChoice,
  type AspectUse,
  MOST_OWN_ASPECTS,
  type OwnAspect,
  parseAspects,
} from '../../core/own-aspects';
import type { Aspect } from '../../core/terms';

export class AspectsState {
  readonly builtIn: readonly Aspect[];
  /** By aspectKey; those used when they fit are not in it. */
  uses: Record<string, AspectUse> = $state.raw({});
  own: OwnAspect[] = $state([]);
  /** Whether texts that are missing are said to be: not before a run, or what stands in its way, is asked for. */
  missingSaid = $state(false);

  readonly read = $derived.by(() => parseAspects({ uses: this.uses, own: this.own }, this.builtIn));
  /** How many built-in aspects are used how. */
  readonly tally = $derived.by(() => {
    const tally: Record<AspectUse, number> = { off: 0, fits: 0, always: 0 };
    for (const { name } of this.builtIn) tally[this.use(name)]++;
    return tally;
  });
  /** Built-in aspects used otherwise than in the paper, and own ones that are on. */
  readonly unlikePaper = $derived.by(
    () => this.tally.off + this.tally.always + this.own.filter(({ use }) => use !== 'off').length,
  );
  readonly full = $derived.by(() => this.own.length >= MOST_OWN_ASPECTS);

  constructor(builtIn: readonly Aspect[]) {
    this.builtIn = builtIn;
  }

  get choice(): AspectChoice {
    return { uses: this.uses, own: this.own };
  }

  use(name: string): AspectUse {
    return this.uses[aspectKey(name)] ?? 'fits';
  }

  setUse(name: string, use: AspectUse): void {
    const { [aspectKey(name)]: _, ...others } = this.uses;
    this.uses = use === 'fits' ? others : { ...others, [aspectKey(name)]: use };
  }

  add(): void {
    if (!this.full) this.own.push({ name: '', low: '', high: '', when: '', use: 'fits' });
  }

  change(at: number, changed: Partial<OwnAspect>): void {
    const one = this.own[at];
    if (one) Object.assign(one, changed);
  }

  remove(at: number): void {
    this.own.splice(at, 1);
  }

  /** Nothing that was written is lost: own aspects are switched off. */
  asPaper(): void {
    this.uses = {};
    for (const one of this.own) one.use = 'off';
  }

  restore({ uses, own }: AspectChoice): void {
    this.uses = uses;
    this.own = own.map((one) => ({ ...one }));
  }
}
