import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Breakdown } from '../../../src/core/breakdown';
import { m } from '../../../src/ui/messages/messages';
import BreakdownTables from '../../../src/ui/result/BreakdownTables.svelte';

const words = m.result.breakdown;
const untested: Breakdown = {
  by: 'aspect',
  name: 'Clarity',
  n: 3,
  difference: 0.2,
  interval: null,
  outcome: 'no-difference',
  family: null,
};
const within: Breakdown = {
  ...untested,
  name: 'Safety',
  n: 9,
  interval: { low: -0.1, high: 0.5 },
  family: 1,
};
const leaning: Breakdown = { ...within, interval: { low: 0.1, high: 0.5 } };

test.each([
  ['none can be told apart', [untested, within], true],
  ['one leans', [untested, leaning], false],
  ['one is better', [untested, { ...leaning, outcome: 'better' }], false],
] as const)('where %s, the tables are introduced accordingly', async (_, rows, said) => {
  await render(BreakdownTables, { rows });
  await expect.element(page.getByRole('heading', { name: words.title })).toBeVisible();
  expect(page.getByText(words.noneFound).elements()).toHaveLength(said ? 1 : 0);
});
