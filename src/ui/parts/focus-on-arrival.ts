/**
 * After a navigation the focus moves to the new screen's h1, so that screen readers and keyboards start there.
 * A screen may take a while to draw its heading; anything the person focuses meanwhile is left alone.
 */
const PATIENCE_MS = 5000;

export function focusOnArrival(screen: HTMLElement): () => void {
  const before = document.activeElement;
  focusHeading(screen);
  // A screen that opens its run first shows another heading for a moment; when that one goes, its focus goes with it.
  const observer = new MutationObserver(() => {
    if (elsewhere(screen, before)) end();
    else focusHeading(screen);
  });
  const end = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const timer = setTimeout(end, PATIENCE_MS);
  observer.observe(screen, { childList: true, subtree: true });
  return end;
}

function focusHeading(screen: HTMLElement): void {
  const heading = screen.querySelector('h1');
  if (!heading || heading === document.activeElement) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** The person has moved on by now: neither nowhere, nor on the heading, nor still on what led here. */
function elsewhere(screen: HTMLElement, before: Element | null): boolean {
  const at = document.activeElement;
  return ![null, document.body, before, screen.querySelector('h1')].includes(at);
}
