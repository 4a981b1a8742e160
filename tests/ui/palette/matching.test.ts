import { describe, expect, test } from 'vitest';
import { matching } from '../../../src/ui/palette/matching';

const entries = ['Library', 'Start', 'Restart the model', 'Use the dark theme', 'Standard run 2'].map(
  (words) => ({
    words,
  }),
);
const found = (sought: string, among: readonly { words: string; also?: string }[] = entries) =>
  matching(among, sought).map(({ entry }) => entry.words);

describe('a search', () => {
  test('puts what begins with it before what has it in a word', () => {
    expect(found('sta')).toEqual(['Start', 'Standard run 2', 'Restart the model']);
  });

  test('finds all of its words in any order, in any case and width', () => {
    expect(found('THEME  dark')).toEqual(['Use the dark theme']);
    expect(found('Ｌｉｂ')).toEqual(['Library']);
    expect(found('dark library')).toEqual([]);
  });

  test('for nothing finds everything', () => {
    expect(found('  ')).toHaveLength(entries.length);
  });

  test('counts what is shown more than what is not', () => {
    const hidden = { words: 'Setup of a new run', also: 'verdict' };
    expect(found('verdict', [hidden, { words: 'Its verdict' }])).toEqual([
      'Its verdict',
      'Setup of a new run',
    ]);
  });

  test('takes signs as signs', () => {
    expect(found('run (2)', [{ words: 'A run (2)' }, { words: 'A run 2' }])).toEqual(['A run (2)']);
    expect(found('.*')).toEqual([]);
  });

  test('of equal finds keeps the order', () => {
    expect(found('run', [{ words: 'Run A' }, { words: 'Run B' }, { words: 'Run C' }])).toEqual([
      'Run A',
      'Run B',
      'Run C',
    ]);
  });
});
