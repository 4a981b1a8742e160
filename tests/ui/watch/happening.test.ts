import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events';
import type { Change } from '../../../src/core/ports';
import { wholeVerdict, type Verdict } from '../../../src/core/verdict';
import { emptyView, fold } from '../../../src/core/view';
import { m } from '../../../src/ui/messages/messages';
import { standingOf } from '../../../src/ui/result/reason-words';
import { happening, sentenceOf } from '../../../src/ui/watch/happening';
import { momentOfEvent, momentOfPath } from '../../../src/ui/watch/moment';
import { phaseMarks } from '../../../src/ui/watch/phases';
import { madeRun } from './made-run';

const run = madeRun({ records: false });
const { row } = run;

/** The view just before the candidates of level 3 are judged. */
function viewAtLevel(level: number) {
  const view = emptyView();
  for (const event of run.events) {
    if (event.kind === 'level-finished' && event.level === level) break;
    fold(view, event);
  }
  return view;
}

const view = viewAtLevel(3);
const level3 = view.levels.at(-1)?.nodes ?? [];
const second = level3[1] ?? '';
const parent = view.levels.at(-1)?.beam[0] ?? '';
const parentName = `candidate ${String((view.levels[1]?.nodes.indexOf(parent) ?? -1) + 1)} of level 2`;

describe('what is happening is one plain sentence for every kind of path', () => {
  test.each([
    ['aspects/seed-002/try0', 'Choosing the aspects that matter for query 2 of 16'],
    ['aspects/nobody-knows/try0', 'Choosing the aspects that matter for a query'],
    ['nearest/seed-002', 'Finding the examples most like query 2 of 16'],
    ['examples/example-3/aspects/try0', 'Example 3 of 4: choosing the aspects that matter'],
    [
      'examples/example-3/0/judge/safety/try0',
      'Example 3 of 4: judging the response it came with, for Safety',
    ],
    ['examples/example-3/2/judge/try0', 'Example 3 of 4: judging rewrite 2'],
    ['examples/example-3/1/critique/try0', 'Example 3 of 4: finding what is weak in rewrite 1'],
    ['examples/example-3/1/rewrite/try0', 'Example 3 of 4: writing rewrite 1'],
    ['check/barrier', 'The judge check is over'],
    ['examples/round/2/barrier', 'A round of examples is over'],
    ['system/root/q0/respond/try0', 'Level 1: the start prompt is answering its first query'],
    [
      `system/${second}/q1/judge/safety/try0`,
      'Level 3: judging candidate 2 of 6 on its second query, for Safety',
    ],
    [
      `system/${second}/q0/judge/critical-thinking/try0`,
      'Level 3: judging candidate 2 of 6 on its first query, for Critical-Thinking',
    ],
    [`system/${second}/q1/judge/try0`, 'Level 3: judging candidate 2 of 6 on its second query'],
    [`system/${second}/q0/respond/try0`, 'Level 3: candidate 2 of 6 is answering its first query'],
    [`system/${second}/q0/examples`, 'Level 3: finding examples for candidate 2 of 6 on its first query'],
    ['system/0.2.1.0/q0/respond/try0', 'Level 5: a new candidate is answering its first query'],
    [
      `system/${parent}/critique/try0`,
      `Level 3: finding what is weak in the worst response of ${parentName}`,
    ],
    [`system/${parent}/rewrite/1/try0`, `Level 3: proposing edit 2 of 3 to ${parentName}`],
    [
      `system/${parent}/rewrite/1/try2`,
      `Level 3: proposing edit 2 of 3 to ${parentName} (asked a third time)`,
    ],
    ['system/level/3/barrier', 'The level is over'],
    ['validation/batch/1/barrier', 'Some validation queries are answered'],
    ['verdict/batch/4/barrier', 'Some held-out queries are answered'],
    ['validation/initial/seed-033/respond/try0', 'Validation: the start prompt is answering query 3 of 8'],
    [
      'validation/0.2/seed-033/judge/safety/try0',
      'Validation: judging candidate 6 of level 3 on query 3 of 8',
    ],
    ['verdict/final/held-02/respond/try0', 'Verdict: the final prompt is answering held-out query 2 of 24'],
    [
      'verdict/initial/held-02/judge/depth/try0',
      'Verdict: judging the start prompt on held-out query 2 of 24',
    ],
    ['judge-check/pair-1/try0', 'Asking a model'],
    ['', 'Asking a model'],
  ])('%s', (path, sentence) => {
    expect(happening({ view, position: view.events, latest: null }, row, path).what).toBe(sentence);
  });

  test('a whole rewrite is called so where the run rewrites', () => {
    const rewriting = {
      ...row,
      setup: { ...row.setup, config: { ...row.setup.config, action: 'rewrite' as const } },
    };
    const { what } = sentenceOf(momentOfPath(`system/${parent}/rewrite/0/try0`), view, rewriting);
    expect(what).toBe(`Level 3: rewriting ${parentName}, proposal 1 of 3`);
  });
});

test('every event of a run has a sentence, so a replay is never silent', () => {
  const growing = emptyView();
  for (const event of run.events) {
    fold(growing, event);
    const { what } = sentenceOf(momentOfEvent(event, growing), growing, row);
    expect(what).not.toBe('');
    expect(what).not.toContain('undefined');
    expect(what).not.toBe('Asking a model');
  }
});

describe('where a run looks whether to go on', () => {
  const said = (at: string, changes: Change[] = []) => {
    const event: RunEvent = { kind: 'decision-taken', at, changes };
    return sentenceOf(momentOfEvent(event, view), view, row);
  };
  const finish = (why: 'asked' | 'deadline'): Change[] => [{ kind: 'finish', why }];

  test('it says that it does, and what would end it', () => {
    expect(said('check/barrier')).toEqual({
      what: 'The judge check is over',
      why: 'The run goes on. If you had pressed “Finish now”, it would go to its verdict here, without a search.',
    });
  });

  test.each([
    ['check/barrier', 'You pressed “Finish now”, so there is no search: the run goes to its verdict.'],
    ['examples/round/0/barrier', 'You pressed “Finish now”, so there is no search'],
    ['system/level/3/barrier', 'You pressed “Finish now”, so the search ends here.'],
    ['validation/batch/1/barrier', 'You pressed “Finish now”, so no more are asked.'],
  ])('it says that the person ended it, at %s', (at, why) => {
    expect(said(at, finish('asked')).why).toContain(why);
  });

  test.each([
    ['check/barrier', 'Time is short, so there is no search'],
    ['examples/round/1/barrier', 'Time is short, so the search begins now.'],
    ['system/level/3/barrier', 'Time is short, so the search ends here.'],
    ['verdict/batch/4/barrier', 'Time is short, so no more are asked.'],
  ])('it says that the clock ended it, at %s', (at, why) => {
    expect(said(at, finish('deadline')).why).toContain(why);
  });
});

test('a stop between the rounds of examples speaks of rounds, in a replay too: there are no levels yet', () => {
  const event: RunEvent = { kind: 'decision-taken', at: 'examples/round/1/barrier', changes: [] };
  const { what, why } = sentenceOf(momentOfEvent(event, view), view, row);
  expect(what).toBe('A round of examples is over');
  expect(why).not.toMatch(/level/);
});

test('before the first event it says that nothing has happened', () => {
  expect(happening({ view: emptyView(), position: 0, latest: null }, row, null).what).toBe(
    'Nothing has happened yet.',
  );
});

test('without a latest event it says how far the run is', () => {
  expect(happening({ view, position: view.events, latest: null }, row, null).what).toBe(
    `Level 3 of ${String(view.depthLimit)} has begun.`,
  );
});

describe('a run that was finished before its search', () => {
  const early = emptyView();
  for (const event of run.events) {
    if (event.kind === 'level-started') break;
    fold(early, event);
  }
  const given = run.events.find((event) => event.kind === 'verdict-given');
  if (given?.kind !== 'verdict-given') throw new Error('no verdict');
  const verdict: Verdict = {
    ...wholeVerdict(given.verdict),
    samePrompt: true,
    n: 0,
    outcome: 'no-difference',
  };
  const last: RunEvent = { kind: 'run-finished', node: 'initial', prompt: early.startPrompt, examples: [] };
  fold(early, { kind: 'verdict-given', verdict });
  fold(early, last);

  test('claims no comparison', () => {
    expect(happening({ view: early, position: early.events, latest: last }, row, null)).toEqual({
      what: 'The run is finished',
      why: 'Nothing to compare: the final prompt is the start prompt.',
      chosen: '',
    });
    expect(m.result.outcome[standingOf(verdict)]).toMatch(/^Nothing to compare/);
  });

  test('has its later phases marked as skipped', () => {
    expect(phaseMarks(early, row).map(({ standing }) => standing)).toEqual([
      'done',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });
});

test('a finished run says why its prompt was chosen', () => {
  const done = emptyView();
  for (const event of run.events) fold(done, event);
  const chosenIn = (view: ReturnType<typeof emptyView>) =>
    happening({ view, position: view.events, latest: run.events.at(-1) ?? null }, row, null).chosen;
  expect(chosenIn(done)).toMatch(
    /^Chosen on fresh queries \(validation\): its mean there is \d\.\d\d; next comes .+ with \d\.\d\d\.$/,
  );
  const means = (start: number, other: number) => ({
    ...done,
    finalist: {
      contender: 'best',
      means: [
        { contender: 'initial', mean: start },
        { contender: 'best', mean: 4 },
        { contender: 'other', mean: other },
        { contender: 'unread', mean: null },
      ],
    },
  });
  expect(chosenIn(means(3.5, 3))).toContain('next comes the start prompt with 3.50');
  expect(chosenIn(means(3, 3.5))).toContain('next comes candidate other with 3.50');
  expect(chosenIn(means(4, 3.5))).toContain('level with the start prompt');
  expect(phaseMarks(done, row).map(({ standing }) => standing)).toEqual(['done', 'done', 'done', 'done']);
});
