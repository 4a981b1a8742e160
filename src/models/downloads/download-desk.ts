/**
 * Takes orders and knows how each download stands. One at a time a model, in this tab and all others; every change is
 * published as plain data. An order for a download resolves with how it ended: its fault is part of the state. What would
 * change the files of a model that somebody uses is refused with 'model-in-use', and leaves everything as it stands.
 */
import type { Fault } from '../../core/records';
import { EngineFault } from '../engine-fault';
import type { ModelSource } from '../webllm/model-source';
import { deleteModel, type Removal } from './delete-model';
import { downloadModel, type Order } from './download';
import { importModel, type ModelFolder } from './import-model';
import { inspectModel, type ModelInspection } from './inspect';
import { modelLock } from './model-lock';
import type { Outside } from './outside';
import { type DownloadPhase, type DownloadState, Ledger } from './progress';
import { readRecord, readRecords } from './records';
import type { Look } from './stored-bytes';
import { knownSources, removeOrphans, type StoredFiles, storedModels } from './stored-models';

export interface StartOptions {
  /** The person entered this model's addresses: its own two origins are then allowed, for this model. */
  custom?: boolean;
}

/** Everything the page may ask of the worker; arguments and answers can be cloned. */
export interface DownloadOrders {
  know(sources: readonly ModelSource[]): Promise<void>;
  start(source: ModelSource, options: StartOptions): Promise<DownloadState>;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<DownloadState>;
  repair(id: string): Promise<DownloadState>;
  remove(id: string): Promise<Removal>;
  inspect(source: ModelSource, look: Look): Promise<ModelInspection>;
  stored(): Promise<StoredFiles>;
  removeOrphans(): Promise<number>;
  importModel(folder: ModelFolder, source: ModelSource): Promise<DownloadState>;
}

type Publish = (states: DownloadState[]) => void;
type Job = { stop: AbortController; ended: Promise<DownloadState> };

const publishEveryMs = 200;

class PauseAsked extends Error {}

export class DownloadDesk implements DownloadOrders {
  private catalog: readonly ModelSource[] = [];
  private readonly states = new Map<string, DownloadState>();
  private readonly jobs = new Map<string, Job>();
  private readonly outside: Outside;
  private readonly publish: Publish;
  private publishedAt = -Infinity;

  constructor(outside: Outside, publish: Publish) {
    this.outside = outside;
    this.publish = publish;
  }

  /** The models on offer. Also tells how the downloads of earlier visits stand. */
  async know(sources: readonly ModelSource[]): Promise<void> {
    this.catalog = sources;
    const asked = new Set((await readRecords(this.outside)).map(({ source }) => source.id));
    for (const source of await knownSources(sources, this.outside))
      if (asked.has(source.id) && !this.jobs.has(source.id)) await this.tellStored(source);
    this.tellAll();
  }

  async start(source: ModelSource, { custom = false }: StartOptions): Promise<DownloadState> {
    const customOrigins = custom ? [new URL(source.weights).origin, new URL(source.library).origin] : [];
    return this.begin({ source, customOrigins, repair: false });
  }

  async pause(id: string): Promise<void> {
    const job = this.jobs.get(id);
    job?.stop.abort(new PauseAsked());
    // One that was refused has stopped as well.
    await job?.ended.catch(() => undefined);
  }

  async resume(id: string): Promise<DownloadState> {
    return this.begin({ ...(await this.orderOf(id)), repair: false });
  }

  async repair(id: string): Promise<DownloadState> {
    await this.pause(id);
    return this.begin({ ...(await this.orderOf(id)), repair: true });
  }

  async remove(id: string): Promise<Removal> {
    await this.pause(id);
    const { source } = await this.orderOf(id);
    const removal = await this.alone(id, () => deleteModel(source, this.catalog, this.outside));
    this.states.delete(id);
    this.tellAll();
    return removal;
  }

  async inspect(source: ModelSource, look: Look): Promise<ModelInspection> {
    return inspectModel(source, this.outside, look);
  }

  async stored(): Promise<StoredFiles> {
    return storedModels(this.catalog, this.outside);
  }

  async removeOrphans(): Promise<number> {
    return removeOrphans(this.catalog, this.outside);
  }

  async importModel(folder: ModelFolder, source: ModelSource): Promise<DownloadState> {
    await this.pause(source.id);
    await this.alone(source.id, () => importModel(folder, source, this.outside));
    const state = await this.tellStored(source);
    this.tellAll();
    return state;
  }

  private begin(order: Order): Promise<DownloadState> {
    const { id } = order.source;
    const running = this.jobs.get(id);
    if (running) return running.ended;
    const stop = new AbortController();
    const ended = this.run(order, stop.signal).finally(() => this.jobs.delete(id));
    this.jobs.set(id, { stop, ended });
    return ended;
  }

  private async run(order: Order, signal: AbortSignal): Promise<DownloadState> {
    const { id } = order.source;
    let latest = new Ledger([], this.outside.now);
    try {
      await this.alone(id, () =>
        downloadModel(order, this.outside, signal, (phase, ledger) => {
          latest = ledger;
          this.tell(id, phase, ledger, null);
        }),
      );
      return this.tell(id, 'done', latest, null);
    } catch (error) {
      if (error instanceof EngineFault && error.tag === 'model-in-use') throw error;
      if (signal.reason instanceof PauseAsked) return this.tell(id, 'paused', latest, null);
      return this.tell(id, 'failed', latest, asFault(error));
    }
  }

  private alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.outside.exclusively(modelLock(id), work);
  }

  private async orderOf(id: string): Promise<Omit<Order, 'repair'>> {
    const source = (await knownSources(this.catalog, this.outside)).find((known) => known.id === id);
    if (!source) throw new EngineFault('model-unknown', { id });
    const record = await readRecord(id, this.outside);
    return { source, customOrigins: record?.customOrigins ?? [] };
  }

  private async tellStored(source: ModelSource): Promise<DownloadState> {
    const { files, complete } = await inspectModel(source, this.outside);
    const ledger = new Ledger(
      files.map(({ file }) => file),
      this.outside.now,
    );
    for (const { file, found, state } of files) if (state === 'right') ledger.finished(file, found ?? 0);
    const state = ledger.state(source.id, complete ? 'done' : 'paused');
    if (!this.jobs.has(source.id)) this.states.set(source.id, state);
    return state;
  }

  /** While nothing is known yet, what was known before stays on the screen. */
  private tell(id: string, phase: DownloadPhase, ledger: Ledger, fault: Fault | null): DownloadState {
    const before = this.states.get(id);
    const now = ledger.state(id, phase, fault);
    const state = now.files.length === 0 && before ? { ...before, phase, fault } : now;
    this.states.set(id, state);
    if (phase !== before?.phase || this.outside.now() - this.publishedAt >= publishEveryMs) this.tellAll();
    return state;
  }

  private tellAll(): void {
    this.publishedAt = this.outside.now();
    this.publish([...this.states.values()]);
  }
}

export function asFault(error: unknown): Fault {
  if (error instanceof EngineFault) return { tag: error.tag, facts: error.facts };
  // Whatever touches a cache, reading included, can fail for want of room.
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return { tag: 'quota-exceeded', facts: {} };
  return { tag: 'unexpected', facts: { message: error instanceof Error ? error.message : String(error) } };
}
