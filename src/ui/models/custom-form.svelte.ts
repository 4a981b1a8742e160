/**
 * A model by two addresses: what is wrong with them before anything is asked, what its small files say, and adding it to
 * the list. Nothing large is fetched here.
 */
import type { Fault } from '../../core/records';
import {
  checkCustomModel,
  type CustomFileProblem,
  type CustomModel,
  type CustomModelCheck,
  type CustomModelInput,
} from '../../models/custom-model';
import { type NotOffered, type Offer, offersFor } from '../../models/offers';
import { faultOf } from '../../runner/fault-of';
import { idsOf } from './model-ids';
import type { ModelsDesk } from './models-desk';
import type { Shelf } from './shelf.svelte';
import type { ShelfWork } from './shelf-work.svelte';

export class CustomForm {
  input: CustomModelInput = $state({ id: '', weights: '', library: '' });
  checking = $state(false);
  check: CustomModelCheck | null = $state.raw(null);
  problem: CustomFileProblem | null = $state.raw(null);
  model: CustomModel | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  added: string | null = $state(null);
  readonly #shelf: Shelf;
  readonly #desk: ModelsDesk;
  #stop: AbortController | null = null;

  constructor(shelf: Shelf, desk: ModelsDesk) {
    this.#shelf = shelf;
    this.#desk = desk;
  }

  /** How the model that was read fits this device. */
  readonly fit: { offer: Offer | null; refused: NotOffered | null } | null = $derived.by(() => {
    const { device, budget, complete } = this.#shelf;
    if (!this.model || !device) return null;
    const { offers, notOffered } = offersFor([this.model.entry], device, budget, complete);
    return { offer: offers[0] ?? null, refused: notOffered[0] ?? null };
  });

  /** What was typed has changed: what was found out no longer holds. */
  reset(): void {
    this.#stop?.abort();
    this.check = this.problem = this.model = this.fault = null;
    this.added = null;
  }

  async read(): Promise<void> {
    this.reset();
    const taken = idsOf(this.#shelf.catalog);
    this.check = checkCustomModel($state.snapshot(this.input), taken);
    const { urls } = this.check;
    if (urls === null) return;
    const stop = (this.#stop = new AbortController());
    this.checking = true;
    try {
      const reading = await this.#desk.readCustom(urls, stop.signal);
      if (reading.ok) this.model = reading.model;
      else this.problem = reading.problem;
    } catch (error) {
      if (!stop.signal.aborted) this.fault = faultOf(error);
    }
    this.checking = false;
  }

  async add(work: ShelfWork): Promise<void> {
    const { model, fit } = this;
    if (!model) return;
    try {
      await this.#desk.addCustom(model.entry);
      await this.#shelf.readList();
    } catch (error) {
      this.fault = faultOf(error);
      return;
    }
    this.input = { id: '', weights: '', library: '' };
    this.reset();
    this.added = model.entry.id;
    if (fit?.offer) await work.download(model.entry);
  }
}
