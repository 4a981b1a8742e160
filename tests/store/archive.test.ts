/** Archives, out and in, and what a hostile one may try. Runs in Node; archive.browser.test.ts runs the round trip in Chromium. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Breakdown } from '../../src/core/breakdown';
import type { RunEvent } from '../../src/core/events';
import type { JournalRecord } from '../../src/core/records';
import { emptyView, fold } from '../../src/core/view';
import type { Warning } from '../../src/core/warnings';
import { readArchive, writeArchive } from '../../src/store/archive';
import { event, events } from '../contracts/event-log';
import { callRecord, decisionRecord, retrievalRecord } from '../contracts/journal';
import { rowOf } from '../runner/scripted';

const row = rowOf('run-1', { status: 'finished', finishedAt: 9 });
const records: JournalRecord[] = [callRecord('a'), retrievalRecord('b'), decisionRecord('c')];

async function linesWritten(): Promise<string[]> {
  const archive = await writeArchive(row, records, events(2));
  const text = gunzipSync(await archive.arrayBuffer()).toString();
  return text.trimEnd().split('\n');
}

function packed(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(lines.join('\n') + '\n'));
}

/** The archive with line `number` (from 1) changed. */
async function changed(number: number, change: (line: string) => string) {
  const lines = await linesWritten();
  return readArchive(packed(lines.map((line, i) => (i === number - 1 ? change(line) : line))));
}

const unreadableAt = (line: number) => ({ problem: { tag: 'archive-unreadable', facts: { line } } });

describe('an archive', () => {
  test('gives back the run that was written, exactly', async () => {
    const archive = await writeArchive(row, records, events(50));
    expect(await readArchive(archive)).toEqual({ row, records, events: events(50) });
  });

  test('keeps text that is not well-formed, and what later versions add', async () => {
    const odd = { ...callRecord('a'), later: { more: [1] } };
    if (odd.kind === 'call') odd.reply.text = 'x\ud800y\n\u2028"\\';
    const archive = await writeArchive(row, [odd], []);
    expect(await readArchive(archive)).toEqual({ row, records: [odd], events: [] });
  });

  test('carries own aspects, and reads those from before there were any', async () => {
    const own = { name: 'House style', low: 'stiff', high: 'plain', when: 'to a customer' };
    const aspects = [
      ...row.setup.materials.aspects,
      own,
      { name: 'Calm', low: 'a', high: 'b', always: true as const },
    ];
    const setup = { ...row.setup, materials: { ...row.setup.materials, aspects } };
    const told: RunEvent[] = [{ kind: 'aspects-selected', query: 'q', aspects, reason: '' }];
    const read = await readArchive(await writeArchive({ ...row, setup }, [], told));
    expect(read).toEqual({ row: { ...row, setup }, records: [], events: told });
    const loud = JSON.parse(
      JSON.stringify(setup).replace('"always":true', '"always":"loud"'),
    ) as typeof setup;
    expect(await readArchive(await writeArchive({ ...row, setup: loud }, [], []))).toMatchObject(
      unreadableAt(2),
    );
  });

  test('begins with a line that says what it is', async () => {
    const [header] = await linesWritten();
    expect(JSON.parse(header!)).toEqual({ format: 'drpo-lab-run', version: 1, records: 3, events: 2 });
  });

  test('of a run that was running holds an interrupted one', async () => {
    const read = await readArchive(await writeArchive(rowOf('r'), [], []));
    expect(read).toMatchObject({ row: { status: 'paused' } });
  });

  test('says that a simulated engine was simulated', async () => {
    const read = await readArchive(await writeArchive(row, [], []));
    expect(read).toMatchObject({ row: { engines: { judge: { simulated: true } } } });
  });
});

describe('a file that is no archive', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('hello')],
    ['gzip of other lines', packed(['{"a":1}'])],
    ['gzip of no JSON', packed(['hello'])],
    ['gzip of nothing', new Uint8Array(gzipSync(''))],
    ['bytes that are no UTF-8', new Uint8Array(gzipSync(Buffer.from([0xff, 0xfe, 0x0a])))],
  ])('(%s) is a problem, never an exception', async (_what, bytes) => {
    expect(await readArchive(bytes)).toMatchObject(unreadableAt(1));
  });

  test('cut short anywhere is a problem', async () => {
    const whole = new Uint8Array(await (await writeArchive(row, records, events(20))).arrayBuffer());
    for (let length = 1; length < whole.length; length += 37) {
      expect(await readArchive(whole.slice(0, length))).toMatchObject({
        problem: { tag: 'archive-unreadable' },
      });
    }
  });

  test('with a flipped bit is a problem or the same run', async () => {
    const whole = new Uint8Array(await (await writeArchive(row, records, events(2))).arrayBuffer());
    for (let i = 0; i < whole.length; i += 11) {
      const bytes = whole.slice();
      bytes[i]! ^= 4;
      const read = await readArchive(bytes);
      if (!('problem' in read)) expect(read).toEqual({ row, records, events: events(2) });
    }
  });
});

describe('a hostile archive', () => {
  test('of a newer format is named as such', async () => {
    const read = await changed(1, () => '{"format":"drpo-lab-run","version":2}');
    expect(read).toEqual({ problem: { tag: 'archive-newer', facts: { version: 2, known: 1 } } });
  });

  test('that unpacks into more than the limit is given up in time', async () => {
    const zeros = new Uint8Array(gzipSync(Buffer.alloc(10_000_000, 0x20)));
    expect(zeros.length).toBeLessThan(100_000);
    const problem = { tag: 'archive-too-large', facts: { limit: 1_000_000 } };
    expect(await readArchive(zeros, 1_000_000)).toEqual({ problem });
  });

  test('with one endless line is given up', async () => {
    const long = new Uint8Array(gzipSync(Buffer.alloc(25_000_000, 0x20)));
    expect(await readArchive(long)).toMatchObject({ problem: { tag: 'archive-too-large' } });
  });

  test.each<[string, number, (line: string) => string]>([
    ['a row without a setup', 2, (line) => line.replace('"setup"', '"set"')],
    ['a row with a bad setting', 2, (line) => line.replace('"width":1', '"width":1e9')],
    ['a row with an id that is no id', 2, (line) => line.replace('"run-1"', '"<run 1>"')],
    ['a record of no known kind', 3, (line) => line.replace('"call"', '"cull"')],
    ['a record without an answer', 4, (line) => line.replace('"answer"', '"ans"')],
    ['a number that is none', 3, (line) => line.replace('"at":5', '"at":"5"')],
    ['a number beyond all numbers', 3, (line) => line.replace('"at":5', '"at":1e999')],
    ['a record twice', 4, () => JSON.stringify({ record: callRecord('a') })],
    ['an event of no known kind', 6, (line) => line.replace('candidate-scored', 'candidate-scared')],
    ['an event in place of a record', 4, () => JSON.stringify({ event: event(0) })],
    ['an empty line', 5, () => ''],
    ['a list', 5, () => '[]'],
    ['null', 5, () => 'null'],
    ['a prototype', 3, (line) => line.replace('{"record":{', '{"record":{"__proto__":{"x":1},')],
    ['an abyss', 3, (line) => line.replace('"text"}', `"text","x":${'['.repeat(9999)}${']'.repeat(9999)}}`)],
  ])('with %s is a problem that names its line', async (_what, number, change) => {
    expect(await changed(number, change)).toMatchObject(unreadableAt(number));
  });

  test('with fewer or more lines than it says is a problem', async () => {
    const lines = await linesWritten();
    expect(await readArchive(packed(lines.slice(0, -1)))).toMatchObject(unreadableAt(lines.length));
    const more = [...lines, JSON.stringify({ event: event(2) })];
    expect(await readArchive(packed(more))).toMatchObject(unreadableAt(lines.length + 1));
  });
});

describe('every kind of event', () => {
  const judgement = { scores: [{ aspect: 'a', score: 1, probabilities: [1, 0, 0, 0, 0] }], reward: 1 };
  const verdict = {
    outcome: 'no-difference',
    samePrompt: true,
    n: 0,
    leftOut: [],
    initialMean: null,
    finalMean: 1,
    difference: null,
    interval: { low: 0, high: 1 },
    sd: null,
    detectable: null,
    guarded: { low: -1, high: 2 },
    reasons: [{ tag: 'same-prompt', facts: { proposals: 0 } }],
  } as const;
  const aspectRow: Breakdown = {
    by: 'aspect',
    name: 'Clarity',
    n: 4,
    difference: 0.5,
    interval: null,
    outcome: 'no-difference',
    family: null,
  };
  const warnings: Warning[] = [
    { tag: 'self-judged', facts: { roles: ['responder', 'rewriter'] } },
    { tag: 'length-grew', facts: { initial: 10, final: 20, ratio: 2, correlation: null } },
    { tag: 'near-ceiling', facts: { initialMean: 4.6, finalMean: 4.7, atTop: 3, n: 4 } },
    { tag: 'harmless-refused', facts: { asked: 4, queries: ['q'] } },
    { tag: 'text-copied', facts: { passages: [{ query: 'q', text: 't' }] } },
    { tag: 'judge-weak', facts: { agreed: 7, pairs: 12 } },
  ];
  const told: RunEvent[] = [
    { kind: 'query-left-out', query: 'q', why: 'empty' },
    { kind: 'example-judged', example: 'e', version: 0, response: 'r', judgement: null },
    {
      kind: 'level-started',
      level: 1,
      queries: [{ id: 'q', text: 't', category: 'c' }],
      beam: [],
      depthLimit: 4,
    },
    { kind: 'proposal-refused', node: '0', proposal: 0, attempt: 1, why: 'does-not-fit' },
    { kind: 'prompt-kept', node: '0', because: 'no-proposal', extend: false },
    {
      kind: 'candidate-proposed',
      node: '0',
      parent: 'root',
      prompt: 'p',
      action: { kind: 'edits', edits: [{ do: 'replace', rule: 1, text: 't' }], why: 'w' },
    },
    { kind: 'response-judged', node: '0', query: 'q', judgement },
    { kind: 'decision-taken', at: 'b', changes: [{ kind: 'finish', why: 'asked' }] },
    { kind: 'finalist-chosen', contender: 'initial', means: [{ contender: 'initial', mean: null }] },
    {
      kind: 'verdict-given',
      verdict: { ...verdict, leftOut: [], reasons: [...verdict.reasons], breakdown: [aspectRow], warnings },
    },
  ];

  test.each(told.map((one) => [one.kind, one] as const))('%s goes out and in', async (_kind, one) => {
    expect(await readArchive(await writeArchive(row, [], [one]))).toEqual({
      row,
      records: [],
      events: [one],
    });
  });

  test('a verdict of method 1 is kept as it was written, and shown with what it lacks left empty', async () => {
    const { guarded: _, ...then } = verdict;
    const old: RunEvent = {
      kind: 'verdict-given',
      verdict: { ...then, leftOut: [], reasons: [...then.reasons], selfJudged: true },
    };
    expect(await readArchive(await writeArchive(row, [], [old]))).toEqual({
      row,
      records: [],
      events: [old],
    });
    const { verdict: shown } = fold(emptyView(), old);
    expect(shown).toMatchObject({
      guarded: null,
      breakdown: [],
      warnings: [{ tag: 'self-judged', facts: { roles: ['rewriter'] } }],
    });
    expect(shown).not.toHaveProperty('selfJudged');
  });
});
