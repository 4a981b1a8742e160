/** What a run cost, by role: calls, tokens read, saved by caches and written, time. Summed from its records in slices. */
import type { CallRecord, JournalRecord } from '../../core/records';
import { ROLES, type Role } from '../../core/terms';

export interface Spent {
  calls: number;
  /** Tokens; `cached` are among those read. */
  read: number;
  cached: number;
  written: number;
  ms: number;
}

export interface RoleCost extends Spent {
  role: Role;
}

/** Records summed between two breaths. */
const SLICE = 2000;

export async function costsByRole(
  records: readonly JournalRecord[],
  breathe: () => Promise<void>,
): Promise<RoleCost[]> {
  const costs = new Map<Role, RoleCost>(ROLES.map((role) => [role, { role, ...nothingSpent() }]));
  for (let from = 0; from < records.length; from += SLICE) {
    for (const record of records.slice(from, from + SLICE)) {
      const cost = record.kind === 'call' ? costs.get(record.request.role) : undefined;
      if (cost && record.kind === 'call') spend(cost, spentOn(record));
    }
    if (from + SLICE < records.length) await breathe();
  }
  return [...costs.values()];
}

export function totalCost(costs: readonly Spent[]): Spent {
  const total = nothingSpent();
  for (const cost of costs) spend(total, cost);
  return total;
}

export function nothingSpent(): Spent {
  return { calls: 0, read: 0, cached: 0, written: 0, ms: 0 };
}

export function spentOn({ reply, ms }: CallRecord): Spent {
  const { promptTokens, cachedTokens, completionTokens } = reply.usage;
  return { calls: 1, read: promptTokens, cached: cachedTokens, written: completionTokens, ms };
}

/** Adds to `sum` in place: sums of ten thousand calls are made here. */
export function spend(sum: Spent, { calls, read, cached, written, ms }: Spent): void {
  sum.calls += calls;
  sum.read += read;
  sum.cached += cached;
  sum.written += written;
  sum.ms += ms;
}
