/**
 * What the screens may ask about real models: this device, the list of models, downloads, speeds, the model in memory.
 * Nothing of it costs anything before it is called: no worker, no request, no look at the GPU. What fails throws a fault.
 */
import type { Speed } from '../../core/speed';
import type { CustomModelInput, CustomModelReading } from '../../models/custom-model';
import type { DeviceReport } from '../../models/device';
import type { Downloads } from '../../models/downloads/download-client';
import type { CatalogEntry } from '../../models/webllm/catalog-entry';

/** The model in the GPU's memory, and the one on its way there, as people call them. */
export interface Residency {
  resident: string | null;
  loading: string | null;
  /** 0 to 1, of the load under way; null before it is known. */
  share: number | null;
  /** How often a model had to make room for another. */
  swaps: number;
}

export interface ModelsDesk {
  /** Asks the browser each time. */
  device(): Promise<DeviceReport>;
  /** The models of the installed library, and those the person named. */
  catalog(): Promise<CatalogEntry[]>;
  /** One for the whole tab; starts its worker at the first question put to it. */
  downloads(): Promise<Downloads>;
  /** By engine id ("webllm:..."). */
  speeds(): Promise<ReadonlyMap<string, Speed>>;
  /** Reads the two small files of a model that `checkCustomModel` has let through. Weights are not touched. */
  readCustom(urls: CustomModelInput, signal: AbortSignal): Promise<CustomModelReading>;
  addCustom(entry: CatalogEntry): Promise<void>;
  /** Its files stay until they are deleted. */
  forgetCustom(id: string): Promise<void>;
  /** Hears at once, and every change until the returned function is called. */
  watchResidency(listener: (residency: Residency) => void): () => void;
  /** The model whose loading ended this tab last time, as people call it; null when nothing did. */
  endedWhileLoading(): Promise<string | null>;
  /** The person has read it. */
  forgetLoading(): void;
}
