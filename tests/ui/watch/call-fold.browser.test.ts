/** A call as a line: its path is there to be read to its end, which tells it from its neighbours. */
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

const shown = () => document.querySelector<HTMLElement>('.path')!;
/** What is not in the box that holds it. */
const cut = (): boolean =>
  shown().scrollWidth > shown().clientWidth || shown().scrollHeight > shown().clientHeight;
const lines = (): number => {
  const range = document.createRange();
  range.selectNodeContents(shown());
  return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 4))).size;
};

async function drawn(path: string, width: number): Promise<void> {
  await page.viewport(1200, 800);
  const target = document.createElement('div');
  target.style.width = `${String(width)}px`;
  document.body.append(target);
  await render(CallFold, { record: { ...call!, path }, from: 0 }, { baseElement: target });
}

const USUAL = 'check/check-01/better/second/judge/critical-thinking';

test.each([780, 640, 440])('in one line where there is room for it, at %i pixels', async (width) => {
  await drawn(`${USUAL}/try0`, width);
  expect(shown().textContent).toBe(USUAL);
  expect(lines()).toBe(1);
  expect(cut()).toBe(false);
});

test.each([360, 300])(
  'in a second line where there is none, at %i pixels, and nothing of it is cut',
  async (width) => {
    await drawn(`${USUAL}/try2`, width);
    expect(shown().textContent).toBe(`${USUAL}/try2`);
    expect(lines()).toBe(2);
    expect(cut()).toBe(false);
  },
);

test('in its own order where a query of a person is named in another script', async () => {
  await drawn('validation/0.2/שאלה/1/judge', 780);
  const lefts = [...shown().querySelectorAll('bdi')].map((step) => step.getBoundingClientRect().left);
  expect(lefts).toHaveLength(5);
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
});
