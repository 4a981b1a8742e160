/**
 * How fast a model is on this device, measured from the calls it has answered, and how long a run will take at that speed.
 * Time never enters the method from here: it is for people and for the plan.
 */
import type { Estimate } from './estimate';
import type { JournalRecord } from './records';
import { ROLES, type Role } from './terms';

/** Tokens a second; null where nothing was measured. */
export interface Speed {
  prefill: number | null;
  decode: number | null;
  /** Calls it was measured on. */
  calls: number;
}

/** The speed of every model in these records, by model id. Tokens that a cache saved took no time and do not count. */
export function speedsOf(records: readonly JournalRecord[]): Map<string, Speed> {
  const sums = new Map<
    string,
    { calls: number; prefill: number; prefillMs: number; decode: number; decodeMs: number }
  >();
  for (const record of records) {
    if (record.kind !== 'call') continue;
    const { usage } = record.reply;
    const sum = sums.get(record.model) ?? { calls: 0, prefill: 0, prefillMs: 0, decode: 0, decodeMs: 0 };
    sum.calls += 1;
    sum.prefill += Math.max(0, usage.promptTokens - usage.cachedTokens);
    sum.prefillMs += usage.prefillMs;
    sum.decode += usage.completionTokens;
    sum.decodeMs += usage.decodeMs;
    sums.set(record.model, sum);
  }
  const speeds = new Map<string, Speed>();
  for (const [model, { calls, prefill, prefillMs, decode, decodeMs }] of sums) {
    speeds.set(model, { calls, prefill: rate(prefill, prefillMs), decode: rate(decode, decodeMs) });
  }
  return speeds;
}

/** Seconds of a run at the measured speed of each role's model; null where one of them has none yet. */
export function secondsOf(estimate: Estimate, speeds: Record<Role, Speed | undefined>): number | null {
  let seconds = 0;
  for (const role of ROLES) {
    const { prefill, decode } = speeds[role] ?? {};
    const { calls, promptTokens, completionTokens } = estimate.byRole[role];
    if (calls === 0) continue;
    if (!prefill || !decode) return null;
    seconds += promptTokens / prefill + completionTokens / decode;
  }
  return seconds;
}

function rate(tokens: number, ms: number): number | null {
  return ms > 0 && tokens > 0 ? (tokens * 1000) / ms : null;
}
