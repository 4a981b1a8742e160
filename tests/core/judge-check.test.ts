/** The judge check: what it says of judges of a known kind, what it costs, and that nothing a judge replies breaks it. */
import { describe, expect, test } from 'vitest';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import { drpo } from '../../src/core/drpo';
import { checkCost, estimateRun } from '../../src/core/estimate';
import type { RunEvent } from '../../src/core/events';
import { checkAspects } from '../../src/core/judge-check';
import type { RunSetup } from '../../src/core/materials';
import type { ChatModel, Change, Ports } from '../../src/core/ports';
import { checkSetup } from '../../src/core/readiness';
import type { JudgeCheck, JudgeOutcome } from '../../src/core/reliability';
import { MESSAGE_TOKENS } from '../../src/core/tokens';
import { emptyView, fold } from '../../src/core/view';
import { createPracticeModel } from '../../src/models/practice/engine';
import { PRACTICE_VARIANTS } from '../../src/models/practice/variants';
import { Disk } from '../runner/in-memory';
import { portsOf, scriptedModel, type ScriptedModel } from './scripted-model';
import { type Kind, simulatedJudge } from './simulated-judge';

type Scoring = RunSetup['config']['scoring'];
const SEEDS = 30;

function checkOnly(seed = 1, scoring: Scoring = 'probability'): RunSetup {
  const setup = builtInSetup('quick', seed);
  Object.assign(setup.config, { task: 'judge-check', scoring });
  return setup;
}

const pairsOf = ({ materials }: RunSetup) => materials.checkPairs ?? [];

async function eventsOf(
  setup: RunSetup,
  model: ChatModel,
  ports: Ports = portsOf(model),
): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of drpo(setup, ports, new AbortController().signal)) events.push(event);
  return events;
}

function checkIn(events: readonly RunEvent[]): JudgeCheck {
  const told = events.find((event) => event.kind === 'judge-check-finished');
  if (!told) throw new Error('no judge-check-finished');
  return told.check;
}

async function checkOf(setup: RunSetup, model: ChatModel): Promise<JudgeCheck> {
  return checkIn(await eventsOf(setup, model));
}

/** The usual script, with this judge. */
function judgedBy(judge: Parameters<typeof scriptedModel>[0]['judge']): ScriptedModel {
  const nothing = () => '';
  return scriptedModel({ judge, responder: nothing, selector: nothing, critic: nothing, rewriter: nothing });
}

describe('what the check says', () => {
  const expected: [Kind, JudgeOutcome][] = [
    ['good', 'sound'],
    ['noisy', 'noisy'],
    ['random', 'random'],
    ['reversed', 'reversed'],
    ['length-loving', 'length-loving'],
    ['level', 'random'],
  ];
  const cases = (['probability', 'written'] as const).flatMap((scoring) =>
    expected.map(([kind, outcome]) => [scoring, kind, outcome] as const),
  );

  test.each(cases)(
    'with %s scores, a %s judge is called %s on 28 of 30 seeds',
    async (scoring, kind, outcome) => {
      const said: JudgeOutcome[] = [];
      for (let seed = 1; seed <= SEEDS; seed++) {
        const setup = checkOnly(seed, scoring);
        said.push((await checkOf(setup, simulatedJudge(pairsOf(setup), kind))).outcome);
      }
      expect(said.filter((one) => one === outcome).length, said.join(' ')).toBeGreaterThanOrEqual(28);
    },
  );

  const judges = PRACTICE_VARIANTS.flatMap(({ label, variant }) =>
    variant.rewriter === undefined ? [[label, variant] as const] : [],
  );

  test.each(judges)('of the %s it is right on 28 of 30 seeds', async (_, variant) => {
    const kind = variant.judge ?? 'good';
    const said: JudgeOutcome[] = [];
    for (let seed = 1; seed <= SEEDS; seed++)
      said.push((await checkOf(checkOnly(seed), createPracticeModel({ pace: null, variant }))).outcome);
    const right = said.filter((one) => one === (kind === 'good' ? 'sound' : kind));
    expect(right.length, said.join(' ')).toBeGreaterThanOrEqual(28);
  });

  test('a judge that is steady and right on nine pairs of twelve is weak, on ten it is sound', async () => {
    const setup = checkOnly();
    const rightOn = (right: number) => {
      const pairs = pairsOf(setup);
      const wrong = pairs.slice(right);
      return judgedBy((request) => {
        const text = request.messages[1]?.content ?? '';
        const isBetter = pairs.some(({ better }) => text.includes(better));
        const mistaken = wrong.some(({ query }) => text.includes(query));
        return isBetter === mistaken ? '2' : '4';
      });
    };
    expect(await checkOf(setup, rightOn(9))).toMatchObject({ outcome: 'weak', agreed: 9, opposed: 3 });
    expect(await checkOf(setup, rightOn(10))).toMatchObject({ outcome: 'sound', agreed: 10, opposed: 2 });
  });

  test('equal scores do not agree, and are not opposed either', async () => {
    const check = await checkOf(
      checkOnly(),
      judgedBy(() => '3'),
    );
    expect(check).toMatchObject({ agreed: 0, opposed: 0, compared: 12, correlation: null });
  });

  test('a judge that scores half a point lower when asked otherwise shows it, and is no noisier for it', async () => {
    const setup = checkOnly();
    const judge = judgedBy(({ path, messages }) => {
      const isBetter = pairsOf(setup).some(({ better }) => messages[1]?.content.includes(better));
      const score = (isBetter ? 4 : 2) - (path.includes('/second/') ? 0.5 : 0);
      const low = Math.floor(score);
      const none = { '1': 0, '2': 0, '3': 0, '4': 0, '5': 0 };
      return {
        text: String(low),
        probabilities: { ...none, [low]: 1 - (score - low), [low + 1]: score - low },
      };
    });
    const check = await checkOf(setup, judge);
    expect(check).toMatchObject({ outcome: 'sound', scoreNoise: 0, order: { mean: -0.5 } });
  });
});

describe('an unreadable judgement', () => {
  test('is counted, and its pair is not compared', async () => {
    const setup = checkOnly();
    const good = simulatedJudge(pairsOf(setup), 'good');
    const model: ChatModel = {
      ...good,
      complete: (request, options) =>
        request.path.startsWith('check/check-03/worse/second/')
          ? Promise.resolve({ ...EMPTY, text: 'I would say so.' })
          : good.complete(request, options),
    };
    const check = await checkOf(setup, model);
    expect(check).toMatchObject({ outcome: 'sound', compared: 11, unreadable: { is: 1, of: 48 } });
  });

  test('is never a zero: a judge that cannot be read at all is unreadable, not wrong', async () => {
    for (const scoring of ['probability', 'written'] as const) {
      const check = await checkOf(
        checkOnly(1, scoring),
        judgedBy(() => 'Very good indeed!'),
      );
      expect(check).toMatchObject({ outcome: 'unreadable', compared: 0, agreed: 0, opposed: 0 });
      expect(check).toMatchObject({ scoreNoise: null, rewardNoise: null, correlation: null, order: null });
    }
  });
});

const EMPTY = {
  finish: 'stop',
  usage: { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 },
} as const;

describe('how it asks', () => {
  test('each response twice: the aspects in reverse order, in other words, in a conversation of its own', async () => {
    const model = judgedBy(() => '3');
    const setup = checkOnly();
    await eventsOf(setup, model);
    const asked = (prefix: string) => model.requests.filter(({ path }) => path.startsWith(prefix));
    const first = asked('check/check-05/better/first/judge/');
    const second = asked('check/check-05/better/second/judge/');
    const aspects = (requests: typeof first) => requests.map(({ path }) => path.split('/')[5]);
    expect(aspects(first)).toHaveLength(3);
    expect(aspects(second)).toEqual(aspects(first).reverse());
    expect(new Set([...first, ...second].map(({ conversation }) => conversation)).size).toBe(2);
    expect(second[0]?.messages[0]?.content).not.toBe(first[0]?.messages[0]?.content);
    const opening = (of: typeof first) => of[0]?.messages[1]?.content ?? '';
    expect(opening(second)).toContain('<response>');
    expect(opening(second).split('\n').at(-3)).not.toBe(opening(first).split('\n').at(-3));
  });

  test('on the pair’s aspect and two that go with it', () => {
    for (const pair of pairsOf(checkOnly())) {
      const names = checkAspects(pair).map(({ name }) => name);
      expect(names).toHaveLength(3);
      expect(new Set(names).size).toBe(3);
      expect(names[0]).toBe(pair.aspect);
    }
  });

  test.each(['probability', 'written'] as const)(
    'costs the calls it says, with %s scores',
    async (scoring) => {
      const model = judgedBy(({ reply }) => (reply.kind === 'choice' ? '3' : written(reply)));
      const setup = checkOnly(1, scoring);
      await eventsOf(setup, model);
      const estimate = estimateRun(setup);
      expect(estimate.calls).toBe(model.requests.length);
      expect(estimate.byPhase.check).toBe(scoring === 'probability' ? 144 : 48);
      expect(estimate.byRole.judge.calls).toBe(estimate.calls);
    },
  );

  test('costs the tokens it says, on the practice model', async () => {
    const setup = checkOnly();
    const { run, disk } = await runInNode(practiceRow('check', setup, 'check'));
    await run.ended;
    const calls = [...disk.records.values()].flatMap((record) =>
      record.kind === 'call' ? [record.reply.usage] : [],
    );
    const sum = (read: (usage: (typeof calls)[number]) => number) =>
      calls.reduce((all, one) => all + read(one), 0);
    const { judge } = estimateRun(setup).byRole;
    expect(sum((usage) => usage.completionTokens)).toBe(judge.completionTokens);
    // The practice model counts no chat template: six messages in each of 48 conversations.
    const template = 48 * 6 * MESSAGE_TOKENS;
    const prefilled = template + sum(({ promptTokens, cachedTokens }) => promptTokens - cachedTokens);
    expect(Math.abs(prefilled / judge.promptTokens - 1)).toBeLessThan(0.01);
  });
});

function written(reply: Parameters<ScriptedModel['complete']>[0]['reply']): string {
  if (reply.kind !== 'json') return '';
  const [, names = ''] = /"enum":\[(.*?)\]/.exec(JSON.stringify(reply.schema)) ?? [];
  const scores = names.split(',').map((name) => ({ aspect: JSON.parse(name) as string, score: 3 }));
  return JSON.stringify({ scores });
}

describe('a check on its own', () => {
  test('tells its pairs in order, then what they come to, and nothing of a search', async () => {
    const setup = checkOnly();
    const events = await eventsOf(setup, createPracticeModel({ pace: null }));
    const pairs = pairsOf(setup).map(({ id }) => id);
    expect(events.map(({ kind }) => kind)).toEqual([
      'run-started',
      ...pairs.map(() => 'judge-check-pair-judged'),
      'judge-check-finished',
    ]);
    const view = events.reduce(fold, emptyView());
    expect(view.phase).toBe('finished');
    expect(view.judgeCheck.pairs.map(({ pair }) => pair)).toEqual(pairs);
    expect(view.judgeCheck.result?.outcome).toBe('sound');
  });

  test('needs no query to search on', () => {
    const setup = checkOnly();
    setup.materials.queries = [];
    setup.materials.heldOut = [];
    expect(checkSetup(setup)).toEqual({ problems: [], notices: [] });
  });

  test('a context too short for a pair is a problem before anything is spent', () => {
    const setup = checkOnly();
    setup.config.models.judge.contextWindow = 200;
    expect(checkSetup(setup).problems).toMatchObject([{ tag: 'prompt-too-long', facts: { role: 'judge' } }]);
  });

  test('killed after any of its calls, resumes to the same bytes and pays for no call twice', async () => {
    const setup = checkOnly(4);
    const { run, disk: whole } = await runInNode(practiceRow('check', setup, 'whole'));
    const row = await run.ended;
    expect(row).toMatchObject({ status: 'finished', summary: { calls: 144, outcome: 'judge-sound' } });
    for (let kept = 0; kept <= 144; kept += 13) {
      const disk = new Disk();
      disk.rows.set('check', practiceRow('check', setup, 'killed'));
      for (const record of [...whole.records.values()].slice(0, kept)) disk.records.set(record.path, record);
      const model = createPracticeModel({ pace: null });
      let asked = 0;
      const complete: ChatModel['complete'] = (...given) => {
        asked += 1;
        return model.complete(...given);
      };
      const { run: again } = await runInNode(practiceRow('check', setup, 'again'), disk, {
        ...model,
        complete,
      });
      expect((await again.ended).status).toBe('finished');
      expect(asked).toBe(144 - kept);
      expect(JSON.stringify(disk.events)).toBe(JSON.stringify(whole.events));
    }
  });
});

describe('before a run', () => {
  const finishing = (at: string): ((ports: Ports) => Ports) => {
    const finish: Change[] = [{ kind: 'finish', why: 'asked' }];
    return (ports) => ({
      ...ports,
      decisions: { decide: ({ path }) => Promise.resolve({ changes: path === at ? finish : [] }) },
    });
  };
  const run = (setup: RunSetup, change: (ports: Ports) => Ports = (ports) => ports) => {
    const model = createPracticeModel({ pace: null });
    return eventsOf(setup, model, change(portsOf(model)));
  };

  test('it comes first, its noise goes into the verdict, and a person may stop there', async () => {
    const events = await run(builtInSetup('quick', 2), finishing('check/barrier'));
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(['run-started', 'queries-planned', 'judge-check-pair-judged']);
    expect(kinds).not.toContain('level-started');
    expect(kinds.slice(kinds.indexOf('judge-check-finished') + 1)).toEqual([
      'decision-taken',
      'examples-finished',
      'verdict-given',
      'run-finished',
    ]);
  });

  test('stopped there, phase 1 is left out too', async () => {
    const events = await run(builtInSetup('standard', 2), finishing('check/barrier'));
    expect(events.some(({ kind }) => kind === 'example-judged')).toBe(false);
  });

  test('a judge that draws lots is the reason when no difference was found', async () => {
    const setup = builtInSetup('quick', 2);
    const random = simulatedJudge(pairsOf(setup), 'random');
    const model = createPracticeModel({ pace: null });
    const events = await eventsOf(setup, model, {
      ...portsOf(model),
      models: { ...portsOf(model).models, judge: random },
    });
    expect(checkIn(events).outcome).toBe('random');
    const verdict = events.find((event) => event.kind === 'verdict-given')?.verdict;
    expect(verdict?.outcome).toBe('no-difference');
    if (!verdict?.samePrompt) expect(verdict?.reasons.map(({ tag }) => tag)).toContain('judge-noisy');
  });

  test('a preset says whether it is made; without pairs there is none, and no cost', async () => {
    expect(checkCost(builtInSetup('quick')).calls).toBe(144);
    expect(checkCost(builtInSetup('standard')).calls).toBe(144);
    expect(checkCost(builtInSetup('paper')).calls).toBe(0);
    const bare = builtInSetup('quick', 2);
    delete bare.materials.checkPairs;
    expect(checkCost(bare).calls).toBe(0);
    const events = await run(bare);
    expect(events.some(({ kind }) => kind.startsWith('judge-check'))).toBe(false);
  });
});

test('between its plan and its first question a run gives way once, and says what it says without', async () => {
  const setup = { ...builtInSetup('quick'), config: { ...builtInSetup('quick').config, judgeCheck: true } };
  const told: string[] = [];
  const model = judgedBy(() => '3');
  const giveWay = (): Promise<void> => {
    told.push(`gave way after ${String(model.requests.length)} questions`);
    return Promise.resolve();
  };
  const given = await eventsOf(setup, model, { ...portsOf(model), giveWay });
  expect(told).toEqual(['gave way after 0 questions']);
  expect(given).toEqual(
    await eventsOf(
      setup,
      judgedBy(() => '3'),
    ),
  );
});
