/**
 * What a person may do to the models on their device. One thing at a time a model; what fails is kept beside the model it
 * happened to until something else is tried.
 */
import type { Fault } from '../../core/records';
import type { ModelFolder } from '../../models/downloads/import-model';
import type { Removal } from '../../models/downloads/delete-model';
import type { CatalogEntry } from '../../models/webllm/catalog-entry';
import type { ModelSource } from '../../models/webllm/model-source';
import { faultOf } from '../../runner/fault-of';
import type { Shelf } from './shelf.svelte';

export class ShelfWork {
  faults: Readonly<Record<string, Fault>> = $state.raw({});
  busy: readonly string[] = $state.raw([]);
  /** What the last deletion freed, for the person to read. */
  removal: Removal | null = $state.raw(null);
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  download(entry: CatalogEntry): Promise<void> {
    const custom = entry.family === 'custom';
    return this.#do(entry.id, () => this.#shelf.downloads.start(sourceOf(entry), { custom }));
  }

  pause(id: string): Promise<void> {
    // Beside whatever is under way: that is what it stops.
    return this.#shelf.downloads.pause(id).catch((error: unknown) => this.#failed(id, faultOf(error)));
  }

  resume(id: string): Promise<void> {
    return this.#do(id, () => this.#shelf.downloads.resume(id));
  }

  repair(id: string): Promise<void> {
    return this.#do(id, () => this.#shelf.downloads.repair(id));
  }

  remove(id: string): Promise<void> {
    return this.#do(id, async () => {
      this.removal = await this.#shelf.downloads.remove(id);
    });
  }

  /** A model of the person's own leaves the list; its files go with it where there are any. */
  forget(id: string): Promise<void> {
    return this.#do(id, async () => {
      if (this.#shelf.stored?.models.some(({ source }) => source.id === id))
        this.removal = await this.#shelf.downloads.remove(id);
      await this.#shelf.forget(id);
    });
  }

  importFrom(folder: ModelFolder, entry: CatalogEntry): Promise<void> {
    return this.#do(entry.id, () => this.#shelf.downloads.importModel(folder, sourceOf(entry)));
  }

  removeOrphans(): Promise<void> {
    return this.#do('', () => this.#shelf.downloads.removeOrphans());
  }

  forgive(id: string): void {
    this.faults = Object.fromEntries(Object.entries(this.faults).filter(([other]) => other !== id));
  }

  async #do(id: string, work: () => Promise<unknown>): Promise<void> {
    if (this.busy.includes(id)) return;
    this.busy = [...this.busy, id];
    this.removal = null;
    this.forgive(id);
    try {
      await work();
    } catch (error) {
      this.#failed(id, faultOf(error));
    }
    this.busy = this.busy.filter((other) => other !== id);
    await this.#shelf.refresh().catch((error: unknown) => this.#failed(id, faultOf(error)));
  }

  #failed(id: string, fault: Fault): void {
    this.faults = { ...this.faults, [id]: fault };
  }
}

/** Only what a source is: the rest of an entry need not cross to the worker. */
function sourceOf({ id, weights, library, contextWindow, base, thinking }: CatalogEntry): ModelSource {
  return { id, weights, library, contextWindow, base, thinking };
}
