/**
 * What the screens may ask of the app: engines on offer, built-in content, runs. Made in main.ts, handed to App.svelte
 * and read from Svelte context; screens never touch an engine, the store or a lock themselves.
 */
import { getContext, setContext } from 'svelte';
import type { Materials, RunSetup } from '../core/materials';
import type { LaterChange } from '../core/ports';
import type { EngineLabel, Fault, RunRow } from '../core/records';
import type { BaseExample, Baseline, CheckPair, Query } from '../core/terms';
import type { LiveRun, RunFeed } from '../runner/feed';
import type { RunLibrary } from './library/run-library';
import type { ModelsDesk } from './models/models-desk';

export interface BuiltInContent {
  seedQueries: Query[];
  heldOut: Query[];
  baseExamples: BaseExample[];
  /** For trying a judge before a run. */
  checkPairs: CheckPair[];
  baseline: Baseline;
  aspects: Materials['aspects'];
}

export interface EngineOffer extends EngineLabel {
  contextWindow: number;
}

/** Tokens a second at which the practice model writes; null is full speed. */
export type Pace = number | null;

export interface Lab {
  /** Those that need nothing of this device; real models are asked for at `models`. */
  readonly engines: readonly EngineOffer[];
  builtIn(): Promise<BuiltInContent>;
  /** Runs marked running whose lock is free (a closed tab, a crash), and paused ones; newest first. */
  resumable(): Promise<RunRow[]>;
  start(setup: RunSetup, options: { pace: Pace }): Promise<LiveRun | Fault>;
  /** At the pace it was started with. */
  resume(id: string): Promise<LiveRun | Fault>;
  /** Takes up a finished run again, for more evidence. */
  extend(id: string, changes: LaterChange[]): Promise<LiveRun | Fault>;
  /** The run if it runs in this tab. */
  live(id: string): LiveRun | undefined;
  /** Any stored run, for viewing; live ones too. */
  open(id: string): Promise<RunFeed | Fault>;
  /** The recorded run that comes with the app. */
  recorded(): Promise<RunFeed | Fault>;
  readonly library: RunLibrary;
  readonly models: ModelsDesk;
}

const KEY = Symbol('lab');

export function provideLab(lab: Lab): void {
  setContext(KEY, lab);
}

export function useLab(): Lab {
  return getContext<Lab>(KEY);
}
