import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/events';
import { emptyView, fold } from '../../../../src/core/view';
import { costsByRole, totalCost } from '../../../../src/ui/result/costs';
import { addCalls, type PartCost, type Purpose, spending } from '../../../../src/ui/watch/charts/spending';
import { madeRun } from '../made-run';

const run = madeRun();
const purposes = new Map<string, Purpose>();
addCalls(purposes, run.records);
const viewOf = (events: readonly RunEvent[]) => events.reduce(fold, emptyView());
const whole = viewOf(run.events);
/** The made run asks for the aspects of its examples under paths of its own, which are no part of a real run. */
const named = (parts: readonly PartCost[]) =>
  parts.map(({ part }) => part).filter((part) => part !== 'other');
const breathe = async (): Promise<void> => undefined;

describe('where tokens and time go', () => {
  test('adds up at the end to what the result says, by role', async () => {
    expect(spending(purposes.values(), whole, false).roles).toEqual(await costsByRole(run.records, breathe));
  });

  test('by part adds up to the same, in the order of the run, rewriting with the level it leads to', () => {
    const { roles, parts } = spending(purposes.values(), whole, false);
    expect(totalCost(parts)).toEqual(totalCost(roles));
    expect(named(parts)).toEqual([
      'examples',
      ...Array.from({ length: 8 }, (_, i) => i + 1),
      'validation',
      'verdict',
    ]);
  });

  test('counts at a moment only calls for what has been told by then', () => {
    const until = run.events.findIndex((event) => event.kind === 'level-started' && event.level === 3);
    const { parts } = spending(purposes.values(), viewOf(run.events.slice(0, until)), false);
    expect(named(parts)).toEqual(['examples', 1, 2]);
    expect(totalCost(spending(purposes.values(), emptyView(), false).roles).calls).toBe(0);
  });

  test('never falls as the run goes on', () => {
    let before = 0;
    const view = emptyView();
    for (const event of run.events) {
      fold(view, event);
      const { calls } = totalCost(spending(purposes.values(), view, false).roles);
      expect(calls).toBeGreaterThanOrEqual(before);
      before = calls;
    }
    expect(before).toBe(run.records.length);
  });

  test('counts everything at the newest moment, calls whose purpose is not told yet too', () => {
    const { roles } = spending(purposes.values(), emptyView(), true);
    expect(totalCost(roles).calls).toBe(run.records.length);
  });

  test('is kept by purpose, so that it grows with the candidates and not with the calls', () => {
    expect(purposes.size).toBeLessThan(run.records.length / 2);
  });
});
