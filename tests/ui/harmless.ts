/**
 * Whether hostile text on screen does no harm: nothing of it runs, becomes an element, widens the page, turns its neighbours
 * round or is drawn at a length that would hold up the page.
 */
import { expect } from 'vitest';

let dialogs = 0;

/** Before each test. */
export function countDialogs(): void {
  dialogs = 0;
  window.alert = () => {
    dialogs += 1;
  };
}

/** The longest text that anything on screen holds without being asked to. */
const LONGEST_DRAWN = 8_000;

export function harmless(): void {
  expect('__ran' in window).toBe(false);
  expect(dialogs).toBe(0);
  expect(
    document.querySelectorAll('main script, main img, main iframe, main [onclick], main [onerror]'),
  ).toHaveLength(0);
  expect([...document.querySelectorAll('a')].filter(({ href }) => /^javascript:/i.test(href))).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
  for (const at = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); at.nextNode();) {
    const text = at.currentNode.textContent ?? '';
    const holder = at.currentNode.parentElement;
    if (!holder || holder.closest('script, style')) continue;
    expect(text.length).toBeLessThanOrEqual(LONGEST_DRAWN);
    // eslint-disable-next-line no-control-regex -- what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
    if (/[\u202a-\u202e\u2066-\u2069]/.test(text)) expect(isolated(holder), text.slice(0, 60)).toBe(true);
  }
  // A title has no direction of its own: nothing in it may turn the rest of the tab strip round.
  // eslint-disable-next-line no-control-regex -- what is looked for
  expect(document.title).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
  expect(document.title.length).toBeLessThan(200);
}

/** Whether a mark of direction inside ends where its element ends, and does so before it meets words of ours. */
function isolated(element: Element): boolean {
  const { unicodeBidi, display } = getComputedStyle(element);
  if (/isolate|plaintext/.test(unicodeBidi)) return true;
  return display === 'block' && [...element.childNodes].every((child) => child.nodeType === Node.TEXT_NODE);
}
