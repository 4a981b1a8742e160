/**
 * A page as somebody has it before them: how wide, by day or by night; and what must hold there for everyone. Each check
 * answers with the faults it found, in words that say where; an empty list is what is wanted.
 */
import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';
import { m } from '../../src/ui/messages/messages';

export type Theme = 'light' | 'dark';
export interface Size {
  width: number;
  height: number;
}

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
  /** 1440 by 900 at 200 percent. */
  zoomed: { width: 720, height: 450 },
  /** 1280 wide at 400 percent: what WCAG 1.4.10 asks to reflow. */
  reflow: { width: 320, height: 640 },
} as const satisfies Record<string, Size>;

export async function setTheme(page: Page, theme: Theme): Promise<void> {
  const name = theme === 'dark' ? m.shell.theme.toDark : m.shell.theme.toLight;
  // Not by the pointer: what is open or focused stays as it is.
  await page.evaluate(
    (label) => document.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click(),
    name,
  );
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await drawn(page);
}

/** Past every change of colour and size that was under way. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // A row out of sight is styled when it is asked for its style, and not before: its changes begin here.
    for (const element of document.querySelectorAll('main *'))
      getComputedStyle(element).getPropertyValue('color');
    // A browser without a screen may give a page at rest no frame: there is nothing to draw then.
    await Promise.race([
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      new Promise((over) => setTimeout(over, 1000)),
    ]);
    const changes = document.getAnimations().filter((one) => one instanceof CSSTransition);
    // A change that the browser holds back (in a closed fold, say) may never end: all are over in a second, or not waited for.
    await Promise.race([
      Promise.allSettled(changes.map(({ finished }) => finished)),
      new Promise((over) => setTimeout(over, 1000)),
    ]);
    for (const change of changes) if (change.playState !== 'finished') change.finish();
  });
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds against WCAG 2.2 AA and its best practices; or against single rules of it. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    ...(rules
      ? { runOnly: { type: 'rule', values: [...rules] } }
      : { runOnly: { type: 'tag', values: TAGS }, rules: { 'target-size': { enabled: true } } }),
  };
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { axe: typeof axe }).axe.run(document, given),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary?.split('\n').slice(1, 3).join(' ').trim() ?? '';
      return `${id}: ${target.join(' ')} (${why})`;
    }),
  );
}

/** Nothing scrolls sideways but what is wide by nature, in a frame of its own; nothing sticks out where nobody can scroll to it. */
export async function widthFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} wide at ${innerWidth}`);
    const { scrollHeight } = document.documentElement;
    const ends = scrollY + (document.querySelector('main')?.getBoundingClientRect().bottom ?? 0);
    // Something of no size that lies outside its scroller makes the page go on below all there is.
    if (scrollHeight > Math.max(innerHeight, ends + 1))
      faults.push(`the page is ${scrollHeight} high, what is on it ends at ${Math.round(ends)}`);
    for (const element of document.querySelectorAll('body *')) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || box.right <= innerWidth + 1) continue;
      let frame = element.parentElement;
      while (frame && getComputedStyle(frame).overflowX === 'visible') frame = frame.parentElement;
      if (frame || (element.closest('svg') && element.tagName !== 'svg')) continue;
      const name = `${element.tagName.toLowerCase()}.${element.classList.value}`;
      // Whoever holds what sticks out sticks out with it: the innermost is the culprit.
      if ([...element.children].some((child) => child.getBoundingClientRect().right >= box.right)) continue;
      faults.push(`${name} ends at ${Math.round(box.right)}: ${element.textContent.trim().slice(0, 40)}`);
    }
    return faults;
  });
}

/** Text that ends in a box too small for it, without an ellipsis to say so. */
export async function cutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      if (style.overflowX !== 'hidden' && style.overflowX !== 'clip') continue;
      if (style.textOverflow === 'ellipsis' || style.clipPath !== 'none' || element.closest('svg')) continue;
      if (element.scrollWidth > element.clientWidth + 1)
        faults.push(
          `${element.tagName.toLowerCase()}.${element.classList.value} cuts ${element.scrollWidth} to ${element.clientWidth}: ${element.textContent.trim().slice(0, 40)}`,
        );
    }
    return faults;
  });
}

/** Movement that goes on although the person asked for none. */
export async function movementFaults(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => {
        const { endTime } = effect?.getComputedTiming() ?? {};
        return playState === 'running' && Number(endTime) > 50;
      })
      .map((animation) => {
        const { target } = animation.effect as KeyframeEffect;
        return `${target?.tagName ?? '?'} ${target?.className.toString() ?? ''} moves`;
      }),
  );
}

const MOST_STOPS = 70;

/** Stops of the Tab key where nothing on screen says so: no ring on what is focused, nor on what stands for it. */
export async function focusFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
  });
  const faults: string[] = [];
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      // A hidden box is stood for by its label, a node of the tree by its frame.
      const standing = [at, at.parentElement, at.nextElementSibling, ...at.children].filter(
        (one) => one !== null,
      );
      const ringed = standing.some((one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow.includes('inset');
      });
      const box = at.getBoundingClientRect();
      const name = `${at.tagName.toLowerCase()}.${at.classList.value} ${at.textContent.trim().slice(0, 30)}`;
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { fault: ringed ? (inside ? null : `${name} is off screen`) : `${name} has no ring` };
    });
    if (stop === null) break;
    if (stop.fault !== null) faults.push(stop.fault);
  }
  return faults;
}
