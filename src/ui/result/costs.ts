/** What a run cost, by role: calls, tokens read, saved by caches and written, time. Summed from its records in slices. */
import type { JournalRecord } from '../../core/records';
import { ROLES, type Role } from '../../core/terms';

export interface RoleCost {
  role: Role;
  calls: number;
  read: number;
  cached: number;
  written: number;
  ms: number;
}

/** Records summed between two breaths. */
const SLICE = 2000;

export async function costsByRole(
  records: readonly JournalRecord[],
  breathe: () => Promise<void>,
): Promise<RoleCost[]> {
  const costs = new Map<Role, RoleCost>(
    ROLES.map((role) => [role, { role, calls: 0, read: 0, cached: 0, written: 0, ms: 0 }]),
  );
  for (let from = 0; from < records.length; from += SLICE) {
    for (const record of records.slice(from, from + SLICE)) {
      const cost = record.kind === 'call' ? costs.get(record.request.role) : undefined;
      if (!cost || record.kind !== 'call') continue;
      const { promptTokens, cachedTokens, completionTokens } = record.reply.usage;
      cost.calls += 1;
      cost.read += promptTokens;
      cost.cached += cachedTokens;
      cost.written += completionTokens;
      cost.ms += record.ms;
    }
    if (from + SLICE < records.length) await breathe();
  }
  return [...costs.values()];
}

export function totalCost(costs: readonly RoleCost[]): Omit<RoleCost, 'role'> {
  const sum = (key: keyof Omit<RoleCost, 'role'>): number =>
    costs.reduce((total, cost) => total + cost[key], 0);
  return {
    calls: sum('calls'),
    read: sum('read'),
    cached: sum('cached'),
    written: sum('written'),
    ms: sum('ms'),
  };
}
