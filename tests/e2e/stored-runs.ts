/**
 * Practice runs made in Node and put into a page's IndexedDB as the app itself would have stored them: finished, paused at an
 * event, failed. So a state of a screen is there at once, and is the same every time. Nothing here is a stand-in: the same
 * method, engine and runner made them, and a paused one resumes.
 */
import type { Page } from '@playwright/test';
import { builtInSetup, practiceRow, runInNode } from '../../scripts/bench/run-in-node';
import type { PresetName } from '../../src/core/config';
import type { RunEvent } from '../../src/core/events';
import type { JournalRecord, RunRow } from '../../src/core/records';
import { type CheckedPair, reliabilityOf } from '../../src/core/reliability';
import { cardOf } from '../../src/core/run-card';
import { entriesOf } from '../../src/store/event-blocks';
import { DATABASE_NAME } from '../../src/store/schema';

export interface StoredRun {
  row: RunRow;
  events: RunEvent[];
  records: JournalRecord[];
}

/** Slow enough to be looked at while it runs. */
const READING_PACE = 40;

export interface Wish {
  id: string;
  name: string;
  preset?: PresetName;
  startPrompt?: string;
  checkOnly?: boolean;
  /** Queries of the person's own, and the depth that is asked of them. */
  own?: { queries: number; depth: number };
  /** Milliseconds since 1970. */
  startedAt: number;
}

/** The whole run, and what was stored as soon as so many events were told, one for each of `moments`. */
export async function practiceRun(
  wish: Wish,
  moments: readonly number[] = [],
): Promise<[finished: StoredRun, ...at: StoredRun[]]> {
  const setup = builtInSetup(wish.preset ?? 'standard', 1, wish.startPrompt);
  if (wish.checkOnly) setup.config.task = 'judge-check';
  if (wish.own) {
    setup.materials.queries = setup.materials.queries.slice(0, wish.own.queries);
    setup.materials.ownQueries = true;
    setup.config.search.depth = wish.own.depth;
  }
  const row = { ...practiceRow(wish.id, setup, wish.name), createdAt: wish.startedAt };
  const { run, disk } = await runInNode(row);
  const at: StoredRun[] = [];
  run.watch({
    onEvents: () => {
      while (disk.events.length >= (moments[at.length] ?? Infinity))
        at.push({ row: { ...run.row }, events: [...disk.events], records: [...disk.records.values()] });
    },
  });
  const ended = await run.ended;
  return [{ row: ended, events: disk.events, records: [...disk.records.values()] }, ...at];
}

/** As a run is stored that its person has paused; it goes on when it is resumed. */
export function paused(run: StoredRun, id: string, name: string, startedAt: number): StoredRun {
  return {
    ...run,
    row: { ...run.row, id, name, createdAt: startedAt, status: 'paused', pace: READING_PACE },
  };
}

/** As the runner leaves a run whose journal no longer fits what the method asks. */
export function failed(run: StoredRun, id: string, name: string, startedAt: number): StoredRun {
  const because = { tag: 'journal-mismatch', facts: { path: run.records.at(-1)?.path ?? '' } };
  return { ...run, row: { ...run.row, id, name, createdAt: startedAt, status: 'failed', because } };
}

/** As the check of a judge that likes the worse answer of every pair would have left it. */
export function reversedJudge(check: StoredRun, id: string, name: string, startedAt: number): StoredRun {
  const pairs: CheckedPair[] = [];
  const events = check.events.map((event): RunEvent => {
    if (event.kind === 'judge-check-pair-judged') {
      const reversed = { ...event, better: event.worse, worse: event.better };
      pairs.push(reversed);
      return reversed;
    }
    return event.kind === 'judge-check-finished' ? { ...event, check: reliabilityOf(pairs) } : event;
  });
  const summary = { ...check.row.summary, outcome: 'judge-reversed' } as const;
  return { ...check, row: { ...check.row, id, name, createdAt: startedAt, summary }, events };
}

/** Into the database of the page's app, which has opened it before. */
export async function store(page: Page, runs: readonly StoredRun[]): Promise<void> {
  const kept = runs.map((run) => ({
    ...run,
    card: cardOf(run.row),
    entries: entriesOf(0, [], run.events).entries,
  }));
  await page.evaluate(
    ({ database, all }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open(database);
        open.onerror = () => reject(new Error('no database'));
        open.onsuccess = () => {
          const write = open.result.transaction(['runs', 'cards', 'events', 'journal'], 'readwrite');
          for (const { row, card, entries, records } of all) {
            write.objectStore('runs').put(row);
            write.objectStore('cards').put(card);
            for (const [seq, entry] of entries) write.objectStore('events').put(entry, [row.id, seq]);
            for (const record of records) write.objectStore('journal').put(record, [row.id, record.path]);
          }
          write.onerror = () => reject(new Error('not written'));
          write.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    { database: DATABASE_NAME, all: kept },
  );
}
