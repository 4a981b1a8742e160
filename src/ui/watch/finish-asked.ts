import { levelOfBarrier } from '../../core/level-barrier';
import type { RunView } from '../../core/view';
import { lastLevel } from './queries-lacked';

/** That a person ended a run before its planned end: after which level, null before the first one. */
export interface FinishedEarly {
  level: number | null;
}

/** Null where nobody asked, or the search had ended as planned by then. */
export function finishedEarly(view: RunView): FinishedEarly | null {
  const asked = view.decisions.find(({ changes }) =>
    changes.some((change) => change.kind === 'finish' && change.why === 'asked'),
  );
  if (!asked) return null;
  if (/^(check|examples)\//.test(asked.at)) return { level: null };
  const level = levelOfBarrier(asked.at);
  return level !== null && level < lastLevel(view) ? { level } : null;
}
