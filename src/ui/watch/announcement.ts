/** What a screen reader is told of a run's progress: levels and phases, never single calls. */
import type { RunRow } from '../../core/records';
import { m } from '../messages/messages';
import { rewardFigure } from '../parts/figures';
import { lastLevel } from './queries-lacked';
import type { Shown } from './run-follow.svelte';

/** More events at once than a replay at its fastest folds in one frame, or back in time: what was said is stale. */
export function isJump(before: number, now: number): boolean {
  return now < before || now - before > 64;
}

export function announcement({ view }: Shown, row: RunRow): string {
  const words = m.watch.announce;
  if (row.status === 'paused') return words.paused;
  if (row.status === 'failed') return words.failed;
  if (view.phase !== 'search') return words.phase[view.phase];
  const level = view.levels.at(-1);
  if (!level) return words.phase.search;
  if (!level.finished) return words.level(level.level, lastLevel(view));
  const rewards = level.kept.flatMap((id) => view.nodes.get(id)?.reward ?? []);
  return words.levelDone(level.level, rewardFigure(Math.max(0, ...rewards)));
}
