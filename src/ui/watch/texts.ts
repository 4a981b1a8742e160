/** Texts behind ids: queries from the level they were asked at or from the run's materials, examples from I* or its bases. */
import type { RunRow } from '../../core/records';
import type { RunView } from '../../core/view';

export function queryText(id: string, view: RunView, row: RunRow): string {
  const known = view.queries.get(id);
  if (known) return known.text;
  const { queries, heldOut } = row.setup.materials;
  return (queries.find((query) => query.id === id) ?? heldOut.find((query) => query.id === id))?.text ?? id;
}

/** The query of an example, by its id. */
export function exampleQuery(id: string, view: RunView, row: RunRow): string {
  const made = view.universal?.find((example) => example.id === id);
  return (made ?? row.setup.materials.baseExamples.find((example) => example.id === id))?.query ?? id;
}
