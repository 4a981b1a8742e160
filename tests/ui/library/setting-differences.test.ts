/** In what two setups differ, in words. */
import { expect, test } from 'vitest';
import { ASPECTS } from '../../../src/core/aspects';
import { presetConfig } from '../../../src/core/config';
import type { RunRow } from '../../../src/core/records';
import { settingDifferences } from '../../../src/ui/library/setting-differences';
import { runRow } from '../scripted-lab';

const one = runRow('one');

function other(change: (row: RunRow) => void): [string, string, string][] {
  const row = structuredClone({
    ...one,
    id: 'other',
    name: 'Other',
    summary: { calls: 1, outcome: 'worse' },
  });
  change(row);
  return settingDifferences(one, row).map(({ name, values }) => [name, ...values]);
}

test('two runs of one setup do not differ, whatever came of them', () => {
  expect(other(() => undefined)).toEqual([]);
});

test('numbers, choices, switches and "as fits" are said as in Setup', () => {
  const found = other(({ setup: { config } }) => {
    config.search.width = 4;
    config.scoring = 'written';
    config.goodEnough.extend = true;
    config.limits.response = null;
    delete config.judgeCheck;
  });
  expect(found.sort()).toEqual([
    ['Beam width (candidates)', '2', '4'],
    ['Check the judge first', 'yes', 'no'],
    ['Go deeper when good enough', 'no', 'yes'],
    ['How the judge scores', 'Probability of each score', 'Written as JSON'],
    ['Response (tokens at most)', '256', 'as fits'],
  ]);
});

test('a preset differs by all its settings, and says its mode', () => {
  const found = other((row) => {
    const { seed, startPrompt, models } = row.setup.config;
    row.setup.config = presetConfig('paper', { seed, startPrompt, models });
  });
  expect(found.slice(0, 2)).toEqual([
    ['Preset', 'Standard', 'Paper'],
    ['Mode', 'DRPO Lab’s rules', 'the paper’s rules'],
  ]);
  expect(found.length).toBeGreaterThan(15);
});

test('models are named with their role, pace, limits and texts in full', () => {
  const found = other((row) => {
    row.engines.judge = { id: 'webllm:Q', label: 'Qwen3', simulated: false };
    row.pace = 40;
    row.setup.config.minutes = 20;
    row.setup.config.startPrompt = '<b>Sell</b> tea.';
    row.setup.config.protectedRules = ['Never lie.', 'Be kind.'];
  });
  expect(found).toEqual([
    ['Start prompt', 'You are an assistant.', '<b>Sell</b> tea.'],
    ['Protected rules', 'none', '- Never lie.\n- Be kind.'],
    ['Time limit', 'no limit', '20 minutes'],
    ['Pace of the practice model', 'full speed', 'Reading pace (40 tokens a second)'],
    ['Model: judge', 'Practice model (simulated)', 'Qwen3'],
  ]);
});

test('lists that only their texts tell apart are said to be others', () => {
  const found = other(({ setup: { materials } }) => {
    materials.queries = materials.queries.map((query) => ({ ...query, text: `${query.text}!` }));
    materials.aspects = [...ASPECTS.slice(1), { name: 'Wit', low: 'Dull', high: 'Witty', always: true }];
  });
  expect(found).toEqual([
    ['Queries to search on', '40 built in', '40 built in, but others'],
    ['Aspects', '14, here only: Helpfulness', '14, here only: Wit (always)'],
  ]);
});

test('depth and validation asked for alike differ where one run had fewer queries for them', () => {
  const found = other(({ setup: { materials } }) => {
    materials.queries = materials.queries.slice(0, 10);
  });
  expect(found).toEqual([
    ['Depth (levels)', '8', '8 asked for, queries for 5'],
    ['Validation queries', '16', '16 asked for, 0 there'],
    ['Queries to search on', '40 built in', '10 built in'],
  ]);
});

test('held-out queries are said as they came about: by the end, and what was added later', () => {
  const said = (a: { byEnd: number | null; later: number[] }, b: { byEnd: number | null; later: number[] }) =>
    settingDifferences(one, structuredClone({ ...one, id: 'other' }), [a, b]);
  const asPlanned = { byEnd: 24, later: [] };
  expect(said(asPlanned, asPlanned)).toEqual([]);
  expect(said(asPlanned, { byEnd: 24, later: [12, 4] })).toEqual([
    { name: 'Verdict queries', values: ['24', '24, then 12 more, then 4 more: 40'] },
  ]);
  expect(said({ byEnd: null, later: [] }, { byEnd: 10, later: [12] })).toEqual([
    { name: 'Verdict queries', values: ['24', '24 asked for, 10 answered, then 12 more: 22'] },
  ]);
});
