import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../src/core/records';
import { Activities } from '../../src/runner/activities';
import { breathing } from '../../src/runner/breathe';
import { JournalMismatch } from '../../src/runner/fault-of';
import { journaledDecisions, journaledModel, journaledRetriever } from '../../src/runner/journaled';
import { RunJournal } from '../../src/runner/run-journal';
import { createSchedule } from '../../src/runner/schedule';
import { Disk } from './in-memory';
import { hang, requestOf, ScriptedModel, type Twist } from './scripted';

const signal = new AbortController().signal;
const breathe = breathing();

function journaled(disk = new Disk(), twist?: Twist, clock = () => 0) {
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const records: JournalRecord[] = structuredClone([...disk.records.values()]);
  const journal = new RunJournal(records, { journal: disk.journal, clock, breathe, failed });
  const engine = new ScriptedModel(twist);
  const turns = { schedule: createSchedule(breathe), run: 'r', activities: new Activities(() => undefined) };
  return { disk, journal, engine, failures, model: journaledModel(engine, journal, turns) };
}

describe('a model with a journal around it', () => {
  test('is named and sized as the model', () => {
    const { model, engine } = journaled();
    const { id, contextWindow, concurrency } = engine;
    expect(model).toMatchObject({ id, contextWindow, concurrency });
  });

  test('answers from the journal what is recorded, with the same reply and without the engine', async () => {
    const first = journaled();
    const reply = await first.model.complete(requestOf('a'), { signal });
    const second = journaled(first.disk);
    expect(await second.model.complete(requestOf('a'), { signal })).toEqual(reply);
    expect(second.engine.asked).toEqual([]);
  });

  test('emits text while an engine writes, and none for a recorded answer', async () => {
    const first = journaled();
    const texts: string[] = [];
    const onText = (delta: string): void => void texts.push(delta);
    await first.model.complete(requestOf('a'), { signal, onText });
    expect(texts).toEqual(['reply to a']);
    await journaled(first.disk).model.complete(requestOf('a'), { signal, onText });
    expect(texts).toHaveLength(1);
  });

  test('does not answer a request that differs in anything from the recorded one', async () => {
    const { disk, model } = journaled();
    await model.complete(requestOf('a'), { signal });
    const request = { ...requestOf('a'), conversation: 'other' };
    const again = journaled(disk);
    await expect(again.model.complete(request, { signal })).rejects.toThrow(JournalMismatch);
    expect(again.failures).toHaveLength(1);
  });

  test('has made a reply durable before it hands it out', async () => {
    const { disk, model } = journaled();
    await model.complete(requestOf('a'), { signal });
    expect(disk.records.get('a')).toMatchObject({
      kind: 'call',
      model: 'scripted:1',
      request: requestOf('a'),
    });
  });

  test('refuses the same path twice', async () => {
    const { model } = journaled();
    await model.complete(requestOf('a'), { signal });
    await expect(model.complete(requestOf('a'), { signal })).rejects.toThrow('asked twice');
  });

  test('hands out a copy that nobody can change', async () => {
    const { model } = journaled();
    const reply = await model.complete(requestOf('a'), { signal });
    expect(() => (reply.usage.promptTokens = 9)).toThrow(TypeError);
  });

  test('records no call that failed', async () => {
    const { disk, model, failures } = journaled(undefined, () => {
      throw new Error('no');
    });
    await expect(model.complete(requestOf('a'), { signal })).rejects.toThrow('no');
    expect(disk.records.size).toBe(0);
    expect(failures).toHaveLength(1);
  });

  test('answers what is recorded while a call is in flight', async () => {
    const first = journaled();
    await first.model.complete(requestOf('recorded'), { signal });
    const stop = new AbortController();
    const second = journaled(first.disk, (_nth, _request, aborted) => hang(aborted));
    const inFlight = second.model.complete(requestOf('new'), { signal: stop.signal });
    expect((await second.model.complete(requestOf('recorded'), { signal })).text).toBe('reply to recorded');
    stop.abort(new Error('enough'));
    await expect(inFlight).rejects.toThrow('enough');
    await second.journal.settled();
  });

  test('lets a conversation go on before another call begins', async () => {
    const { model, engine } = journaled();
    const talk = async (name: string): Promise<void> => {
      for (let i = 0; i < 3; i++) await model.complete(requestOf(`${name}${i}`, 'judge', name), { signal });
    };
    await Promise.all([talk('a'), talk('b')]);
    expect(engine.asked.map(({ path }) => path)).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
  });
});

describe('a replay', () => {
  async function replayed(msPerAnswer: number, atOnce = false): Promise<number> {
    const { disk, model } = journaled();
    const paths = Array.from({ length: 200 }, (_, i) => `p${i}`);
    for (const path of paths) await model.complete(requestOf(path), { signal });
    let now = 0;
    const again = journaled(disk, undefined, () => (now += msPerAnswer));
    let turns = 0;
    let over = false;
    const count = async (): Promise<void> => {
      while (!over) {
        await breathe();
        turns++;
      }
    };
    const counting = count();
    const ask = (path: string) => again.model.complete(requestOf(path), { signal });
    if (atOnce) await Promise.all(paths.map(ask));
    else for (const path of paths) await ask(path);
    over = true;
    await counting;
    return turns;
  }

  test('lets the event loop turn whenever its slice of time is used up', async () => {
    expect(await replayed(6)).toBeGreaterThan(60);
  });

  test('lets it turn as often where all is asked at once: those who waited do not go on together', async () => {
    expect(await replayed(6, true)).toBeGreaterThan(60);
  });

  test('does not let it turn for every answer', async () => {
    expect(await replayed(0)).toBeLessThan(10);
  });
});

describe('a retriever and decisions with a journal around them', () => {
  const examples = [
    { id: 'a', query: 'long text', response: 'long text' },
    { id: 'b', query: 'long text', response: 'long text' },
  ];
  const request = { path: 'nearest', query: 'q', examples, k: 1 };
  const retriever = (id = 'words') => ({ id, nearest: async () => ['b'] });

  test('retrieval is recorded as ids, and asked once', async () => {
    const { disk, journal } = journaled();
    expect(await journaledRetriever(retriever(), journal).nearest(request, { signal })).toEqual(['b']);
    const recorded = { path: 'nearest', query: 'q', k: 1, examples: ['a', 'b'] };
    expect(disk.records.get('nearest')).toMatchObject({
      kind: 'retrieval',
      request: recorded,
      answer: ['b'],
    });
    const other = { id: 'words', nearest: () => Promise.reject(new Error('asked again')) };
    const again = journaledRetriever(other, journaled(disk).journal);
    expect(await again.nearest(request, { signal })).toEqual(['b']);
  });

  test('the guard of a retrieval covers the texts of the pool and the retriever', async () => {
    const { disk, journal } = journaled();
    await journaledRetriever(retriever(), journal).nearest(request, { signal });
    const changed = { ...request, examples: [{ ...examples[0]!, response: 'other' }, examples[1]!] };
    const asking = journaledRetriever(retriever(), journaled(disk).journal).nearest(changed, { signal });
    await expect(asking).rejects.toThrow(JournalMismatch);
    const other = journaledRetriever(retriever('other'), journaled(disk).journal).nearest(request, {
      signal,
    });
    await expect(other).rejects.toThrow(JournalMismatch);
  });

  test('that nothing was decided is recorded too', async () => {
    const { disk, journal } = journaled();
    const barrier = { path: 'barrier', nodes: [], options: [] };
    const nothing = { decide: async () => ({ changes: [] }) };
    await journaledDecisions(nothing, journal).decide(barrier, { signal });
    expect(disk.records.get('barrier')).toMatchObject({ kind: 'decision', barrier, answer: { changes: [] } });
  });

  test('a path that held an answer of another kind is a mismatch', async () => {
    const { disk, journal } = journaled();
    await journaledRetriever(retriever(), journal).nearest(request, { signal });
    const barrier = { path: 'nearest', nodes: [], options: [] };
    const nothing = { decide: async () => ({ changes: [] }) };
    const deciding = journaledDecisions(nothing, journaled(disk).journal).decide(barrier, { signal });
    await expect(deciding).rejects.toThrow(JournalMismatch);
  });
});
