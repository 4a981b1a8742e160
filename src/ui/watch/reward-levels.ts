/** Rewards by level: best, mean, lowest and highest of the judged candidates. For the chart and its table. */
import type { RunView } from '../../core/view';

export interface LevelRewards {
  level: number;
  candidates: number;
  best: number;
  mean: number;
  lowest: number;
}

export interface RunCount {
  candidates: number;
  judged: number;
  refused: number;
  dropped: number;
  best: number | null;
}

export function rewardLevels(view: RunView): LevelRewards[] {
  const byLevel = new Map<number, number[]>();
  for (const node of view.nodes.values()) {
    if (node.reward === null || node.status === 'dropped') continue;
    const rewards = byLevel.get(node.length);
    if (rewards) rewards.push(node.reward);
    else byLevel.set(node.length, [node.reward]);
  }
  return [...byLevel]
    .sort(([a], [b]) => a - b)
    .map(([level, rewards]) => ({
      level,
      candidates: rewards.length,
      best: Math.max(...rewards),
      mean: rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length,
      lowest: Math.min(...rewards),
    }));
}

export function runCount(view: RunView): RunCount {
  const count: RunCount = { candidates: view.nodes.size, judged: 0, refused: 0, dropped: 0, best: null };
  for (const node of view.nodes.values()) {
    count.refused += node.refused.length;
    if (node.status === 'dropped') count.dropped += 1;
    else if (node.reward !== null && (count.best === null || node.reward > count.best))
      count.best = node.reward;
    for (const turn of node.turns) if (turn.judgement !== null) count.judged += 1;
  }
  return count;
}
