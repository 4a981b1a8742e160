/**
 * The setup of the one-click run: practice engine in every role, standard preset, built-in content.
 * Setup begins from the same values, so that what one click ran can be opened there and changed.
 */
import { presetConfig, sameModelForAll } from '../../core/config';
import type { RunSetup } from '../../core/materials';
import type { Fault } from '../../core/records';
import type { LiveRun } from '../../runner/feed';
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

/** The one click, on the practice model at full speed. */
export async function startPracticeRun(lab: Lab, seed: number): Promise<LiveRun | Fault> {
  const engine = lab.engines.find((offer) => offer.simulated);
  if (!engine) return { tag: 'engine-missing', facts: { id: 'practice' } };
  const setup = practiceSetup(await lab.builtIn(), { engine, startPrompt: m.start.startPrompt, seed });
  return lab.start(setup, { pace: null });
}
