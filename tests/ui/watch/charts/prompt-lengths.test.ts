import { describe, expect, test } from 'vitest';
import { emptyView, fold } from '../../../../src/core/view';
import { promptLengths } from '../../../../src/ui/watch/charts/prompt-lengths';
import { wordCount } from '../../../../src/ui/watch/charts/word-count';
import { madeRun } from '../made-run';

describe('words', () => {
  test.each([
    ['', 0],
    ['You are a helpful assistant.', 5],
    ['Don’t guess; it’s well-known that 3 rules suffice.', 8],
    ['1. Be kind.\n2. Be brief.', 6],
    ['—  … !', 0],
    ['你是有用的助手', 7],
    ['שלום עולם', 2],
    ['naïve café', 2],
  ])('in %j are %i', (text, count) => {
    expect(wordCount(text)).toBe(count);
    expect(wordCount(text)).toBe(count);
  });
});

describe('prompt lengths', () => {
  const view = madeRun({ records: false }).events.reduce(fold, emptyView());
  const { start, levels } = promptLengths(view);

  test('begin with the start prompt, alone at level 1', () => {
    expect(start).toBe(wordCount(view.startPrompt));
    expect(levels[0]).toMatchObject({
      level: 1,
      candidates: 1,
      shortest: start,
      longest: start,
      mean: start,
    });
  });

  test('have the mean of those kept where a level is decided, and of all candidates always', () => {
    for (const { level, candidates, shortest, mean, longest, kept } of levels) {
      const nodes = [...view.nodes.values()].filter((node) => node.length === level);
      const words = nodes.map(({ prompt }) => wordCount(prompt));
      expect(candidates).toBe(nodes.length);
      expect([shortest, longest]).toEqual([Math.min(...words), Math.max(...words)]);
      expect(mean).toBeCloseTo(words.reduce((a, b) => a + b, 0) / words.length, 9);
      expect(kept).not.toBeNull();
    }
  });

  test('say nothing of those kept while a level goes on', () => {
    const { events } = madeRun({ records: false });
    const until = events.findIndex((event) => event.kind === 'level-finished' && event.level === 2);
    const before = promptLengths(events.slice(0, until).reduce(fold, emptyView()));
    expect(before.levels.map(({ kept }) => kept !== null)).toEqual([true, false]);
  });
});
