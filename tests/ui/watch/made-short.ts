/** A made run as six queries of one's own and a depth of 5 leave it: three levels, no validation, a verdict on built-in queries. */
import type { RunEvent } from '../../../src/core/events';
import { type MadeRun, madeRun } from './made-run';

export const SHORT = { queries: 6, levels: 3, wanted: 5 };

export function madeShort(): MadeRun {
  const { levels, wanted, queries } = SHORT;
  const { row, records, events } = madeRun({ depth: levels });
  const short = events.flatMap((event): RunEvent[] => {
    if (event.kind === 'contender-validated' || event.kind === 'finalist-chosen') return [];
    if ('depthLimit' in event) return [{ ...event, depthLimit: wanted }];
    if (event.kind !== 'queries-planned') return [event];
    const notes: (typeof event)['notes'] = [
      { tag: 'short-own-list', facts: { queries, needed: 24 } },
      { tag: 'depth-limited-by-queries', facts: { levels, wanted, queries } },
      { tag: 'no-validation-queries', facts: { asked: 8 } },
    ];
    return [{ ...event, validation: [], levels, notes }];
  });
  const { config, materials } = row.setup;
  const setup = {
    config: { ...config, search: { ...config.search, depth: wanted } },
    materials: { ...materials, queries: materials.queries.slice(0, queries), ownQueries: true },
  };
  return { row: { ...row, setup }, records, events: short };
}
