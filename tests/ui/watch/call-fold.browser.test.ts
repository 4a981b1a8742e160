/** A call as a line: the end of its path, which tells it from its neighbours, is there to be read. */
import '../../../src/ui/theme.css';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import type { CallRecord } from '../../../src/core/records';
import CallFold from '../../../src/ui/watch/CallFold.svelte';
import { madeRun } from './made-run';

const call = madeRun().records.find((record): record is CallRecord => record.kind === 'call');
if (!call) throw new Error('the made run asked nothing');
afterEach(cleanup);

const parts = () => [...document.querySelectorAll<HTMLElement>('.path span')];
const isCut = (part: HTMLElement) => part.scrollWidth > part.clientWidth;

async function drawn(path: string, width: number): Promise<void> {
  await page.viewport(1200, 800);
  const target = document.createElement('div');
  target.style.width = `${String(width)}px`;
  document.body.append(target);
  await render(CallFold, { record: { ...call!, path }, from: 0 }, { baseElement: target });
}

const LONG = 'check/check-01/better/second/judge/critical-thinking/try0';

test.each([780, 640, 440])(
  'has the whole of a usual path where there is room, at %i pixels',
  async (width) => {
    await drawn(LONG, width);
    expect(parts().filter(isCut)).toEqual([]);
    expect(document.querySelector('.path')?.textContent).toBe(LONG.replace('/try0', ''));
  },
);

test.each([360, 300])('is cut in front where there is no room, at %i pixels', async (width) => {
  await drawn(LONG, width);
  const cut = parts().map(isCut);
  expect(cut[0]).toBe(true);
  // What is whole is the end, and all of it: nothing is cut behind what is read.
  expect(cut.lastIndexOf(true)).toBeLessThan(cut.length - 2);
  expect(cut.slice(0, cut.lastIndexOf(true) + 1)).not.toContain(false);
  const [box, last] = [document.querySelector('.path'), parts().at(-1)].map((one) =>
    one?.getBoundingClientRect(),
  );
  expect(last?.right).toBeLessThanOrEqual((box?.right ?? 0) + 0.5);
  expect(document.querySelector('.path')?.getAttribute('title')).toBe(LONG.replace('/try0', ''));
});

test('keeps its order where a query of a person is named in another script', async () => {
  await drawn('validation/0.2/שאלה-1/judge/depth/try1', 780);
  const lefts = parts().map((part) => part.getBoundingClientRect().left);
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
  expect(parts().map((part) => part.textContent)).toEqual([
    'validation',
    '/0.2',
    '/שאלה-1',
    '/judge',
    '/depth',
    '/try1',
  ]);
});
