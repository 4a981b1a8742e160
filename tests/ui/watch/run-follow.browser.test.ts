/** A run followed by the eye: one moment for all that is read, and a page nobody sees that goes on telling how far it is. */
import { afterEach, expect, test } from 'vitest';
import { RunFollow } from '../../../src/ui/watch/run-follow.svelte';
import { madeRun } from './made-run';
import { ScriptedRun } from './scripted-feed';

const run = madeRun({ records: false });
let stop: () => void = () => undefined;
afterEach(() => stop());

const frame = () => new Promise(requestAnimationFrame);

test('a run is over once its end has been shown, never before', async () => {
  const feed = new ScriptedRun(run, 40, 'running');
  const follow = new RunFollow();
  stop = follow.follow(feed, 'end');
  await expect.poll(() => follow.steady.position).toBe(40);
  feed.tell(run.events.length - 40);
  feed.become({ status: 'finished' });
  let frames = 0;
  while (follow.row?.status !== 'finished') {
    await frame();
    frames += 1;
  }
  expect(frames).toBeGreaterThan(0);
  expect(follow.steady.position).toBe(run.events.length);
  expect(follow.shown.position).toBe(run.events.length);
});

test('what is read changes a few times a second, and comes to rest at what is shown', async () => {
  const feed = new ScriptedRun(run, 40, 'running');
  const follow = new RunFollow();
  stop = follow.follow(feed, 'end');
  await expect.poll(() => follow.steady.position).toBe(40);
  const read = new Set<number>();
  const began = performance.now();
  for (let i = 0; i < 60; i++) {
    feed.tell(1);
    await frame();
    read.add(follow.steady.position);
  }
  const seconds = (performance.now() - began) / 1000;
  expect(read.size).toBeLessThanOrEqual(2 + seconds * 4);
  await expect.poll(() => follow.steady.position).toBe(100);
  expect(follow.shown.position).toBe(100);
});

test('no frame is for both what moves and what is read', async () => {
  const feed = new ScriptedRun(run, 40, 'running');
  const follow = new RunFollow();
  stop = follow.follow(feed, 'end');
  await expect.poll(() => follow.steady.position).toBe(40);
  let [moved, read, both] = [0, 0, 0];
  for (let i = 0; i < 90; i++) {
    feed.tell(1);
    const { shown, steady } = follow;
    await frame();
    const [moves, reads] = [follow.shown !== shown, follow.steady !== steady];
    moved += Number(moves);
    read += Number(reads);
    both += Number(moves && reads);
  }
  expect(moved).toBeGreaterThan(10);
  expect(read).toBeGreaterThan(1);
  expect(both).toBe(0);
});

test('a page that nobody sees is given no frames, and follows all the same', async () => {
  const feed = new ScriptedRun(run, 40, 'running');
  const follow = new RunFollow();
  const frames = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = () => 1;
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
  try {
    document.dispatchEvent(new Event('visibilitychange'));
    stop = follow.follow(feed, 'end');
    await expect.poll(() => follow.steady.position, { timeout: 5000 }).toBe(40);
    feed.tell(20);
    await expect.poll(() => follow.steady.position, { timeout: 5000 }).toBe(60);
  } finally {
    window.requestAnimationFrame = frames;
    Reflect.deleteProperty(document, 'hidden');
  }
});

test('a frame that was asked for before the page was hidden is not waited for', async () => {
  const feed = new ScriptedRun(run, 40, 'running');
  const follow = new RunFollow();
  const frames = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = () => 1;
  try {
    stop = follow.follow(feed, 'end');
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
    await expect.poll(() => follow.shown.position, { timeout: 5000 }).toBe(40);
  } finally {
    window.requestAnimationFrame = frames;
    Reflect.deleteProperty(document, 'hidden');
  }
});
