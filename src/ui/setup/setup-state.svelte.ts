/**
 * Setup's decisions: what the draft is, what is wrong with it, what it costs, and starting it. The components only draw.
 * A setting changed by hand makes the preset 'own'; changed back, it is the preset again.
 */
import { presetConfig, type PresetName, type RunConfig, sameModelForAll } from '../../core/config';
import { formatPrompt, keepsProtectedRules, parsePrompt } from '../../core/edits';
import { checkCost, type Cost, type Estimate, estimateRun } from '../../core/estimate';
import { GUESSED_SPEED, sameSpeed, type Speeds } from '../../core/forecast';
import type { RunSetup } from '../../core/materials';
import { type Fitted, fitPlan, type MinutesTooFew } from '../../core/plan';
import type { Fault } from '../../core/records';
import { faultOf, isFault } from '../../runner/fault-of';
import { type BaselineName, BASELINES, ROLES } from '../../core/terms';
import { secondsOf } from '../../core/speed';
import { READING_MULTIPLE } from '../../models/practice/constants';
import type { BuiltInContent, Lab, Pace } from '../lab';
import { m } from '../messages/messages';
import { AspectsState } from './aspects-state.svelte';
import { EngineChoice } from './engine-choice.svelte';
import { takeWish } from './engine-wish';
import { modelChanges } from './model-loads';
import { OwnQueries } from './own-queries.svelte';
import {
  checkDraft,
  type DraftCheck,
  type FieldProblem,
  withAspectProblems,
  withEngineProblems,
  withTimeProblem,
} from './setup-checks';
import { takeHandedDraft } from './reused-settings';
import { loadDraft, type SetupDraft } from './setup-draft';
import { readSetting, type SettingPath, type SettingValue, withSetting } from './setting-paths';

/** What a call costs beyond its writing, in Chromium: docs/BENCHMARKS.md. */
const PRACTICE_SECONDS_A_CALL = 0.004;

export const PRESET_NAMES: readonly PresetName[] = ['quick', 'standard', 'paper'];

type Settled = RunSetup;

export class SetupState {
  readonly builtIn: BuiltInContent;
  readonly own = new OwnQueries();
  readonly choice: EngineChoice;
  readonly aspects: AspectsState;
  pace: Pace = $state(null);
  /** How long the run may take; null is no limit. */
  minutes: number | null = $state(null);
  source: 'built-in' | 'own' = $state('built-in');
  startPrompt = $state(m.start.startPrompt as string);
  protectedText = $state('');
  starting = $state(false);
  fault: Fault | null = $state.raw(null);
  /** What kept the judge check from starting when it was last asked for. */
  checkProblems: readonly FieldProblem[] = $state.raw([]);

  /** The settings; prompt, rules and models are put in by `config`. */
  #settings: RunConfig;
  readonly protectedRules = $derived(linesOf(this.protectedText));
  /** Rules asked to be kept that the prompt lacks: they are added to the prompt the run starts from. */
  readonly addedRules = $derived(
    this.protectedRules.filter((rule) => !keepsProtectedRules(this.startPrompt, [rule])),
  );
  /** At full speed the practice model is done at once: minutes mean nothing there. */
  readonly timed = $derived.by(() => this.choice.kind === 'real' || this.pace !== null);
  readonly limited = $derived.by(() => this.timed && this.minutes !== null);
  readonly config: RunConfig = $derived.by(() => ({
    ...this.#withEngines(this.#settings),
    startPrompt: withRules(this.startPrompt, this.addedRules),
    protectedRules: this.protectedRules,
    ...(this.limited ? { minutes: this.minutes ?? NaN } : {}),
  }));
  readonly materials: RunSetup['materials'] = $derived.by(() => {
    const { seedQueries, heldOut, baseExamples, checkPairs, baseline } = this.builtIn;
    const ownQueries = this.source === 'own';
    return {
      queries: ownQueries ? this.own.queries : seedQueries,
      ownQueries,
      heldOut,
      baseExamples,
      aspects: this.aspects.read.aspects,
      checkPairs,
      baseline,
    };
  });
  readonly preset = $derived.by(() => this.#settings.preset);

  /** Config and materials as they were when the person last paused: checking two thousand queries takes its time. */
  #settled: Settled;
  readonly #checked: DraftCheck = $derived.by(() =>
    checkDraft(this.#settled.config, this.#settled.materials),
  );
  /** The run fitted to its minutes, or that they are too few; null without minutes, or while the rest cannot run. */
  readonly #fit: Fitted | MinutesTooFew | null = $derived.by(() => {
    const { setup, problems } = this.#checked;
    if (setup?.config.minutes === undefined || problems.length > 0) return null;
    const { minutes, ...asked } = setup.config;
    return fitPlan({ ...setup, config: asked }, minutes, this.speeds);
  });
  readonly fitted: Fitted | null = $derived.by(() => (this.#fit && 'setup' in this.#fit ? this.#fit : null));
  readonly check: DraftCheck = $derived.by(() => {
    const tooFew = this.#fit && 'tag' in this.#fit ? this.#fit : null;
    const engines = withTimeProblem(withEngineProblems(this.#checked, this.choice.problems), tooFew);
    const check = withAspectProblems(engines, this.aspects.read.problems);
    return this.fitted === null ? check : { ...check, setup: this.fitted.setup };
  });
  readonly estimate: Estimate | null = $derived.by(() => {
    const { setup } = this.check;
    return setup && setup.materials.queries.length > 0 ? estimateRun(setup) : null;
  });

  /** What the judge check costs, with the judge and the scoring as they are. */
  readonly checkCost: Cost = $derived.by(() =>
    checkCost({ config: { ...this.#settled.config, judgeCheck: true }, materials: this.#settled.materials }),
  );

  /** How often models change places; null for one model, or without an estimate. */
  readonly changes: number | null = $derived.by(() => {
    const { setup } = this.#checked;
    if (setup === null || this.estimate === null || this.choice.kind === 'practice') return null;
    return modelChanges(setup) || null;
  });

  /** Apart from the rest of the draft, so that a change of a setting does not estimate the presets again. */
  readonly #settledMaterials = $derived.by(() => this.#settled.materials);
  readonly #settledPrompt = $derived.by(() => this.#settled.config.startPrompt);
  /** What each preset would cost with the queries and prompt there are; null where it cannot be told. */
  readonly presetCosts: Record<PresetName, Estimate> | null = $derived.by(() => {
    const materials = this.#settledMaterials;
    if (materials.queries.length === 0) return null;
    const own = { seed: 1, startPrompt: this.#settledPrompt, models: this.choice.models };
    const cost = (name: PresetName) => estimateRun({ config: presetConfig(name, own), materials });
    return { quick: cost('quick'), standard: cost('standard'), paper: cost('paper') };
  });
  readonly #lab: Lab;

  constructor(lab: Lab, builtIn: BuiltInContent, seed: number) {
    this.#lab = lab;
    this.builtIn = builtIn;
    const first = lab.engines[0];
    if (!first) throw new Error('no engine on offer');
    this.choice = new EngineChoice(first, lab.models);
    this.aspects = new AspectsState(builtIn.aspects);
    this.#settings = $state.raw(
      presetConfig('standard', { seed, startPrompt: '', models: sameModelForAll(first) }),
    );
    const draft = takeHandedDraft() ?? loadDraft();
    if (draft) this.#restore(draft);
    const wish = takeWish();
    if (wish !== null) this.choice.wish(wish);
    this.#settled = $state.raw({ config: this.config, materials: this.materials });
  }

  /** Looks again at what there is now. */
  settle(now: Settled = { config: this.config, materials: this.materials }): void {
    this.#settled = now;
  }

  choosePreset(name: PresetName): void {
    this.#settings = this.#ofPreset(name);
  }

  setting(path: SettingPath): SettingValue {
    return readSetting(this.#settings, path);
  }

  paperValue(path: SettingPath): SettingValue {
    return readSetting(this.#ofPreset('paper'), path);
  }

  set(path: SettingPath, value: SettingValue): void {
    this.#change(withSetting(this.#settings, path, value));
  }

  get baselines(): readonly BaselineName[] {
    return this.#settings.baselines ?? [];
  }

  /** Always in the order of the list: what was switched on first says nothing. */
  setBaseline(name: BaselineName, on: boolean): void {
    const wanted = BASELINES.filter((one) => (one === name ? on : this.baselines.includes(one)));
    this.#change({ ...this.#settings, baselines: wanted });
  }

  #change(changed: RunConfig): void {
    const same = PRESET_NAMES.find((name) => sameSettings(changed, this.#ofPreset(name)));
    this.#settings = same ? this.#ofPreset(same) : { ...changed, preset: 'own' };
  }

  drawSeed(): void {
    const [seed = 1] = crypto.getRandomValues(new Uint32Array(1));
    this.set('seed', seed % 1_000_000);
  }

  /** Seconds it will take: at the chosen pace, or at the measured speed of real models; null where that is not known. */
  get seconds(): number | null {
    if (this.fitted !== null) return this.fitted.seconds;
    if (this.choice.kind === 'practice') return this.#secondsAt(this.pace);
    if (this.estimate === null) return null;
    const speeds = ROLES.map((role) => [role, this.choice.speed(role)]);
    return secondsOf(this.estimate, Object.fromEntries(speeds) as Parameters<typeof secondsOf>[1]);
  }

  /** Tokens a second of each role's model, as far as they are known. */
  get speeds(): Partial<Speeds> {
    if (this.choice.kind === 'practice') {
      const decode = this.pace ?? GUESSED_SPEED.decode ?? 1;
      return sameSpeed({ decode, prefill: decode * READING_MULTIPLE, calls: 0 });
    }
    const known = ROLES.flatMap((role) => {
      const speed = this.choice.speed(role);
      return speed === undefined ? [] : [[role, speed] as const];
    });
    return Object.fromEntries(known);
  }

  /** A plan for models of which one was never measured here starts from a guess. */
  get guessed(): boolean {
    return this.choice.kind === 'real' && ROLES.some((role) => !this.choice.speed(role)?.decode);
  }

  /** Real models whose speed nobody has measured here yet. */
  get unmeasured(): boolean {
    return this.choice.kind === 'real' && this.estimate !== null && this.seconds === null;
  }

  /** In words, for the choice of a pace. */
  timeAt(pace: Pace): string | null {
    const seconds = this.#secondsAt(pace);
    return seconds === null ? null : m.setup.engine.paceTime(seconds);
  }

  #secondsAt(pace: Pace): number | null {
    if (this.estimate === null || this.choice.kind !== 'practice') return null;
    const overhead = this.estimate.calls * PRACTICE_SECONDS_A_CALL;
    if (pace === null) return overhead;
    return secondsOf(this.estimate, sameSpeed({ decode: pace, prefill: pace * READING_MULTIPLE, calls: 0 }));
  }

  /** The id of the run that has begun; null where problems or a fault stand in the way (both are then on screen). */
  async run(): Promise<string | null> {
    this.settle();
    const { setup, problems } = this.check;
    return problems.length > 0 ? null : this.#start(setup);
  }

  async #start(setup: RunSetup | null): Promise<string | null> {
    if (this.starting || setup === null) return null;
    this.starting = true;
    this.fault = null;
    try {
      const run = await this.#lab.start(setup, { pace: this.pace });
      if (!isFault(run)) return run.row.id;
      this.fault = run;
    } catch (error) {
      this.fault = faultOf(error);
    } finally {
      this.starting = false;
    }
    return null;
  }

  /** The judge check on its own, with the judge in every role: no other model is needed. Answers as `run` does. */
  async checkJudge(): Promise<string | null> {
    this.settle();
    const { retriever: _, ...config } = this.#settled.config;
    const models = sameModelForAll(config.models.judge);
    const judging = this.choice.problems.filter(({ facts }) => 'role' in facts && facts.role === 'judge');
    const only: RunConfig = { ...config, models, task: 'judge-check' };
    const check = withEngineProblems(checkDraft(only, this.#settled.materials), judging);
    this.checkProblems = check.problems;
    return check.problems.length > 0 ? null : this.#start(check.setup);
  }

  get draft(): SetupDraft {
    return {
      source: this.source,
      ownText: this.own.textToRemember,
      ownColumn: this.own.column,
      startPrompt: this.startPrompt,
      protectedText: this.protectedText,
      pace: this.pace,
      aspects: this.aspects.choice,
      minutes: Number.isNaN(this.minutes) ? null : this.minutes,
      config: this.#withEngines(this.#settings),
    };
  }

  #withEngines(settings: RunConfig): RunConfig {
    const { models, retriever } = this.choice;
    const { retriever: _, ...rest } = settings;
    return { ...rest, models, ...(retriever === undefined ? {} : { retriever }) };
  }

  #restore(draft: SetupDraft): void {
    this.source = draft.source;
    this.startPrompt = draft.startPrompt;
    this.protectedText = draft.protectedText;
    this.pace = draft.pace;
    this.minutes = draft.minutes;
    // A draft from before there was a judge check has what its preset would have now.
    this.#settings = { ...draft.config, judgeCheck: draft.config.judgeCheck ?? draft.config.mode === 'lab' };
    this.choice.restore(draft.config);
    this.aspects.restore(draft.aspects);
    if (draft.ownText !== '') this.own.type(draft.ownText);
    if (draft.ownColumn !== null) this.own.chooseColumn(draft.ownColumn);
  }

  #ofPreset(name: PresetName): RunConfig {
    const { seed, startPrompt, models } = this.#settings;
    return presetConfig(name, { seed, startPrompt, models });
  }
}

/** Where the problems of a field stand, for aria-describedby. */
export function problemsId(field: string): string {
  return `${field}-problems`;
}

/** Read and written, all roles. */
export function tokensOf({ byRole }: Estimate): number {
  return ROLES.reduce((sum, role) => sum + byRole[role].promptTokens + byRole[role].completionTokens, 0);
}

function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.replace(/^\s*[-*•]\s+/, '').trim()))].filter(
    Boolean,
  );
}

function withRules(prompt: string, added: readonly string[]): string {
  if (added.length === 0) return prompt;
  const { preamble, rules } = parsePrompt(prompt);
  return formatPrompt({ preamble, rules: [...rules, ...added] });
}

/** Both are made from the same key order: presetConfig writes it, withSetting keeps it. */
function sameSettings(a: RunConfig, b: RunConfig): boolean {
  const bare = ({ preset: _preset, mode: _mode, retriever: _retriever, ...rest }: RunConfig) =>
    JSON.stringify(rest);
  return bare(a) === bare(b);
}
