/** A page of the built app that counts its long tasks, for the benches in Chromium. */
import type { Browser, Page } from 'playwright';

/** In a context of its own, 1440 by 900. */
export async function measuredPage(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  // The compiler of these scripts names functions; the page knows nothing of it.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
  return page;
}

/** Milliseconds of each task over 50 since the page began, or since they were taken last. */
export function takeTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0));
}

export function median(values: readonly number[]): number {
  return medianBy(values, (value) => value);
}

export function medianBy<T>(values: readonly T[], by: (value: T) => number): T {
  const middle = [...values].sort((a, b) => by(a) - by(b))[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
