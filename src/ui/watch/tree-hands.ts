/**
 * Panning and zooming by hand, as an attachment for the tree's scroller: dragging with a mouse, the wheel with Ctrl or Cmd (a
 * trackpad's pinch too), two fingers on a touch screen. One finger and the plain wheel are the browser's own scrolling.
 */
import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';

export interface Hands {
  panBy: (x: number, y: number) => void;
  zoomBy: (factor: number, at: { x: number; y: number }) => void;
  /** A person takes over: following ends. */
  takeOver: () => void;
}

/** Pixels a pressed mouse may move and still click. */
const A_CLICK = 4;
/** Zoom a pixel of the wheel; a notch is about 100. */
const WHEEL = 0.0022;

export function hands({ panBy, zoomBy, takeOver }: Hands): Attachment<HTMLElement> {
  return (element) => {
    let from: { x: number; y: number } | null = null;
    let dragged = false;
    let fingers: { apart: number; x: number; y: number } | null = null;
    const within = (x: number, y: number) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: x - left, y: y - top };
    };

    const ends = [
      on(element, 'wheel', (event) => {
        if (!event.ctrlKey && !event.metaKey) {
          takeOver();
          return;
        }
        event.preventDefault();
        const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 33;
        zoomBy(Math.exp(-pixels * WHEEL), within(event.clientX, event.clientY));
      }),
      on(element, 'pointerdown', (event) => {
        dragged = false;
        // Not where the bars to scroll by are: those are outside the content.
        const { x, y } = within(event.clientX, event.clientY);
        if (x >= element.clientWidth || y >= element.clientHeight) takeOver();
        else if (event.pointerType === 'mouse' && event.button === 0)
          from = { x: event.clientX, y: event.clientY };
      }),
      on(element, 'pointermove', (event) => {
        if (!from) return;
        const [x, y] = [from.x - event.clientX, from.y - event.clientY];
        if (!dragged && Math.hypot(x, y) < A_CLICK) return;
        if (!dragged) element.setPointerCapture(event.pointerId);
        dragged = true;
        element.classList.add('dragged');
        from = { x: event.clientX, y: event.clientY };
        panBy(x, y);
      }),
      ...(['pointerup', 'pointercancel'] as const).map((kind) =>
        on(element, kind, () => {
          from = null;
          element.classList.remove('dragged');
        }),
      ),
      // The click that ends a drag picks nothing.
      on(element, 'click', (event) => dragged && event.stopPropagation(), { capture: true }),
      on(
        element,
        'touchmove',
        (event) => {
          const [one, other] = event.touches;
          if (!one || !other) {
            fingers = null;
            takeOver();
            return;
          }
          event.preventDefault();
          const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
          const middle = within((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
          if (fingers) {
            panBy(fingers.x - middle.x, fingers.y - middle.y);
            zoomBy(apart / fingers.apart, middle);
          }
          fingers = { apart, ...middle };
        },
        { passive: false },
      ),
      on(element, 'touchend', () => (fingers = null)),
    ];
    return () => ends.forEach((end) => end());
  };
}
