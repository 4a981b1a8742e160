/**
 * In which steps the held-out queries of a run were asked: by the end of the run, then each time more were asked for. Says what
 * came about, not what was planned. What was asked for and is not yet recorded counts too: it is under way.
 */
import { isLater } from '../../core/afterwards';
import type { LaterChange } from '../../core/ports';
import type { RunRow } from '../../core/records';
import type { Side } from '../../core/events';
import type { RunView } from '../../core/view';

/** Of a list that was planned, as much as the run was to use: a run with minutes is given more. */
export function planned(list: readonly string[] | undefined, asked: number): number {
  return Math.min(list?.length ?? 0, asked);
}

export interface HeldOutSteps {
  /** How many were answered by the end of the run; null before it. */
  byEnd: number | null;
  /** How many more each later wish was for. */
  later: number[];
  all: number;
  /** How many have been answered by every side that is at work. */
  done: number;
}

export function heldOutSteps(view: RunView, row: RunRow): HeldOutSteps {
  const { askedByEnd, heldOut, phase, plan, decisions } = view;
  const pending = pendingWishes(view, row);
  const wishes = [...decisions.flatMap(({ changes }) => changes.filter(isLater)), ...pending];
  const later = wishes.flatMap((wish) => (wish.kind === 'more-queries' ? [wish.count] : []));
  const over = phase === 'finished' && pending.length === 0;
  const answers = [...heldOut.values()];
  const byPlan = planned(plan?.verdict, row.setup.config.verdictQueries);
  const first = askedByEnd === null || askedByEnd === 0 ? byPlan : askedByEnd;
  const expected = first + later.reduce((sum, count) => sum + count, 0);
  const sides = sidesAtWork(answers, over ? undefined : wishes.at(-1));
  return {
    byEnd: askedByEnd,
    later,
    all: over && later.length > 0 ? answers.length : Math.max(answers.length, expected),
    done: answers.filter((answer) => sides.every((side) => answer[side] !== undefined)).length,
  };
}

/** What was asked for after the end and of which the view knows nothing yet. */
function pendingWishes({ askedByEnd, decisions }: RunView, { status, moreAsked }: RunRow): LaterChange[] {
  if (status === 'finished' || moreAsked === undefined || askedByEnd === null) return [];
  return decisions.some(({ at }) => at === moreAsked.at) ? [] : moreAsked.changes;
}

/** A start prompt that stayed answers on no side of its own. A baseline counts while it is asked: it may leave queries out. */
function sidesAtWork(
  answers: readonly Partial<Record<Side, unknown>>[],
  wish: LaterChange | undefined,
): Side[] {
  const compared: Side[] = answers.some(({ initial }) => initial !== undefined)
    ? ['initial', 'final']
    : ['final'];
  return wish?.kind === 'add-baseline' ? [...compared, wish.baseline] : compared;
}
