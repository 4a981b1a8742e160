/**
 * The setup of the one-click run: practice engine in every role, standard preset, built-in content.
 * Setup begins from the same values, so that what one click ran can be opened there and changed.
 */
import { presetConfig, sameModelForAll } from '../../core/config';
import type { RunSetup } from '../../core/materials';
import type { BuiltInContent, EngineOffer } from '../lab';

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
