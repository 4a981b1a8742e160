/**
 * WebLLM models as ChatModels that share one worker, one call at a time, one model in memory (model-residency.ts).
 * A worker that failed is thrown away and the next call starts a new one. A call's abort never stops a load, which the
 * next call will want; `unload` and `dispose` do. It retries nothing but a hung grammar.
 */
import type { Attempt, CallOptions, ChatModel, ChatReply, ChatRequest } from '../../core/ports';
import { EngineFault } from '../engine-fault';
import { nextSeed } from './engine-request';
import { fault, thrown } from './faults';
import { ModelResidency, type Residency, type ResidencyOptions } from './model-residency';
import type { ModelSource } from './model-source';
import type { Asked } from './protocol';
import type { SelfTest } from './self-test';
import { takingTurns, unlessAborted } from './turns';

export type { LoadingMarker, Residency } from './model-residency';

export interface WebLLMModelsOptions extends ResidencyOptions {
  sources: readonly ModelSource[];
}

/** Texts -> vectors, in their order; for embedding-retriever.ts. */
export interface Embedder {
  readonly id: string;
  embed(texts: string[], options: { signal: AbortSignal }): Promise<number[][]>;
}

export interface WebLLMModels {
  /** By source id. Throws 'unknown-model' for any other. */
  model(sourceId: string): ChatModel;
  embedder(source: ModelSource): Embedder;
  /** Loads it now; answers with its self-test, null for an embedding model or where tests are off. */
  load(sourceId: string, options: { signal: AbortSignal }): Promise<SelfTest | null>;
  residency(): Residency;
  /** Frees the GPU's memory, also while loading. */
  unload(): Promise<void>;
  dispose(): void;
}

/** After so many hangs a model is asked without a grammar. */
const MOST_HANGS = 2;

export function webLLMModelId(sourceId: string): string {
  return `webllm:${sourceId}`;
}

export function createWebLLMModels(options: WebLLMModelsOptions): WebLLMModels {
  return new SharedWorkerModels(options);
}

class SharedWorkerModels implements WebLLMModels {
  readonly #sources: readonly ModelSource[];
  readonly #residency: ModelResidency;
  readonly #turns = takingTurns();
  /** How often a grammar hung a model, by source id. */
  readonly #hangs = new Map<string, number>();

  constructor({ sources, ...options }: WebLLMModelsOptions) {
    this.#sources = sources;
    this.#residency = new ModelResidency(options, (source) => this.#mayUseGrammar(source));
  }

  model(sourceId: string): ChatModel {
    const source = this.#source(sourceId);
    return {
      id: webLLMModelId(source.id),
      contextWindow: source.contextWindow,
      concurrency: 1,
      complete: (request, options) => this.#complete(source, request, options),
    };
  }

  embedder(source: ModelSource): Embedder {
    return {
      id: source.id,
      embed: (texts, { signal }) =>
        this.#turns.take(signal, async () => {
          const { client } = await unlessAborted(signal, this.#residency.bring(source, 'embedding'));
          return client.embed(texts, { signal });
        }),
    };
  }

  load(sourceId: string, { signal }: { signal: AbortSignal }): Promise<SelfTest | null> {
    const source = this.#source(sourceId);
    return this.#turns.take(signal, async () => {
      const { test } = await unlessAborted(signal, this.#residency.bring(source, 'chat'));
      return test;
    });
  }

  residency(): Residency {
    return this.#residency.told();
  }

  async unload(): Promise<void> {
    this.dispose();
    await this.#turns.take(undefined, () => Promise.resolve());
  }

  dispose(): void {
    this.#residency.discard();
  }

  #source(id: string): ModelSource {
    const source = this.#sources.find((one) => one.id === id);
    if (!source) throw thrown(fault('unknown-model', { id }));
    return source;
  }

  #complete(source: ModelSource, request: ChatRequest, options: CallOptions): Promise<ChatReply> {
    const { role, messages, sampling, reply } = request;
    const asked: Asked = { role, messages, sampling, reply };
    return this.#turns.take(options.signal, () => this.#answer(source, asked, options));
  }

  /** A grammar that hung the engine is tried once more on a new worker, with another seed; then it is done without. */
  async #answer(source: ModelSource, asked: Asked, options: CallOptions): Promise<ChatReply> {
    const hung: Attempt[] = [];
    for (let next = asked; ; next = withNextSeed(next)) {
      const guided = this.#mayUseGrammar(source);
      try {
        const reply = await this.#ask(source, next, guided, options);
        return hung.length > 0 ? { ...reply, attempts: [...hung, ...(reply.attempts ?? [])] } : reply;
      } catch (error) {
        if (!guided || !hungInGrammar(error) || options.signal.aborted) throw error;
        this.#hangs.set(source.id, (this.#hangs.get(source.id) ?? 0) + 1);
        hung.push({ what: 'grammar', outcome: 'engine-hung' });
      }
    }
  }

  #mayUseGrammar({ id }: ModelSource): boolean {
    return (this.#hangs.get(id) ?? 0) < MOST_HANGS;
  }

  async #ask(source: ModelSource, asked: Asked, grammar: boolean, options: CallOptions): Promise<ChatReply> {
    const { client, test } = await unlessAborted(options.signal, this.#residency.bring(source, 'chat'));
    const judging = asked.role === 'judge' || asked.reply.kind === 'choice';
    if (test && !test.passed && judging && !source.base) {
      throw thrown(fault('self-test-failed', { model: source.id, why: test.why }));
    }
    return client.complete(asked, grammar, options);
  }
}

function hungInGrammar(error: unknown): boolean {
  return error instanceof EngineFault && error.tag === 'engine-hung' && error.facts.during === 'grammar';
}

function withNextSeed(asked: Asked): Asked {
  return { ...asked, sampling: { ...asked.sampling, seed: nextSeed(asked.sampling.seed) } };
}
