/**
 * What the screens may ask about real models, put together: catalog, device, downloads, the person's own models, speeds.
 * Every part is imported and started when it is first asked for.
 */
import { EngineFault } from '../models/engine-fault';
import type { Downloads } from '../models/downloads/download-client';
import type { CatalogEntry } from '../models/webllm/catalog-entry';
import { customModelsIn } from '../store/custom-models';
import type { LabDatabase } from '../store/database';
import { speedsIn } from '../store/speeds';
import { fullModelName } from '../ui/models/model-name';
import type { ModelsDesk } from '../ui/models/models-desk';
import type { LoadingMemory } from './loading-marker';
import type { RealEngines } from './real-engines';

export interface DeskParts {
  openDatabase: () => Promise<LabDatabase>;
  downloads: () => Promise<Downloads>;
  catalog: () => Promise<CatalogEntry[]>;
  engines: RealEngines;
  loading: LoadingMemory;
  clock: () => number;
}

export function modelsDesk(parts: DeskParts): ModelsDesk {
  const { openDatabase, downloads, engines, loading, clock } = parts;
  return {
    device: async () => (await import('../models/device')).inspectThisDevice(),
    async catalog() {
      const [builtIn, db] = await Promise.all([parts.catalog(), openDatabase()]);
      const own = await customModelsIn(db).list();
      return [...builtIn, ...own.map(({ entry }) => entry as CatalogEntry)];
    },
    downloads,
    speeds: async () => speedsIn(await openDatabase()).all(),
    readCustom: async (urls, signal) =>
      (await import('./custom-model-reading')).readCustomModel(urls, signal),
    addCustom: async (entry) =>
      customModelsIn(await openDatabase()).put({ id: entry.id, at: clock(), entry }),
    forgetCustom: async (id) => customModelsIn(await openDatabase()).remove(id),
    watchResidency: (listener) => engines.watch(listener),
    async endedWhileLoading() {
      const id = await loading.unfinished();
      return id === null ? null : fullModelName(id);
    },
    forgetLoading: () => loading.forget(),
  };
}

/** Fetched at the first question, and again after a failure. */
export function catalogOnce(base: URL): () => Promise<CatalogEntry[]> {
  let list: Promise<CatalogEntry[]> | undefined;
  const fetched = async (): Promise<CatalogEntry[]> => {
    const { loadCatalog } = await import('../models/webllm/load-catalog');
    return loadCatalog(fetch.bind(globalThis), base.href);
  };
  return () =>
    (list ??= fetched().catch((error: unknown) => {
      list = undefined;
      throw error;
    }));
}

/** Downloads know the models of the list; without the list they still know what was downloaded before. */
export function downloadsOnce(catalog: () => Promise<CatalogEntry[]>): () => Promise<Downloads> {
  let client: Promise<Downloads> | undefined;
  const made = async (): Promise<Downloads> => {
    const [{ createDownloads }, entries] = await Promise.all([
      import('../models/downloads/download-client'),
      catalog().catch((error: unknown) => {
        if (error instanceof EngineFault) return [];
        throw error;
      }),
    ]);
    return createDownloads(entries.map(sourceOf));
  };
  return () =>
    (client ??= made().catch((error: unknown) => {
      client = undefined;
      throw error;
    }));
}

/** Only what a source is: the rest of an entry need not cross to the worker. */
function sourceOf({ id, weights, library, contextWindow, base, thinking }: CatalogEntry) {
  return { id, weights, library, contextWindow, base, thinking };
}
