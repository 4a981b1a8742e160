import { expect, test } from 'vitest';
import { readArchive, writeArchive } from '../../src/store/archive';
import { events } from '../contracts/event-log';
import { callRecord } from '../contracts/journal';
import { rowOf } from '../runner/scripted';

const row = rowOf('run-1', { status: 'finished' });
const records = Array.from({ length: 300 }, (_, i) => callRecord(`p/${i}`));

test('an archive goes out and in through the browser’s own gzip', async () => {
  const archive = await writeArchive(row, records, events(300));
  expect(await readArchive(archive)).toEqual({ row, records, events: events(300) });
});

test('an archive cut short is a problem here too', async () => {
  const archive = await writeArchive(row, records, events(300));
  const half = archive.slice(0, archive.size / 2);
  expect(await readArchive(half)).toMatchObject({ problem: { tag: 'archive-unreadable' } });
  expect(await readArchive(new Blob(['hello']))).toMatchObject({ problem: { tag: 'archive-unreadable' } });
});
