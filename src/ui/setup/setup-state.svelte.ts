/**
 * The draft of a run: what was chosen and typed, what is wrong with it, and handing it over. The settings are in
 * `draft-settings`, what it costs in `draft-cost`, starting it in `launch`. The components only draw.
 */
import { type RunConfig, sameModelForAll } from '../../core/config';
import type { RunSetup } from '../../core/materials';
import { type Fitted, fitPlan, type MinutesTooFew } from '../../core/plan';
import type { BuiltInContent, Lab, Pace } from '../lab';
import { m } from '../messages/messages';
import { AspectsState } from './aspects-state.svelte';
import { DraftCost } from './draft-cost.svelte';
import { DraftSettings } from './draft-settings.svelte';
import { EngineChoice } from './engine-choice.svelte';
import { takeWish } from './engine-wish';
import { Launch } from './launch.svelte';
import { OwnQueries } from './own-queries.svelte';
import { missingRules, rulesIn, withRules } from './protected-rules';
import { takeHandedDraft } from './reused-settings';
import {
  checkDraft,
  type DraftCheck,
  type FieldProblem,
  withAspectProblems,
  withEngineProblems,
  withTimeProblem,
} from './setup-checks';
import { loadDraft, type SetupDraft } from './setup-draft';

export class SetupState {
  readonly builtIn: BuiltInContent;
  readonly own = new OwnQueries();
  readonly choice: EngineChoice;
  readonly settings: DraftSettings;
  readonly aspects: AspectsState;
  readonly launch: Launch;
  readonly cost = new DraftCost(this);
  pace: Pace = $state(null);
  /** How long the run may take; null is no limit. */
  minutes: number | null = $state(null);
  source: 'built-in' | 'own' = $state('built-in');
  startPrompt = $state(m.start.startPrompt as string);
  protectedText = $state('');
  /** What kept the judge check from starting when it was last asked for. */
  checkProblems: readonly FieldProblem[] = $state.raw([]);

  readonly protectedRules = $derived(rulesIn(this.protectedText));
  /** Rules asked to be kept that the prompt lacks: they are added to the prompt the run starts from. */
  readonly addedRules = $derived(missingRules(this.startPrompt, this.protectedRules));
  /** At full speed the practice model is done at once: minutes mean nothing there. */
  readonly timed = $derived.by(() => this.choice.kind === 'real' || this.pace !== null);
  readonly limited = $derived.by(() => this.timed && this.minutes !== null);
  readonly config: RunConfig = $derived.by(() => ({
    ...this.#withEngines(this.settings.now),
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

  /** Config and materials as they were when the person last paused: checking two thousand queries takes its time. */
  #settled: RunSetup;
  readonly checked: DraftCheck = $derived.by(() => checkDraft(this.#settled.config, this.#settled.materials));
  /** The run fitted to its minutes, or that they are too few; null without minutes, or while the rest cannot run. */
  readonly #fit: Fitted | MinutesTooFew | null = $derived.by(() => {
    const { setup, problems } = this.checked;
    if (setup?.config.minutes === undefined || problems.length > 0) return null;
    const { minutes, ...asked } = setup.config;
    return fitPlan({ ...setup, config: asked }, minutes, this.cost.speeds);
  });
  readonly fitted: Fitted | null = $derived.by(() => (this.#fit && 'setup' in this.#fit ? this.#fit : null));
  readonly check: DraftCheck = $derived.by(() => {
    const tooFew = this.#fit && 'tag' in this.#fit ? this.#fit : null;
    const engines = withTimeProblem(withEngineProblems(this.checked, this.choice.problems), tooFew);
    const check = withAspectProblems(engines, this.aspects.read.problems);
    return this.fitted === null ? check : { ...check, setup: this.fitted.setup };
  });

  /** An own list that nobody has begun is still to come, not wrong. */
  readonly awaited = $derived.by(() => this.source === 'own' && !this.own.begun);
  /** What is wrong with the draft, to be said in red. */
  readonly problems: readonly FieldProblem[] = $derived.by(() =>
    this.awaited
      ? this.check.problems.filter(({ problem }) => problem.tag !== 'no-queries')
      : this.check.problems,
  );

  constructor(lab: Lab, builtIn: BuiltInContent, seed: number) {
    this.builtIn = builtIn;
    const first = lab.engines[0];
    if (!first) throw new Error('no engine on offer');
    this.launch = new Launch(lab);
    this.choice = new EngineChoice(first, lab.models);
    this.aspects = new AspectsState(builtIn.aspects);
    this.settings = new DraftSettings(seed, first);
    const draft = takeHandedDraft() ?? loadDraft();
    if (draft) this.#restore(draft);
    const wish = takeWish();
    if (wish !== null) this.choice.wish(wish);
    this.#settled = $state.raw({ config: this.config, materials: this.materials });
  }

  get settled(): RunSetup {
    return this.#settled;
  }

  /** Looks again at what there is now. */
  settle(now: RunSetup = { config: this.config, materials: this.materials }): void {
    this.#settled = now;
  }

  /** The id of the run that has begun; null where problems or a fault stand in the way (both are then on screen). */
  async run(): Promise<string | null> {
    if (this.source === 'own') this.own.begun = true;
    this.settle();
    const { setup, problems } = this.check;
    return problems.length > 0 || setup === null ? null : this.launch.start(setup, this.pace);
  }

  /** The judge check on its own, with the judge in every role: no other model is needed. Answers as `run` does. */
  async checkJudge(): Promise<string | null> {
    this.settle();
    const { retriever: _, ...config } = this.#settled.config;
    const models = sameModelForAll(config.models.judge);
    const judging = this.choice.problemsOf('judge');
    const only: RunConfig = { ...config, models, task: 'judge-check' };
    const { setup, problems } = withEngineProblems(checkDraft(only, this.#settled.materials), judging);
    this.checkProblems = problems;
    return problems.length > 0 || setup === null ? null : this.launch.start(setup, this.pace);
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
      config: this.#withEngines(this.settings.now),
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
    this.settings.restore(draft.config);
    this.choice.restore(draft.config);
    this.aspects.restore(draft.aspects);
    if (draft.ownText !== '') this.own.type(draft.ownText);
    if (draft.ownColumn !== null) this.own.chooseColumn(draft.ownColumn);
  }
}
