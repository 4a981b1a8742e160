/**
 * What the Models screen and Setup know of real models: device, list, what is on disk, how downloads stand, measured speeds;
 * and what follows from them. It looks when it is told to, never before; what fails becomes a fault to show.
 */
import type { Fault } from '../../core/records';
import type { Speed } from '../../core/speed';
import { cautiousBudget, type DeviceReport, type MemoryBudget } from '../../models/device';
import type { Downloads } from '../../models/downloads/download-client';
import type { PersistAnswer } from '../../models/downloads/persist';
import type { DownloadState } from '../../models/downloads/progress';
import type { StoredFiles } from '../../models/downloads/stored-models';
import { type Offer, type Offers, offersFor, retrieversFor } from '../../models/offers';
import { type Recommendations, recommend } from '../../models/recommendations';
import type { CatalogEntry } from '../../models/webllm/catalog-entry';
import { faultOf } from '../../runner/fault-of';
import { completeIds } from './model-ids';
import { rememberBudget, rememberedBudget } from './memory-budget';
import type { ModelsDesk } from './models-desk';

const NOTHING: Offers = { offers: [], notOffered: [] };

export class Shelf {
  device: DeviceReport | null = $state.raw(null);
  catalog: readonly CatalogEntry[] = $state.raw([]);
  stored: StoredFiles | null = $state.raw(null);
  states: readonly DownloadState[] = $state.raw([]);
  speeds: ReadonlyMap<string, Speed> | null = $state.raw(null);
  budget: MemoryBudget = $state(1);
  /** What the browser said when it was asked to keep the files; null until it was. */
  persistence: PersistAnswer | null = $state(null);
  /** Why the list could not be read; the rest of the screen works without it. */
  fault: Fault | null = $state.raw(null);
  loaded = $state(false);
  /** As it was when it was loaded, so that nothing moves when a first download begins. */
  hadModels = $state(false);

  /** Ids of models that are whole on disk. */
  readonly complete: ReadonlySet<string> = $derived.by(() => completeIds(this.stored));
  readonly offers: Offers = $derived.by(() =>
    this.device === null ? NOTHING : offersFor(this.catalog, this.device, this.budget, this.complete),
  );
  /** Models that find similar examples, smallest first. */
  readonly retrievers: readonly Offer[] = $derived.by(() =>
    this.device === null ? [] : retrieversFor(this.catalog, this.device, this.budget, this.complete),
  );
  readonly picks: Recommendations = $derived.by(() => recommend(this.offers));
  /** What can run here and now, best first. */
  readonly ready: readonly Offer[] = $derived.by(() =>
    this.offers.offers.filter(({ entry }) => this.complete.has(entry.id)),
  );

  readonly #desk: ModelsDesk;
  #downloads: Downloads | null = null;
  #unsubscribe: (() => void) | null = null;
  #disposed = false;

  constructor(desk: ModelsDesk) {
    this.#desk = desk;
  }

  get suggestedBudget(): MemoryBudget {
    return this.device ? cautiousBudget(this.device) : 1;
  }

  async load(): Promise<void> {
    this.fault = null;
    this.device = await this.#desk.device().catch(() => null);
    this.budget = rememberedBudget() ?? this.suggestedBudget;
    try {
      await this.readList();
      // Without a GPU there is a list to read and nothing to offer: nothing else is started.
      if (this.device?.adapter) {
        this.speeds = await this.#desk.speeds();
        this.#downloads = await this.#desk.downloads();
        await this.refresh();
        this.hadModels = (this.stored?.models.length ?? 0) > 0;
        if (!this.#disposed) this.#unsubscribe = this.#downloads.subscribe((states) => this.#hear(states));
      }
    } catch (error) {
      this.fault = faultOf(error);
    }
    this.loaded = true;
  }

  allow(budget: MemoryBudget): void {
    this.budget = budget;
    rememberBudget(budget);
  }

  /** What is on disk, and the room there is. */
  async refresh(): Promise<void> {
    const [stored, device] = await Promise.all([this.downloads.stored(), this.#desk.device()]);
    this.stored = stored;
    this.device = device;
  }

  async forget(id: string): Promise<void> {
    await this.#desk.forgetCustom(id);
    await this.readList();
  }

  async readList(): Promise<void> {
    this.catalog = await this.#desk.catalog();
  }

  /** Only once loaded on a device with a GPU. */
  get downloads(): Downloads {
    if (!this.#downloads) throw new Error('the shelf is not loaded');
    return this.#downloads;
  }

  state(id: string): DownloadState | null {
    return this.states.find((state) => state.id === id) ?? null;
  }

  entry(id: string): CatalogEntry | null {
    return this.catalog.find((entry) => entry.id === id) ?? null;
  }

  dispose(): void {
    this.#disposed = true;
    this.#unsubscribe?.();
  }

  /** A download that ended changes what is on disk. */
  #hear(states: readonly DownloadState[]): void {
    const ended = states.some(({ id, phase }) => phase === 'done' && this.state(id)?.phase !== 'done');
    this.states = states;
    this.persistence = this.#downloads?.persistence() ?? null;
    if (ended) void this.refresh().catch(() => undefined);
  }
}
