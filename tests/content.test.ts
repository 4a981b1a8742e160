/** The built-in queries, examples, judge-check pairs and baseline: well-formed, varied, and no query in two places. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ASPECTS } from '../src/core/aspects';
import { formatPrompt, MOST_RULES, parsePrompt } from '../src/core/edits';
import { messageTokens } from '../src/core/fit';
import { longest } from '../src/core/fitting-prompt';
import { responderMessages } from '../src/core/prompts/responder';
import type { BaseExample, Baseline, CheckPair, Query } from '../src/core/terms';

const seeds = content('seed-queries') as Query[];
const heldOut = content('held-out-queries') as Query[];
const examples = content('examples') as BaseExample[];
const pairs = content('judge-check') as CheckPair[];
const baseline = content('baseline') as Baseline;
const queries = [
  ...seeds,
  ...heldOut,
  ...[...examples, ...pairs, ...baseline.examples].map(({ id, query }) => ({ id, text: query })),
];

// The closest pairs in these lists share a quarter of their words and a twelfth of their word triples; light rewordings
// (the four below) share 0.67 to 0.78 of their words and 0.16 to 0.36 of their triples. The thresholds lie between.
const tooManyWords = 0.4;
const tooManyTriples = 0.15;

describe('the built-in queries', () => {
  test('have ids that are unique and count up in their own list', () => {
    expect(seeds.map(({ id }) => id)).toEqual(
      seeds.map((_, index) => `seed-${String(index + 1).padStart(3, '0')}`),
    );
    expect(heldOut.map(({ id }) => id)).toEqual(
      heldOut.map((_, index) => `held-${String(index + 1).padStart(2, '0')}`),
    );
  });

  test('hold an id, a text and a category and nothing else', () => {
    for (const query of [...seeds, ...heldOut]) {
      expect(Object.keys(query), query.id).toEqual(['id', 'text', 'category']);
      expect(['everyday', 'open', 'sensitive'], query.id).toContain(query.category);
    }
  });

  test('cover every category in the proportions the query plan counts on', () => {
    const of = (list: Query[], category: string) =>
      list.filter((query) => query.category === category).length;
    expect(seeds).toHaveLength(180);
    expect(of(seeds, 'everyday')).toBe(84);
    expect(of(seeds, 'open')).toBe(54);
    expect(of(seeds, 'sensitive')).toBe(42);
    expect(heldOut).toHaveLength(60);
    expect(of(heldOut, 'sensitive')).toBe(12);
    expect(of(heldOut, 'everyday') + of(heldOut, 'open')).toBe(48);
    expect(of(heldOut, 'everyday')).toBeGreaterThan(of(heldOut, 'open'));
  });

  test('do not come in blocks of one category, so that a list cut short is still mixed', () => {
    for (const list of [seeds, heldOut]) {
      for (let start = 0; start + 8 <= list.length; start += 1) {
        const categories = new Set(list.slice(start, start + 8).map(({ category }) => category));
        expect(categories.size, list[start]?.id).toBe(3);
      }
    }
  });

  test('are trimmed, composed, one to 600 characters and free of control characters', () => {
    for (const { id, text } of queries) {
      expect(text, id).toBe(text.trim().normalize('NFC'));
      expect(text, id).not.toMatch(/\p{Control}/u);
      expect(text.length, id).toBeGreaterThan(0);
      expect(text.length, id).toBeLessThanOrEqual(600);
    }
  });

  test('differ in length: some of a few words, some of several sentences', () => {
    for (const list of [seeds, heldOut]) {
      const lengths = list.map(({ text }) => words(text).length);
      expect(lengths.filter((length) => length <= 8).length).toBeGreaterThanOrEqual(list.length / 8);
      expect(lengths.filter((length) => length >= 30).length).toBeGreaterThanOrEqual(list.length / 12);
    }
  });

  test('do not all begin alike', () => {
    for (const list of [seeds, heldOut]) {
      const begun = new Map<string, number>();
      for (const { text } of list) {
        const beginning = words(text).slice(0, 2).join(' ');
        begun.set(beginning, (begun.get(beginning) ?? 0) + 1);
      }
      for (const [beginning, times] of begun) expect(times, beginning).toBeLessThanOrEqual(list.length / 20);
    }
  });

  test('are no rewordings of one another, within a list or across the lists, examples and pairs', () => {
    const both = queries.flatMap((one, index) =>
      queries.slice(index + 1).map((other) => [one, other] as const),
    );
    const near = both.filter(([one, other]) => isNear(one.text, other.text));
    expect(near.map(([one, other]) => `${one.id} ~ ${other.id}`)).toEqual([]);
  });

  test('would be caught as rewordings if they were', () => {
    for (const [id, reworded] of [
      [
        'seed-040',
        'My bike chain slips when I stand up on the pedals. Do I need a new chain, a new cassette, or both?',
      ],
      ['held-06', 'Do we owe anything to the people who will be alive in 500 years from now?'],
      [
        'seed-004',
        'I took my blood pressure tablet two times this morning by mistake. I feel fine. What should I do now?',
      ],
      ['example-1', 'Why does bread get stale faster in the fridge? Should the cold not keep it fresh?'],
    ] as const) {
      const original = queries.find((query) => query.id === id)?.text ?? '';
      expect(isNear(original, reworded), id).toBe(true);
    }
  });
});

describe('the base examples', () => {
  test('are sixteen, each with an id, a query, a plain and a good response', () => {
    expect(examples.map(({ id }) => id)).toEqual(
      Array.from({ length: 16 }, (_, index) => `example-${String(index + 1)}`),
    );
    for (const example of examples) expect(Object.keys(example)).toEqual(['id', 'query', 'plain', 'good']);
  });

  test('fit into a small context: plain up to 500 characters, good up to 900', () => {
    for (const { id, plain, good } of examples) {
      for (const response of [plain, good]) {
        expect(response, id).toBe(response.trim().normalize('NFC'));
        expect(response.length, id).toBeGreaterThan(0);
      }
      expect(plain.length, id).toBeLessThanOrEqual(500);
      expect(good.length, id).toBeLessThanOrEqual(900);
      expect(isNear(plain, good), id).toBe(false);
    }
  });

  test('leave room for a long prompt, the longest query and a reply when the two longest go along', () => {
    const sent = examples.map(({ query, good }) => ({ query, response: good }));
    const first = longest(sent, (one) => one.query + one.response);
    const second = longest(
      sent.filter((one) => one !== first),
      (one) => one.query + one.response,
    );
    const query = longest([...seeds, ...heldOut], ({ text }) => text)?.text ?? '';
    // As an edited prompt looks: sentences, signs and line breaks, not letters only.
    const prompt = '- Say first what helps most; leave out "as an AI", and keep to 3-5 points.\n'
      .repeat(25)
      .slice(0, 1500);
    const messages = responderMessages({
      prompt,
      examples: [first, second].flatMap((one) => one ?? []),
      query,
    });
    expect(prompt).toHaveLength(1500);
    expect(messages).toHaveLength(6);
    expect(messageTokens(messages) + 256).toBeLessThanOrEqual(4096);
  });

  test('differ in kind: some very short, some long, some that ask back and some that do not', () => {
    const good = examples.map((example) => example.good);
    expect(good.filter((text) => text.length <= 300).length).toBeGreaterThanOrEqual(2);
    expect(good.filter((text) => text.length >= 700).length).toBeGreaterThanOrEqual(4);
    expect(good.filter((text) => text.includes('?')).length).toBeGreaterThanOrEqual(4);
    expect(good.filter((text) => !text.includes('?')).length).toBeGreaterThanOrEqual(4);
  });
});

describe('the judge-check pairs', () => {
  test('are twelve, each with a query, two responses, an aspect and a reason', () => {
    expect(pairs.map(({ id }) => id)).toEqual(
      Array.from({ length: 12 }, (_, index) => `check-${String(index + 1).padStart(2, '0')}`),
    );
    for (const pair of pairs)
      expect(Object.keys(pair)).toEqual(['id', 'query', 'better', 'worse', 'aspect', 'why']);
  });

  test('try a judge on at least eight built-in aspects, on none more than twice', () => {
    const names = ASPECTS.map(({ name }) => name);
    const times = new Map<string, number>();
    for (const { id, aspect } of pairs) {
      expect(names, id).toContain(aspect);
      times.set(aspect, (times.get(aspect) ?? 0) + 1);
    }
    expect(times.size).toBeGreaterThanOrEqual(8);
    expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
  });

  test('catch a judge that goes by length, whichever length it likes', () => {
    const shorter = pairs.filter(({ better, worse }) => better.length <= worse.length).length;
    expect(shorter).toBeGreaterThanOrEqual(5);
    // Ten of twelve is what a run asks of a judge; neither liking may come near it.
    expect(shorter).toBeLessThanOrEqual(8);
  });

  test('fit into a small context, and say in one sentence why', () => {
    for (const { id, better, worse, why } of pairs) {
      for (const text of [better, worse, why]) expect(text, id).toBe(text.trim().normalize('NFC'));
      for (const response of [better, worse]) {
        expect(response.length, id).toBeGreaterThan(0);
        expect(response.length, id).toBeLessThanOrEqual(600);
      }
      expect(why, id).toMatch(/^[^.!?\n]+\.$/u);
    }
  });

  test('hold two different responses, and no response of another pair', () => {
    const responses = pairs.flatMap(({ id, better, worse }) => [
      { id: `${id} better`, text: better },
      { id: `${id} worse`, text: worse },
    ]);
    const near = responses.flatMap((one, index) =>
      responses
        .slice(index + 1)
        .filter((other) => isNear(one.text, other.text))
        .map((other) => `${one.id} ~ ${other.id}`),
    );
    expect(near).toEqual([]);
  });
});

describe('the baseline', () => {
  test('is a prompt and three fixed examples, short enough to go with every query', () => {
    expect(Object.keys(baseline)).toEqual(['prompt', 'examples']);
    expect(baseline.prompt.length).toBeGreaterThan(0);
    expect(baseline.prompt.length).toBeLessThanOrEqual(1200);
    expect(baseline.examples.map(({ id }) => id)).toEqual(['baseline-1', 'baseline-2', 'baseline-3']);
    for (const example of baseline.examples) {
      expect(Object.keys(example)).toEqual(['id', 'query', 'response']);
      expect(example.response, example.id).toBe(example.response.trim().normalize('NFC'));
      expect(example.response.length, example.id).toBeGreaterThan(0);
      expect(example.response.length, example.id).toBeLessThanOrEqual(700);
    }
  });

  test('has a prompt that a run could start from and edit', () => {
    const { preamble, rules } = parsePrompt(baseline.prompt);
    expect(preamble).not.toBe('');
    expect(rules.length).toBeGreaterThan(1);
    expect(rules.length).toBeLessThanOrEqual(MOST_RULES);
    expect(formatPrompt({ preamble, rules })).toBe(baseline.prompt);
  });

  test('leaves room for the longest query and a reply', () => {
    const query = longest([...seeds, ...heldOut], ({ text }) => text)?.text ?? '';
    const messages = responderMessages({ ...baseline, query });
    expect(messageTokens(messages) + 256).toBeLessThanOrEqual(4096);
  });
});

function content(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../public/content/${name}.json`, import.meta.url), 'utf8'));
}

function isNear(one: string, other: string): boolean {
  return (
    jaccard(words(one), words(other)) >= tooManyWords ||
    jaccard(triples(one), triples(other)) >= tooManyTriples
  );
}

function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/'/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function triples(text: string): string[] {
  const all = words(text);
  return all.slice(2).map((word, index) => `${all[index]} ${all[index + 1]} ${word}`);
}

/** Shared over all, 0 to 1. */
function jaccard(one: string[], other: string[]): number {
  const [ones, others] = [new Set(one), new Set(other)];
  const shared = [...ones].filter((part) => others.has(part)).length;
  const all = ones.size + others.size - shared;
  return all === 0 ? 0 : shared / all;
}
