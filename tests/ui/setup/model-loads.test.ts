/** Changes of model in a run with split roles: at most one a role and level. */
import { expect, test } from 'vitest';
import { presetConfig, type PresetName, sameModelForAll } from '../../../src/core/config';
import type { Role } from '../../../src/core/terms';
import { modelChanges } from '../../../src/ui/setup/model-loads';
import { builtIn } from '../scripted-lab';

function changes(preset: PresetName, other: readonly Role[], examples = false): number {
  const { seedQueries, heldOut, baseExamples, aspects } = builtIn;
  const models = sameModelForAll({ id: 'a', contextWindow: 4096 });
  for (const role of other) models[role] = { id: 'b', contextWindow: 4096 };
  const config = presetConfig(preset, { seed: 1, startPrompt: 'Be kind.', models });
  return modelChanges({
    config: { ...config, examples: examples ? config.examples : { ...config.examples, count: 0 } },
    materials: { queries: seedQueries, ownQueries: false, heldOut, baseExamples, aspects },
  });
}

test('one model never changes places', () => {
  expect(changes('standard', [])).toBe(0);
});

test('a responder of its own comes and goes once a level, in validation and in the verdict', () => {
  // Four levels, validation, verdict: into the responder and back, six times.
  expect(changes('quick', ['responder'])).toBe(12);
});

test('a rewriter of its own comes and goes once a level after the first', () => {
  expect(changes('quick', ['rewriter'])).toBe(6);
});

test('phase 1 adds a change to the rewriter and back for every round', () => {
  expect(changes('standard', ['rewriter'], true) - changes('standard', ['rewriter'])).toBe(4);
});
