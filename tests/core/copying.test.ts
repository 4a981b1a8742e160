/** What counts as copied from a query or a response, and that rules which only sound alike do not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copiesFrom, longestCopied } from '../../src/core/copying';
import type { Query } from '../../src/core/terms';
import * as phrases from '../../src/models/practice/words/phrases';
import * as ideas from '../../src/models/practice/words/rule-ideas';

const queriesOf = (name: string): string[] => {
  const file = join(import.meta.dirname, `../../public/content/${name}-queries.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as Query[]).map(({ text }) => text);
};
const QUERIES = [...queriesOf('seed'), ...queriesOf('held-out')];

/** Every sentence in a bank of words, however it is nested. */
function sentencesIn(bank: unknown): string[] {
  if (typeof bank === 'string') return [bank];
  return typeof bank === 'object' && bank !== null ? Object.values(bank).flatMap(sentencesIn) : [];
}
const RULES = sentencesIn({ ...ideas });
const PHRASES = sentencesIn({ ...phrases });

describe('a long query', () => {
  const query = 'How do I get red wine out of a white cotton shirt before noon?';

  test('is copied by seven of its words in a row, whatever their case and punctuation', () => {
    expect(copiesFrom('Tell them to GET red wine, out of a white shirt.', query, '')).toBe(true);
    expect(copiesFrom('Say how to get stains out of a shirt.', query, '')).toBe(false);
  });

  test('is not copied where the prompt had the words before', () => {
    const before = 'Help to get red wine out of a white shirt.';
    expect(copiesFrom(before, query, before)).toBe(false);
  });

  test('shows the longest of several passages', () => {
    const source = 'a b c d e f g x one two three four five six seven eight nine';
    const text = 'a b c d e f g and one two three four five six seven eight nine';
    expect(longestCopied(text, source, '')).toBe('one two three four five six seven eight nine');
    expect(longestCopied('a b c d e f', source, '')).toBeNull();
  });
});

describe('a short query', () => {
  test('is copied whole, from four words on, in any place and with any marks', () => {
    expect(copiesFrom('Answer convert 350 F to C with the formula.', 'convert 350 F to C', '')).toBe(true);
    expect(
      longestCopied('Be ready for: why do SAD songs feel good!', 'Why do sad songs feel good?', ''),
    ).toBe('why do sad songs feel good');
    expect(copiesFrom('Say what\u2019s 17.5% of 2,340.', "what's 17.5% of 2,340", '')).toBe(true);
    expect(copiesFrom('\u6211 \u60f3 \u5b66 \u505a', '\u6211 \u60f3 \u5b66 \u505a', '')).toBe(true);
  });

  test('is not copied in part, nor where the prompt had it before', () => {
    expect(
      copiesFrom('When asked why do sad songs feel sad, explain.', 'Why do sad songs feel good?', ''),
    ).toBe(false);
    const before = 'Which phone should I buy? Ask for a budget.';
    expect(copiesFrom(`${before} Be brief.`, 'Which phone should I buy?', before)).toBe(false);
  });

  test('of words that any rule may need is no copy, unless it is quoted', () => {
    const query = 'Write a short poem.';
    expect(copiesFrom('When asked to write a short poem, avoid worn rhymes.', query, '')).toBe(false);
    expect(copiesFrom('Keep a short poem to four lines.', query, '')).toBe(false);
    for (const quoted of ['"write a short poem"', "'Write a short poem.'", '\u201cwrite a short poem,\u201d'])
      expect(copiesFrom(`When asked ${quoted} avoid worn rhymes.`, query, ''), quoted).toBe(true);
  });

  test('of two or three words is a copy only where it is quoted; one word never is', () => {
    expect(copiesFrom('If it stopped working, ask since when.', 'it stopped working', '')).toBe(false);
    expect(copiesFrom('On "it stopped working?" ask since when.', 'it stopped working', '')).toBe(true);
    expect(copiesFrom('On "help" ask with what.', 'help', '')).toBe(false);
    expect(copiesFrom('Never be empty.', '', '')).toBe(false);
  });

  test('an apostrophe is no quotation mark', () => {
    expect(copiesFrom("Keep to the readers' what size 'rule'.", 'what size?', '')).toBe(false);
    expect(copiesFrom('On \u00ab what size ? \u00bb say which.', 'what size?', '')).toBe(false);
    expect(copiesFrom('On \u00ab what size \u00bb say which.', 'what size?', '')).toBe(true);
  });
});

describe('over all built-in queries', () => {
  test('each one copied whole in quotation marks is found, and all but five without', () => {
    const missed = (copied: (query: string) => string) =>
      QUERIES.filter((query) => !copiesFrom(copied(query), query, ''));
    expect(missed((query) => `Answer "${query}" in full and with examples.`)).toEqual([]);
    expect(missed((query) => `Be ready for ${query} and what is like it.`)).toEqual([
      'it stopped working',
      'always tired. why',
      "what's a good apology",
      'Kilimanjaro in feet?',
      'what size?',
    ]);
  });

  test('none of the practice model\u2019s rules or phrases is taken for a copy of one', () => {
    expect(QUERIES).toHaveLength(240);
    expect(RULES.length).toBeGreaterThan(80);
    expect(PHRASES.length).toBeGreaterThan(150);
    const taken = QUERIES.flatMap((query) =>
      [...RULES, ...PHRASES].filter((text) => copiesFrom(text, query, '')).map((text) => [query, text]),
    );
    expect(taken).toEqual([]);
  });

  test('nor is a rule taken for a copy of a short response in the practice model\u2019s words', () => {
    expect(PHRASES.flatMap((said) => RULES.filter((rule) => copiesFrom(rule, said, '')))).toEqual([]);
  });

  test('rules about just what a short query is about pass', () => {
    const pairs = [
      ['convert 350 F to C', 'For conversions from F to C, show the formula and round to whole degrees.'],
      ['Which phone should I buy?', 'When someone asks which phone to buy, ask for budget and habits first.'],
      ['Why do sad songs feel good?', 'When asked why people like sad songs, give the reason and one song.'],
      ['help me with my essay', 'When a person needs help with an essay, ask for subject and length.'],
      [
        'limerick about tax returns pls',
        'In a limerick about dull things such as tax, make the last line turn.',
      ],
      ['suggest a hobby for me', 'When you suggest a hobby, ask what the person likes.'],
      ['tipping in japan, yes or no', 'On customs such as tipping in Japan, say yes or no first.'],
      ['what\u2019s a good apology', 'A good apology names the harm; say so.'],
      [
        'Do left-handed people die younger?',
        'On claims such as that left-handed people die young, weigh the evidence.',
      ],
      ['Pitch me a podcast about queues.', 'When asked to pitch a podcast, open with its first sentence.'],
    ] as const;
    for (const [query, rule] of pairs) expect(copiesFrom(rule, query, ''), rule).toBe(false);
  });
});
