/** Where a held-out query stands in the list of them, for what leads there. */
export function heldOutPlace(query: string): string {
  return `held-out-${query}`;
}

/** Opens it, with the focus on its line. Does nothing where the list is not on the screen. */
export function showHeldOut(query: string): void {
  const pair = document.getElementById(heldOutPlace(query));
  const fold = pair?.querySelector('details');
  if (!pair || !fold) return;
  fold.open = true;
  fold.querySelector('summary')?.focus({ preventScroll: true });
  pair.scrollIntoView({ block: 'start' });
}
