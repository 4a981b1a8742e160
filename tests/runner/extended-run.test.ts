/** What is asked of a run after its end: more held-out queries, a baseline. The real method, runner and practice model. */
import { describe, expect, test } from 'vitest';
import { builtInSetup, portsInNode, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import { laterBarrier } from '../../src/core/afterwards';
import { drpo } from '../../src/core/drpo';
import type { Side } from '../../src/core/events';
import type { RunSetup } from '../../src/core/materials';
import type { ChatModel, LaterChange } from '../../src/core/ports';
import { planQueries } from '../../src/core/query-plan';
import type { RunRow } from '../../src/core/records';
import { BASELINES } from '../../src/core/terms';
import { type Verdict, wholeVerdict } from '../../src/core/verdict';
import { createPracticeModel } from '../../src/models/practice/engine';
import { isFault } from '../../src/runner/fault-of';
import { extendRun, resumeRun } from '../../src/runner/live-run';
import { Disk } from './in-memory';

const setup = builtInSetup('quick', 3);
const more = (count: number): LaterChange => ({ kind: 'more-queries', count });
const bare: LaterChange = { kind: 'add-baseline', baseline: 'no-prompt' };

async function finished(of: RunSetup = setup): Promise<Disk> {
  const { run, disk } = await runInNode(practiceRow('run', of, 'whole'));
  expect((await run.ended).status).toBe('finished');
  return disk;
}

async function extended(disk: Disk, changes: LaterChange[], model?: ChatModel): Promise<RunRow> {
  const run = await extendRun('run', changes, portsInNode(disk, model), drpo);
  if (isFault(run)) throw new Error(JSON.stringify(run));
  return run.ended;
}

/** What a tab that is killed now leaves behind; whatever it still does changes nothing here. */
function copyOf(disk: Disk): Disk {
  const copy = new Disk();
  copy.events.push(...structuredClone(disk.events));
  for (const [path, record] of disk.records) copy.records.set(path, structuredClone(record));
  for (const [id, row] of disk.rows) copy.rows.set(id, structuredClone(row));
  return copy;
}

function verdictsOn({ events }: Disk): Verdict[] {
  return events.flatMap((event) => (event.kind === 'verdict-given' ? [wholeVerdict(event.verdict)] : []));
}

function askedOn({ events }: Disk, side: Side): string[] {
  return events.flatMap((event) =>
    event.kind === 'held-out-judged' && event.side === side ? [event.query] : [],
  );
}

/** A practice model that counts what it is asked, and may stop answering. */
function counting(stopsAfter = Infinity): { model: ChatModel; asked: string[]; stopped: Promise<void> } {
  const practice = createPracticeModel({ pace: null });
  const asked: string[] = [];
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const model: ChatModel = {
    id: practice.id,
    contextWindow: practice.contextWindow,
    concurrency: practice.concurrency,
    complete(request, options) {
      asked.push(request.path);
      if (asked.length <= stopsAfter) return practice.complete(request, options);
      stop();
      return new Promise(() => undefined);
    },
  };
  return { model, asked, stopped };
}

describe('a finished run that is asked for more held-out queries', () => {
  test('asks only what is new, and gives its verdict on all of them', async () => {
    const disk = await finished();
    const before = structuredClone(disk.events);
    const { model, asked } = counting();
    const row = await extended(disk, [more(24)], model);
    expect(row).toMatchObject({ status: 'finished', because: null });
    expect(disk.events.slice(0, before.length)).toEqual(before);
    expect(asked.every((path) => /^(verdict|aspects)\//.test(path))).toBe(true);
    const plan = planQueries(setup);
    const expected = [...plan.verdict, ...plan.further].slice(0, 36).map(({ id }) => id);
    expect(askedOn(disk, 'initial')).toEqual(expected);
    expect(askedOn(disk, 'final')).toEqual(expected);
    const [first, second] = verdictsOn(disk);
    expect([first?.n, second?.n]).toEqual([12, 36]);
    expect([first?.looks, second?.looks]).toEqual([1, 2]);
    expect(row.summary.outcome).toBe(second?.outcome);
  });

  test('has a narrower interval in the end', async () => {
    const disk = await finished();
    await extended(disk, [more(48)]);
    const widths = verdictsOn(disk).map(({ interval }) => (interval ? interval.high - interval.low : NaN));
    expect(widths[1]).toBeLessThan((widths[0] ?? 0) * 0.75);
  });

  test('takes no more than there are, and says nothing new when there are none', async () => {
    const disk = await finished();
    await extended(disk, [more(1000)]);
    const { model, asked } = counting();
    await extended(disk, [more(12)], model);
    const [, all, again] = verdictsOn(disk);
    expect(all?.n).toBe(60);
    expect(asked).toEqual([]);
    expect(again).toEqual(all);
  });

  test('is asked again and again, each time beyond what there is', async () => {
    const disk = await finished();
    await extended(disk, [more(6)]);
    await extended(disk, [more(6)]);
    expect(verdictsOn(disk).map(({ n, looks }) => [n, looks])).toEqual([
      [12, 1],
      [18, 2],
      [24, 3],
    ]);
    expect(disk.records.has(laterBarrier(2))).toBe(true);
    expect(disk.records.has(laterBarrier(3))).toBe(false);
  });

  test.each([1, 7, 60])('killed during call %i of it goes on from there', async (k) => {
    const whole = await finished();
    const killed = copyOf(whole);
    await extended(whole, [more(12), bare]);

    const { model, stopped } = counting(k - 1);
    void extendRun('run', [more(12), bare], portsInNode(killed, model), drpo);
    await stopped;
    const disk = copyOf(killed);
    const again = counting();
    const run = await resumeRun('run', portsInNode(disk, again.model), drpo);
    if (isFault(run)) throw new Error(JSON.stringify(run));
    expect((await run.ended).status).toBe('finished');
    expect(JSON.stringify(disk.events)).toBe(JSON.stringify(whole.events));
    expect([...disk.records.keys()].sort()).toEqual([...whole.records.keys()].sort());
  });

  test('keeps the wish through a reload before its first call', async () => {
    const disk = await finished();
    const row = disk.rows.get('run');
    if (row === undefined) throw new Error('no row');
    disk.rows.set('run', {
      ...row,
      status: 'running',
      moreAsked: { at: laterBarrier(1), changes: [more(6)] },
    });
    const run = await resumeRun('run', portsInNode(disk), drpo);
    if (isFault(run)) throw new Error(JSON.stringify(run));
    await run.ended;
    expect(verdictsOn(disk).at(-1)?.n).toBe(18);
  });

  test('ends as it was when it is taken up without a wish', async () => {
    const disk = await finished();
    const [events, records] = [structuredClone(disk.events), [...disk.records.keys()]];
    await extended(disk, []);
    expect(disk.events).toEqual(events);
    expect([...disk.records.keys()]).toEqual(records);
  });

  test('that is stopped before anything new was asked is the finished run it was, and can be asked again', async () => {
    const disk = await finished();
    const before = structuredClone(disk.rows.get('run'));
    const ports = portsInNode(disk);
    const lost = Object.assign(new Error('gone'), { fault: { tag: 'device-lost', facts: {} } });
    const events = { ...ports.events, append: () => Promise.reject(lost) };
    const { append } = disk.journal;
    const journal = {
      ...ports.journal,
      append: (record: Parameters<typeof append>[0]) =>
        record.path === laterBarrier(1) ? Promise.reject(lost) : append(record),
    };
    const run = await extendRun('run', [more(6)], { ...ports, events, journal }, drpo);
    if (isFault(run)) throw new Error(JSON.stringify(run));
    const row = await run.ended;
    expect(row).toMatchObject({ status: 'finished', because: { tag: 'device-lost' } });
    expect(row.summary).toMatchObject({
      calls: before?.summary.calls,
      outcome: before?.summary.outcome,
    });
    expect(await extended(disk, [more(6)])).toMatchObject({ status: 'finished', because: null });
    expect(verdictsOn(disk).at(-1)?.n).toBe(18);
  });

  test('whose search was ended by hand does not count as finishing again', async () => {
    const disk = await finished();
    disk.rows.set('run', { ...disk.rows.get('run')!, finishAsked: true });
    const row = await extended(disk, [more(6)]);
    expect(row).toMatchObject({ status: 'finished', finishAsked: false });
  });

  test('refuses while it is not finished, when it is gone, and where another method made it', async () => {
    const disk = await finished();
    const row = disk.rows.get('run')!;
    const refused = async (changed: Partial<RunRow>, id = 'run') => {
      disk.rows.set('run', { ...row, ...changed });
      return extendRun(id, [more(6)], portsInNode(disk), drpo);
    };
    expect(await refused({ status: 'paused' })).toMatchObject({ tag: 'not-finished' });
    expect(await refused({ methodVersion: '2' })).toMatchObject({ tag: 'method-changed' });
    expect(await refused({}, 'other')).toMatchObject({ tag: 'run-missing' });
  });
});

describe('a baseline', () => {
  test('added afterwards answers the queries there are, and each comparison shares the chance of error', async () => {
    const disk = await finished();
    await extended(disk, [bare]);
    await extended(disk, [{ kind: 'add-baseline', baseline: 'hand-written' }, bare]);
    expect(askedOn(disk, 'no-prompt')).toEqual(askedOn(disk, 'final'));
    const [none, one, two] = verdictsOn(disk);
    expect(none?.baselines).toEqual([]);
    expect(two?.baselines.map(({ name }) => name)).toEqual(BASELINES);
    const width = (verdict: Verdict | undefined) => {
      const interval = verdict?.baselines[0]?.interval;
      return interval ? interval.high - interval.low : NaN;
    };
    expect(width(two)).toBeGreaterThan(width(one));
    expect([none?.looks, one?.looks, two?.looks]).toEqual([1, 1, 1]);
    expect(two?.difference).toBe(none?.difference);
  });

  test('asked from the start is the same as one added afterwards', async () => {
    const planned = { ...setup, config: { ...setup.config, baselines: [...BASELINES] } };
    const disk = await finished();
    await extended(disk, [bare, { kind: 'add-baseline', baseline: 'hand-written' }]);
    const from = await finished(planned);
    expect(verdictsOn(from).at(-1)?.baselines).toEqual(verdictsOn(disk).at(-1)?.baselines);
  });

  test('is the bare model without prompt and examples, or the hand-written prompt with its own three', async () => {
    const planned = { ...setup, config: { ...setup.config, baselines: [...BASELINES] } };
    const { records } = await finished(planned);
    const sent = (side: string) =>
      [...records.values()].flatMap((record) =>
        record.kind === 'call' &&
        record.path.startsWith(`verdict/${side}/`) &&
        record.request.role === 'responder'
          ? [record.request.messages]
          : [],
      );
    expect(sent('no-prompt')).toHaveLength(12);
    for (const messages of sent('no-prompt')) {
      expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
      expect(messages[0]?.content).toBe('');
    }
    for (const messages of sent('hand-written')) {
      expect(messages[0]?.content).toBe(setup.materials.baseline?.prompt);
      expect(messages.filter(({ role }) => role === 'assistant').map(({ content }) => content)).toEqual(
        setup.materials.baseline?.examples.map(({ response }) => response),
      );
    }
  });

  test('that does not fit the context is left out, and cannot stop a run that has its verdict', async () => {
    // Longer than any context: the run itself never sends it.
    const long = { prompt: 'word '.repeat(30_000), examples: [] };
    const disk = await finished({ ...setup, materials: { ...setup.materials, baseline: long } });
    const row = await extended(disk, [{ kind: 'add-baseline', baseline: 'hand-written' }, more(6)]);
    expect(row).toMatchObject({ status: 'finished', because: null });
    expect(verdictsOn(disk).at(-1)).toMatchObject({ n: 18, baselines: [] });
  });

  test('stands beside a prompt that stayed the same, which alone costs no call', async () => {
    // A search of one level has nobody to choose but the start prompt.
    const stays = { ...setup, config: { ...setup.config, search: { ...setup.config.search, depth: 1 } } };
    const disk = await finished(stays);
    expect(verdictsOn(disk)[0]).toMatchObject({ samePrompt: true, n: 0, baselines: [] });
    expect([...disk.records.keys()].filter((path) => path.startsWith('verdict/'))).toEqual([]);
    await extended(disk, [bare]);
    const verdict = verdictsOn(disk).at(-1);
    expect(verdict).toMatchObject({ samePrompt: true, outcome: 'no-difference', n: 0 });
    expect(verdict?.baselines).toMatchObject([{ name: 'no-prompt', n: 12 }]);
    expect(askedOn(disk, 'initial')).toEqual([]);
  });
});
