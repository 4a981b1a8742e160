import { describe, expect, test } from 'vitest';
import { builtInSetup } from '../../scripts/bench/run-in-node';
import { parseConfig } from '../../src/core/config';
import { GUESSED_SPEED, sameSpeed, secondsByPhase } from '../../src/core/forecast';
import { type Fitted, fitPlan, LEAST_VERDICT, type MinutesTooFew } from '../../src/core/plan';
import { planQueries } from '../../src/core/query-plan';
import { checkSetup } from '../../src/core/readiness';

const at = (decode: number) => sameSpeed({ prefill: decode * 10, decode, calls: 1 });
const presets = ['quick', 'standard', 'paper'] as const;

function fitted(answer: Fitted | MinutesTooFew): Fitted {
  if ('tag' in answer) throw new Error(JSON.stringify(answer));
  return answer;
}

describe('a run fitted to its minutes', () => {
  test.each(presets)('is a %s config that can run, within its time', (preset) => {
    for (const minutes of [30, 60, 120]) {
      const plan = fitted(fitPlan(builtInSetup(preset), minutes, at(40)));
      expect(plan.seconds).toBeLessThanOrEqual(minutes * 60 * 0.95);
      expect(plan.setup.config.minutes).toBe(minutes);
      expect('problems' in parseConfig(plan.setup.config)).toBe(false);
      expect(checkSetup(plan.setup).problems).toEqual([]);
    }
  });

  test('uses most of it, where so much is elastic', () => {
    for (const [minutes, speed] of [
      [10, 10],
      [10, 40],
      [20, 40],
      [60, 20],
    ] as const) {
      const { seconds } = fitted(fitPlan(builtInSetup('quick'), minutes, at(speed)));
      expect(seconds / 60 / minutes).toBeGreaterThan(0.8);
    }
  });

  test('holds no less the more minutes there are', () => {
    for (const preset of presets) {
      const setup = builtInSetup(preset);
      let before = 0;
      for (let minutes = 1; minutes <= 240; minutes = Math.ceil(minutes * 1.3)) {
        const plan = fitPlan(setup, minutes, at(40));
        const seconds = 'tag' in plan ? 0 : plan.seconds;
        expect(seconds, `${preset}, ${minutes} minutes`).toBeGreaterThanOrEqual(before * 0.97);
        before = Math.max(before, seconds);
      }
    }
  });

  test('never goes below its floors, however short the time', () => {
    for (const preset of presets) {
      for (let minutes = 1; minutes <= 60; minutes++) {
        const plan = fitPlan(builtInSetup(preset), minutes, at(20));
        if ('tag' in plan) continue;
        const { config } = plan.setup;
        expect(config.verdictQueries).toBeGreaterThanOrEqual(LEAST_VERDICT);
        expect(config.search.depth).toBeGreaterThanOrEqual(2);
        expect(config.search.actions).toBeGreaterThanOrEqual(2);
        expect(config.queriesPerCandidate).toBeGreaterThanOrEqual(1);
        expect(config.limits.response ?? 64).toBeGreaterThanOrEqual(64);
      }
    }
  });

  test('tells what it changed, from what to what, and nothing that it did not', () => {
    const { changes, setup } = fitted(fitPlan(builtInSetup('standard'), 10, at(40)));
    expect(changes).toContainEqual({ setting: 'search.depth', from: 8, to: setup.config.search.depth });
    expect(changes.every(({ from, to }) => from !== to)).toBe(true);
    expect(changes.map(({ setting }) => setting)).not.toContain('limits.response');
  });

  test('shortens responses only when nothing else is left to give', () => {
    for (let minutes = 3; minutes <= 60; minutes++) {
      const plan = fitPlan(builtInSetup('quick'), minutes, at(20));
      if ('tag' in plan || plan.setup.config.limits.response === 160) continue;
      const { search, queriesPerCandidate, validationQueries } = plan.setup.config;
      expect({ ...search, queriesPerCandidate, validationQueries }).toMatchObject({
        depth: 2,
        width: 1,
        actions: 2,
        queriesPerCandidate: 1,
        validationQueries: 0,
      });
    }
  });

  test('leaves out what the person left out', () => {
    const setup = builtInSetup('quick');
    setup.config.validationQueries = 0;
    const { config } = fitted(fitPlan(setup, 600, at(200))).setup;
    expect(config.validationQueries).toBe(0);
    expect(config.examples.count).toBe(0);
    expect(planQueries({ ...setup, config }).validation).toEqual([]);
  });
});

describe('minutes that cannot hold even the smallest run', () => {
  test('are a problem that names the least, and the least is enough', () => {
    for (const preset of presets) {
      const answer = fitPlan(builtInSetup(preset), 1, at(10));
      expect(answer).toMatchObject({ tag: 'minutes-too-few', facts: { minutes: 1 } });
      const { needed } = (answer as MinutesTooFew).facts;
      expect('tag' in fitPlan(builtInSetup(preset), needed, at(10))).toBe(false);
      expect('tag' in fitPlan(builtInSetup(preset), needed - 1, at(10))).toBe(true);
    }
  });
});

test('a model that nobody measured is taken to have the guessed speed', () => {
  const setup = builtInSetup('quick');
  expect(secondsByPhase(setup, {})).toEqual(secondsByPhase(setup, sameSpeed(GUESSED_SPEED)));
});
