/**
 * What lists show of a run and what one stored by an earlier version does not say of itself: its size, its difference, its final
 * prompt. Read in pages, so that the page stays alive; where only the prompt is lacking, from the end.
 */
import type { RunSummary } from '../core/records';
import { storedBytes } from '../core/stored-size';
import type { LabDatabase } from './database';
import { eventLogOf, lastEventOf } from './event-log';
import { recordsByPrefix } from './journal';
import { runsOf } from './runs';

/** What such a run's summary lacks; null where there is no such run. */
export async function measuredSummary(db: LabDatabase, id: string): Promise<Partial<RunSummary> | null> {
  const row = await runsOf(db).get(id);
  if (row === undefined) return null;
  if (row.summary.bytes !== undefined)
    return { finalPrompt: (await lastEventOf(db, id, 'run-finished'))?.prompt ?? '' };
  const events = await eventLogOf(db, id).readAll();
  const records = await recordsByPrefix(db, id, '');
  const bytes = storedBytes(row) + storedBytes(events) + storedBytes(records);
  const verdict = events.findLast((event) => event.kind === 'verdict-given')?.verdict;
  const difference = verdict?.difference ?? null;
  const finalPrompt = events.findLast((event) => event.kind === 'run-finished')?.prompt ?? '';
  return { bytes, finalPrompt, ...(difference === null ? {} : { difference }) };
}
