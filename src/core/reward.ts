/**
 * Judgement -> reward (paper, section 3.2: the mean over the chosen aspects). Nothing here ever stands in for a missing score.
 */
import type { AspectScore, Judgement } from './terms';

/** To six decimals, as all scores and rewards are kept, so that they are the same in every engine. Never -0. */
export function round6(x: number): number {
  return Math.round(x * 1e6) / 1e6 + 0;
}

/** The reward of one judgement: the mean of its scores, 1 to 5. NaN for no scores at all, which no reader yields. */
export function meanScore(scores: readonly Pick<AspectScore, 'score'>[]): number {
  return round6(scores.reduce((sum, { score }) => sum + score, 0) / scores.length);
}

/** The reward of a candidate: the mean over its m judgements. */
export function rewardOf(judgements: readonly Pick<Judgement, 'reward'>[]): number {
  return round6(judgements.reduce((sum, { reward }) => sum + reward, 0) / judgements.length);
}

/**
 * The reward of a state. `drop`: over the turns that could be read, null where none could. `zero` (paper): a turn that could
 * not be read counts as 0.
 */
export function rewardOfTurns(
  turns: readonly { judgement: Pick<Judgement, 'reward'> | null }[],
  unreadable: 'drop' | 'zero',
): number | null {
  const rewards = turns.flatMap(({ judgement }) => judgement ?? (unreadable === 'zero' ? { reward: 0 } : []));
  return rewards.length > 0 ? rewardOf(rewards) : null;
}
