/** Stored runs in memory, as a Library of screens sees them; it keeps the promises of src/ui/library/run-library.ts. */
import { type Fault, type RunRow } from '../../src/core/records';
import { cardOf } from '../../src/core/run-card';
import { readArchive, writeArchive } from '../../src/store/archive';
import { archiveName } from '../../src/store/archive-name';
import type { RunLibrary } from '../../src/ui/library/run-library';

export interface LibraryScript {
  /** Runs another tab works on. */
  elsewhere?: string[];
  /** What `measure` finds, by id. */
  sizes?: Record<string, number>;
  /** What `measure` finds a run ended with, by id. */
  prompts?: Record<string, string>;
}

export interface ScriptedLibrary extends RunLibrary {
  rows: Map<string, RunRow>;
  /** Marked, in order; those brought back are out of it again. */
  removed: string[];
  forgotten: string[];
}

export function scriptedLibrary(
  runs: readonly RunRow[],
  { elsewhere = [], sizes = {}, prompts = {} }: LibraryScript = {},
): ScriptedLibrary {
  const rows = new Map(runs.map((row) => [row.id, row]));
  const removed: string[] = [];
  const forgotten: string[] = [];
  const there = () => [...rows.values()].filter(({ id }) => !removed.includes(id) && !forgotten.includes(id));
  const drop = (id: string) => {
    if (removed.includes(id)) removed.splice(removed.indexOf(id), 1);
  };
  const change = (id: string, to: Partial<RunRow>) => {
    const row = rows.get(id);
    if (!row) return { tag: 'run-missing', facts: { id } };
    rows.set(id, { ...row, ...to });
    return cardOf({ ...row, ...to });
  };
  return {
    rows,
    removed,
    forgotten,
    cards: async (most) =>
      there()
        .map(cardOf)
        .sort((a, b) => b.createdAt - a.createdAt)
        .slice(0, most),
    row: async (id) => rows.get(id) ?? { tag: 'run-missing', facts: { id } },
    waiting: async (among) =>
      among.flatMap(({ id, status }) =>
        (status === 'running' || status === 'paused') && !elsewhere.includes(id) ? [id] : [],
      ),
    rename: async (id, name) => change(id, { name }),
    measure: async (id) => {
      const summary = rows.get(id)?.summary ?? { calls: 0, outcome: null };
      const { bytes = sizes[id] ?? 1_000_000 } = summary;
      return change(id, { summary: { ...summary, bytes, finalPrompt: prompts[id] ?? '' } });
    },
    async remove(id): Promise<Fault | null> {
      if (elsewhere.includes(id)) return { tag: 'run-elsewhere', facts: { id } };
      removed.push(id);
      return null;
    },
    async restore(id) {
      drop(id);
      return null;
    },
    async forget(id) {
      drop(id);
      forgotten.push(id);
      return null;
    },
    async toFile(id) {
      const row = rows.get(id);
      if (!row) return { tag: 'run-missing', facts: { id } };
      return { name: archiveName(row.name), file: await writeArchive(row, [], []) };
    },
    async fromFile(file) {
      const read = await readArchive(file);
      if ('problem' in read) return read.problem;
      const again = rows.has(read.row.id);
      const row = again
        ? { ...read.row, id: `${read.row.id}-again`, name: `${read.row.name} again` }
        : read.row;
      rows.set(row.id, row);
      return { card: cardOf(row), again };
    },
  };
}
