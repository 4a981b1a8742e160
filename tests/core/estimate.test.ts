import { describe, expect, test } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import { estimateRun } from '../../src/core/estimate';
import type { RunSetup } from '../../src/core/materials';
import { checkSetup } from '../../src/core/readiness';
import { ROLES, type Role } from '../../src/core/terms';

function changed(change: (setup: RunSetup) => void): RunSetup {
  const setup = builtInSetup('standard');
  change(setup);
  return setup;
}

async function callsByRole(setup: RunSetup): Promise<Record<Role, number>> {
  const { run, disk } = await runInNode(practiceRow('r', setup, 'estimated'));
  await run.ended;
  const asked = { responder: 0, selector: 0, judge: 0, critic: 0, rewriter: 0 };
  for (const record of disk.records.values()) if (record.kind === 'call') asked[record.request.role] += 1;
  return asked;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

describe('the estimate', () => {
  test.each(['quick', 'standard'] as const)(
    'of the %s preset is within a quarter of what a run asks: the middle one of five, for a prompt may win that it began with',
    async (preset) => {
      const runs = [];
      for (const seed of [1, 2, 3, 4, 5]) runs.push(await callsByRole(builtInSetup(preset, seed)));
      const estimate = estimateRun(builtInSetup(preset, 1));
      const all = median(runs.map((byRole) => ROLES.reduce((sum, role) => sum + byRole[role], 0)));
      expect(all / estimate.calls).toBeGreaterThan(0.75);
      expect(all / estimate.calls).toBeLessThan(1.25);
      for (const role of ROLES) {
        const { calls } = estimate.byRole[role];
        const asked = median(runs.map((byRole) => byRole[role]));
        expect(Math.abs(asked - calls), role).toBeLessThanOrEqual(Math.max(4, calls / 3));
      }
    },
    60_000,
  );

  test('by phase adds up to the estimate by role', () => {
    const { calls, byPhase } = estimateRun(builtInSetup('paper'));
    expect(Object.values(byPhase).reduce((sum, phase) => sum + phase, 0)).toBe(calls);
  });

  test('grows with what costs more', () => {
    const wider = changed(({ config }) => (config.search.width = 4));
    const longer = changed(({ config }) => (config.limits.response = 512));
    const plain = estimateRun(builtInSetup('standard'));
    expect(estimateRun(wider).calls).toBeGreaterThan(plain.calls);
    expect(estimateRun(longer).byRole.responder.completionTokens).toBeGreaterThan(
      plain.byRole.responder.completionTokens,
    );
  });
});

describe('a setup is checked before anything is spent', () => {
  const own = (count: number, text = (i: number) => `What is number ${String(i)}?`) =>
    changed(({ materials }) => {
      materials.ownQueries = true;
      materials.queries = Array.from({ length: count }, (_, i) => ({
        id: `own-${String(i)}`,
        text: text(i),
        category: 'own',
      }));
    });

  test.each(['quick', 'standard', 'paper'] as const)(
    'the %s preset on the built-in content has no problem',
    (preset) => {
      expect(checkSetup(builtInSetup(preset)).problems).toEqual([]);
    },
  );

  test('no query and one query are problems that say how many are needed', () => {
    expect(checkSetup(own(0)).problems).toEqual([{ tag: 'no-queries', facts: {} }]);
    expect(checkSetup(own(1)).problems).toEqual([{ tag: 'too-few-queries', facts: { needed: 4, have: 1 } }]);
    expect(checkSetup(own(4)).problems).toEqual([]);
  });

  test('a start prompt that cannot fit is a problem that names role and size', () => {
    const { problems } = checkSetup(
      changed(({ config }) => (config.startPrompt = 'Be good to them. '.repeat(1000))),
    );
    expect(problems).toContainEqual({
      tag: 'prompt-too-long',
      facts: expect.objectContaining({ role: 'responder', window: 4096 }) as unknown,
    });
  });

  test('a query that cannot fit is named', () => {
    const setup = own(30, (i) => (i === 7 ? 'long '.repeat(3000) : `What is number ${String(i)}?`));
    const { problems } = checkSetup(setup);
    expect(problems.map(({ facts }) => 'query' in facts && facts.query)).toContain('own-7');
  });

  test.each(['', ' \n\t'])(
    'an empty start prompt (%j) is a problem, with queries and without',
    (startPrompt) => {
      const empty = (setup: RunSetup) => (setup.config.startPrompt = startPrompt);
      expect(checkSetup(changed(empty)).problems).toEqual([{ tag: 'empty-start-prompt', facts: {} }]);
      const bare = own(0);
      empty(bare);
      expect(checkSetup(bare).problems.map(({ tag }) => tag)).toEqual(['no-queries', 'empty-start-prompt']);
    },
  );

  test('no examples is a notice, not a problem', () => {
    const check = checkSetup(changed(({ materials }) => (materials.baseExamples = [])));
    expect(check.problems).toEqual([]);
    expect(check.notices).toContainEqual({ tag: 'no-examples', facts: {} });
  });

  test('a protected rule that the start prompt does not have is told', () => {
    const check = checkSetup(changed(({ config }) => (config.protectedRules = ['Never give up.'])));
    expect(check.notices).toContainEqual({
      tag: 'protected-rule-not-in-prompt',
      facts: { rule: 'Never give up.' },
    });
  });
});
