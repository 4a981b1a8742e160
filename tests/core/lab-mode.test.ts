/** `lab` mode's rules, one by one, through the whole method with a scripted model. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presetConfig, type RunConfig, sameModelForAll } from '../../src/core/config';
import { drpo } from '../../src/core/drpo';
import type { RunEvent } from '../../src/core/events';
import type { Materials, RunSetup } from '../../src/core/materials';
import type { Change, ChatModel, ChatReply, Ports } from '../../src/core/ports';
import { fingerprint } from '../../src/core/random';
import { marked, portsOf, scriptedModel, type Script, type ScriptedModel } from './scripted-model';

const ASPECTS = ['Clarity', 'Depth', 'Safety'].map((name) => ({ name, low: 'bad', high: 'good' }));
const query = (id: string) => ({ id, text: `What about ${id}?`, category: 'open' });

function score(value: number): Partial<ChatReply> {
  const low = Math.min(4, Math.floor(value));
  const probabilities = {
    '1': 0,
    '2': 0,
    '3': 0,
    '4': 0,
    '5': 0,
    [low]: 1 - (value - low),
    [low + 1]: value - low,
  };
  return { text: String(Math.round(value)), probabilities };
}

/** Answers sensibly; a test overrides the role it is about. */
const sensible: Script = {
  selector: () => JSON.stringify({ reason: 'they matter', aspects: ['Clarity', 'Depth', 'Safety'], new: [] }),
  responder: ({ messages }) => `${messages[0]?.content ?? ''} >> ${messages.at(-1)?.content ?? ''}`,
  judge: () => score(3),
  critic: () => 'It lacks warmth. Keep its order.',
  rewriter: ({ path }) =>
    JSON.stringify({ why: 'better', edits: [{ do: 'add', text: `Rule ${fingerprint(path)}` }] }),
};

interface Given {
  script?: Partial<Script>;
  config?: (config: RunConfig) => void;
  materials?: Partial<Materials>;
  ports?: (ports: Ports) => Ports;
}

function setupOf({ config: change, materials }: Given, model: ChatModel): RunSetup {
  const config = presetConfig('quick', { seed: 5, startPrompt: 'Help.', models: sameModelForAll(model) });
  Object.assign(config, {
    search: { width: 2, actions: 2, depth: 3, maxExtraDepth: 0 },
    validationQueries: 2,
    verdictQueries: 3,
  });
  change?.(config);
  const queries = Array.from({ length: 20 }, (_, i) => query(`q${String(i)}`));
  const heldOut = Array.from({ length: 6 }, (_, i) => query(`h${String(i)}`));
  const baseExamples = [{ id: 'e1', query: 'Why?', plain: 'Because.', good: 'Because it is so.' }];
  return {
    config,
    materials: { queries, ownQueries: false, heldOut, baseExamples, aspects: ASPECTS, ...materials },
  };
}

async function runOf(given: Given): Promise<{ events: RunEvent[]; model: ScriptedModel }> {
  const model = scriptedModel({ ...sensible, ...given.script });
  const ports = given.ports?.(portsOf(model)) ?? portsOf(model);
  const events: RunEvent[] = [];
  for await (const event of drpo(setupOf(given, model), ports, new AbortController().signal))
    events.push(event);
  return { events, model };
}

function of<K extends RunEvent['kind']>(
  events: readonly RunEvent[],
  kind: K,
): Extract<RunEvent, { kind: K }>[] {
  return events.filter((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind);
}

/** Decides these changes at one barrier, nothing elsewhere. */
function deciding(at: string, changes: Change[]): (ports: Ports) => Ports {
  return (ports) => ({
    ...ports,
    decisions: { decide: ({ path }) => Promise.resolve({ changes: path === at ? changes : [] }) },
  });
}

describe('judging', () => {
  test('asks one aspect at a time in one growing conversation that leaves every reply unaltered', async () => {
    const { model } = await runOf({ script: { judge: () => score(3.25) } });
    const asked = model.requests.filter(({ conversation }) => conversation === 'system/root/q0/judge');
    expect(asked).toHaveLength(3);
    asked.forEach((request, i) => {
      const before = asked[i - 1];
      if (before) expect(request.messages.slice(0, -2)).toEqual(before.messages);
      expect(request.messages.at(-2)).toEqual(
        i === 0 ? request.messages[0] : { role: 'assistant', content: '3' },
      );
      expect(request.sampling).toMatchObject({ temperature: 0.2, maxTokens: 2 });
    });
  });

  test('makes the score the mean of the distribution, and the reward the mean of the scores', async () => {
    const { events } = await runOf({
      script: { judge: ({ path }) => score(path.includes('/clarity/') ? 4.5 : 3) },
    });
    const { judgement } = of(events, 'response-judged')[0] ?? {};
    expect(judgement?.scores.map(({ aspect, score: value }) => [aspect, value])).toEqual([
      ['Clarity', 4.5],
      ['Depth', 3],
      ['Safety', 3],
    ]);
    expect(judgement?.reward).toBe(3.5);
  });

  test('that stays unreadable is asked again twice, then drops its candidate; it is no zero', async () => {
    const { events, model } = await runOf({
      script: { judge: ({ path }) => (path.startsWith('system/0/q1/') ? 'hm' : score(3)) },
    });
    expect(of(events, 'candidate-dropped').map(({ node }) => node)).toEqual(['0']);
    expect(of(events, 'candidate-scored').map(({ node }) => node)).not.toContain('0');
    const tries = model.requests.filter(({ path }) => /^system\/0\/q1\/judge\/[a-z]+\/try/.test(path));
    expect(tries.map(({ path }) => path.slice(-4))).toEqual(['try0', 'try1', 'try2']);
    expect(new Set(tries.map(({ sampling }) => sampling.seed)).size).toBe(3);
  });

  test('the same aspects hold for all candidates of a query, selected once', async () => {
    const choices = ['["Clarity"]', '["Depth","Safety"]', '["Clarity","Safety"]'];
    const { events, model } = await runOf({
      script: {
        selector: (request) => {
          const choice =
            choices[Number.parseInt(fingerprint(marked(request, 'query')).slice(0, 4), 16) % 3] ?? '';
          return `{"reason":"r","aspects":${choice},"new":[]}`;
        },
      },
    });
    const selected = new Map(
      of(events, 'aspects-selected').map(({ query: id, aspects }) => [id, aspects.map(({ name }) => name)]),
    );
    const judged = of(events, 'response-judged');
    expect(judged.length).toBeGreaterThan(6);
    for (const { query: id, judgement } of judged)
      expect(judgement.scores.map(({ aspect }) => aspect)).toEqual(selected.get(id));
    expect(model.calls.selector).toBe(selected.size);
  });

  test('asks greedy roles again with some warmth, or the reply would be the same', async () => {
    const { model } = await runOf({
      script: { selector: (request) => (request.path.endsWith('try2') ? sensible.selector(request) : 'hm') },
    });
    const query = model.requests.find(({ path }) => path.startsWith('aspects/'))?.conversation ?? '';
    const tries = model.requests.filter(({ conversation }) => conversation === query);
    expect(tries.map(({ sampling }) => sampling.temperature > 0)).toEqual([false, true, true]);
  });

  test('a query whose aspects stay unreadable is left out for all', async () => {
    const planned = of((await runOf({})).events, 'level-started')[1]?.queries[0];
    const { events } = await runOf({
      script: {
        selector: (request) =>
          marked(request, 'query') === planned?.text ? 'no idea' : sensible.selector(request),
      },
    });
    expect(of(events, 'query-left-out').map((event) => event.query)).toEqual([planned?.id]);
    expect(of(events, 'candidate-dropped')).toEqual([]);
    expect(of(events, 'response-given').some((event) => event.query === planned?.id)).toBe(false);
  });
});

describe('a level without any aspects', () => {
  test('drops its candidates, and the search ends at their parents (a named deviation of paper mode)', async () => {
    const second = of((await runOf({})).events, 'level-started')[1]?.queries.map(({ text }) => text) ?? [];
    const { events } = await runOf({
      script: {
        selector: (request) =>
          second.includes(marked(request, 'query')) ? 'no idea' : sensible.selector(request),
      },
      config: (config) =>
        Object.assign(config, { unreadable: 'zero', answer: 'path-score', verdictQueries: 0 }),
    });
    expect(of(events, 'candidate-scored').map(({ node }) => node)).toEqual(['root']);
    expect(of(events, 'candidate-dropped').map(({ node }) => node)).toEqual(['0', '1']);
    expect(of(events, 'search-finished')[0]?.best).toBe('root');
  });
});

describe('a root that can only partly be judged', () => {
  test('is worth what could be read, and is rewritten from there', async () => {
    const { events } = await runOf({
      script: { judge: ({ path }) => (path.includes('root/q0') ? 'hm' : score(3)) },
    });
    expect(of(events, 'candidate-scored')[0]).toMatchObject({ node: 'root', reward: 3 });
    expect(of(events, 'prompt-kept')).toEqual([]);
  });

  test('has no reward at all where nothing could be read; its prompt is passed on', async () => {
    const { events } = await runOf({
      script: { judge: ({ path }) => (path.includes('root/') ? 'hm' : score(3)) },
    });
    expect(of(events, 'candidate-scored').map(({ node }) => node)).not.toContain('root');
    expect(of(events, 'prompt-kept')[0]).toMatchObject({
      node: 'root',
      because: 'unreadable',
      extend: false,
    });
  });
});

describe('expanding', () => {
  test('asks for reasons only where a state is rewritten, and shows the rewriter its worst query', async () => {
    const { events, model } = await runOf({
      script: { judge: ({ path }) => score(path.includes('root/q1') ? 2 : 3) },
    });
    const expanded = new Set(of(events, 'level-started').flatMap(({ beam }) => beam));
    expect(
      of(events, 'state-critiqued')
        .map(({ node }) => node)
        .sort(),
    ).toEqual([...expanded].sort());
    const worst = of(events, 'level-started')[0]?.queries[1];
    const first = model.requests.find(({ path }) => path.startsWith('system/root/rewrite/0'));
    expect(first && marked(first, 'query')).toBe(worst?.text);
  });

  test('draws proposals in one conversation: now a different edit', async () => {
    const { model } = await runOf({});
    const [first, second] = model.requests.filter(
      ({ conversation }) => conversation === 'system/root/rewrite',
    );
    expect(second?.messages.slice(0, first?.messages.length)).toEqual(first?.messages);
    expect(second?.messages).toHaveLength((first?.messages.length ?? 0) + 2);
  });

  test.each<[string, Partial<ChatReply> & { text: string }]>([
    ['truncated', { text: '{"why":"w","edits":[{"do":"add","text":"Be', finish: 'length' }],
    ['not-json', { text: 'I would add warmth.' }],
    ['no-such-rule', { text: '{"why":"w","edits":[{"do":"remove","rule":4}]}' }],
    [
      'copies-query',
      { text: '{"why":"w","edits":[{"do":"add","text":"Say what is best for my old grey cat."}]}' },
    ],
    ['loses-protected-rule', { text: '{"why":"w","edits":[{"do":"remove","rule":1}]}' }],
  ])('refuses a proposal that is %s, asks again twice, and then passes the prompt on', async (why, reply) => {
    const { events } = await runOf({
      script: { rewriter: () => reply },
      config: (config) => {
        config.startPrompt = 'Help.\n\n- Be kind.';
        config.protectedRules = ['Be kind.'];
      },
      materials: {
        queries: Array.from({ length: 20 }, (_, i) => ({
          ...query(`q${String(i)}`),
          text: `Say what is best for my old grey cat, ${String(i)}.`,
        })),
      },
    });
    const refused = of(events, 'proposal-refused').filter(({ node }) => node === 'root');
    expect(refused.map((event) => [event.proposal, event.attempt, event.why])).toEqual(
      [0, 1].flatMap((proposal) => [0, 1, 2].map((attempt) => [proposal, attempt, why])),
    );
    expect(of(events, 'prompt-kept')[0]).toMatchObject({
      node: 'root',
      because: 'no-proposal',
      extend: false,
    });
    expect(of(events, 'verdict-given')[0]?.verdict).toMatchObject({
      outcome: 'no-difference',
      samePrompt: true,
    });
  });

  test('refuses the same proposal from the same state twice', async () => {
    const { events } = await runOf({
      script: { rewriter: () => '{"why":"w","edits":[{"do":"add","text":"Be warm."}]}' },
    });
    expect(of(events, 'proposal-refused').find(({ node }) => node === 'root')).toMatchObject({
      proposal: 1,
      why: 'duplicate',
    });
  });

  test('keeps a prompt above 4.5 as it is, and the depth does not grow', async () => {
    const { events, model } = await runOf({
      script: { judge: () => score(4.6) },
      config: (config) => (config.search.maxExtraDepth = 5),
    });
    expect(of(events, 'prompt-kept').every((event) => event.because === 'good-enough' && !event.extend)).toBe(
      true,
    );
    expect(of(events, 'search-finished')[0]?.depthLimit).toBe(3);
    expect(model.calls.rewriter).toBe(0);
  });
});

describe('the answer', () => {
  test('on equal validation means is the shorter prompt', async () => {
    const { events } = await runOf({
      script: { judge: ({ path }) => score(path.startsWith('system/') ? 3.5 : 3) },
    });
    expect(of(events, 'finalist-chosen')[0]).toMatchObject({ contender: 'initial' });
  });

  test('equal to the start is "no difference" without a held-out call', async () => {
    const { events, model } = await runOf({});
    expect(of(events, 'verdict-given')[0]?.verdict).toMatchObject({
      outcome: 'no-difference',
      samePrompt: true,
    });
    expect(model.requests.some(({ path }) => path.startsWith('verdict/'))).toBe(false);
  });

  test('that is better on every held-out query is called better, with its interval', async () => {
    const { events } = await runOf({
      script: {
        judge: (request) => {
          const response = request.messages.map(({ content }) => content).join('\n');
          const noise = Number.parseInt(fingerprint(response).slice(0, 2), 16) / 1000;
          return score((response.includes('Rule ') ? 4 : 2.5) + noise);
        },
      },
      config: (config) => (config.verdictQueries = 6),
    });
    const verdict = of(events, 'verdict-given')[0]?.verdict;
    expect(verdict).toMatchObject({ outcome: 'better', samePrompt: false, n: 6 });
    expect(verdict?.interval?.low).toBeGreaterThan(1);
    expect(of(events, 'run-finished')[0]?.prompt).toContain('Rule ');
  });
});

describe('decisions at a barrier', () => {
  test('finishing ends the search there and goes on to validation and verdict', async () => {
    const { events } = await runOf({
      ports: deciding('system/level/2/barrier', [{ kind: 'finish', why: 'asked' }]),
    });
    expect(of(events, 'level-finished')).toHaveLength(2);
    expect(of(events, 'finalist-chosen')).toHaveLength(1);
    expect(of(events, 'run-finished')).toHaveLength(1);
  });

  test('a deadline in phase 1 ends phase 1 alone: the time that is left goes to the search', async () => {
    const { events, model } = await runOf({
      config: (config) => (config.examples = { count: 1, rewrites: 2 }),
      ports: deciding('examples/round/0/barrier', [{ kind: 'finish', why: 'deadline' }]),
    });
    expect(of(events, 'example-critiqued')).toEqual([]);
    expect(of(events, 'search-finished')).toHaveLength(1);
    expect(model.calls.responder).toBeGreaterThan(0);
  });

  test('finishing in phase 1 keeps the examples as they are and searches nothing', async () => {
    const { events, model } = await runOf({
      config: (config) => (config.examples = { count: 1, rewrites: 2 }),
      ports: deciding('examples/round/0/barrier', [{ kind: 'finish', why: 'asked' }]),
    });
    expect(of(events, 'examples-finished')[0]?.examples).toEqual([
      { id: 'e1', query: 'Why?', response: 'Because.' },
    ]);
    expect(of(events, 'run-finished')[0]).toMatchObject({ node: 'initial', prompt: 'Help.' });
    expect(model.calls.responder).toBe(0);
  });

  test('a prompt that a person wrote becomes the next candidate of its state', async () => {
    const edit: Change = { kind: 'edit', node: '1', prompt: 'My own prompt.' };
    const { events } = await runOf({ ports: deciding('system/level/2/barrier', [edit]) });
    expect(of(events, 'candidate-proposed').find(({ node }) => node === '1.0')).toMatchObject({
      prompt: 'My own prompt.',
    });
  });

  test('a prompt that a person wrote but no context holds changes nothing', async () => {
    const edit: Change = { kind: 'edit', node: '1', prompt: 'Long. '.repeat(2_000_000) };
    const { events } = await runOf({ ports: deciding('system/level/2/barrier', [edit]) });
    expect(of(events, 'candidate-proposed').every(({ prompt }) => prompt.length < 1000)).toBe(true);
    expect(of(events, 'run-finished')).toHaveLength(1);
  });

  test('pruned, pinned and unknown nodes, and a new depth, do what they say', async () => {
    const changes: Change[] = [
      { kind: 'prune', node: '0' },
      { kind: 'pin', node: '1' },
      { kind: 'pin', node: 'nobody' },
      { kind: 'depth', depth: 2, why: 'asked' },
    ];
    const { events } = await runOf({ ports: deciding('system/level/2/barrier', changes) });
    expect(of(events, 'level-finished').at(-1)).toMatchObject({
      level: 2,
      kept: [{ node: '1' }],
      depthLimit: 2,
    });
  });

  test('an overruled score changes the reward and what the rewriter is told', async () => {
    const asked = of((await runOf({})).events, 'level-started')[1]?.queries[0]?.id ?? '';
    const overrule: Change = { kind: 'overrule', node: '1', query: asked, aspect: 'Depth', score: 1 };
    const { model } = await runOf({ ports: deciding('system/level/2/barrier', [overrule]) });
    const told = model.requests.find(({ path }) => path.startsWith('system/1/rewrite/0'));
    expect(told?.messages.at(-1)?.content).toContain('Depth 1.0');
  });
});

test('events do not depend on the order in which replies come (law)', async () => {
  const told = async (waits: () => number) => {
    const { events } = await runOf({
      config: (config) => (config.examples = { count: 1, rewrites: 2 }),
      script: {
        judge: (request) =>
          score(2 + (Number.parseInt(fingerprint(marked(request, 'response')).slice(0, 2), 16) % 20) / 10),
      },
      ports: (ports) => {
        const slow = (model: ChatModel): ChatModel => ({
          ...model,
          complete: async (request, options) => {
            for (let i = waits(); i > 0; i--) await new Promise((resolve) => setImmediate(resolve));
            return model.complete(request, options);
          },
        });
        const { responder, selector, judge, critic, rewriter } = ports.models;
        return {
          ...ports,
          models: {
            responder: slow(responder),
            selector: slow(selector),
            judge: slow(judge),
            critic: slow(critic),
            rewriter: slow(rewriter),
          },
        };
      },
    });
    return JSON.stringify(events);
  };
  const inOrder = await told(() => 0);
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat({ max: 4 })), async (draws) => {
      expect(await told(() => Number(draws.next().value))).toBe(inOrder);
    }),
    { numRuns: 25 },
  );
});

test('a run that stops in the middle has told a beginning of its story, never a part out of order (law)', async () => {
  const given: Given = { config: (config) => (config.examples = { count: 1, rewrites: 2 }) };
  const whole = (await runOf(given)).events;
  const calls = (await runOf(given)).model.requests.length;
  const until = async (last: number) => {
    const model = scriptedModel(sensible);
    const breaking: ChatModel = {
      ...model,
      complete: (request, options) =>
        model.requests.length >= last
          ? Promise.reject(new Error('stopped'))
          : model.complete(request, options),
    };
    const told: RunEvent[] = [];
    const reading = (async () => {
      for await (const event of drpo(setupOf(given, model), portsOf(breaking), new AbortController().signal))
        told.push(event);
    })();
    await expect(reading).rejects.toThrow('stopped');
    return told;
  };
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: calls - 1 }), async (last) => {
      const told = await until(last);
      expect(told).toEqual(whole.slice(0, told.length));
    }),
  );
});
