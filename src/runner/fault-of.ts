/**
 * Errors as data. A fault is known by its shape, because engines and the store throw their own classes:
 * an error with `tag` and `facts`, or one that carries a `fault`. All else is 'unexpected', with its message.
 */
import type { Fault } from '../core/records';

/** What is recorded does not fit what the method now asks or tells: the run can be viewed, not resumed. */
export class JournalMismatch extends Error implements Fault {
  readonly tag = 'journal-mismatch';
  readonly facts: Fault['facts'];

  constructor(where: { path: string } | { seq: number }) {
    super(`journal mismatch at ${JSON.stringify(where)}`);
    this.name = 'JournalMismatch';
    this.facts = where;
  }
}

/** Why a run was aborted when a person paused it; never a fault. */
export class PauseAsked extends Error {
  constructor() {
    super('the run was paused');
    this.name = 'PauseAsked';
  }
}

export function faultOf(error: unknown): Fault {
  if (isFault(error)) return { tag: error.tag, facts: error.facts };
  if (error instanceof Error && 'fault' in error && isFault(error.fault)) return error.fault;
  return { tag: 'unexpected', facts: { message: error instanceof Error ? error.message : String(error) } };
}

export function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null || !('tag' in value) || !('facts' in value)) return false;
  return typeof value.tag === 'string' && typeof value.facts === 'object' && value.facts !== null;
}
