/** The run behind Result: opened once, followed to its end; still followed where it goes on. Draws nothing. */
import { untrack } from 'svelte';
import type { LaterChange } from '../../core/ports';
import type { Fault } from '../../core/records';
import type { RunFeed } from '../../runner/feed';
import type { Lab } from '../lab';
import { RECORDED } from '../router.svelte';
import { RunFollow, type Shown } from '../watch/run-follow.svelte';

export class ResultState {
  readonly follow = new RunFollow();
  feed: RunFeed | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  recorded = $state(false);
  /** Whether what is followed is run in this tab. */
  alive = $state(false);
  /**
   * What is drawn: the last moment at which all events there were had been folded in. On the way to a later one it stays, so that
   * neither a run that is over flashes by as unfinished, nor a page that is read falls together while the run is taken up again.
   */
  readonly shown: Shown | null = $derived.by(() => {
    const { shown, length } = this.follow;
    if (this.feed === null || shown === this.#before) this.#whole = null;
    else if (shown.position === length && shown.position >= (this.#whole?.position ?? 1)) {
      this.#whole = shown;
      this.#before = null;
    }
    return this.#whole;
  });
  /** Why nothing could be added when it was last asked for. */
  refused: Fault | null = $state.raw(null);
  readonly #lab: Lab;
  #stop: () => void = () => undefined;
  #opened = 0;
  #adding = false;
  /** What was shown when this run was opened: another run, or nothing. */
  #before: Shown | null = null;
  #whole: Shown | null = null;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  open(id: string): () => void {
    untrack(() => void this.#open(id, ++this.#opened));
    return () => {
      this.#opened++;
      this.#stop();
    };
  }

  /** Takes the run up again where it ended, and follows it. */
  async add(change: LaterChange): Promise<void> {
    const id = this.follow.row?.id;
    if (id === undefined || this.#adding) return;
    this.#adding = true;
    const opened = this.#opened;
    this.refused = null;
    const answer = await this.#lab.extend(id, [change]);
    this.#adding = false;
    if (opened !== this.#opened) return;
    if ('tag' in answer) this.refused = answer;
    else this.#follow(answer);
  }

  #follow(feed: RunFeed): void {
    this.#stop();
    this.feed = feed;
    this.alive = 'ended' in feed;
    this.#stop = this.follow.follow(feed, 'end');
  }

  async #open(id: string, opened: number): Promise<void> {
    this.#stop();
    this.feed = null;
    this.#before = this.follow.shown;
    this.fault = null;
    this.refused = null;
    this.recorded = id === RECORDED;
    const live = this.recorded ? undefined : this.#lab.live(id);
    const answer = live ?? (await (this.recorded ? this.#lab.recorded() : this.#lab.open(id)));
    if (opened !== this.#opened) return;
    if ('tag' in answer) {
      this.fault = answer;
      return;
    }
    this.#follow(answer);
  }
}
