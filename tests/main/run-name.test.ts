import { expect, test } from 'vitest';
import { freshRunName } from '../../src/main/run-name';

const run = (
  name: string,
  preset: 'quick' | 'standard' | 'own',
  task: 'align' | 'judge-check' = 'align',
) => ({
  name,
  preset,
  task,
});

test('runs are numbered by kind, from 1', () => {
  const runs = [run('Standard run 1', 'standard'), run('Quick run 1', 'quick')];
  expect(freshRunName({ preset: 'own' }, runs)).toBe('Run with own settings 1');
  expect(freshRunName({ preset: 'standard' }, runs)).toBe('Standard run 2');
});

test('a judge check is a kind of its own, whatever settings it was started with', () => {
  const runs = [run('Judge check 1', 'standard', 'judge-check')];
  expect(freshRunName({ preset: 'quick', task: 'judge-check' }, runs)).toBe('Judge check 2');
  expect(freshRunName({ preset: 'standard' }, runs)).toBe('Standard run 1');
});

test('no name is given twice, though runs were deleted or renamed', () => {
  const left = [run('Standard run 2', 'standard'), run('Standard run 3', 'quick')];
  expect(freshRunName({ preset: 'standard' }, left)).toBe('Standard run 4');
});
