/** A judge's doubt about one score, from its probabilities of 1 to 5 (they sum to 1). */
export function varianceOf(probabilities: readonly number[]): number {
  const mean = expectedScore(probabilities);
  return probabilities.reduce((sum, p, i) => sum + p * (i + 1 - mean) ** 2, 0);
}

/** One standard deviation, in points of score. */
export function doubtOf(probabilities: readonly number[]): number {
  return Math.sqrt(varianceOf(probabilities));
}

export function expectedScore(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p, i) => sum + p * (i + 1), 0);
}
