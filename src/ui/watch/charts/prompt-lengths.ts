/** Words of the candidates' prompts by level: shortest, longest and mean of all, and the mean of those kept. From the view alone. */
import { meanOf } from '../../../core/mean';
import type { RunView } from '../../../core/view';
import { wordCount } from './word-count';

export interface LevelLengths {
  level: number;
  candidates: number;
  shortest: number;
  longest: number;
  mean: number;
  /** Mean of the kept; null before the level is decided. */
  kept: number | null;
}

export interface PromptLengths {
  /** Words of the prompt the run started from. */
  start: number;
  levels: LevelLengths[];
}

export function promptLengths(view: RunView): PromptLengths {
  const byLevel = new Map<number, { all: number[]; kept: number[] }>();
  for (const node of view.nodes.values()) {
    const level = byLevel.get(node.length) ?? { all: [], kept: [] };
    byLevel.set(node.length, level);
    const words = wordCount(node.prompt);
    level.all.push(words);
    if (node.status === 'kept') level.kept.push(words);
  }
  const levels = [...byLevel]
    .sort(([a], [b]) => a - b)
    .map(([level, { all, kept }]) => ({
      level,
      candidates: all.length,
      shortest: Math.min(...all),
      longest: Math.max(...all),
      mean: meanOf(all),
      kept: kept.length === 0 ? null : meanOf(kept),
    }));
  return { start: wordCount(view.startPrompt), levels };
}
