/** Search and order of the Library, and the words runs are found by. */
import { describe, expect, test } from 'vitest';
import { cardOf, type RunCard } from '../../../src/core/run-card';
import { foldedText, listedRuns, type ListWish } from '../../../src/ui/library/listed';
import { kindWords, resultWords, searchedText, standingOfRun } from '../../../src/ui/library/run-words';
import { runRow } from '../scripted-lab';

function card(id: string, over: Partial<RunCard> = {}): RunCard {
  return { ...cardOf(runRow(id)), ...over };
}

function ids(cards: RunCard[], wish: Partial<ListWish>): string[] {
  const runs = cards.map((one) => ({
    card: one,
    text: foldedText(searchedText(one, standingOfRun(one, false))),
  }));
  return listedRuns(runs, { sought: '', sort: 'date', descending: true, ...wish }).map((run) => run.card.id);
}

const summary = (over: Partial<RunCard['summary']>): Pick<RunCard, 'summary'> => ({
  summary: { calls: 1, outcome: null, ...over },
});

describe('a search', () => {
  const cards = [
    card('a', { name: 'Tea shop', createdAt: 3, ...summary({ outcome: 'better' }) }),
    card('b', {
      name: 'Bank',
      createdAt: 2,
      startPrompt: 'You sell Ｔea.',
      ...summary({ outcome: 'worse', finalPrompt: 'You sell to the Harbour.' }),
    }),
    card('c', {
      name: 'Bank two',
      createdAt: 1,
      status: 'paused',
      engines: [{ id: 'webllm:Qwen', label: 'Qwen3-1.7B', simulated: false }],
    }),
  ];

  test.each([
    ['', ['a', 'b', 'c']],
    ['tea', ['a', 'b']],
    ['  TEA  better ', ['a']],
    ['qwen', ['c']],
    ['simulated', ['a', 'b']],
    ['paused', ['c']],
    ['worse bank', ['b']],
    ['harbour', ['b']],
    ['standard', ['a', 'b', 'c']],
    ['(.*', []],
  ])('for "%s" looks through name, model, verdict and both prompts', (sought, found) => {
    expect(ids(cards, { sought })).toEqual(found);
  });
});

describe('an order', () => {
  test('of names knows numbers', () => {
    const cards = ['Run 10', 'run 2', 'Run 1'].map((name) => card(name, { name }));
    expect(ids(cards, { sort: 'name', descending: false })).toEqual(['Run 1', 'run 2', 'Run 10']);
  });

  test.each(['difference', 'time', 'size'] as const)('by %s puts what has none last, either way', (sort) => {
    const figure = (value: number) => summary({ difference: value, ms: value, bytes: value });
    const cards = [card('none'), card('low', figure(-1)), card('high', figure(2)), card('zero', figure(0))];
    expect(ids(cards, { sort, descending: true })).toEqual(['high', 'zero', 'low', 'none']);
    expect(ids(cards, { sort, descending: false })).toEqual(['low', 'zero', 'high', 'none']);
  });

  test('of equals is newest first', () => {
    const cards = [card('old', { createdAt: 1 }), card('new', { createdAt: 2 })];
    expect(ids(cards, { sort: 'calls', descending: false })).toEqual(['new', 'old']);
  });
});

describe('a run', () => {
  test('marked running while nobody runs it was interrupted; paused by a fault it was stopped', () => {
    expect(standingOfRun({ status: 'running', stoppedBy: null }, true)).toBe('interrupted');
    expect(standingOfRun({ status: 'running', stoppedBy: null }, false)).toBe('running');
    expect(standingOfRun({ status: 'paused', stoppedBy: 'gpu-lost' }, true)).toBe('stopped');
    expect(standingOfRun({ status: 'paused', stoppedBy: null }, true)).toBe('paused');
  });

  test('says what it came to only when it is over', () => {
    const done = card('a', summary({ outcome: 'better' }));
    expect(resultWords(done, 'finished')).toBe('Better');
    expect(resultWords(done, 'running')).toBe('Running');
    const same = summary({ outcome: 'no-difference', finalPrompt: 'Be kind.' });
    expect(resultWords(card('b', same), 'finished')).toBe('Nothing compared');
    const kept = card('b', { ...same, startPrompt: 'Be kind.' });
    expect(resultWords(kept, 'finished')).toBe('Start prompt kept');
    expect(
      resultWords(
        card('b', summary({ outcome: 'no-difference', finalPrompt: 'Be kind.', difference: 0.1 })),
        'finished',
      ),
    ).toBe('No difference found');
    const old = summary({ outcome: 'no-difference' });
    expect(resultWords(card('b', old), 'finished')).toBe('No difference found');
    expect(resultWords(card('b', summary({ outcome: null })), 'finished')).toBe('Finished');
    expect(kindWords(card('c', { task: 'judge-check' }))).toBe('Judge check');
    expect(kindWords(card('d', { preset: 'own', mode: 'paper' }))).toBe('Own settings · the paper’s rules');
  });
});
