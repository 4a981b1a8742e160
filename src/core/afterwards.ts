/**
 * What may still be asked of a run that has ended: more held-out queries, so that the interval narrows, or one more baseline.
 * The question stays open (see `Barrier.open`): a run that nobody asks more of ends here, and can be taken up again here.
 */
import type { Asking } from './asking';
import type { HeldOutTrial } from './held-out';
import type { Outbox } from './outbox';
import type { Barrier, Change, LaterChange } from './ports';

/** Where the n-th question after the end is asked, from 1. */
export function laterBarrier(number: number): string {
  return `${LATER_PATHS}${String(number)}/barrier`;
}
export const LATER_PATHS = 'verdict/more/';

export async function goOn({ ports, signal }: Asking, trial: HeldOutTrial, outbox: Outbox): Promise<void> {
  for (let number = 1; ; number++) {
    const path = laterBarrier(number);
    const barrier: Barrier = { path, nodes: [], options: ['more-queries', 'add-baseline'], open: true };
    const { changes } = await ports.decisions.decide(barrier, { signal });
    const asked = changes.filter(isLater);
    if (asked.length === 0) return;
    outbox.root.emit({ kind: 'decision-taken', at: path, changes });
    for (const change of asked) {
      if (change.kind === 'more-queries') await trial.addQueries(change.count);
      else await trial.addBaseline(change.baseline);
    }
  }
}

export function isLater(change: Change): change is LaterChange {
  return change.kind === 'more-queries' || change.kind === 'add-baseline';
}
