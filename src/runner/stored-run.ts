/**
 * A run for viewing only: stored, imported or recorded. It never changes and needs no model, lock or journal.
 */
import type { RunEvent } from '../core/events';
import type { RunRow } from '../core/records';
import type { RunFeed } from './feed';
import type { RecordsByPrefix } from './ports';
import { Watchers } from './watchers';

export function storedRun(row: RunRow, events: readonly RunEvent[], records: RecordsByPrefix): RunFeed {
  const watchers = new Watchers(row, events);
  return { row, records, watch: (watcher) => watchers.watch(watcher) };
}
