import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf, type Piece, wordDiff } from '../../../src/ui/parts/word-diff';

const of = (pieces: readonly Piece[], change: Piece['change']) =>
  pieces.filter((piece) => piece.change === change).map(({ text }) => text);
const without = (pieces: readonly Piece[], change: Piece['change']) =>
  pieces
    .filter((piece) => piece.change !== change)
    .map(({ text }) => text)
    .join('');

describe('a comparison of two prompts', () => {
  test('shows a few changed words within their line', () => {
    const pieces = wordDiff('- Answer in three short sentences.', '- Answer in four short sentences.');
    expect(of(pieces, 'removed')).toEqual(['three']);
    expect(of(pieces, 'added')).toEqual(['four']);
  });

  test('shows a line that became another one as removed and added whole', () => {
    const pieces = wordDiff(
      'You are an assistant.\n- Include one concrete example that fits the request.\n- Be kind.',
      'You are an assistant.\n- Vary your sentences and keep the reader curious.\n- Be kind.',
    );
    expect(of(pieces, 'removed')).toEqual(['\n- Include one concrete example that fits the request.']);
    expect(of(pieces, 'added')).toEqual(['\n- Vary your sentences and keep the reader curious.']);
  });

  test('leaves the last line as it was when one is added after it', () => {
    const pieces = wordDiff('Be kind.', 'Be kind.\n- Be brief.');
    expect(pieces).toEqual([
      { text: 'Be kind.', change: 'same' },
      { text: '\n- Be brief.', change: 'added' },
    ]);
  });

  test('of texts with nothing in common is the one removed and the other added', () => {
    expect(wordDiff('alpha bravo charlie', 'xray yankee zulus').map(({ change }) => change)).toEqual([
      'removed',
      'added',
    ]);
    expect(wordDiff('', 'something')).toEqual([{ text: 'something', change: 'added' }]);
    expect(wordDiff('', '')).toEqual([]);
  });

  test('always holds both texts, whole', () => {
    const line = fc.array(fc.constantFrom('keep', 'rules', 'short', 'a', 'be', '  ', '-'), { maxLength: 6 });
    const text = fc
      .array(line, { maxLength: 6 })
      .map((lines) => lines.map((words) => words.join(' ')).join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordDiff(before, after);
        expect(without(pieces, 'removed')).toBe(after);
        expect(without(pieces, 'added')).toBe(before);
      }),
    );
  });
});

describe('what of a change is marked', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ß', ' ', '\n', '\t', '-', '\u3000'), maxLength: 30 });

  test('no blank and no line break without a word', () => {
    const drawn = wordDiff(
      'You are an assistant.',
      'You are a calm assistant.\n\n- Be kind.\n\n- Be brief.',
    ).flatMap((piece) => partsOf(piece));
    expect(drawn.filter(({ marked }) => marked).map((part) => part.text)).toEqual([
      'an',
      'a',
      'calm',
      '- Be kind.',
      '- Be brief.',
    ]);
  });

  test('is words with what stands between them in a line; the parts are the whole piece', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('added' as const, 'removed' as const), (given, change) => {
        const parts = partsOf({ text: given, change });
        for (const { text: part, marked } of parts) {
          if (marked) expect(part).toMatch(/^\S([^\n]*\S)?$/);
          else expect(part).not.toMatch(/\S/);
        }
        const whole = parts.map((part) => part.text).join('');
        expect(whole).toBe(change === 'removed' && given.trim() === '' ? '' : given);
      }),
    );
  });

  test('nothing of what stayed', () => {
    expect(partsOf({ text: 'a b', change: 'same' })).toEqual([{ text: 'a b', marked: false }]);
  });
});
