/** What is kept beside runs: measured speeds, the person's own models, vectors; and how a database of version 1 gets them. */
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { cardOf } from '../../src/core/run-card';
import { customModelsIn } from '../../src/store/custom-models';
import { journalOf } from '../../src/store/journal';
import { runsOf } from '../../src/store/runs';
import { DATABASE_VERSION, migrate } from '../../src/store/schema';
import { selectionCacheOf } from '../../src/store/selection-cache';
import { speedsIn } from '../../src/store/speeds';
import { vectorsIn } from '../../src/store/vectors';
import { callRecord } from '../contracts/journal';
import { rowOf } from '../runner/scripted';
import { freshDatabase, freshName, openFor } from './databases';

describe('measured speeds', () => {
  test('are kept by model, the newest standing', async () => {
    const speeds = speedsIn(await freshDatabase());
    await speeds.merge(new Map([['webllm:a', { prefill: 100, decode: 20, calls: 3 }]]), 1);
    await speeds.merge(
      new Map([
        ['webllm:a', { prefill: 90, decode: 30, calls: 9 }],
        ['webllm:b', { prefill: 10, decode: 2, calls: 1 }],
      ]),
      2,
    );
    expect(await speeds.all()).toEqual(
      new Map([
        ['webllm:a', { prefill: 90, decode: 30, calls: 9, at: 2 }],
        ['webllm:b', { prefill: 10, decode: 2, calls: 1, at: 2 }],
      ]),
    );
  });

  test('that could not be measured keep what was measured before, and are not made up', async () => {
    const speeds = speedsIn(await freshDatabase());
    await speeds.merge(new Map([['a', { prefill: 100, decode: 20, calls: 3 }]]), 1);
    await speeds.merge(
      new Map([
        ['a', { prefill: null, decode: 25, calls: 1 }],
        ['b', { prefill: null, decode: null, calls: 1 }],
      ]),
      2,
    );
    expect(await speeds.all()).toEqual(new Map([['a', { prefill: 100, decode: 25, calls: 1, at: 2 }]]));
  });
});

test('the person’s own models are listed oldest first, replaced under their id, and removed', async () => {
  const models = customModelsIn(await freshDatabase());
  const row = (id: string, at: number) => ({ id, at, entry: { family: id } });
  await models.put(row('z', 1));
  await models.put(row('a', 2));
  expect((await models.list()).map(({ id }) => id)).toEqual(['z', 'a']);
  await models.put({ ...row('a', 2), entry: { family: 'new' } });
  await models.remove('z');
  expect(await models.list()).toEqual([{ id: 'a', at: 2, entry: { family: 'new' } }]);
});

test('vectors come back as they were put', async () => {
  const vectors = vectorsIn(await freshDatabase());
  expect(await vectors.get('model\ntext')).toBeUndefined();
  await vectors.put('model\ntext', [0.6, -0.8]);
  expect(await vectors.get('model\ntext')).toEqual([0.6, -0.8]);
});

test('a database of version 1 keeps what it holds and gains the new stores', async () => {
  const name = freshName();
  const old = await openDB(name, 1, {
    upgrade: (db) => {
      db.createObjectStore('runs', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
      for (const store of ['journal', 'events', 'selections']) db.createObjectStore(store);
    },
  });
  await old.put('journal', callRecord('p'), ['run', 'p']);
  const { reply } = callRecord('p') as { reply: unknown };
  await old.put('selections', reply, 'key');
  old.close();

  const db = await openFor(name);
  expect(await journalOf(db, 'run').readAll()).toEqual([callRecord('p')]);
  expect(await selectionCacheOf(db).get('key')).toEqual(reply);
  await speedsIn(db).merge(new Map([['a', { prefill: 1, decode: 1, calls: 1 }]]), 1);
  expect((await speedsIn(db).all()).size).toBe(1);
  expect(await customModelsIn(db).list()).toEqual([]);
});

test('a database of version 2 keeps its runs and gains a card of each', async () => {
  const name = freshName();
  const old = await openDB(name, 2, {
    upgrade: (db) => {
      db.createObjectStore('runs', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
      for (const store of ['journal', 'events', 'selections', 'speeds', 'vectors'])
        db.createObjectStore(store);
      db.createObjectStore('customModels', { keyPath: 'id' });
    },
  });
  const rows = Array.from({ length: 30 }, (_, i) => rowOf(`run-${String(i)}`, { createdAt: i }));
  for (const row of rows) await old.put('runs', row);
  old.close();

  const runs = runsOf(await openFor(name));
  expect(await runs.cards()).toEqual(rows.map(cardOf).reverse());
  expect(await runs.get('run-7')).toEqual(rows[7]);
});

test('an upgrade that fails leaves the database as it was', async () => {
  const name = freshName();
  const old = await openDB(name, 2, {
    upgrade: (db) => {
      db.createObjectStore('runs', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
    },
  });
  await old.put('runs', { id: 'broken' });
  old.close();
  await expect(openFor(name)).rejects.toThrow();
  const again = await openDB(name);
  expect(again.version).toBe(2);
  expect(await again.getAll('runs')).toEqual([{ id: 'broken' }]);
  again.close();
});

test('the migrations make the stores of today', async () => {
  const name = freshName();
  const db = await openDB(name, DATABASE_VERSION, {
    upgrade: (opened, from, _to, transaction) => migrate(opened as never, from, transaction as never),
  });
  expect([...db.objectStoreNames].sort()).toEqual([
    'cards',
    'customModels',
    'events',
    'journal',
    'runs',
    'selections',
    'speeds',
    'vectors',
  ]);
  db.close();
});
