import { describe, expect, it } from 'vitest';
import { applyEdits, formatPrompt, parsePrompt } from '../../../src/core/edits';
import { editMessages } from '../../../src/core/prompts/rewriter';
import type { Edit } from '../../../src/core/terms';
import { readReply } from '../../../src/models/practice/features';
import { qualityOf } from '../../../src/models/practice/quality';
import { aspectNamed, QUERIES, respondTo, scoreOf, send } from './asking';

const NAMES = ['Helpfulness', 'Clarity', 'Depth', 'Factuality'];

async function trueQuality(prompt: string): Promise<number> {
  let sum = 0;
  for (const query of QUERIES) {
    const reply = readReply(query, await respondTo({ query, prompt }));
    for (const name of NAMES) sum += qualityOf(reply, aspectNamed(name));
  }
  return sum / (QUERIES.length * NAMES.length);
}

async function judged(prompt: string, queries: readonly string[], seed: number): Promise<number> {
  let sum = 0;
  for (const query of queries) {
    const response = await respondTo({ query, prompt });
    for (const name of NAMES) sum += await scoreOf(query, response, aspectNamed(name), seed++);
  }
  return sum / (queries.length * NAMES.length);
}

async function proposal(prompt: string, query: string, seed: number): Promise<string> {
  const response = await respondTo({ query, prompt });
  const scores = NAMES.map((aspect) => ({
    aspect,
    score: qualityOf(readReply(query, response), aspectNamed(aspect)),
  }));
  const input = {
    prompt: parsePrompt(prompt),
    protectedRules: [],
    formerEdits: [],
    query,
    response,
    scores,
    critique: '',
  };
  const sampling = { temperature: 0.7, topP: 0.95, maxTokens: 200, seed };
  const reply = await send({
    role: 'rewriter',
    messages: editMessages(input),
    sampling,
    reply: { kind: 'json', schema: {} },
  });
  try {
    const after = applyEdits(parsePrompt(prompt), (JSON.parse(reply.text) as { edits: Edit[] }).edits, []);
    return 'prompt' in after ? formatPrompt(after.prompt) : prompt;
  } catch {
    return prompt;
  }
}

/** A small greedy search: eight levels, three proposals, four queries each. */
async function searchFrom(start: string): Promise<string> {
  let prompt = start;
  for (let level = 0; level < 8; level++) {
    const queries = [0, 1, 2, 3].map((i) => QUERIES[(level * 4 + i) % QUERIES.length] ?? '');
    let best = { prompt, score: await judged(prompt, queries, level * 1000 + 1) };
    for (let i = 1; i <= 3; i++) {
      const next = await proposal(prompt, queries[i] ?? '', level * 10 + i);
      const score = await judged(next, queries, level * 1000 + i * 100);
      if (score > best.score) best = { prompt: next, score };
    }
    prompt = best.prompt;
  }
  return prompt;
}

describe('a search with the practice model', () => {
  it('raises a poor prompt clearly in true quality', async () => {
    const start = 'You are an assistant.';
    const before = await trueQuality(start);
    expect(before).toBeGreaterThan(2);
    expect(before).toBeLessThan(3.3);
    expect(await trueQuality(await searchFrom(start))).toBeGreaterThan(before + 0.6);
  });

  it('finds little to improve in an excellent prompt', async () => {
    const rules = [
      'Answer the question directly in the first sentence and skip any filler.',
      'Explain why each piece of advice works, with one concrete example.',
      'Say how sure you are, and mark what is worth checking.',
      'Use a list or numbered steps so that the reply is easy to follow.',
    ];
    const start = formatPrompt({ preamble: '', rules });
    const before = await trueQuality(start);
    expect(before).toBeGreaterThan(4);
    expect(await trueQuality(await searchFrom(start))).toBeLessThan(before + 0.4);
  });
});
