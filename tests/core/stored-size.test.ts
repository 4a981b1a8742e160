import { expect, test } from 'vitest';
import { cardOf } from '../../src/core/run-card';
import { storedBytes } from '../../src/core/stored-size';
import { rowOf } from '../runner/scripted';

test('a stored size is near that of its JSON, and counts wide letters twice', () => {
  const row = rowOf('a');
  const json = JSON.stringify(row).length;
  expect(storedBytes(row)).toBeGreaterThan(json * 0.7);
  expect(storedBytes(row)).toBeLessThan(json * 1.6);
  expect(storedBytes('茶'.repeat(100))).toBe(2 + 200);
  expect(storedBytes('tea'.repeat(100))).toBe(2 + 300);
  expect(storedBytes([null, true, undefined])).toBe(7);
});

test('a card names each engine once, the responder’s first, and tells what stopped the run', () => {
  const row = rowOf('a', { status: 'paused', because: { tag: 'gpu-lost', facts: {} } });
  const other = { id: 'other', label: 'Other', simulated: false };
  row.engines = { ...row.engines, judge: other, critic: other };
  const card = cardOf(row);
  expect(card.engines).toEqual([row.engines.responder, other]);
  expect(card.stoppedBy).toBe('gpu-lost');
  expect(card).not.toHaveProperty('deletedAt');
});
