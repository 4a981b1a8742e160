/** What the browser tests of the downloads share: the model host, real caches, and the library's own opinion. */
import { type AppConfig, hasModelInCache } from '@mlc-ai/web-llm';
import { inject, onTestFinished } from 'vitest';
import { createDownloads, type Downloads } from '../../../src/models/downloads/download-client';
import type { ModelSource } from '../../../src/models/webllm/model-source';
import { fileOfModel, smallFiles, shardSizes, sourceOf } from './made-model';
import type { ServerFault } from './model-server';

let made = 0;

/** A model nobody else uses; `library` names one that several models share. */
export function freshSource(library?: string): ModelSource {
  const key = `model-${Date.now()}-${made++}`;
  return sourceOf(inject('modelServer'), key, library ?? key);
}

/** Everything that any test left in the caches is removed when this test is over. */
export function freshDownloads(sources: readonly ModelSource[] = []): Downloads {
  const downloads = createDownloads(sources);
  onTestFinished(async () => {
    downloads.close();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  return downloads;
}

export async function fail({ id }: ModelSource, faults: Record<string, ServerFault>): Promise<void> {
  await fetch(`${inject('modelServer')}/faults/${id}`, { method: 'POST', body: JSON.stringify(faults) });
}

export async function requests({ id }: ModelSource): Promise<Record<string, number>> {
  return (await fetch(`${inject('modelServer')}/asked/${id}`)).json() as Promise<Record<string, number>>;
}

export function appConfigOf(...sources: ModelSource[]): AppConfig {
  return {
    model_list: sources.map(({ id, weights, library }) => ({
      model: weights,
      model_id: id,
      model_lib: library,
    })),
  };
}

export function knownToLibrary(source: ModelSource): Promise<boolean> {
  return hasModelInCache(source.id, appConfigOf(source));
}

export function weightUrl(source: ModelSource, name: string): string {
  return `${source.weights}/resolve/main/${name}`;
}

/** The model's folder as a person has it on disk. */
export function filesOnDisk(source: ModelSource): File[] {
  const names = [...Object.keys(smallFiles), ...Object.keys(shardSizes), `${source.id}.wasm`, 'README.md'];
  return names.map((name) => new File([fileOfModel(name, source.id) ?? 'read me'], name));
}
