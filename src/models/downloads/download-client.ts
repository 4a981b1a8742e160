/**
 * Downloads as the page sees them. The worker starts at the first use, never before; a worker that breaks fails what was
 * asked of it, and the next use starts another: files on disk are the only state that matters.
 */
import { EngineFault } from '../engine-fault';
import type { ModelSource } from '../webllm/model-source';
import type { Removal } from './delete-model';
import type { DownloadOrders, StartOptions } from './download-desk';
import type { ModelFolder } from './import-model';
import type { ModelInspection } from './inspect';
import { askToPersist, type PersistAnswer } from './persist';
import type { DownloadState } from './progress';
import type { Look } from './stored-bytes';
import type { StoredFiles } from './stored-models';
import type { FromWorker, OrderName } from './worker-messages';

export interface Downloads {
  /**
   * Fetches what is missing; resolves with how it ended (done, paused, failed with its fault). It and all else that
   * changes files rejects with 'model-in-use' while a run uses the model, having changed nothing.
   */
  start(source: ModelSource, options?: StartOptions): Promise<DownloadState>;
  /** Resolves when everything has stopped; finished files are kept. */
  pause(id: string): Promise<void>;
  resume(id: string): Promise<DownloadState>;
  /** Reads every byte on disk, and fetches again what is wrong or missing. */
  repair(id: string): Promise<DownloadState>;
  remove(id: string): Promise<Removal>;
  inspect(source: ModelSource, look?: Look): Promise<ModelInspection>;
  stored(): Promise<StoredFiles>;
  /** Bytes freed. */
  removeOrphans(): Promise<number>;
  /** Rejects with an EngineFault that names the file. */
  importModel(folder: ModelFolder, source: ModelSource): Promise<DownloadState>;
  /** Hears the latest states at once, and every change until the returned function is called. */
  subscribe(listener: (states: readonly DownloadState[]) => void): () => void;
  /** What the browser answered when it was asked to keep the files; null until a first download. */
  persistence(): PersistAnswer | null;
  /** Ends the worker; downloads stop where they are. */
  close(): void;
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (fault: EngineFault) => void;
}

class DownloadClient implements Downloads {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<(states: readonly DownloadState[]) => void>();
  private readonly sources: readonly ModelSource[];
  private states: readonly DownloadState[] = [];
  private calls = 0;
  private persisted: PersistAnswer | null = null;

  constructor(sources: readonly ModelSource[]) {
    this.sources = sources;
  }

  start = (source: ModelSource, options: StartOptions = {}): Promise<DownloadState> => {
    void this.keep();
    return this.ask('start', source, options);
  };
  pause = (id: string): Promise<void> => this.ask('pause', id);
  resume = (id: string): Promise<DownloadState> => this.ask('resume', id);
  repair = (id: string): Promise<DownloadState> => this.ask('repair', id);
  remove = (id: string): Promise<Removal> => this.ask('remove', id);
  inspect = (source: ModelSource, look: Look = 'header'): Promise<ModelInspection> =>
    this.ask('inspect', source, look);
  stored = (): Promise<StoredFiles> => this.ask('stored');
  removeOrphans = (): Promise<number> => this.ask('removeOrphans');
  importModel = (folder: ModelFolder, source: ModelSource): Promise<DownloadState> => {
    void this.keep();
    return this.ask('importModel', folder, source);
  };

  subscribe(listener: (states: readonly DownloadState[]) => void): () => void {
    this.listeners.add(listener);
    listener(this.states);
    this.opened();
    return () => this.listeners.delete(listener);
  }

  persistence(): PersistAnswer | null {
    return this.persisted;
  }

  close(): void {
    this.end(new EngineFault('download-stopped'));
  }

  private async keep(): Promise<void> {
    this.persisted ??= await askToPersist();
  }

  private ask<Name extends OrderName>(
    order: Name,
    ...args: Parameters<DownloadOrders[Name]>
  ): ReturnType<DownloadOrders[Name]> {
    const call = this.calls++;
    const answer = new Promise<unknown>((resolve, reject) => {
      const worker = this.opened();
      this.waiting.set(call, { resolve, reject });
      worker.postMessage({ call, order, args });
    });
    return answer as ReturnType<DownloadOrders[Name]>;
  }

  private opened(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./downloads.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.hear(data));
    worker.addEventListener('error', ({ message }) =>
      this.end(new EngineFault('download-worker-broke', { message })),
    );
    this.worker = worker;
    this.ask('know', this.sources).catch(() => undefined);
    return worker;
  }

  private hear(message: FromWorker): void {
    if (message.kind === 'states') {
      this.states = message.states;
      for (const listener of this.listeners) listener(this.states);
      return;
    }
    const asked = this.waiting.get(message.call);
    this.waiting.delete(message.call);
    if (message.kind === 'answer') asked?.resolve(message.value);
    else asked?.reject(new EngineFault(message.fault.tag, message.fault.facts));
  }

  private end(fault: EngineFault): void {
    this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(fault);
    this.waiting.clear();
  }
}

/** `sources`: the models on offer, so that their files on disk are known for what they are. */
export function createDownloads(sources: readonly ModelSource[]): Downloads {
  return new DownloadClient(sources);
}
