/**
 * Queries asked in batches, so that a run with minutes can end on time: between two batches the clock is asked whether there is
 * time for one more (`validation/batch/2/barrier`). A run without minutes takes all queries at once and is asked nothing.
 *
 * Why a verdict may stop here and its interval still hold: the order of the queries was drawn before the run, both prompts
 * answer each of them, and whoever decides sees the time that was spent and never a score. How many queries there are then
 * depends on how long replies take, not on which prompt is ahead. (To stop as soon as a difference shows would not be
 * valid; nothing here can.)
 */
import type { Asking } from './asking';
import type { Outbox } from './outbox';
import type { Query } from './terms';

interface Batching {
  phase: 'validation' | 'verdict';
  /** Queries of the first batch: asked whatever the time. */
  first: number;
  /** Who leads so far, for whoever decides: while the start prompt does, no verdict will need the time. */
  leader?: () => string;
}

export async function inBatches<T>(
  asking: Asking,
  queries: readonly Query[],
  { phase, first, leader }: Batching,
  outbox: Outbox,
  work: (batch: readonly Query[]) => Promise<T>,
): Promise<{ results: T[]; asked: readonly Query[] }> {
  if (asking.config.minutes === undefined) return { results: [await work(queries)], asked: queries };
  const results: T[] = [];
  let asked = 0;
  for (let number = 1; asked < queries.length; number++) {
    const size = number === 1 ? first : batchSize(asking);
    results.push(await work(queries.slice(asked, asked + size)));
    asked = Math.min(queries.length, asked + size);
    if (asked === queries.length) break;
    const path = `${phase}/batch/${String(number)}/barrier`;
    if (await timeIsUp(asking, path, leader === undefined ? [] : [leader()], outbox)) break;
  }
  return { results, asked: queries.slice(0, asked) };
}

/** One query ends closest to the minute; where roles are split, models would change places for each, so they share. */
export function batchSize({ config: { models } }: Pick<Asking, 'config'>): number {
  return new Set([models.responder.id, models.selector.id, models.judge.id]).size === 1 ? 1 : 4;
}

async function timeIsUp(
  { ports, signal }: Asking,
  at: string,
  nodes: string[],
  outbox: Outbox,
): Promise<boolean> {
  const { changes } = await ports.decisions.decide({ path: at, nodes, options: ['finish'] }, { signal });
  if (changes.length > 0) outbox.root.emit({ kind: 'decision-taken', at, changes });
  return changes.some(({ kind }) => kind === 'finish');
}
