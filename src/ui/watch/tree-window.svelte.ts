/**
 * The part of the tree that is in sight: where it is scrolled to, what of it is drawn, which candidate has the focus.
 * Follows the newest level until a person scrolls, walks or picks. To be made while a component is being set up.
 */
import { tick, untrack } from 'svelte';
import type { Shown } from './run-follow.svelte';
import { nodeAfterKey } from './tree-keys';
import { CARD, HEAD, TreePainter, type TreePicture } from './tree-picture';

/** Pixels beyond the edge that are drawn as well. */
const MARGIN = 200;
/** Beyond this many candidates nothing glides. */
const MANY = 300;
const AIR = 16;

export class TreeWindow {
  scroller: HTMLElement | undefined = $state.raw();
  follow = $state(true);
  #box = $state.raw({ left: 0, top: 0, width: 1200, height: 800 });
  #walked: string | null = $state(null);
  readonly #painter = new TreePainter();
  readonly #shown: () => Shown;
  readonly #selected: () => string | null;

  readonly picture: TreePicture = $derived.by(() => this.#painter.paint(this.#shown().view));
  readonly many: boolean = $derived(this.picture.nodes.length > MANY);
  /** The one candidate that the tab key reaches. */
  readonly active: string = $derived.by(() => {
    const walked = this.#walked;
    return walked !== null && this.picture.byId.has(walked) ? walked : (this.#selected() ?? 'root');
  });
  readonly nodes = $derived.by(() => {
    const { left, top, width, height } = this.#box;
    return this.picture.nodes.filter(
      ({ id, x, y }) =>
        id === this.active ||
        (x > left - CARD.width - MARGIN &&
          x < left + width + MARGIN &&
          y > top - MARGIN &&
          y < top + height + MARGIN),
    );
  });
  readonly edges = $derived.by(() => {
    const { left, top, width, height } = this.#box;
    return this.picture.edges.filter(
      (edge) =>
        edge.left > left - 2 * CARD.width - MARGIN &&
        edge.left < left + width + MARGIN &&
        edge.bottom > top - MARGIN &&
        edge.top < top + height + MARGIN,
    );
  });
  readonly #width = $derived(this.#box.width);
  readonly #height = $derived(this.#box.height);
  readonly #aim = $derived.by(() => {
    const { newest } = this.picture;
    return newest ? `${String(newest.x)},${String(newest.y)}` : '';
  });

  constructor(shown: () => Shown, selected: () => string | null) {
    this.#shown = shown;
    this.#selected = selected;
    // The scroll position and the size are the browser's.
    $effect(() => this.#goToNewest());
    $effect(() => {
      if (!this.scroller) return;
      const observer = new ResizeObserver(this.look);
      observer.observe(this.scroller);
      return () => observer.disconnect();
    });
  }

  readonly look = (): void => {
    if (!this.scroller) return;
    const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = this.scroller;
    this.#box = { left, top, width, height };
  };

  /** Goes where a key leads; answers whether the key was one of the tree's. */
  async walk(key: string): Promise<void> {
    const next = nodeAfterKey(this.picture, this.active, key);
    if (next === null) return;
    this.follow = false;
    this.#walked = next;
    this.#reveal(next);
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

  #goToNewest(): void {
    const [aim, width, height] = [this.#aim, this.#width, this.#height];
    if (!this.follow || aim === '' || !this.scroller) return;
    const { newest, smooth } = untrack(() => ({ newest: this.picture.newest, smooth: !this.many }));
    // Sizes as last observed: asking the browser here would make it lay everything out at once.
    this.scroller.scrollTo({
      left: Math.max(0, (newest?.x ?? 0) + CARD.width + AIR - width),
      top: Math.max(0, (newest?.y ?? 0) + (CARD.height - height) / 2),
      behavior: smooth ? 'smooth' : 'instant',
    });
  }

  #reveal(id: string): void {
    const node = this.picture.byId.get(id);
    if (!node || !this.scroller) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.scroller;
    this.scroller.scrollTo({
      left: Math.max(node.x + CARD.width + AIR - clientWidth, Math.min(scrollLeft, node.x - AIR)),
      top: Math.max(node.y + CARD.height + AIR - clientHeight, Math.min(scrollTop, node.y - HEAD - AIR)),
      behavior: 'instant',
    });
    this.look();
  }
}
