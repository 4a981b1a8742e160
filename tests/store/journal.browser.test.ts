import { expect, test } from 'vitest';
import { journalOf, recordsByPrefix } from '../../src/store/journal';
import { StorageFault } from '../../src/store/storage-fault';
import { callRecord, journalContract } from '../contracts/journal';
import { freshDatabase, freshName, openFor } from './databases';

journalContract('IndexedDB', async () => {
  const name = freshName();
  return async () => {
    const db = await openFor(name);
    return { journal: journalOf(db, 'run'), records: (prefix) => recordsByPrefix(db, 'run', prefix) };
  };
});

test('the journals of two runs do not touch', async () => {
  const db = await freshDatabase();
  await journalOf(db, 'a').append(callRecord('p'));
  await journalOf(db, 'a\uffff').append(callRecord('p'));
  await journalOf(db, 'ab').append(callRecord('p'));
  expect(await journalOf(db, 'a').readAll()).toHaveLength(1);
  expect(await recordsByPrefix(db, 'a', '')).toHaveLength(1);
});

test('a taken path is a storage fault, not a bare DOMException', async () => {
  const journal = journalOf(await freshDatabase(), 'run');
  await journal.append(callRecord('p'));
  const error: unknown = await journal.append(callRecord('p')).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StorageFault);
  expect((error as StorageFault).fault).toMatchObject({
    tag: 'storage-failed',
    facts: { name: 'ConstraintError' },
  });
});

test('what cannot be stored is refused as a fault', async () => {
  const journal = journalOf(await freshDatabase(), 'run');
  const record = { ...callRecord('p'), extra: () => undefined };
  await expect(journal.append(record)).rejects.toBeInstanceOf(StorageFault);
  expect(await journal.readAll()).toEqual([]);
});
