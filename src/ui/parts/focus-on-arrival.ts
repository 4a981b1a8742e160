/**
 * After a navigation the focus moves to the new screen's h1, so that screen readers and keyboards start there.
 * A screen may take a while to draw its heading; anything the person focuses meanwhile is left alone.
 */
const PATIENCE_MS = 5000;

export function focusOnArrival(screen: HTMLElement): () => void {
  scrollTo(0, 0);
  if (focusHeading(screen)) return () => undefined;
  const observer = new MutationObserver(() => {
    if (focusHeading(screen) || elsewhere(screen)) end();
  });
  const timer = setTimeout(() => observer.disconnect(), PATIENCE_MS);
  const end = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(screen, { childList: true, subtree: true });
  return end;
}

function focusHeading(screen: HTMLElement): boolean {
  const heading = screen.querySelector('h1');
  if (!heading) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}

function elsewhere(screen: HTMLElement): boolean {
  return screen.contains(document.activeElement);
}
