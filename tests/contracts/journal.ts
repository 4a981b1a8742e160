/** What every journal keeps to, wherever it keeps its records. Run in memory in Node, and on IndexedDB in a browser. */
import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../src/core/records';
import type { Journal, RecordsByPrefix } from '../../src/runner/ports';
import { replyTo, requestOf } from '../runner/scripted';

export interface OpenJournal {
  journal: Journal;
  records: RecordsByPrefix;
}

export function callRecord(path: string): JournalRecord {
  const request = requestOf(path);
  return {
    kind: 'call',
    path,
    guard: `guard of ${path}`,
    at: 5,
    ms: 2,
    model: 'm',
    request,
    reply: replyTo(request),
  };
}

export function retrievalRecord(path: string): JournalRecord {
  const request = { path, query: 'q', k: 1, examples: ['a'] };
  return { kind: 'retrieval', path, guard: 'g', at: 5, ms: 0, retriever: 'words', request, answer: ['a'] };
}

export function decisionRecord(path: string): JournalRecord {
  const barrier = { path, nodes: [], options: ['finish' as const] };
  return { kind: 'decision', path, guard: 'g', at: 5, ms: 0, barrier, answer: { changes: [] } };
}

/** `open` answers with the journal of an empty run of its own, and every further time with that run opened again. */
export function journalContract(name: string, newRun: () => Promise<() => Promise<OpenJournal>>): void {
  describe(`${name} as a journal`, () => {
    test('holds nothing at first', async () => {
      const { journal, records } = await (await newRun())();
      expect(await journal.readAll()).toEqual([]);
      expect(await records('')).toEqual([]);
    });

    test('gives back what was appended, exactly, to whoever opens the run again', async () => {
      const open = await newRun();
      const appended = [callRecord('c/1'), retrievalRecord('b'), decisionRecord('a/barrier')];
      const { journal } = await open();
      for (const record of appended) await journal.append(record);
      const byPath = appended.toSorted((a, b) => (a.path < b.path ? -1 : 1));
      expect(await (await open()).records('')).toEqual(byPath);
      expect(await (await open()).journal.readAll()).toHaveLength(3);
      expect(await (await open()).journal.readAll()).toEqual(expect.arrayContaining(appended));
    });

    test('never overwrites an answer, and says so', async () => {
      const { journal } = await (await newRun())();
      await journal.append(callRecord('a'));
      await expect(journal.append({ ...callRecord('a'), guard: 'other' })).rejects.toThrow();
      expect(await journal.readAll()).toEqual([callRecord('a')]);
    });

    test('takes records side by side', async () => {
      const { journal } = await (await newRun())();
      const paths = Array.from({ length: 20 }, (_, i) => `p${i}`);
      await Promise.all(paths.map((path) => journal.append(callRecord(path))));
      expect(await journal.readAll()).toHaveLength(20);
    });

    test('gives back as many as there are', async () => {
      const { journal, records } = await (await newRun())();
      const paths = Array.from({ length: 201 }, (_, i) => `p/${String(i).padStart(3, '0')}`);
      await Promise.all([...paths, 'q'].map((path) => journal.append(callRecord(path))));
      expect(await journal.readAll()).toHaveLength(202);
      expect((await records('p/')).map(({ path }) => path)).toEqual(paths);
    });

    test('keeps a copy: what happens to a record afterwards does not matter', async () => {
      const { journal } = await (await newRun())();
      const record = callRecord('a');
      await journal.append(record);
      record.guard = 'changed';
      expect(await journal.readAll()).toEqual([callRecord('a')]);
    });

    test('hands out copies of its own', async () => {
      const { journal } = await (await newRun())();
      await journal.append(callRecord('a'));
      for (const record of await journal.readAll()) record.guard = 'changed';
      expect(await journal.readAll()).toEqual([callRecord('a')]);
    });

    test('finds records by the beginning of their path, and orders them by path', async () => {
      const { journal, records } = await (await newRun())();
      for (const path of ['b/2', 'a/10', 'b', 'a/1', 'b/10', 'c', 'a', '\uffff', 'b\uffff', 'b/é']) {
        await journal.append(callRecord(path));
      }
      const found = async (prefix: string): Promise<string[]> =>
        (await records(prefix)).map(({ path }) => path);
      expect(await found('b/')).toEqual(['b/10', 'b/2', 'b/é']);
      expect(await found('b')).toEqual(['b', 'b/10', 'b/2', 'b/é', 'b\uffff']);
      expect(await found('\uffff')).toEqual(['\uffff']);
      expect(await found('b\uffff')).toEqual(['b\uffff']);
      expect(await found('x')).toEqual([]);
      expect(await found('')).toHaveLength(10);
    });

    test('keeps text exactly as it is, lone surrogates and all', async () => {
      const { journal } = await (await newRun())();
      const record = callRecord('a');
      if (record.kind === 'call') record.reply.text = 'x\ud800y\u0000 \u{1f600}';
      await journal.append(record);
      expect(await journal.readAll()).toEqual([record]);
    });
  });
}
