/**
 * Which model is in memory: loaded when first needed, kept until another one is, told about, tested before it may judge.
 * It owns the worker: one at a time, started when needed, thrown away when it failed or when a load did.
 * A load is shared by all who wait for it and ends only with `discard`, never with one caller's abort.
 */
import { faultOfThrown, needsNewWorker } from './faults';
import type { ModelSource } from './model-source';
import type { ModelUse } from './protocol';
import { selfTest, type SelfTest } from './self-test';
import {
  type ClientOptions,
  createWorkerClient,
  type LoadProgress,
  type WorkerClient,
} from './worker-client';

export interface Residency {
  /** Source id of the model in memory, and of the one on its way there. */
  resident: string | null;
  loading: string | null;
  /** Loads so far, and how many of them pushed another model out. */
  loads: number;
  swaps: number;
}

/** Stored by someone else, so that a tab killed while loading finds it at its next start. */
export interface LoadingMarker {
  set(id: string): void | Promise<void>;
  clear(): void | Promise<void>;
}

export interface ResidencyOptions {
  onResidency?: (residency: Residency) => void;
  onProgress?: (id: string, progress: LoadProgress) => void;
  marker?: LoadingMarker;
  /** On by default. Off: a model may judge untested. */
  selfTest?: boolean;
  client?: ClientOptions;
}

export interface Resident {
  client: WorkerClient;
  /** null for an embedding model, and where tests are off. */
  test: SelfTest | null;
}

export class ModelResidency {
  readonly #options: ResidencyOptions;
  readonly #mayUseGrammar: (source: ModelSource) => boolean;
  #client: WorkerClient | null = null;
  #current: { key: string; ready: Promise<Resident> } | null = null;
  #told: Residency = { resident: null, loading: null, loads: 0, swaps: 0 };

  constructor(options: ResidencyOptions, mayUseGrammar: (source: ModelSource) => boolean) {
    this.#options = options;
    this.#mayUseGrammar = mayUseGrammar;
  }

  told(): Residency {
    return { ...this.#told };
  }

  /** The model in memory, loaded if need be; a load under way is shared, one for another model is waited for. */
  async bring(source: ModelSource, use: ModelUse): Promise<Resident> {
    const key = JSON.stringify([use, source]);
    while (this.#current && this.#current.key !== key && this.#told.loading !== null) {
      await this.#current.ready.catch(() => undefined);
    }
    if (this.#current?.key === key) return this.#current.ready;
    const current = { key, ready: this.#load(source, use) };
    this.#current = current;
    try {
      return await current.ready;
    } catch (error) {
      if (this.#current === current) this.#current = null;
      throw error;
    }
  }

  /** Ends the worker, whatever it is doing. The next `bring` starts a new one. */
  discard(): void {
    const client = this.#client;
    this.#client = null;
    this.#current = null;
    this.#tell({ resident: null, loading: null });
    client?.dispose();
  }

  async #load(source: ModelSource, use: ModelUse): Promise<Resident> {
    const { marker, onProgress } = this.#options;
    const { loads, swaps, resident } = this.#told;
    const pushedOut = resident === null ? 0 : 1;
    this.#tell({ resident: null, loading: source.id, loads: loads + 1, swaps: swaps + pushedOut });
    let client: WorkerClient | null = null;
    try {
      client = this.#client ??= this.#start();
      await quietly(() => marker?.set(source.id));
      await client.load(source, use, (progress) => onProgress?.(source.id, progress));
      const test = await this.#tested(source, use, client);
      if (client === this.#client) this.#tell({ resident: source.id, loading: null });
      return { client, test };
    } catch (error) {
      // What a failed load left in memory is anyone's guess.
      if (client === this.#client) this.discard();
      throw error;
    } finally {
      await quietly(() => marker?.clear());
    }
  }

  #start(): WorkerClient {
    const { client } = this.#options;
    const started: WorkerClient = createWorkerClient({
      ...client,
      onDead: (cause) => {
        if (started === this.#client) this.discard();
        client?.onDead?.(cause);
      },
    });
    return started;
  }

  async #tested(source: ModelSource, use: ModelUse, client: WorkerClient): Promise<SelfTest | null> {
    if (use === 'embedding' || this.#options.selfTest === false) return null;
    const { signal } = new AbortController();
    const grammar = this.#mayUseGrammar(source);
    try {
      return await selfTest(source, (asked) => client.complete(asked, grammar, { signal }));
    } catch (error) {
      if (needsNewWorker(faultOfThrown(error).tag)) throw error;
      return { passed: false, why: 'no-text' };
    }
  }

  #tell(change: Partial<Residency>): void {
    this.#told = { ...this.#told, ...change };
    this.#options.onResidency?.({ ...this.#told });
  }
}

/** A marker that cannot be stored must not keep a model from loading. */
async function quietly(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // Worth nothing without its storage.
  }
}
