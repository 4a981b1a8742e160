/** A run's settings as a draft of Setup. */
import { describe, expect, test } from 'vitest';
import { parseAspects } from '../../../src/core/own-aspects';
import { ASPECTS } from '../../../src/core/aspects';
import type { RunRow } from '../../../src/core/records';
import { draftOfRun } from '../../../src/ui/setup/draft-of-run';
import { parseQueryList } from '../../../src/ui/setup/query-list';
import { runRow } from '../scripted-lab';

function draftOf(change: (row: RunRow) => void = () => undefined) {
  const row = structuredClone(runRow('one'));
  change(row);
  return draftOfRun(row);
}

test('a run of a preset is that preset, with its prompt, seed and models', () => {
  const draft = draftOf(({ setup }) => {
    setup.config.seed = 77;
    setup.config.startPrompt = 'You sell tea.';
  });
  expect(draft).toMatchObject({
    source: 'built-in',
    ownText: '',
    startPrompt: 'You sell tea.',
    minutes: null,
  });
  expect(draft.config).toMatchObject({ preset: 'standard', seed: 77 });
});

test('a run fitted to its minutes has settings of its own, and its minutes', () => {
  const draft = draftOf(({ setup: { config } }) => {
    config.minutes = 20;
    config.search.depth = 3;
  });
  expect(draft.minutes).toBe(20);
  expect(draft.config.preset).toBe('own');
  expect(draft.config).not.toHaveProperty('minutes');
});

test('a judge check is reused as a whole run', () => {
  expect(draftOf(({ setup }) => (setup.config.task = 'judge-check')).config).not.toHaveProperty('task');
});

describe('own queries', () => {
  test.each([
    ['plain lines', ['How do I brew tea?', 'Why is the sky blue?', 'What is a leap year?']],
    ['several lines in one', ['First line\nsecond line', 'Another one', 'And one more']],
    ['what looks like a table', ['query,answer', 'a,b', 'c,d']],
    ['what looks like JSON', ['{"query": "x"}', '[1]', '"quoted"']],
    ['hostile text', ['<script>alert(1)</script>', 'مرحبا بالعالم', '👩‍👩‍👧‍👧 family?']],
  ])('with %s are read as the same list again', (_what, texts) => {
    const draft = draftOf(({ setup: { materials } }) => {
      materials.ownQueries = true;
      materials.queries = texts.map((text, i) => ({ id: `own-${String(i)}`, text, category: 'own' }));
    });
    expect(draft.source).toBe('own');
    expect(parseQueryList(draft.ownText).queries.map(({ text }) => text)).toEqual(texts);
  });
});

test('aspects that were off, always on or the person’s own come out as they went in', () => {
  const aspects = [
    ...ASPECTS.slice(2),
    { name: 'Wit', low: 'Dull', high: 'Witty', when: 'Jokes' },
    { name: 'Calm', low: 'Loud', high: 'Calm', always: true as const },
  ];
  const draft = draftOf(({ setup: { materials } }) => (materials.aspects = aspects));
  expect(parseAspects(draft.aspects, ASPECTS)).toEqual({ aspects, problems: [] });
});
