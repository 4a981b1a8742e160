/** "Use in Setup", said on another screen: which model Setup should begin with. Taken once, forgotten with the tab. */
const KEY = 'drpo-lab:engine-wish';

export function wishFor(sourceId: string): void {
  try {
    sessionStorage.setItem(KEY, sourceId);
  } catch {
    // Storage is refused: Setup opens as it was left.
  }
}

export function takeWish(): string | null {
  try {
    const wish = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return wish;
  } catch {
    return null;
  }
}
