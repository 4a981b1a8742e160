/** Scores from one constrained token. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceGrammar, distributionOf } from '../../../src/models/webllm/choice';
import { choice, loaded, sumOf } from './asking';
import { THINKING } from './sources';

const LOGITS = [-1.2, 0.4, 1.1, 0.9, -0.3];
const total = LOGITS.reduce((sum, logit) => sum + Math.exp(logit), 0);
const TRUTH = LOGITS.map((logit) => Math.exp(logit) / total);
const OPTIONS = ['1', '2', '3', '4', '5'];

describe('a choice', () => {
  it('is constrained by a grammar of its options', () => {
    expect(choiceGrammar(['1', '2'])).toBe('root ::= "1" | "2"');
    expect(choiceGrammar(['say "yes"', 'a\\b'])).toBe('root ::= "say \\"yes\\"" | "a\\\\b"');
  });

  it.each([0, 0.01, 0.2, 0.7, 1])(
    'recovers the distribution at temperature 1 when asked at %d',
    async (temperature) => {
      const { ask } = await loaded({ logits: () => LOGITS });
      const { probabilities, text, finish } = await ask(choice({ temperature }));
      for (const [i, option] of OPTIONS.entries())
        expect(probabilities?.[option]).toBeCloseTo(TRUTH[i] ?? -1, 4);
      expect({ text, finish }).toEqual({ text: '3', finish: 'stop' });
    },
  );

  it('is never asked at a temperature of 0, where all mass would sit on one option', async () => {
    const { engine, ask } = await loaded();
    const { probabilities } = await ask(choice({ temperature: 0 }));
    expect(engine.calls[0]?.temperature).toBe(0.2);
    expect(Math.max(...Object.values(probabilities ?? {}))).toBeLessThan(0.9);
  });

  it('reads null, -Infinity and missing options as 0', () => {
    const first = {
      token: '2',
      logprob: -0.1,
      top_logprobs: [
        { token: '3', logprob: null },
        { token: '1', logprob: -Infinity },
      ],
    };
    expect(distributionOf(first, ['1', '2', '3', '4'], 1)).toEqual({ 1: 0, 2: 1, 3: 0, 4: 0 });
  });

  it('has no distribution where the token says nothing about the options', () => {
    expect(distributionOf({ token: 'x', logprob: 0, top_logprobs: [] }, OPTIONS, 1)).toBeNull();
    expect(distributionOf({ token: '1', logprob: NaN, top_logprobs: [] }, OPTIONS, 1)).toBeNull();
  });

  it('is whole for any log-odds and temperature', async () => {
    const odds = fc.array(fc.double({ min: -12, max: 12, noNaN: true }), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(odds, fc.double({ min: 0, max: 2, noNaN: true }), async (logits, temperature) => {
        const { ask, client } = await loaded({ logits: () => logits });
        const { probabilities } = await ask(choice({ temperature }));
        client.dispose();
        expect(sumOf(probabilities)).toBeCloseTo(1, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the cache, also behind an empty think block', async () => {
    for (const source of [undefined, THINKING]) {
      const { engine, ask } = await loaded({}, source);
      const first = await ask(choice());
      const messages = [
        ...choice().messages,
        { role: 'assistant' as const, content: first.text },
        { role: 'user' as const, content: 'And now?' },
      ];
      const second = await ask(choice({ messages }));
      expect(first.finish).toBe('stop');
      expect(engine.reused).toEqual([2]);
      expect(second.usage.cachedTokens).toBeGreaterThan(0);
    }
  });
});
