/**
 * The part of the tree that is in sight: where it is scrolled to and how near it is, what of it is drawn, which candidate has
 * the focus. Follows the newest level until a person scrolls, walks, zooms or picks. To be made while a component is being set up.
 */
import { tick, untrack } from 'svelte';
import type { Shown } from './run-follow.svelte';
import { nodeAfterKey } from './tree-keys';
import { CARD, TreePainter, type TreePicture } from './tree-picture';
import {
  airAbove,
  around,
  boundedZoom,
  type Box,
  drawnFor,
  FAR,
  onNewest,
  reachable,
  sameBox,
  wholeZoom,
  ZOOM,
  zoomedAt,
} from './tree-sight';

/** How a tree was seen when it was left. */
export interface Sight {
  wish: number | 'whole';
  follow: boolean;
  box: Box;
  walked: string | null;
}

/** Beyond this many candidates nothing glides. */
const MANY = 300;

export class TreeWindow {
  scroller: HTMLElement | undefined = $state.raw();
  follow = $state(true);
  /** How near, or 'whole': as near as lets all of it be seen. */
  #wish: number | 'whole' = $state(1);
  /** Where it is scrolled to; the size as last observed. */
  #box: Box = $state.raw({ left: 0, top: 0, width: 1200, height: 800 });
  #walked: string | null = $state(null);
  readonly #painter = new TreePainter();
  readonly #shown: () => Shown;
  readonly #selected: () => string | null;

  readonly picture: TreePicture = $derived.by(() => this.#painter.paint(this.#shown().view));
  readonly zoom: number = $derived.by(() =>
    this.#wish === 'whole'
      ? wholeZoom(this.picture, { width: this.#width, height: this.#height })
      : this.#wish,
  );
  readonly whole: boolean = $derived(this.#wish === 'whole');
  readonly far: boolean = $derived(this.zoom < FAR);
  readonly still: boolean = $derived.by(() => this.picture.nodes.length > MANY || this.picture.leapt);
  /** The one candidate that the tab key reaches. */
  readonly active: string = $derived.by(() => {
    const wanted = [this.#walked, this.#selected(), this.picture.lead];
    return wanted.find((id) => id !== null && this.picture.byId.has(id)) ?? 'root';
  });
  readonly #width = $derived(this.#box.width);
  readonly #height = $derived(this.#box.height);
  /** Until then its size is a guess. */
  #measured = $state(false);
  #lastAim: Box | null = null;
  /** The same object as long as it is the same place: a glide under way is not begun again. */
  readonly #aim: Box | null = $derived.by(() => {
    const window = { left: 0, top: 0, width: this.#width, height: this.#height };
    const aim = this.follow ? onNewest(window, this.picture, this.zoom) : null;
    const stays = aim && this.#lastAim && sameBox(aim, this.#lastAim);
    return stays ? this.#lastAim : (this.#lastAim = aim);
  });
  /** In pixels of the picture. On its way to the newest level, what it passes is drawn as well. */
  readonly #drawn: Box = $derived.by(() => {
    if (!this.#aim) return drawnFor([reachable(this.#box, this.picture, this.zoom)], this.zoom);
    // Leaping, the next moment is elsewhere.
    if (this.picture.leapt) return drawnFor([this.#aim], this.zoom, 0);
    return drawnFor(this.still ? [this.#aim] : [this.#box, this.#aim], this.zoom);
  });
  readonly nodes = $derived.by(() => {
    const { left, top, width, height } = this.#drawn;
    return this.picture.nodes.filter(
      ({ id, x, y }) =>
        id === this.active ||
        (x + CARD.width > left && x < left + width && y + CARD.height > top && y < top + height),
    );
  });
  readonly edges = $derived.by(() => {
    const { left, top, width, height } = this.#drawn;
    return this.picture.edges.filter(
      (edge) =>
        edge.left + 2 * CARD.width > left &&
        edge.left < left + width &&
        edge.bottom > top &&
        edge.top < top + height,
    );
  });

  /** The candidate that is open, once it can be led to. Each new picture is no new opening: where a person walks meanwhile stays theirs. */
  readonly #openedThere: string | null = $derived.by(() => {
    const id = this.#selected();
    return id !== null && this.#measured && this.picture.byId.has(id) ? id : null;
  });

  /** `before`: how it was last seen, if it was. */
  constructor(shown: () => Shown, selected: () => string | null, before?: Sight) {
    this.#shown = shown;
    this.#selected = selected;
    if (before) {
      this.#wish = before.wish;
      this.follow = before.follow;
      this.#box = before.box;
      this.#walked = before.walked;
    }
    // The scroll position and the size are the browser's.
    $effect(() => {
      if (this.#aim) this.#scrollTo(this.#aim, untrack(() => this.still) ? 'instant' : 'smooth');
    });
    // One that was opened elsewhere (a key, the inspector, an address) is brought into sight, once it and the window are there.
    $effect(() => {
      const id = this.#openedThere;
      if (id !== null && id !== untrack(() => this.#walked)) untrack(() => this.#leadFromElsewhere(id));
    });
    $effect(() => {
      if (!this.scroller) return;
      if (before && !before.follow) this.#scrollTo(before.box, 'instant');
      const observer = new ResizeObserver(this.look);
      observer.observe(this.scroller);
      return () => observer.disconnect();
    });
  }

  get sight(): Sight {
    return { wish: this.#wish, follow: this.follow, box: this.#box, walked: this.#walked };
  }

  /** Where a person was last; null as long as only the run led. */
  get walked(): string | null {
    return this.#walked;
  }

  readonly look = (): void => {
    if (!this.scroller) return;
    const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = this.scroller;
    const box = { left, top, width, height };
    this.#measured = true;
    const before = this.#box;
    if (sameBox(box, before)) return;
    this.#box = box;
    if (width !== before.width || height !== before.height) this.#keepInSight(before);
  };

  /** Goes where a key leads; answers whether the key was one of the tree's. */
  async walk(key: string): Promise<void> {
    const next = nodeAfterKey(this.picture, this.active, key);
    if (next === null) return;
    this.#lead(next);
    await tick();
    this.enter();
  }

  pick(id: string): void {
    this.follow = false;
    this.#walked = id;
  }

  /** Gives the focus to the active candidate. */
  enter(): void {
    document.getElementById(`node-${this.active}`)?.focus({ preventScroll: true });
  }

  /** `factor` nearer, with what is at a place of the window (pixels; left out, its middle) still there. */
  zoomBy(factor: number, at?: { x: number; y: number }): void {
    const from = this.zoom;
    const to = boundedZoom(from * factor);
    if (to === from) return;
    const { width, height } = this.#box;
    const { x, y } = at ?? { x: width / 2, y: height / 2 };
    // Seen whole, the picture stands in the middle; nearer, it begins at the top.
    const air = this.whole ? airAbove(this.#box, this.picture, from) : 0;
    const zoomed = zoomedAt(this.#box, from, to, { x, y: y - air });
    const box = { ...zoomed, top: zoomed.top - air };
    this.#wish = to;
    if (!this.follow || at) this.#afterZoom(box);
  }

  zoomIn = (): void => this.zoomBy(ZOOM.step);
  zoomOut = (): void => this.zoomBy(1 / ZOOM.step);

  /** As large as life, around the candidate that has the focus. */
  zoomToLife(): void {
    this.#wish = 1;
    const node = this.picture.byId.get(this.active);
    if (!this.follow && node) this.#afterZoom(around(this.#box, node, 1));
  }

  showWhole(): void {
    this.#wish = 'whole';
  }

  /** Moves the window by pixels, as a hand does. */
  panBy(x: number, y: number): void {
    this.follow = false;
    this.#go({ ...this.#box, left: this.#box.left + x, top: this.#box.top + y });
  }

  #lead(id: string): void {
    this.pick(id);
    const node = this.picture.byId.get(id);
    if (node) this.#go(around(this.#box, node, this.zoom));
  }

  /** A focus in the tree goes along: the candidate it was on may not be drawn there. */
  #leadFromElsewhere(id: string): void {
    const here = this.scroller?.contains(document.activeElement) === true;
    this.#lead(id);
    if (here) void tick().then(() => this.enter());
  }

  /** A window that gives room to what was opened does not lose the candidate that it is about. */
  #keepInSight(before: Box): void {
    const node = this.follow ? undefined : this.picture.byId.get(this.#walked ?? '');
    if (node && sameBox(before, around(before, node, this.zoom)))
      this.#go(around(this.#box, node, this.zoom));
  }

  #afterZoom(box: Box): void {
    this.follow = false;
    // The picture must have its new size before it can be scrolled there.
    void tick().then(() => this.#go(box));
  }

  #go(box: Box): void {
    this.#scrollTo(reachable(box, this.picture, this.zoom), 'instant');
  }

  /** Where it goes at once is known before the browser says so: nothing is drawn twice. */
  #scrollTo(box: Box, behavior: 'instant' | 'smooth'): void {
    this.scroller?.scrollTo({ left: box.left, top: box.top, behavior });
    const now = untrack(() => this.#box);
    if (behavior === 'instant' && !sameBox(box, now)) this.#box = box;
  }
}
