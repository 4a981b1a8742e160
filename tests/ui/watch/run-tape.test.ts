import { describe, expect, test } from 'vitest';
import { emptyView, fold, type RunView } from '../../../src/core/view';
import { RunTape } from '../../../src/ui/watch/run-tape';
import { madeRun } from './made-run';

const { events } = madeRun({ records: false });
const never = (): number => 0;

function foldedFromStart(count: number): RunView {
  return events.slice(0, count).reduce(fold, emptyView());
}

describe('a scrubbed run', () => {
  test.each([
    [100, 40],
    [40, 300],
    [385, 0],
    [10, 11],
    [300, 299],
  ])('at %i, then at %i, shows what a fold from the start shows', (first, then) => {
    const tape = new RunTape();
    tape.append(events);
    for (const position of [first, then]) {
      tape.seek(position);
      tape.advance(Infinity, never);
      expect(tape.view).toEqual(foldedFromStart(Math.min(position, events.length)));
    }
  });

  test('going back keeps the old picture until the new one is whole', () => {
    const tape = new RunTape();
    tape.append(events);
    tape.seek(350);
    tape.advance(Infinity, never);
    let time = 0;
    const slow = (): number => time++;
    tape.seek(200);
    expect(tape.advance(0, slow)).toBe(false);
    expect(tape.position).toBe(350);
    while (!tape.settled) tape.advance(0, slow);
    expect(tape.view).toEqual(foldedFromStart(200));
  });

  test('folds no more than its budget of time allows', () => {
    const tape = new RunTape();
    tape.append(events);
    tape.seek(events.length);
    let time = 0;
    tape.advance(1, () => time++);
    expect(tape.position).toBeLessThan(events.length);
    expect(tape.position).toBeGreaterThan(0);
  });

  test('a position beyond the end is the end', () => {
    const tape = new RunTape();
    tape.append(events);
    tape.seek(1e9);
    tape.advance(Infinity, never);
    expect(tape.position).toBe(events.length);
    expect(tape.latest?.kind).toBe('run-finished');
  });
});
