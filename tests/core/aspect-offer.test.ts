/** What the selector is left to choose, and what a run does with the rest. */
import { describe, expect, test } from 'vitest';
import { offerOf } from '../../src/core/aspect-offer';
import { ASPECTS } from '../../src/core/aspects';
import { presetConfig, type RunConfig, sameModelForAll } from '../../src/core/config';
import { drpo } from '../../src/core/drpo';
import { estimateRun } from '../../src/core/estimate';
import type { RunEvent } from '../../src/core/events';
import type { RunSetup } from '../../src/core/materials';
import { selectorMessages, selectorSchema } from '../../src/core/prompts/selector';
import { checkSetup } from '../../src/core/readiness';
import { readSelection } from '../../src/core/replies';
import type { Aspect } from '../../src/core/terms';
import { portsOf, scriptedModel } from './scripted-model';

const aspect = (name: string, more: Partial<Aspect> = {}): Aspect => ({
  name,
  low: 'bad',
  high: 'good',
  ...more,
});
const always = (name: string) => aspect(name, { always: true });
const open = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => aspect(name));
const bounds = { min: 2, max: 5 };
const offered = (decided: number, others = open) => {
  const { aspects, bounds: left } = offerOf(
    [...others, ...Array.from({ length: decided }, (_, i) => always(`Z${String(i)}`))],
    bounds,
  );
  return [aspects.length, left.min, left.max];
};

describe('of 2 to 5 aspects', () => {
  test.each([
    [0, [6, 2, 5]],
    [1, [6, 1, 4]],
    [2, [6, 1, 3]],
    [4, [6, 1, 1]],
    [5, [0, 0, 0]],
    [7, [0, 0, 0]],
  ])('%i decided leave [on offer, fewest, most] %j', (decided, left) => {
    expect(offered(decided)).toEqual(left);
  });

  test('no more are asked for than are on offer', () => {
    expect(offered(0, open.slice(0, 1))).toEqual([1, 1, 5]);
    expect(offered(1, [])).toEqual([0, 0, 4]);
  });
});

test('the selector is told what is decided, and when an aspect applies', () => {
  const offer = offerOf(
    [always('Safety'), aspect('Rhyme', { when: 'a\npoem is asked for' }), ...open],
    bounds,
  );
  const told = selectorMessages({ query: 'q', ...offer }).at(-1)?.content ?? '';
  expect(told).toContain(
    'Graded in any case, not to be chosen:\nSafety: good\n\nAspects:\nRhyme: good. Applies when: a poem is asked for\nA: good',
  );
  expect(told).toContain(
    'Choose the 1 to 4 aspects that matter most for this query, beside those graded in any case.',
  );
  expect(JSON.stringify(selectorSchema(offer))).not.toContain('Safety');
});

describe('a reply beside decided aspects', () => {
  const offer = offerOf([always('Safety'), ...open], bounds);
  const read = (text: string) => {
    const usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 };
    const selection = readSelection({ text, finish: 'stop', usage }, offer);
    return 'unreadable' in selection
      ? selection.unreadable
      : selection.aspects.map(({ name }) => name).join(', ');
  };
  test.each([
    ['puts them first', '{"aspects":["B","A"]}', 'Safety, B, A'],
    ['may name one of them', '{"aspects":["safety","A"]}', 'Safety, A'],
    ['may not define one anew', '{"aspects":[],"new":[{"name":"Safety","low":"x","high":"y"}]}', 'Safety'],
    ['may choose none', '{"aspects":[],"new":[]}', 'Safety'],
    ['never drives them out', '{"aspects":["A","B","C","D","E","F"]}', 'Safety, A, B, C, D'],
    ['that says nothing is no selection', '{"reason":"hm"}', 'wrong-shape'],
    ['with an unknown name is none either', '{"aspects":["Wit"]}', 'unknown-aspect'],
  ])('%s', (_what, text, names) => {
    expect(read(text)).toBe(names);
  });
});

function setupOf(aspects: Aspect[], change: (config: RunConfig) => void = () => undefined): RunSetup {
  const models = sameModelForAll({ id: 'scripted:1', contextWindow: 4096 });
  const config = presetConfig('quick', { seed: 1, startPrompt: 'Help.', models });
  Object.assign(config, { examples: { count: 1, rewrites: 1 }, validationQueries: 1, verdictQueries: 1 });
  config.search.depth = 2;
  change(config);
  const query = (id: string) => ({ id, text: `What is ${id}?`, category: 'open' });
  return {
    config,
    materials: {
      queries: Array.from({ length: 8 }, (_, i) => query(`q${String(i)}`)),
      ownQueries: false,
      heldOut: [query('h0')],
      baseExamples: [{ id: 'e', query: 'Why?', plain: 'So.', good: 'Because.' }],
      aspects,
    },
  };
}

async function runOf(setup: RunSetup) {
  const model = scriptedModel({
    selector: () => '{"reason":"r","aspects":["A"],"new":[]}',
    responder: () => 'A response.',
    judge: () => ({ text: '3', probabilities: { '1': 0, '2': 0, '3': 1, '4': 0, '5': 0 } }),
    critic: () => 'It lacks warmth.',
    rewriter: ({ path, reply }) =>
      reply.kind === 'text'
        ? 'Better.'
        : JSON.stringify({ why: 'w', edits: [{ do: 'add', text: `Rule ${path}` }] }),
  });
  const events: RunEvent[] = [];
  for await (const event of drpo(setup, portsOf(model), new AbortController().signal)) events.push(event);
  return { events, model };
}

describe('a run', () => {
  test('judges every response on what always applies, examples too', async () => {
    const { events, model } = await runOf(setupOf([...open, always('Safety')]));
    const judged = events.flatMap((event) =>
      'judgement' in event && event.judgement ? [event.judgement.scores.map(({ aspect: name }) => name)] : [],
    );
    expect(new Set(judged.map(String))).toEqual(new Set(['Safety,A']));
    expect(new Set(events.map(({ kind }) => kind))).toContain('example-judged');
    expect(model.calls.selector).toBeGreaterThan(0);
  });

  test('asks no selector where all is decided, and its estimate says so', async () => {
    const setup = setupOf([always('Safety'), always('Kindness')]);
    const { events, model } = await runOf(setup);
    expect(model.calls.selector).toBe(0);
    expect(events.find(({ kind }) => kind === 'aspects-selected')).toMatchObject({
      aspects: [always('Safety'), always('Kindness')],
      reason: '',
    });
    expect(events.at(-1)?.kind).toBe('run-finished');
    expect(estimateRun(setup).byRole.selector.calls).toBe(0);
    expect(checkSetup(setup).notices).toContainEqual({ tag: 'aspects-all-decided', facts: { aspects: 2 } });
  });

  test('is paid for by the aspects it judges', () => {
    const calls = (aspects: Aspect[]) => estimateRun(setupOf(aspects)).byRole.judge.calls;
    expect(calls([...open, ...['V', 'W', 'X', 'Y', 'Z', 'S'].map(always)]) / calls([...ASPECTS])).toBeCloseTo(
      6 / 4,
      0,
    );
  });

  test('without any aspect is refused', () => {
    expect(checkSetup(setupOf([])).problems).toEqual([{ tag: 'no-aspects', facts: {} }]);
  });

  test('is warned where a written judgement of so many would be cut off', () => {
    const written = (aspects: Aspect[]) =>
      checkSetup(
        setupOf(aspects, (config) =>
          Object.assign(config, { scoring: 'written', reasons: 'every-candidate' }),
        ),
      ).notices.filter(({ tag }) => tag === 'judgement-may-be-cut');
    expect(written([...ASPECTS])).toEqual([]);
    expect(written([...ASPECTS].map(({ name }) => always(name)))).toEqual([
      { tag: 'judgement-may-be-cut', facts: { aspects: 14, needed: 868, limit: 400 } },
    ]);
  });
});
