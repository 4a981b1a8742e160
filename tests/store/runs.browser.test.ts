import { describe, expect, test } from 'vitest';
import { cardOf } from '../../src/core/run-card';
import type { RunEvent } from '../../src/core/events';
import { storedBytes } from '../../src/core/stored-size';
import type { Verdict } from '../../src/core/verdict';
import type { LabDatabase } from '../../src/store/database';
import { eventLogOf } from '../../src/store/event-log';
import { journalOf } from '../../src/store/journal';
import { measuredSummary } from '../../src/store/run-size';
import { runsOf } from '../../src/store/runs';
import { selectionCacheOf } from '../../src/store/selection-cache';
import { events } from '../contracts/event-log';
import { callRecord, decisionRecord } from '../contracts/journal';
import { replyTo, requestOf, rowOf } from '../runner/scripted';
import { freshDatabase, freshName, openFor } from './databases';

describe('the rows of runs', () => {
  test('are given back as they were put, and replaced by the next', async () => {
    const runs = runsOf(await freshDatabase());
    expect(await runs.get('a')).toBeUndefined();
    await runs.put(rowOf('a'));
    await runs.put(rowOf('a', { status: 'paused' }));
    expect(await runs.get('a')).toEqual(rowOf('a', { status: 'paused' }));
  });

  test('are listed newest first', async () => {
    const runs = runsOf(await freshDatabase());
    for (const [id, createdAt] of [
      ['a', 2],
      ['b', 3],
      ['c', 1],
    ] as const) {
      await runs.put(rowOf(id, { createdAt }));
    }
    expect((await runs.cards()).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect((await runs.cards(2)).map(({ id }) => id)).toEqual(['b', 'a']);
    await runs.change('b', (row) => ({ ...row, deletedAt: 1 }));
    expect((await runs.cards(2)).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

describe('the card of a run', () => {
  const cardIn = async (db: LabDatabase, id: string) =>
    (await runsOf(db).cards()).find((card) => card.id === id);

  test('is what its row says, after every way to write one', async () => {
    const db = await freshDatabase();
    const runs = runsOf(db);
    await runs.put(rowOf('a'));
    expect(await cardIn(db, 'a')).toEqual(cardOf(rowOf('a')));
    const row = rowOf('a', { status: 'finished', summary: { calls: 9, outcome: 'better', difference: 0.5 } });
    await runs.put(row);
    expect(await cardIn(db, 'a')).toEqual(cardOf(row));
    await runs.add(rowOf('b'), [], []);
    expect(await cardIn(db, 'b')).toEqual(cardOf(rowOf('b')));
    await runs.remove('a');
    expect(await cardIn(db, 'a')).toBeUndefined();
  });

  test('holds nothing of the setup but a few words', async () => {
    const db = await freshDatabase();
    const row = rowOf('a');
    row.setup.config.startPrompt = 'x'.repeat(20_000);
    row.setup.materials.queries = Array.from({ length: 500 }, (_, i) => ({
      id: `q${String(i)}`,
      text: 'A query.'.repeat(20),
      category: 'own',
    }));
    await runsOf(db).put(row);
    expect(JSON.stringify(await cardIn(db, 'a')).length).toBeLessThan(1_500);
  });
});

describe('a name', () => {
  test('given by the person stays, whatever row the runner writes after it', async () => {
    const runs = runsOf(await freshDatabase());
    await runs.put(rowOf('a', { name: 'Born so' }));
    await runs.change('a', (row) => ({ ...row, name: 'Called so' }));
    await runs.put(rowOf('a', { name: 'Born so', status: 'finished' }));
    expect(await runs.get('a')).toMatchObject({ name: 'Called so', status: 'finished' });
    expect((await runs.cards())[0]).toMatchObject({ name: 'Called so', status: 'finished' });
  });

  test('changed in two tabs at once leaves what the other changed', async () => {
    const name = freshName();
    const [here, there] = [runsOf(await openFor(name)), runsOf(await openFor(name))];
    await here.put(rowOf('a', { name: 'old' }));
    await Promise.all([
      here.change('a', (row) => ({ ...row, name: 'new' })),
      there.change('a', (row) => ({ ...row, finishAsked: true })),
    ]);
    expect(await here.get('a')).toMatchObject({ name: 'new', finishAsked: true });
  });

  test('of a run that is not there changes nothing', async () => {
    const runs = runsOf(await freshDatabase());
    expect(await runs.change('a', (row) => ({ ...row, name: 'new' }))).toBeUndefined();
    expect(await runs.cards()).toEqual([]);
  });
});

test('a run marked as deleted is in no list and cannot be got, until the mark is taken off', async () => {
  const db = await freshDatabase();
  const runs = runsOf(db);
  await runs.add(rowOf('a'), [callRecord('p')], events(2));
  await runs.change('a', (row) => ({ ...row, deletedAt: 5 }));
  expect(await runs.cards()).toEqual([]);
  expect(await runs.deleted()).toEqual(['a']);
  expect(await runs.get('a')).toBeUndefined();
  await runs.change('a', ({ deletedAt: _, ...row }) => row);
  expect(await runs.get('a')).toEqual(rowOf('a'));
  expect(await journalOf(db, 'a').readAll()).toEqual([callRecord('p')]);
});

test('the size and the difference of a run of an earlier version are found in what it left', async () => {
  const db = await freshDatabase();
  const verdict = { outcome: 'better', difference: 0.25 } as Verdict;
  const told = [...events(2), { kind: 'verdict-given', verdict } as RunEvent];
  await runsOf(db).add(rowOf('a'), [callRecord('p'), callRecord('q')], told);
  const found = await measuredSummary(db, 'a');
  expect(found?.difference).toBe(0.25);
  expect(found?.bytes).toBe(
    storedBytes(rowOf('a')) + storedBytes(told) + storedBytes([callRecord('p'), callRecord('q')]),
  );
  expect(await measuredSummary(db, 'none')).toBeNull();
});

describe('the final prompt of a run of an earlier version', () => {
  const end: RunEvent = { kind: 'run-finished', node: 'root', prompt: 'Be kind.', examples: [] };
  const measured = { ...rowOf('a'), summary: { ...rowOf('a').summary, bytes: 5 } };

  test.each([0, 3, 300, 600])('is found though %i events came after it', async (after) => {
    const db = await freshDatabase();
    await runsOf(db).add(measured, [], [...events(300), end, ...events(after)]);
    expect(await measuredSummary(db, 'a')).toEqual({ finalPrompt: 'Be kind.' });
  });

  test('is empty where it has none, so that nobody asks again', async () => {
    const db = await freshDatabase();
    await runsOf(db).add(measured, [], events(2));
    expect(await measuredSummary(db, 'a')).toEqual({ finalPrompt: '' });
  });

  test('is on its card from the beginning only, however long it is', async () => {
    const db = await freshDatabase();
    const summary = { ...measured.summary, finalPrompt: 'x'.repeat(1_000_000) };
    await runsOf(db).add({ ...measured, summary }, [], []);
    expect((await runsOf(db).cards())[0]?.summary.finalPrompt).toHaveLength(2_000);
  });
});

describe('a run as a whole', () => {
  const records = [callRecord('a'), decisionRecord('b')];

  test('is removed with its journal and events, and no other run with it', async () => {
    const db = await freshDatabase();
    const runs = runsOf(db);
    for (const id of ['a', 'ab', 'b']) await runs.add(rowOf(id), records, events(3));
    await runs.remove('a');
    expect((await runs.cards()).map(({ id }) => id).sort()).toEqual(['ab', 'b']);
    expect(await journalOf(db, 'a').readAll()).toEqual([]);
    expect(await eventLogOf(db, 'a').readAll()).toEqual([]);
    expect(await journalOf(db, 'ab').readAll()).toEqual(records);
    expect(await eventLogOf(db, 'ab').readAll()).toEqual(events(3));
  });

  test('is added all or not at all', async () => {
    const db = await freshDatabase();
    const runs = runsOf(db);
    await runs.add(rowOf('a'), [], []);
    await expect(runs.add(rowOf('a'), records, events(3))).rejects.toThrow();
    await expect(runs.add(rowOf('b'), [...records, callRecord('a')], events(3))).rejects.toThrow();
    expect(await runs.get('b')).toBeUndefined();
    expect(await journalOf(db, 'a').readAll()).toEqual([]);
    expect(await eventLogOf(db, 'b').readAll()).toEqual([]);
  });
});

test('selections are known across runs, the newest wins, and clearing forgets them', async () => {
  const selections = selectionCacheOf(await freshDatabase());
  expect(await selections.get('k')).toBeUndefined();
  await selections.put('k', replyTo(requestOf('a')));
  await selections.put('k', replyTo(requestOf('b')));
  expect(await selections.get('k')).toEqual(replyTo(requestOf('b')));
  await selections.clear();
  expect(await selections.get('k')).toBeUndefined();
});
