/**
 * A reward from 1 to 5 as a colour: between the five score tokens of theme.css, mixed smoothly.
 * Colour never stands alone: the same reward is always there as a length or a number too.
 */
export function scoreColour(reward: number): string {
  const clamped = Math.min(5, Math.max(1, reward));
  const below = Math.min(4, Math.floor(clamped));
  const share = Math.round((clamped - below) * 100);
  return `color-mix(in oklab, var(--score-${String(below + 1)}) ${String(share)}%, var(--score-${String(below)}))`;
}

/** A reward from 1 to 5 as a share of a bar's length, 0 to 1; a 1 still shows a sliver. */
export function scoreLength(reward: number): number {
  return Math.max(0.04, Math.min(1, (reward - 1) / 4));
}
