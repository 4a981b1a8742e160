/**
 * Runs out to files and in again. What comes in may have been written by anyone: it is checked by the archive, never replaces
 * a run that is here, never runs, and what the practice model wrote stays marked as simulated whatever the file says.
 */
import type { RunEvent } from '../core/events';
import type { EngineLabel, Fault, RunRow, RunSummary } from '../core/records';
import { cardOf } from '../core/run-card';
import { ROLES, type Role } from '../core/terms';
import { offeredEngine } from '../models/catalog';
import { faultOf } from '../runner/fault-of';
import { archiveName } from '../store/archive-name';
import type { LabDatabase } from '../store/database';
import { runsOf, type WholeRun } from '../store/runs';
import type { ImportedRun, RunFile, RunLibrary } from '../ui/library/run-library';
import { m } from '../ui/messages/messages';
import { RECORDED } from '../ui/router.svelte';
import { freshId } from './fresh-id';

export function runFiles(
  openDatabase: () => Promise<LabDatabase>,
  clock: () => number,
): Pick<RunLibrary, 'toFile' | 'fromFile'> {
  async function toFile(id: string): Promise<RunFile | Fault> {
    const run = await runsOf(await openDatabase()).whole(id);
    if (run === undefined) return { tag: 'run-missing', facts: { id } };
    const { writeArchive } = await import('../store/archive');
    return { name: archiveName(run.row.name), file: await writeArchive(run.row, run.records, run.events) };
  }

  async function fromFile(file: Blob): Promise<ImportedRun | Fault> {
    const { readArchive } = await import('../store/archive');
    const read = await readArchive(file);
    if ('problem' in read) return read.problem;
    const db = await openDatabase();
    const admittedRun = { ...read, row: admitted(read, clock()) };
    // The address of the recorded run is its own.
    const run = admittedRun.row.id === RECORDED ? withFreshId(admittedRun) : admittedRun;
    const again = (await runsOf(db).get(run.row.id)) !== undefined;
    const row = await added(db, again ? await besideItself(db, run) : run);
    return { card: cardOf(row), again };
  }

  return {
    toFile: (id) => toFile(id).catch(faultOf),
    fromFile: (file) => fromFile(file).catch((error: unknown) => noRoom(faultOf(error))),
  };
}

/**
 * What no file may say of a run here: that it is deleted, from the future, not simulated where the engine is, or found by a
 * prompt that it did not end with.
 */
function admitted({ row: { deletedAt: _, ...row }, events }: WholeRun, now: number): RunRow {
  const label = (engine: EngineLabel): EngineLabel => ({
    ...engine,
    simulated: engine.simulated || (offeredEngine(engine.id)?.simulated ?? false),
  });
  return {
    ...row,
    summary: summaryOf(row, events),
    createdAt: Math.min(row.createdAt, now),
    finishedAt: row.finishedAt === null ? null : Math.min(row.finishedAt, now),
    engines: Object.fromEntries(ROLES.map((role) => [role, label(row.engines[role])])) as Record<
      Role,
      EngineLabel
    >,
  };
}

function summaryOf(
  { summary: { finalPrompt: _, ...summary } }: RunRow,
  events: readonly RunEvent[],
): RunSummary {
  const end = events.findLast((event) => event.kind === 'run-finished');
  return end === undefined ? summary : { ...summary, finalPrompt: end.prompt };
}

async function besideItself(db: LabDatabase, run: WholeRun): Promise<WholeRun> {
  const taken = new Set((await runsOf(db).cards()).map(({ name }) => name));
  let nth = 1;
  while (taken.has(m.runs.importedAgain(run.row.name, nth))) nth += 1;
  return withFreshId({ ...run, row: { ...run.row, name: m.runs.importedAgain(run.row.name, nth) } });
}

function withFreshId(run: WholeRun): WholeRun {
  return { ...run, row: { ...run.row, id: freshId() } };
}

/** Under its own id, unless that is taken after all: by a run marked as deleted, or stored a moment ago. */
async function added(db: LabDatabase, run: WholeRun): Promise<RunRow> {
  const add = async ({ row, records, events }: WholeRun): Promise<RunRow> => {
    await runsOf(db).add(row, records, events);
    return row;
  };
  try {
    return await add(run);
  } catch (error) {
    if (faultOf(error).facts.name !== 'ConstraintError') throw error;
    return add(withFreshId(run));
  }
}

function noRoom(fault: Fault): Fault {
  return fault.tag === 'storage-full' ? { tag: 'import-no-room', facts: fault.facts } : fault;
}
