/** Text as it can be seen: nothing hides, nothing turns its surroundings round, no character is halved. */
import { expect, test } from 'vitest';
import { firstCharacters, fitsOneLine, oneLine, visibleText } from '../../../src/ui/parts/visible-text';

test('control characters become their pictures; lines and tabs stay what they are', () => {
  expect(visibleText('a\u0000b\u001b[31m\u007f\n\tc')).toBe('a␀b␛[31m␡\n\tc');
});

test('a line for a label keeps its letters of any script and drops what would turn its neighbours round', () => {
  expect(oneLine('\u202Eשלום\u202C \u2067a\u2069\u2028b', 40)).toBe('שלום a b');
});

test('a cut never halves a character, and says with an ellipsis that there was more', () => {
  expect(firstCharacters('a👍b', 2)).toBe('a');
  expect(oneLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
  expect(oneLine('👍'.repeat(50), 10)).toBe(`${'👍'.repeat(4)}…`);
});

test('a line tells all of a text only if the text is one line, short enough, and hides nothing', () => {
  expect(fitsOneLine(' How deep is it? ', 20)).toBe(true);
  expect(fitsOneLine('How deep is the lake?', 20)).toBe(false);
  expect(fitsOneLine('How\ndeep?', 20)).toBe(false);
  expect(fitsOneLine('a\u202Eb', 20)).toBe(false);
});
