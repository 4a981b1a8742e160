import { describe, expect, test } from 'vitest';
import { emptyView, fold } from '../../../src/core/view';
import { CARD, TreePainter } from '../../../src/ui/watch/tree-picture';
import {
  airAbove,
  around,
  boundedZoom,
  drawnFor,
  extent,
  HEAD,
  onNewest,
  reachable,
  wholeZoom,
  ZOOM,
  zoomedAt,
} from '../../../src/ui/watch/tree-sight';
import { THOUSAND } from './made-records';
import { madeRun } from './made-run';

const pictureOf = (shape: Parameters<typeof madeRun>[0]) =>
  new TreePainter().paint(madeRun({ ...shape, records: false }).events.reduce(fold, emptyView()));
const picture = pictureOf({});
const large = pictureOf(THOUSAND);
const box = { left: 300, top: 80, width: 900, height: 500 };

describe('zoom', () => {
  test.each([
    ['the middle', { x: 450, y: 250 }],
    ['a corner', { x: 0, y: 500 }],
  ])('keeps what is at %s where it is', (_where, at) => {
    const zoomed = zoomedAt(box, 1, 0.5, at);
    expect((zoomed.left + at.x) / 0.5).toBeCloseTo(box.left + at.x);
    expect((zoomed.top + at.y - HEAD) / 0.5).toBeCloseTo(box.top + at.y - HEAD);
    const back = zoomedAt(zoomed, 0.5, 1, at);
    expect(back.left).toBeCloseTo(box.left);
    expect(back.top).toBeCloseTo(box.top);
  });

  test('leaves as much air above a picture in the middle of its window as below, and none where it fills it', () => {
    const zoom = wholeZoom(picture, { width: 400, height: 2000 });
    const air = airAbove({ height: 2000 }, picture, zoom);
    expect(air).toBeGreaterThan(500);
    expect(2 * air + extent(picture, zoom).height).toBeCloseTo(2000);
    expect(airAbove({ height: 100 }, picture, 1)).toBe(0);
  });

  test('stays between its least and its most', () => {
    expect(boundedZoom(0)).toBe(ZOOM.least);
    expect(boundedZoom(100)).toBe(ZOOM.most);
  });

  test('of the whole shows every candidate, and is never larger than life', () => {
    for (const one of [picture, large]) {
      const zoom = wholeZoom(one, box);
      const { width, height } = extent(one, zoom);
      expect(width).toBeLessThanOrEqual(box.width);
      expect(height).toBeLessThanOrEqual(box.height);
    }
    expect(wholeZoom(picture, { width: 1e5, height: 1e5 })).toBe(1);
  });
});

describe('what is in sight', () => {
  test('following, it is the newest level, at any zoom', () => {
    for (const zoom of [0.2, 1, 1.6]) {
      const aim = onNewest(box, large, zoom);
      expect(aim).toEqual(reachable(aim, large, zoom));
      const right = ((large.newest?.x ?? 0) + CARD.width) * zoom;
      expect(right).toBeLessThanOrEqual(aim.left + aim.width);
      expect(right).toBeGreaterThan(aim.left);
    }
  });

  test('moves no further than a candidate needs to be wholly in it', () => {
    const inside = { x: 500, y: 200 };
    expect(around(box, inside, 1)).toEqual(box);
    const beyond = around(box, { x: 3000, y: 2000 }, 1);
    expect(beyond.left + beyond.width).toBeGreaterThanOrEqual(3000 + CARD.width);
    expect(beyond.top + beyond.height).toBeGreaterThanOrEqual(2000 + CARD.height + HEAD);
  });

  test('never goes beyond the edges of the picture', () => {
    const { left, top } = reachable({ ...box, left: -50, top: 1e6 }, large, 1);
    expect(left).toBe(0);
    expect(top).toBe(extent(large, 1).height - box.height);
    expect(reachable({ ...box, left: 70, width: 1e6 }, picture, 1).left).toBe(0);
  });

  test('is drawn with a margin, in pixels of the picture', () => {
    const drawn = drawnFor([box], 0.5);
    expect(drawn.left).toBeLessThan(box.left / 0.5);
    expect(drawn.left + drawn.width).toBeGreaterThan((box.left + box.width) / 0.5);
  });
});
