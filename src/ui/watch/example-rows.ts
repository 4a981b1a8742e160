/** Phase 1 as rows: each base example with its versions so far and the one that was kept. Fresh plain data. */
import type { RunRow } from '../../core/records';
import type { ExampleView, RunView } from '../../core/view';
import { exampleQuery } from './texts';

export interface ExampleRow {
  id: string;
  query: string;
  versions: ExampleView['versions'];
  kept: number | null;
}

export function exampleRows(view: RunView, row: RunRow): ExampleRow[] {
  return [...view.examples.values()].map(({ id, versions, kept }) => ({
    id,
    kept,
    query: exampleQuery(id, view, row),
    versions: versions.map((version) => ({ ...version })),
  }));
}
