/** What a run takes on disk, for one that was stored before its size was kept: read in pages, so that the page stays alive. */
import type { RunSummary } from '../core/records';
import { storedBytes } from '../core/stored-size';
import type { LabDatabase } from './database';
import { eventLogOf } from './event-log';
import { recordsByPrefix } from './journal';
import { runsOf } from './runs';

/** What such a run's summary lacks; null where there is no such run. */
export async function measuredSummary(db: LabDatabase, id: string): Promise<Partial<RunSummary> | null> {
  const row = await runsOf(db).get(id);
  if (row === undefined) return null;
  const events = await eventLogOf(db, id).readAll();
  const records = await recordsByPrefix(db, id, '');
  const bytes = storedBytes(row) + storedBytes(events) + storedBytes(records);
  const verdict = events.findLast((event) => event.kind === 'verdict-given')?.verdict;
  const difference = verdict?.difference ?? null;
  return { bytes, ...(difference === null ? {} : { difference }) };
}
