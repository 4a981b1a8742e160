/** What the Library's foot says never contradicts the figures it says it with. */
import { expect, test } from 'vitest';
import { storageWords as words } from '../../../src/ui/messages/storage-words';

const MB = 1e6;
const said = (used: number, packed: boolean, models: boolean) => words.page(used, 10e9, { packed, models });

test('more than the texts is not called packed: the database takes room of its own', () => {
  expect(`${words.runs(2, 4 * MB, 0)} ${said(6 * MB, false, false)}`).toBe(
    'The texts of 2 runs come to about 4 MB. The browser counts 6 MB in all, its database included, of the 10 GB it allows.',
  );
});

test('less than the texts is, in one thought with them', () => {
  expect(`${words.runs(9, 40 * MB, 0)} ${said(8 * MB, true, false)}`).toBe(
    'The texts of 9 runs come to about 40 MB. Packed on disk they take less: the browser counts 8 MB in all, its database included, of the 10 GB it allows.',
  );
});

test('models are named where there are some', () => {
  expect(said(1.2e9, false, true)).toContain('1.2 GB in all, models and database included');
});
