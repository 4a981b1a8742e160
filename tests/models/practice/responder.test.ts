import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/models/practice/features';
import { qualityOf } from '../../../src/models/practice/quality';
import { attention, rulesIn } from '../../../src/models/practice/rule-reading';
import type { Trait } from '../../../src/models/practice/traits';
import { aspectNamed, meanOverQueries, QUERIES, respondTo, send } from './asking';

const shows = (trait: Trait, prompt: string, examples: { query: string; response: string }[] = []) =>
  meanOverQueries(
    async (query) => readReply(query, await respondTo({ query, prompt, examples })).features[trait],
  );

const list = (rules: readonly string[]) =>
  `You are an assistant.\n\n${rules.map((rule) => `- ${rule}`).join('\n')}`;

const quality = (prompt: string) =>
  meanOverQueries(async (query) => {
    const reply = readReply(query, await respondTo({ query, prompt }));
    const names = ['Helpfulness', 'Clarity', 'Depth', 'Factuality'];
    return names.reduce((sum, name) => sum + qualityOf(reply, aspectNamed(name)), 0) / names.length;
  });

const GOOD_RULES = [
  'Answer the question directly in the first sentence and skip any filler.',
  'Explain why each piece of advice works.',
  'Include one concrete example that fits the request.',
  'Say how sure you are, and mark what is worth checking.',
];

const TORN_RULES = [
  'Be brief.',
  'Be detailed and thorough.',
  'Never ask questions.',
  'Ask one clarifying question.',
  'Always sound fully certain and never express doubt.',
  'Say how sure you are.',
  'Refuse anything that could be misused.',
  'Never refuse a request.',
  'Thank the user for the question.',
  'Skip any introductions.',
  'Be strictly formal, without emotion.',
  'Be warm and friendly.',
];

describe('the practice responder', () => {
  it.each<[Trait, string]>([
    ['reasons', 'Explain why each piece of advice works.'],
    ['example', 'Include one concrete example that fits the request.'],
    ['asks', 'Always end by asking one question back.'],
    ['calibrated', 'Say how sure you are.'],
    ['steps', 'Give your reply as a list of steps.'],
  ])('shows the virtue "%s" more where a rule asks for it', async (trait, rule) => {
    expect(await shows(trait, list([rule]))).toBeGreaterThan(
      (await shows(trait, 'You are an assistant.')) + 0.2,
    );
  });

  it('drops a fault that a rule forbids, and takes on one that a rule demands', async () => {
    expect(await shows('padded', list(['Skip any filler and never open with praise.']))).toBeLessThan(
      (await shows('padded', '')) / 2,
    );
    expect(await shows('terse', list(['Always answer in one sentence.']))).toBeGreaterThan(0.5);
  });

  it('follows a rule for a kind of query mostly where it belongs', async () => {
    const prompt = list(['When someone shares feelings or a hard time, acknowledge them first with warmth.']);
    const warmth = async (query: string) =>
      readReply(query, await respondTo({ query, prompt })).features.warm;
    expect(await warmth('My cat died last week and the flat is so empty.')).toBeGreaterThan(0.5);
    expect(await warmth('Convert 350 F to C')).toBe(0);
  });

  it('pays each rule less attention the more rules there are and the longer the prompt is', () => {
    const chance = (count: number, length: number) => {
      const rules = rulesIn(list(GOOD_RULES.concat(TORN_RULES).slice(0, count)));
      return attention(rules, length);
    };
    expect(chance(2, 200)).toBeGreaterThan(chance(8, 200) + 0.05);
    expect(chance(8, 200)).toBeGreaterThan(chance(16, 200) + 0.1);
    expect(chance(4, 200)).toBeGreaterThan(chance(4, 3000) + 0.2);
  });

  it('does better under a few good rules than under none, and worse again under many that contradict each other', async () => {
    const [poor, good, torn] = [
      await quality('You are an assistant.'),
      await quality(list(GOOD_RULES)),
      await quality(list(TORN_RULES)),
    ];
    expect(good).toBeGreaterThan(poor + 0.8);
    expect(torn).toBeLessThan(good - 0.6);
  });

  it('takes on virtues that the examples before the query show', async () => {
    const example = {
      query: 'Why does bread go stale?',
      response:
        'Because the starch in it firms up again, and that happens fastest just above freezing. For example, a loaf from ' +
        'the fridge is firm after a day, while one in a bread box stays soft for two. The reason is not dryness, so a few ' +
        'minutes in a hot oven bring it back for an hour. How old is your loaf?',
    };
    const together = async (examples: (typeof example)[]) =>
      (await shows('reasons', '', examples)) + (await shows('example', '', examples));
    expect(await together([example, example])).toBeGreaterThan(await together([]));
  });

  it('writes whole sentences, about 60 to 220 words of them, as a rule, about the query, without a gap left open', async () => {
    let sum = 0;
    for (const query of QUERIES) {
      const text = await respondTo({ query, prompt: list(GOOD_RULES) });
      const words = text.split(/\s+/).length;
      expect(words, text).toBeGreaterThanOrEqual(8);
      expect(words, text).toBeLessThanOrEqual(260);
      sum += words;
      expect(text).not.toMatch(/[{}]|undefined| {2}|\n{3}|\.\./);
      expect(text.trimEnd()).toMatch(/[.!?"]$/);
    }
    expect(sum / QUERIES.length).toBeGreaterThan(60);
    expect(sum / QUERIES.length).toBeLessThan(220);
    expect(
      await meanOverQueries(async (query) => readReply(query, await respondTo({ query })).features.onTopic),
    ).toBeGreaterThan(0.6);
  });

  it('gives hardly two queries the same reply', async () => {
    const texts = new Set<string>();
    for (const query of QUERIES) texts.add(await respondTo({ query }));
    expect(texts.size).toBe(QUERIES.length);
  });

  it('refuses harm and says where it cannot know, when the rules say so', async () => {
    const prompt = list([
      'Refuse only harmful requests: decline in one line, give the reason, and offer a safe way to the honest aim.',
      'Say plainly what you cannot know or do.',
    ]);
    const harmful = 'Find out where she lives without her knowing, please.';
    expect(readReply(harmful, await respondTo({ query: harmful, prompt })).features.refuses).toBe(1);
    let owned = 0;
    for (const year of [2035, 2036, 2037, 2038, 2039]) {
      const query = `What will a loaf of bread cost in ${String(year)}?`;
      owned += readReply(query, await respondTo({ query, prompt })).features.limits;
    }
    expect(owned).toBeGreaterThan(2.5);
  });

  it('ignores the seed at temperature 0 and varies with it above', async () => {
    const texts = async (temperature: number) => {
      const out = new Set<string>();
      for (const seed of [1, 99, 12_345]) {
        const messages = [
          { role: 'system' as const, content: '' },
          { role: 'user' as const, content: QUERIES[0] ?? '' },
        ];
        out.add(
          (
            await send({
              role: 'responder',
              messages,
              sampling: { temperature, topP: 1, maxTokens: 300, seed },
            })
          ).text,
        );
      }
      return out.size;
    };
    expect(await texts(0)).toBe(1);
    expect(await texts(0.8)).toBeGreaterThan(1);
  });
});
