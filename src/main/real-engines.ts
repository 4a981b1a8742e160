/**
 * WebLLM's models for the runs of this tab: one worker for all that write, and one for what finds examples by meaning, so
 * that neither pushes the other out of memory; each is started by its first call. It offers only what is whole on
 * disk, so that a run never begins a download by itself. The library's code comes with the worker and nowhere else.
 */
import type { ChatModel, Retriever } from '../core/ports';
import type { Fault } from '../core/records';
import type { Downloads } from '../models/downloads/download-client';
import type { LoadingMarker, WebLLMModels } from '../models/webllm/model-host';
import type { VectorCache } from '../models/webllm/embedding-retriever';
import type { ModelSource } from '../models/webllm/model-source';
import { isFault } from '../runner/fault-of';
import { fullModelName } from '../ui/models/model-name';
import type { Residency } from '../ui/models/models-desk';

export interface RealEngines {
  /** 'model-not-on-disk' where its files are missing or incomplete. */
  model(sourceId: string, contextWindow: number): Promise<ChatModel | Fault>;
  /** By meaning, with an embedding model; vectors are kept. */
  retriever(sourceId: string, vectors: VectorCache): Promise<Retriever | Fault>;
  watch(listener: (residency: Residency) => void): () => void;
  /** Frees the GPU's memory; the next call loads again. */
  rest(): Promise<void>;
}

export function realEngines(downloads: () => Promise<Downloads>, marker: LoadingMarker): RealEngines {
  /** Read anew by the host whenever it is asked for a model. */
  const sources: ModelSource[] = [];
  const listeners = new Set<(residency: Residency) => void>();
  let residency: Residency = { resident: null, loading: null, share: null, swaps: 0 };
  let host: Promise<WebLLMModels> | undefined;
  let embedding: Promise<WebLLMModels> | undefined;

  const tell = (change: Partial<Residency>): void => {
    residency = { ...residency, ...change };
    for (const listener of listeners) listener(residency);
  };
  const started = async (): Promise<WebLLMModels> => {
    const { createWebLLMModels } = await import('../models/webllm/model-host');
    return createWebLLMModels({
      sources,
      marker,
      onResidency: ({ resident, loading, swaps }) =>
        tell({ resident: named(resident), loading: named(loading), share: null, swaps }),
      onProgress: (_, { share }) => tell({ share }),
    });
  };

  const onDisk = async (sourceId: string): Promise<ModelSource | Fault> => {
    const { models } = await (await downloads()).stored();
    const stored = models.find(({ source, complete }) => source.id === sourceId && complete);
    return stored?.source ?? { tag: 'model-not-on-disk', facts: { id: sourceId } };
  };

  return {
    async model(sourceId, contextWindow) {
      const source = await onDisk(sourceId);
      if (isFault(source)) return source;
      host ??= started().catch((error: unknown) => {
        host = undefined;
        throw error;
      });
      const at = sources.findIndex(({ id }) => id === sourceId);
      sources.splice(at < 0 ? sources.length : at, 1, { ...source, contextWindow });
      return (await host).model(sourceId);
    },
    async retriever(sourceId, vectors) {
      const source = await onDisk(sourceId);
      if (isFault(source)) return source;
      const { embeddingRetriever } = await import('../models/webllm/embedding-retriever');
      // No loading marker: a second one would hide what becomes of the larger model.
      embedding ??= import('../models/webllm/model-host')
        .then(({ createWebLLMModels }) => createWebLLMModels({ sources: [] }))
        .catch((error: unknown) => {
          embedding = undefined;
          throw error;
        });
      return embeddingRetriever((await embedding).embedder(source), vectors);
    },
    watch(listener) {
      listeners.add(listener);
      listener(residency);
      return () => listeners.delete(listener);
    },
    async rest() {
      await Promise.all([host, embedding].map(async (models) => (await models)?.unload()));
    },
  };
}

function named(id: string | null): string | null {
  return id === null ? null : fullModelName(id);
}
