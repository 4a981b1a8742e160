/**
 * The setup of the one-click run: practice engine in every role, standard preset, built-in content.
 * Setup begins from the same values, so that what one click ran can be opened there and changed.
 */
import { presetConfig, sameModelForAll } from '../../core/config';
import type { RunSetup } from '../../core/materials';
import type { Fault } from '../../core/records';
import { faultOf, isFault } from '../../runner/fault-of';
import type { LiveRun } from '../../runner/feed';
import type { AppState } from '../app-state.svelte';
import type { BuiltInContent, EngineOffer, Lab } from '../lab';
import { m } from '../messages/messages';

export interface OneClick {
  engine: EngineOffer;
  startPrompt: string;
  seed: number;
}

export function practiceSetup(content: BuiltInContent, { engine, startPrompt, seed }: OneClick): RunSetup {
  const { seedQueries: queries, ...materials } = content;
  return {
    config: presetConfig('standard', { seed, startPrompt, models: sameModelForAll(engine) }),
    materials: { queries, ownQueries: false, ...materials },
  };
}

/** The practice model at full speed. */
export async function startPracticeRun(lab: Lab, seed: number): Promise<LiveRun | Fault> {
  const engine = lab.engines.find((offer) => offer.simulated);
  if (!engine) return { tag: 'engine-missing', facts: { id: 'practice' } };
  const setup = practiceSetup(await lab.builtIn(), { engine, startPrompt: m.start.startPrompt, seed });
  return lab.start(setup, { pace: null });
}

/** The one click, wherever it is: starts the run and leads to it, or says why not. The first run of a browser is always the same one. */
export async function openPracticeRun(lab: Lab, app: AppState): Promise<void> {
  try {
    const run = await startPracticeRun(lab, 1 + (await lab.library.cards()).length);
    if (isFault(run)) app.notify(run);
    else app.router.go({ screen: 'watch', id: run.row.id });
  } catch (error) {
    app.notify(faultOf(error));
  }
}
