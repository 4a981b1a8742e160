/**
 * Where the eye is on the tree: pure geometry, in pixels of the screen unless said otherwise. `zoom` is pixels of the screen
 * a pixel of the picture. Nothing here knows the DOM.
 */
import { CARD, type TreePicture } from './tree-picture';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Height of the names of the levels above the picture. */
export const HEAD = 34;
export const ZOOM = { least: 0.02, most: 2, step: 1.25 };
/** Below this the cards are too small to be read, and only their rewards are drawn. */
export const FAR = 0.55;
/** Below this there is no room for the figure of a reward either. */
export const FIGURES = 0.32;
/** Pixels beyond the edge that are drawn as well. */
const MARGIN = 160;
/** Pixels left free around what is brought into sight. */
export const AIR = 16;

export function boundedZoom(zoom: number): number {
  return Math.max(ZOOM.least, Math.min(ZOOM.most, zoom));
}

/** The zoom at which the whole picture is in sight; never larger than life. */
export function wholeZoom(picture: TreePicture, { width, height }: Pick<Box, 'width' | 'height'>): number {
  const across = (width - AIR) / Math.max(1, picture.width);
  const down = (height - HEAD) / Math.max(1, picture.height);
  // Rounded down: a hair too near, and the window would have bars to scroll by.
  return boundedZoom(Math.floor(Math.min(1, across, down) * 10_000) / 10_000);
}

/** Size of the picture on screen; the head above it keeps its size. */
export function extent(picture: TreePicture, zoom: number): { width: number; height: number } {
  return { width: picture.width * zoom, height: picture.height * zoom + HEAD };
}

/** Pixels of air above a picture that stands in the middle of its window. */
export function airAbove({ height }: Pick<Box, 'height'>, picture: TreePicture, zoom: number): number {
  return Math.max(0, (height - extent(picture, zoom).height) / 2);
}

/** As near to `box` as scrolling gets. */
export function reachable(box: Box, picture: TreePicture, zoom: number): Box {
  const { width, height } = extent(picture, zoom);
  return {
    ...box,
    left: Math.max(0, Math.min(box.left, width - box.width)),
    top: Math.max(0, Math.min(box.top, height - box.height)),
  };
}

/** The box with the newest level at its right edge, its strongest candidate in the middle. */
export function onNewest(box: Box, picture: TreePicture, zoom: number): Box {
  const { newest } = picture;
  if (!newest) return box;
  const left = (newest.x + CARD.width) * zoom + AIR - box.width;
  const top = (newest.y + CARD.height / 2) * zoom + HEAD - box.height / 2;
  return reachable({ ...box, left, top }, picture, zoom);
}

/** The box moved no further than needed for a candidate at a place of the picture to be wholly in it. */
export function around(box: Box, place: { x: number; y: number }, zoom: number): Box {
  const [x, y] = [place.x * zoom, place.y * zoom + HEAD];
  return {
    ...box,
    left: Math.max(x + CARD.width * zoom + AIR - box.width, Math.min(box.left, x - AIR)),
    top: Math.max(y + CARD.height * zoom + AIR - box.height, Math.min(box.top, y - HEAD - AIR)),
  };
}

/** The box after zooming, with what is `at` (pixels from its left and top) still there. */
export function zoomedAt(box: Box, from: number, to: number, at: { x: number; y: number }): Box {
  const factor = to / from;
  return {
    ...box,
    left: (box.left + at.x) * factor - at.x,
    top: (box.top + at.y - HEAD) * factor - at.y + HEAD,
  };
}

/** What is drawn for these boxes, in pixels of the picture; the margin is for the next moment. */
export function drawnFor(boxes: readonly Box[], zoom: number, margin = MARGIN): Box {
  const left = Math.min(...boxes.map((box) => box.left)) - margin;
  const top = Math.min(...boxes.map((box) => box.top)) - HEAD - margin;
  const right = Math.max(...boxes.map((box) => box.left + box.width)) + margin;
  const bottom = Math.max(...boxes.map((box) => box.top + box.height)) + margin;
  return { left: left / zoom, top: top / zoom, width: (right - left) / zoom, height: (bottom - top) / zoom };
}

export function sameBox(a: Box, b: Box): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
