/**
 * Each warning in whole runs: it is raised on the variant of the practice model that deserves it, and not on the good one. The
 * thresholds were chosen on seeds 1 to 60; these are others. `npm run bench:truth` counts more of them.
 */
import { describe, expect, test } from 'vitest';
import {
  hasWarning,
  WARNED_CASES,
  type WarnedName,
  type WarnedRun,
  warnedRun,
  WARNING_TAGS,
} from '../../../scripts/bench/warnings-of-run';
import type { Warning } from '../../../src/core/warnings';

const SEEDS = Array.from({ length: 10 }, (_, i) => 61 + i);
const NEARLY_ALL = 9;
const HARDLY_ANY = 1;
const GOOD = ['good, ordinary start', 'good, poor start', 'good, excellent start'] as const;

const known = new Map<WarnedName, Promise<WarnedRun[]>>();

/** One run a seed; the runs of a case serve every test that asks for it. */
function runsOf(name: WarnedName): Promise<WarnedRun[]> {
  const found = known.get(name);
  if (found) return found;
  const one = WARNED_CASES.find((other) => other.name === name);
  if (!one) throw new Error(`no case "${name}"`);
  const runs = Promise.all(SEEDS.map((seed) => warnedRun(one, seed)));
  known.set(name, runs);
  return runs;
}

const warned = (runs: readonly WarnedRun[], tag: Warning['tag']) =>
  runs.filter((run) => hasWarning(run, tag)).length;
const countOf = async (name: WarnedName, tag: Warning['tag']) => warned(await runsOf(name), tag);

/** In the words of the copying rewriter, and of the bad proposals that the able one makes now and then. */
const holdsCopy = ({ prompt }: WarnedRun) =>
  /Be ready for "|^- Answer ".*" in full and with examples/m.test(prompt);

describe.each(GOOD)('the good model with a judge apart, %s', (name) => {
  test.each(WARNING_TAGS)('is hardly ever warned of as %s', async (tag) => {
    expect(await countOf(name, tag)).toBeLessThanOrEqual(HARDLY_ANY);
  });

  test.each(['self-judged', 'text-copied'] as const)('is never warned of as %s', async (tag) => {
    expect(await countOf(name, tag)).toBe(0);
  });
});

test.each(['random judge', 'reversed judge', 'length-loving judge'] as const)(
  'a %s is called weak in nearly all runs',
  async (name) => {
    expect(await countOf(name, 'judge-weak')).toBeGreaterThanOrEqual(NEARLY_ALL);
  },
);

test('nearly every verdict of better that a length-loving judge gives is warned of', async () => {
  const better = (await runsOf('length-loving judge')).filter(({ verdict }) => verdict.outcome === 'better');
  expect(better.length).toBeGreaterThanOrEqual(5);
  expect(warned(better, 'length-grew')).toBeGreaterThanOrEqual(0.9 * better.length);
});

test('a generous judge of an excellent start is near the ceiling, also where the search kept the start', async () => {
  const runs = await runsOf('generous judge, excellent start');
  expect(warned(runs, 'near-ceiling')).toBeGreaterThanOrEqual(NEARLY_ALL);
  const kept = runs.filter(({ verdict }) => verdict.samePrompt);
  expect(kept.length).toBeGreaterThanOrEqual(2);
  expect(warned(kept, 'near-ceiling')).toBe(kept.length);
});

test('an over-cautious judge and rewriter end with a prompt that refuses harmless queries', async () => {
  const count = await countOf('over-cautious judge and rewriter', 'harmless-refused');
  expect(count).toBeGreaterThanOrEqual(NEARLY_ALL);
});

test('a copied query is shown in every final prompt that holds one, and in no other', async () => {
  const runs = await runsOf('copying rewriter, copies not refused');
  expect(runs.filter(holdsCopy).length).toBeGreaterThanOrEqual(5);
  expect(runs.map((run) => hasWarning(run, 'text-copied'))).toEqual(runs.map(holdsCopy));
});

test('where copies are refused, a copying rewriter brings none into the final prompt', async () => {
  const runs = await runsOf('copying rewriter');
  expect(runs.filter(holdsCopy)).toEqual([]);
  expect(warned(runs, 'text-copied')).toBe(0);
});

test('one model in all roles is always said to judge itself, and a judge apart never is', async () => {
  expect(await countOf('one model in all roles', 'self-judged')).toBe(SEEDS.length);
  for (const { name } of WARNED_CASES)
    if (name !== 'one model in all roles') expect(await countOf(name, 'self-judged'), name).toBe(0);
});
