import { describe, expect, it } from 'vitest';
import { ASPECTS } from '../../../src/core/aspects';
import {
  applyEdits,
  formatPrompt,
  keepsProtectedRules,
  type Prompt,
  sameText,
} from '../../../src/core/edits';
import type { Message } from '../../../src/core/ports';
import {
  ANOTHER_EDIT,
  betterResponseMessages,
  editMessages,
  editSchema,
  refusalMessage,
  rewriteMessages,
  rewriteSchema,
} from '../../../src/core/prompts/rewriter';
import type { Edit } from '../../../src/core/terms';
import { readReply } from '../../../src/models/practice/features';
import { qualityOf } from '../../../src/models/practice/quality';
import { ordersIn } from '../../../src/models/practice/rule-reading';
import { VIRTUES } from '../../../src/models/practice/traits';
import { ASPECT_VIRTUES } from '../../../src/models/practice/words/aspect-traits';
import { HARMFUL, USEFUL, USELESS } from '../../../src/models/practice/words/rule-ideas';
import { aspectNamed, QUERIES, respondTo, send } from './asking';

const POOR: Prompt = { preamble: 'You are an assistant.', rules: [] };
const evidence = {
  query: 'How do I get candle wax out of a linen tablecloth?',
  response: 'Great question! There are many ways to remove wax from linen.',
  scores: [
    { aspect: 'Depth', score: 1.8 },
    { aspect: 'Clarity', score: 4.1 },
  ],
  critique: 'It does not say why, and gives no concrete example.',
};
const asked = (prompt: Prompt = POOR, protectedRules: string[] = []) =>
  editMessages({ prompt, protectedRules, formerEdits: [], ...evidence });

async function propose(messages: Message[], seed: number) {
  const sampling = { temperature: 0.7, topP: 0.95, maxTokens: 200, seed };
  return send({ role: 'rewriter', messages, sampling, reply: { kind: 'json', schema: editSchema } });
}

function editsIn(text: string): Edit[] | null {
  try {
    return (JSON.parse(text) as { edits: Edit[] }).edits;
  } catch {
    return null;
  }
}

const textsOf = (edits: readonly Edit[]) => edits.flatMap((edit) => ('text' in edit ? [edit.text] : []));

describe('what the practice rewriter can think of', () => {
  it('is at least 40 useful rules, each understood by the responder as the virtue it stands for', () => {
    expect(Object.values(USEFUL).flat().length).toBeGreaterThanOrEqual(40);
    for (const virtue of VIRTUES) {
      for (const rule of USEFUL[virtue]) {
        const wanted = ordersIn(rule)
          .filter((order) => order.wanted)
          .map((order) => order.trait);
        expect(wanted, rule).toContain(virtue);
      }
    }
  });

  it('covers every one of the 14 aspects', () => {
    for (const { name } of ASPECTS)
      expect(ASPECT_VIRTUES[name.toLowerCase()]?.length, name).toBeGreaterThan(0);
  });

  it('has useless rules that ask for nothing, and harmful ones that ask for a fault or against a virtue', () => {
    for (const rule of USELESS) expect(ordersIn(rule), rule).toEqual([]);
    const faults = ['terse', 'oversure', 'refuses', 'padded', 'cold', 'complies'];
    for (const rule of HARMFUL) {
      expect(
        ordersIn(rule).some((order) => (order.wanted ? faults.includes(order.trait) : true)),
        rule,
      ).toBe(true);
    }
  });
});

describe('the practice rewriter, asked for edits', () => {
  it('proposes mostly what the scores and the critique call for', async () => {
    let fitting = 0;
    let useful = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const text = textsOf(editsIn((await propose(asked(), seed * 101)).text) ?? [])[0] ?? '';
      if (Object.values(USEFUL).flat().includes(text)) useful++;
      if (ordersIn(text).some((order) => ['reasons', 'example', 'weighs', 'detail'].includes(order.trait)))
        fitting++;
    }
    expect(useful).toBeGreaterThan(50);
    expect(fitting).toBeGreaterThan(40);
  });

  it('proposes useless rules about a quarter of the time, harmful ones about a tenth, unusable ones seldom', async () => {
    const found = { useless: 0, harmful: 0, unusable: 0 };
    for (let seed = 1; seed <= 400; seed++) {
      const edits = editsIn((await propose(asked(), seed * 37)).text);
      const first = textsOf(edits ?? [])[0] ?? '';
      if (edits === null || first.includes(evidence.query)) found.unusable++;
      else if (USELESS.includes(first)) found.useless++;
      else if (HARMFUL.includes(first)) found.harmful++;
    }
    expect(found.useless).toBeGreaterThan(60);
    expect(found.useless).toBeLessThan(140);
    expect(found.harmful).toBeGreaterThan(15);
    expect(found.harmful).toBeLessThan(70);
    expect(found.unusable).toBeGreaterThan(4);
    expect(found.unusable).toBeLessThan(50);
  });

  it('never gives a reason that its edit does not bear out', async () => {
    const prompt = { preamble: 'You are an assistant.', rules: ['Do a good job.'] };
    const low = evidence.scores.map(({ aspect }) => aspect.toLowerCase());
    const scores = [
      ...evidence.scores,
      { aspect: 'Empathy', score: 4.8 },
      { aspect: 'Creativity', score: 5 },
    ];
    const sent = editMessages({ prompt, protectedRules: [], formerEdits: [], ...evidence, scores });
    let reasoned = 0;
    let wordless = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const { text } = await propose(sent, seed * 53);
      const edits = editsIn(text);
      const [first] = edits ?? [];
      if (!first) continue;
      const { why } = JSON.parse(text) as { why: string };
      const named = ASPECTS.filter(({ name }) => why.includes(name)).map(({ name }) => name.toLowerCase());
      if (named.length > 0) {
        reasoned++;
        expect(low, why).toContain(named[0]);
        const asksFor =
          first.do === 'remove' ? [] : ordersIn(first.text).map((order) => order.trait as string);
        const serving: readonly string[] = ASPECT_VIRTUES[named[0] ?? ''] ?? [];
        expect(
          asksFor.some((trait) => serving.includes(trait)),
          text,
        ).toBe(true);
      }
      if (first.do === 'remove' || first.do === 'preamble') {
        wordless++;
        expect(named, text).toEqual([]);
      }
    }
    expect(reasoned).toBeGreaterThan(100);
    expect(wordless).toBeGreaterThan(20);
  });

  it('has another idea each time it is asked for a different edit', async () => {
    const messages = asked();
    const seen: string[] = [];
    for (let round = 1; round <= 8; round++) {
      const reply = await propose(messages, 5000 + round);
      messages.push({ role: 'assistant', content: reply.text }, { role: 'user', content: ANOTHER_EDIT });
      seen.push(...textsOf(editsIn(reply.text) ?? []).map(sameText));
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('mends what was refused, nearly always', async () => {
    const rules = Object.values(USEFUL).flat().slice(0, 8);
    const prompt = { preamble: 'You are an assistant.', rules };
    let mended = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const messages = asked(prompt);
      messages.push(
        { role: 'assistant', content: '{"why":"It helps.","edits":[{"do":"add","text":"Be good."}]}' },
        { role: 'user', content: refusalMessage('too-many-rules') },
      );
      const edits = editsIn((await propose(messages, seed * 13)).text);
      if (edits && 'prompt' in applyEdits(prompt, edits, [])) mended++;
    }
    expect(mended).toBeGreaterThan(50);
  });

  it('leaves protected rules alone, but for its rare bad proposals', async () => {
    const prompt = {
      preamble: 'You are an assistant.',
      rules: ['Do a good job.', 'Call everyone by their first name.'],
    };
    let lost = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const edits =
        editsIn((await propose(asked(prompt, ['Call everyone by their first name.']), seed * 17)).text) ?? [];
      if (edits.some((edit) => 'rule' in edit && edit.rule === 2)) lost++;
    }
    expect(lost).toBeLessThan(6);
  });
});

describe('the practice rewriter, asked for a whole prompt', () => {
  it('writes JSON with a prompt that keeps the protected rules, but for rare slips', async () => {
    const kept = ['Call everyone by their first name.'];
    const prompt = formatPrompt({ preamble: 'You are an assistant.', rules: kept });
    let good = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const messages = rewriteMessages({
        prompt,
        protectedRules: kept,
        formerPrompts: [prompt],
        ...evidence,
      });
      const sampling = { temperature: 0.2, topP: 0.95, maxTokens: 600, seed };
      const { text, finish } = await send({
        role: 'rewriter',
        messages,
        sampling,
        reply: { kind: 'json', schema: rewriteSchema },
      });
      if (finish === 'length') continue;
      try {
        const next = (JSON.parse(text) as { prompt: string }).prompt;
        if (keepsProtectedRules(next, kept) && next !== prompt) good++;
      } catch {
        continue;
      }
    }
    expect(good).toBeGreaterThan(40);
  });
});

describe('the practice rewriter, asked for a better response', () => {
  it('improves it most of the time, and sometimes does not', async () => {
    let better = 0;
    let not = 0;
    for (const [i, query] of [...QUERIES, ...QUERIES, ...QUERIES].entries()) {
      const response = await respondTo({ query });
      const scores = [
        { aspect: 'Helpfulness', score: 2.4 },
        { aspect: 'Depth', score: 2.1 },
      ];
      const messages = betterResponseMessages({ query, response, scores, critique: 'It does not say why.' });
      const sampling = { temperature: 0.7, topP: 1, maxTokens: 400, seed: 7 + i * 1009 };
      const { text } = await send({ role: 'rewriter', messages, sampling });
      const gain = ['Helpfulness', 'Depth', 'Clarity']
        .map(
          (name) =>
            qualityOf(readReply(query, text), aspectNamed(name)) -
            qualityOf(readReply(query, response), aspectNamed(name)),
        )
        .reduce((sum, one) => sum + one, 0);
      if (gain > 0) better++;
      else not++;
    }
    expect(better).toBeGreaterThan(22);
    expect(not).toBeGreaterThan(0);
  });
});
