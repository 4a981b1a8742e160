/**
 * What a draft costs as it stands: calls, tokens, changes of model, and time where a speed is known or chosen. It reads the
 * draft and decides nothing; what is not known is null, never zero.
 */
import { presetConfig, type PresetName } from '../../core/config';
import { checkCost, type Cost, type Estimate, estimateRun } from '../../core/estimate';
import { GUESSED_SPEED, sameSpeed, type Speeds } from '../../core/forecast';
import type { RunSetup } from '../../core/materials';
import type { Fitted } from '../../core/plan';
import { secondsOf } from '../../core/speed';
import { ROLES } from '../../core/terms';
import { READING_MULTIPLE } from '../../models/practice/constants';
import type { Pace } from '../lab';
import type { EngineChoice } from './engine-choice.svelte';
import { modelChanges } from './model-loads';
import type { DraftCheck } from './setup-checks';

/** What a call costs beyond its writing, in Chromium: docs/BENCHMARKS.md. */
const PRACTICE_SECONDS_A_CALL = 0.004;

/** What the cost follows from. */
export interface Costed {
  readonly choice: EngineChoice;
  readonly pace: Pace;
  /** Config and materials as they were when the person last paused. */
  readonly settled: RunSetup;
  /** As asked for, before it is fitted to minutes. */
  readonly checked: DraftCheck;
  readonly check: DraftCheck;
  readonly fitted: Fitted | null;
}

export class DraftCost {
  readonly #of: Costed;

  constructor(of: Costed) {
    this.#of = of;
  }

  readonly estimate: Estimate | null = $derived.by(() => {
    const { setup } = this.#of.check;
    return setup && setup.materials.queries.length > 0 ? estimateRun(setup) : null;
  });

  /** What the judge check costs, with the judge and the scoring as they are. */
  readonly judgeCheck: Cost = $derived.by(() => {
    const { config, materials } = this.#of.settled;
    return checkCost({ config: { ...config, judgeCheck: true }, materials });
  });

  /** How often models change places; null for one model, or without an estimate. */
  readonly changes: number | null = $derived.by(() => {
    const { setup } = this.#of.checked;
    if (setup === null || this.estimate === null || this.#of.choice.kind === 'practice') return null;
    return modelChanges(setup) || null;
  });

  /** Apart from the rest of the draft, so that a change of a setting does not estimate the presets again. */
  readonly #materials = $derived.by(() => this.#of.settled.materials);
  readonly #prompt = $derived.by(() => this.#of.settled.config.startPrompt);
  /** What each preset would cost with the queries and prompt there are; null where it cannot be told. */
  readonly presets: Record<PresetName, Estimate> | null = $derived.by(() => {
    const materials = this.#materials;
    if (materials.queries.length === 0) return null;
    const own = { seed: 1, startPrompt: this.#prompt, models: this.#of.choice.models };
    const cost = (name: PresetName) => estimateRun({ config: presetConfig(name, own), materials });
    return { quick: cost('quick'), standard: cost('standard'), paper: cost('paper') };
  });

  /** Seconds it will take: at the chosen pace, or at the measured speed of real models; null where that is not known. */
  get seconds(): number | null {
    const { choice, fitted, pace } = this.#of;
    if (fitted !== null) return fitted.seconds;
    if (choice.kind === 'practice') return this.secondsAt(pace);
    if (this.estimate === null) return null;
    const speeds = ROLES.map((role) => [role, choice.speed(role)]);
    return secondsOf(this.estimate, Object.fromEntries(speeds) as Parameters<typeof secondsOf>[1]);
  }

  /** On the practice model. */
  secondsAt(pace: Pace): number | null {
    if (this.estimate === null || this.#of.choice.kind !== 'practice') return null;
    if (pace === null) return this.estimate.calls * PRACTICE_SECONDS_A_CALL;
    return secondsOf(this.estimate, sameSpeed({ decode: pace, prefill: pace * READING_MULTIPLE, calls: 0 }));
  }

  /** Tokens a second of each role's model, as far as they are known. */
  get speeds(): Partial<Speeds> {
    const { choice, pace } = this.#of;
    if (choice.kind === 'practice') {
      const decode = pace ?? GUESSED_SPEED.decode ?? 1;
      return sameSpeed({ decode, prefill: decode * READING_MULTIPLE, calls: 0 });
    }
    const known = ROLES.flatMap((role) => {
      const speed = choice.speed(role);
      return speed === undefined ? [] : [[role, speed] as const];
    });
    return Object.fromEntries(known);
  }

  /** A plan for models of which one was never measured here starts from a guess. */
  get guessed(): boolean {
    const { choice } = this.#of;
    return choice.kind === 'real' && ROLES.some((role) => !choice.speed(role)?.decode);
  }

  /** Real models whose speed nobody has measured here yet. */
  get unmeasured(): boolean {
    return this.#of.choice.kind === 'real' && this.estimate !== null && this.seconds === null;
  }
}

/** Read and written, all roles. */
export function tokensOf({ byRole }: Estimate): number {
  return ROLES.reduce((sum, role) => sum + byRole[role].promptTokens + byRole[role].completionTokens, 0);
}
