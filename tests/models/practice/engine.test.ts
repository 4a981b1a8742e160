import { describe, expect, it } from 'vitest';
import { ASPECTS, findAspect } from '../../../src/core/aspects';
import { criticMessages } from '../../../src/core/prompts/critic';
import { responderMessages } from '../../../src/core/prompts/responder';
import { selectorMessages, selectorSchema } from '../../../src/core/prompts/selector';
import type { Aspect } from '../../../src/core/terms';
import { OFFERED_ENGINES, offeredEngine } from '../../../src/models/catalog';
import { createPracticeModel, PRACTICE_CONTEXT_WINDOW } from '../../../src/models/practice/engine';
import { PRACTICE_ID, PRACTICE_LABEL } from '../../../src/models/practice/variants';
import { QUERIES, respondTo, send } from './asking';

const messages = responderMessages({
  prompt: 'You are an assistant.',
  examples: [],
  query: QUERIES[0] ?? '',
});
const signal = () => new AbortController().signal;

describe('the practice engine', () => {
  it('is offered under the name it has itself, as simulated', async () => {
    const offered = offeredEngine(PRACTICE_ID);
    expect(OFFERED_ENGINES.filter((engine) => !engine.simulated)).toEqual([]);
    expect(offered).toMatchObject({
      label: PRACTICE_LABEL,
      simulated: true,
      contextWindow: PRACTICE_CONTEXT_WINDOW,
    });
    const make = await offered?.load();
    expect(make?.({}).id).toBe(PRACTICE_ID);
    expect(PRACTICE_LABEL).toContain('simulated');
  });

  it('never looks at the path or the conversation it is asked under', async () => {
    const one = await send({ role: 'responder', messages, path: 'system/0/q1', conversation: 'x' });
    const other = await send({ role: 'responder', messages, path: 'verdict/final/q9', conversation: 'y' });
    expect(other.text).toBe(one.text);
  });

  it('gives the same replies at every pace, and takes what their usage says', async () => {
    const waits: number[] = [];
    const pieces: string[] = [];
    const paced = createPracticeModel({
      pace: 50,
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    const request = {
      path: 'a',
      role: 'responder' as const,
      conversation: 'a',
      messages,
      reply: { kind: 'text' as const },
    };
    const sampling = { temperature: 0, topP: 1, maxTokens: 300, seed: 77 };
    const reply = await paced.complete(
      { ...request, sampling },
      { signal: signal(), onText: (piece) => pieces.push(piece) },
    );
    const { usage: _, ...said } = reply;
    expect(await send({ ...request, sampling })).toMatchObject(said);
    expect(pieces.length).toBeGreaterThan(20);
    expect(pieces.join('')).toBe(reply.text);
    const waited = waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeCloseTo(reply.usage.prefillMs + reply.usage.decodeMs, 6);
  });

  it('writes at once and without a timer at full speed', async () => {
    const pieces: string[] = [];
    const model = createPracticeModel({ pace: Infinity, sleep: () => Promise.reject(new Error('slept')) });
    const sampling = { temperature: 0, topP: 1, maxTokens: 300, seed: 77 };
    const reply = await model.complete(
      { path: 'a', role: 'responder', conversation: 'a', messages, sampling, reply: { kind: 'text' } },
      { signal: signal(), onText: (piece) => pieces.push(piece) },
    );
    expect(pieces).toEqual([reply.text]);
  });

  it('names a variant in its id', () => {
    expect(createPracticeModel({ pace: null, variant: { judgeNoise: 0.9 } }).id).toBe(
      'practice:1+judgeNoise=0.9',
    );
  });
});

describe('the practice selector', () => {
  const bounds = { min: 2, max: 4 };

  it('keeps to the bounds and to the list it was offered, but for a rare aspect of its own', async () => {
    let own = 0;
    for (const query of QUERIES) {
      const reply = await send({
        role: 'selector',
        messages: selectorMessages({ query, aspects: ASPECTS, bounds }),
        reply: { kind: 'json', schema: selectorSchema({ aspects: ASPECTS, bounds }) },
      });
      if (reply.finish === 'length') continue;
      const chosen = JSON.parse(reply.text) as { reason: string; aspects: string[]; new: unknown[] };
      expect(chosen.aspects.every((name) => findAspect(name, ASPECTS) !== undefined)).toBe(true);
      expect(chosen.aspects.length + chosen.new.length).toBeGreaterThanOrEqual(bounds.min);
      expect(chosen.aspects.length + chosen.new.length).toBeLessThanOrEqual(bounds.max);
      expect(chosen.reason).toMatch(/^[A-Z].*\.$/);
      own += chosen.new.length;
    }
    expect(own).toBeLessThanOrEqual(3);
  });

  it('chooses what fits: empathy for grief, creativity for a poem', async () => {
    const pick = async (query: string) =>
      (
        await send({
          role: 'selector',
          messages: selectorMessages({ query, aspects: ASPECTS, bounds: { min: 3, max: 5 } }),
        })
      ).text;
    expect(await pick('My cat died last week and the flat is so empty.')).toContain('"Empathy"');
    expect(await pick('Write a short poem about a bus that is always late.')).toContain('"Creativity"');
  });
});

describe('the practice selector, offered an aspect that a person defined', () => {
  const own = { name: 'Rhyme', low: 'none', high: 'rhymes that fall into place' };
  const share = async (aspect: Aspect, queries: readonly string[]) => {
    const offer = { aspects: [...ASPECTS, aspect], bounds: { min: 2, max: 4 } };
    const replies = await Promise.all(
      queries.map((query) => send({ role: 'selector', messages: selectorMessages({ query, ...offer }) })),
    );
    return replies.filter(({ text }) => text.includes('"Rhyme"')).length / queries.length;
  };

  it('chooses it where it applies, by the kind of query or a word they share, and not elsewhere', async () => {
    const poems = [
      'Write a poem about a late bus.',
      'I want a haiku on snow.',
      'Song lyrics about my dog, please.',
    ];
    const others = [
      'How do I descale a kettle?',
      'What is the capital of Peru?',
      'Is it wrong to tip badly?',
    ];
    for (const when of ['the query asks for a poem or another creative text', 'poems, haikus, lyrics']) {
      expect(await share({ ...own, when }, poems)).toBeGreaterThan(0.6);
      expect(await share({ ...own, when }, others)).toBe(0);
    }
  });

  it('chooses one that names no occasion now and then', async () => {
    const often = await share(own, QUERIES);
    expect(often).toBeGreaterThan(0.1);
    expect(often).toBeLessThan(0.9);
  });
});

describe('the practice critic', () => {
  it('says in two to four sentences what lowers the lowest scores, and what should stay', async () => {
    for (const query of QUERIES) {
      const response = await respondTo({ query });
      const scores = [
        { aspect: 'Depth', score: 1.9 },
        { aspect: 'Clarity', score: 3.2 },
        { aspect: 'Helpfulness', score: 4.4 },
      ];
      const { text, finish } = await send({
        role: 'critic',
        messages: criticMessages({ query, response, scores }),
      });
      expect(text.split(/(?<=\.)\s+(?=[A-Z])/).length).toBeGreaterThanOrEqual(2);
      expect(text.split(/(?<=\.)\s+(?=[A-Z])/).length).toBeLessThanOrEqual(4);
      expect(text).toContain('What should stay');
      expect(finish).toBe('stop');
    }
  });
});
