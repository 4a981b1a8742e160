import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CUT_TEXT_TOKENS,
  cutMiddle,
  fitted,
  messageTokens,
  PromptTooLong,
  shorter,
} from '../../src/core/fit';
import type { Message } from '../../src/core/ports';
import { tokensAtMost, typicalTokens } from '../../src/core/tokens';

interface Input {
  former: string[];
  response: string;
}
const build = ({ former, response }: Input): Message[] => [
  { role: 'user', content: [...former, response].join('\n') },
];
const fewerFormer = (input: Input) =>
  input.former.length > 0 ? { ...input, former: input.former.slice(1) } : null;
const fit = (input: Input, room: number) =>
  fitted('rewriter', input, build, [fewerFormer, shorter('response')], { window: room, reply: 0 });

describe('fitting a prompt into its context', () => {
  test('what fits is left alone', () => {
    const input = { former: ['a', 'b'], response: 'c' };
    expect(fit(input, 1000)).toBe(input);
  });

  test('former prompts give way before the response does, the oldest first', () => {
    const input = { former: ['old '.repeat(100), 'new '.repeat(100)], response: 'r'.repeat(300) };
    expect(fit(input, 260)).toEqual({ former: ['new '.repeat(100)], response: input.response });
  });

  test('a response is cut in its middle with a visible mark', () => {
    const input = { former: [], response: `start ${'x'.repeat(6000)} end` };
    const { response } = fit(input, 800);
    expect(response).toMatch(/^start x+\n\[\.\.\. cut here to fit \.\.\.\]\nx+ end$/);
  });

  test('what is fitted takes no more than the room, or the error says what is missing (law)', () => {
    const inputs = fc.record({
      former: fc.array(fc.string({ maxLength: 400 })),
      response: fc.string({ maxLength: 4000, unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(inputs, fc.integer({ min: 20, max: 900 }), (input, room) => {
        try {
          expect(messageTokens(build(fit(input, room)))).toBeLessThanOrEqual(room);
        } catch (error) {
          if (!(error instanceof PromptTooLong)) throw error;
          expect(error.fault.facts.needed).toBeGreaterThan(room);
        }
      }),
    );
  });

  test('a response too short to cut stays whole, one in any script can be cut, and cutting comes to an end (law)', () => {
    expect(cutMiddle('x'.repeat(300))).toBeNull();
    fc.assert(
      fc.property(
        fc.constantFrom('x', '\u4e00', '\u{1f600}', 'e\u0301', '\ud83d'),
        fc.nat({ max: 3000 }),
        (unit, times) => {
          let text: string | null = unit.repeat(times);
          let last = text;
          for (let cuts = 0; text !== null; cuts++) {
            expect(cuts).toBeLessThan(30);
            last = text;
            text = cutMiddle(text);
          }
          expect(tokensAtMost(last)).toBeLessThanOrEqual(CUT_TEXT_TOKENS);
        },
      ),
    );
  });
});

describe('counting tokens', () => {
  test('the cautious count is never below the typical one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(tokensAtMost(text)).toBeGreaterThanOrEqual(typicalTokens(text) - 1);
      }),
    );
  });

  test('other scripts count at least a token a character', () => {
    expect(tokensAtMost('\u6211\u60f3\u5b66\u505a\u996d')).toBe(5);
    expect(tokensAtMost('\u{1f600}')).toBe(3);
  });
});
