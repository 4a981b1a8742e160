import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  formatPrompt,
  keepsProtectedRules,
  MOST_RULES,
  parsePrompt,
  sameText,
  type Prompt,
} from '../../src/core/edits';
import type { Edit } from '../../src/core/terms';

const words = fc.stringMatching(/^[A-Za-z][A-Za-z ,']{0,40}[a-z.]$/).map((text) => text.replace(/\s+/g, ' '));
const prompts: fc.Arbitrary<Prompt> = fc.record({
  preamble: words,
  rules: fc.array(words, { maxLength: 8 }),
});
const prompt: Prompt = { preamble: 'You are kind.', rules: ['Be brief.', 'Ask back.'] };

describe('a prompt', () => {
  test('is the same after being written and read', () => {
    fc.assert(
      fc.property(prompts, (one) => {
        expect(parsePrompt(formatPrompt(one))).toEqual(one);
      }),
    );
  });

  test('reads any list it ends with as rules, and only that', () => {
    const text = 'You help.\n- not a rule, text follows\nMore.\n\n* One.\n2) Two.\n\n\u2022 Three.\n';
    expect(parsePrompt(text)).toEqual({
      preamble: 'You help.\n- not a rule, text follows\nMore.',
      rules: ['One.', 'Two.', 'Three.'],
    });
  });

  test('without a list is all preamble', () => {
    expect(parsePrompt('Just be nice.')).toEqual({ preamble: 'Just be nice.', rules: [] });
    expect(parsePrompt('')).toEqual({ preamble: '', rules: [] });
  });
});

describe('edits', () => {
  const apply = (edits: Edit[], protectedRules: string[] = []) => applyEdits(prompt, edits, protectedRules);

  test('add, replace, remove and rewrite the preamble', () => {
    expect(apply([{ do: 'add', text: '- Be warm.' }])).toEqual({
      prompt: { preamble: 'You are kind.', rules: ['Be brief.', 'Ask back.', 'Be warm.'] },
    });
    expect(apply([{ do: 'replace', rule: 1, text: 'Be\nclear.' }])).toMatchObject({
      prompt: { rules: ['Be clear.', 'Ask back.'] },
    });
    expect(apply([{ do: 'remove', rule: 2 }])).toMatchObject({ prompt: { rules: ['Be brief.'] } });
    expect(apply([{ do: 'preamble', text: 'You are wise.' }])).toMatchObject({
      prompt: { preamble: 'You are wise.' },
    });
  });

  test('count rules as they stood before the first edit', () => {
    const both = apply([
      { do: 'remove', rule: 1 },
      { do: 'replace', rule: 2, text: 'Ask one thing.' },
    ]);
    expect(both).toMatchObject({ prompt: { rules: ['Ask one thing.'] } });
  });

  test.each<[Edit[], string]>([
    [[{ do: 'add', text: '  ' }], 'empty'],
    [[{ do: 'remove', rule: 3 }], 'no-such-rule'],
    [[{ do: 'replace', rule: 0, text: 'x' }], 'no-such-rule'],
    [[{ do: 'add', text: 'be brief' }], 'duplicate'],
    [[{ do: 'replace', rule: 1, text: 'Be brief.' }], 'changes-nothing'],
    [
      [
        { do: 'remove', rule: 1 },
        { do: 'remove', rule: 1 },
      ],
      'no-such-rule',
    ],
  ])('are refused whole when one of them cannot apply: %j', (edits, refused) => {
    expect(apply(edits)).toEqual({ refused });
  });

  test('never bring more than eight rules', () => {
    const full: Prompt = {
      preamble: '',
      rules: Array.from({ length: MOST_RULES }, (_, i) => `Rule ${String(i)}`),
    };
    expect(applyEdits(full, [{ do: 'add', text: 'One more' }], [])).toEqual({ refused: 'too-many-rules' });
  });

  test('never make a prompt that would read back as another one', () => {
    expect(apply([{ do: 'preamble', text: '- Be kind.\n- Be warm.' }])).toMatchObject({
      prompt: { preamble: 'Be kind.\nBe warm.', rules: prompt.rules },
    });
    expect(apply([{ do: 'preamble', text: '1. - Be kind.' }])).toEqual({ refused: 'no-such-rule' });
  });

  test('keep a protected rule only as a rule or a sentence of its own', () => {
    expect(keepsProtectedRules('Do not be brief, ever.', ['Be brief'])).toBe(false);
    expect(keepsProtectedRules('You help. Be brief! Ask.', ['be  brief.'])).toBe(true);
    expect(keepsProtectedRules('You help.\n\n- Be brief.', ['Be brief'])).toBe(true);
  });

  test('and comparing texts take time in proportion to the text, whatever it is', () => {
    const hostile = `${'.'.repeat(200_000)}a`;
    expect(sameText(hostile)).toBe(hostile);
    expect(parsePrompt(`- a${' '.repeat(200_000)}\n\n`).rules).toEqual(['a']);
  });

  test('never touch a protected rule, whatever its case and spacing', () => {
    expect(apply([{ do: 'remove', rule: 1 }], ['be  BRIEF'])).toEqual({ refused: 'loses-protected-rule' });
    expect(apply([{ do: 'replace', rule: 1, text: 'x' }], ['Be brief.'])).toEqual({
      refused: 'loses-protected-rule',
    });
  });

  test('whatever they are, keep every protected rule or are refused (law)', () => {
    const edit: fc.Arbitrary<Edit> = fc.oneof(
      fc.record({ do: fc.constant('add' as const), text: words }),
      fc.record({ do: fc.constant('replace' as const), rule: fc.integer({ min: -1, max: 10 }), text: words }),
      fc.record({ do: fc.constant('remove' as const), rule: fc.integer({ min: -1, max: 10 }) }),
      fc.record({ do: fc.constant('preamble' as const), text: words }),
    );
    fc.assert(
      fc.property(prompts, fc.array(edit, { minLength: 1, maxLength: 3 }), (before, edits) => {
        const protectedRules = before.rules.slice(0, 2);
        const after = applyEdits(before, edits, protectedRules);
        if ('prompt' in after)
          expect(keepsProtectedRules(formatPrompt(after.prompt), protectedRules)).toBe(true);
      }),
    );
  });
});
