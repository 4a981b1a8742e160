/** A run's life on real IndexedDB and Web Locks: what the unit tests show in memory, once more where it counts. */
import { expect, test } from 'vitest';
import { breathing } from '../../src/runner/breathe';
import { resumeRun, startRun, type RunPorts } from '../../src/runner/live-run';
import { lockManager, runLocks } from '../../src/runner/web-locks';
import type { LabDatabase } from '../../src/store/database';
import { eventLogOf } from '../../src/store/event-log';
import { journalOf, recordsByPrefix } from '../../src/store/journal';
import { runsOf } from '../../src/store/runs';
import { freshDatabase } from '../store/databases';
import { CALLS_A_LEVEL, forAllRoles, method, rowOf, ScriptedModel } from './scripted';
import { alive, LEVELS, moment } from './tab';

const breathe = breathing();

function portsOn(db: LabDatabase, run: string, model: ScriptedModel): RunPorts {
  return {
    models: forAllRoles(model),
    retriever: {
      id: 'scripted',
      nearest: async ({ examples, k }) => examples.slice(0, k).map(({ id }) => id),
    },
    journal: journalOf(db, run),
    events: eventLogOf(db, run),
    records: (prefix) => recordsByPrefix(db, run, prefix),
    rows: runsOf(db),
    locks: runLocks(lockManager()),
    clock: () => Date.now(),
    breathe,
  };
}

test('a run that was paused resumes to the events of one that was not', async () => {
  const db = await freshDatabase();
  const [whole, halved] = [`whole-${Math.random()}`, `halved-${Math.random()}`];
  const one = alive(await startRun(rowOf(whole), portsOn(db, whole, new ScriptedModel()), method(LEVELS)));
  expect((await one.ended).status).toBe('finished');

  const reached = moment();
  const model = new ScriptedModel((nth, _request, signal) => {
    if (nth < 8) return;
    reached.come();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  });
  const two = alive(await startRun(rowOf(halved), portsOn(db, halved, model), method(LEVELS)));
  await reached.here;
  await two.pause();
  expect(await runsOf(db).get(halved)).toMatchObject({ status: 'paused', because: null });

  const rest = new ScriptedModel();
  const three = alive(await resumeRun(halved, portsOn(db, halved, rest), method(LEVELS)));
  expect(await three.ended).toEqual(await runsOf(db).get(halved));
  expect(rest.asked).toHaveLength(LEVELS * CALLS_A_LEVEL - 7);
  const events = await eventLogOf(db, halved).readAll();
  expect(JSON.stringify(events)).toBe(JSON.stringify(await eventLogOf(db, whole).readAll()));
  expect(await three.records('system/1.0/')).toHaveLength(4);
});

test('a connection that is dropped in the middle of a run does not stop it', async () => {
  const db = await freshDatabase();
  const run = `dropped-${Math.random()}`;
  const model = new ScriptedModel(async (nth) => {
    if (nth % 4 === 0) await db.use(async (connection) => connection.close());
  });
  const live = alive(await startRun(rowOf(run), portsOn(db, run, model), method(LEVELS)));
  expect(await live.ended).toMatchObject({ status: 'finished' });
  expect(model.asked).toHaveLength(LEVELS * CALLS_A_LEVEL);
});
