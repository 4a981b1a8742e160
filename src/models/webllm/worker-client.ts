/**
 * The page's end of the worker: questions by id, each settled exactly once whatever happens to the worker. An aborted call
 * rejects with the signal's reason once the engine is idle. A worker that crashed, hung or said so is dead: all that was
 * asked rejects with that fault, and it is never asked again. The library itself never comes to this side.
 */
import type { CallOptions, ChatReply } from '../../core/ports';
import { fault, type FaultFacts, faultOfThrown, needsNewWorker, thrown, type WebLLMFault } from './faults';
import { type HeartbeatWatch, SILENCE_MS, watchHeartbeat } from './heartbeat';
import { type Every, everyInterval } from './lived-time';
import type { ModelSource } from './model-source';
import type { Asked, FromWorker, ModelUse, ToWorker } from './protocol';

/** What we use of a Worker. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface ClientOptions {
  startWorker?: () => WorkerLike;
  silenceMs?: number;
  now?: () => number;
  every?: Every;
  /** Something failed in the worker outside of any call, and it lives on. */
  onStray?: (fault: WebLLMFault) => void;
  onHeartbeat?: (lateMs: number) => void;
  /** It ended, by itself or by `dispose`. */
  onDead?: (fault: WebLLMFault) => void;
}

export interface LoadProgress {
  /** 0 to 1, as the library says. */
  share: number;
  text: string;
}

export interface WorkerClient {
  /** Why it can no longer be asked; null while it can. */
  readonly dead: WebLLMFault | null;
  load(
    model: ModelSource,
    use: ModelUse,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<{ ms: number }>;
  complete(asked: Asked, grammar: boolean, options: CallOptions): Promise<ChatReply>;
  embed(texts: string[], options: { signal: AbortSignal }): Promise<number[][]>;
  unload(): Promise<void>;
  ping(): Promise<{ webgpu: boolean }>;
  /** Ends the worker. What was asked rejects with 'worker-crashed', why 'disposed'. */
  dispose(): void;
}

/** Omit that keeps a union a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Answer = Exclude<FromWorker, { kind: 'heartbeat' | 'stray' | 'text' | 'progress' }>;

interface Pending {
  settle: (answer: Answer) => void;
  fail: (error: unknown) => void;
  onText: (delta: string) => void;
  onProgress: ((progress: LoadProgress) => void) | undefined;
}

export function startWebLLMWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'webllm' });
}

function started(startWorker: () => WorkerLike): WorkerLike {
  try {
    return startWorker();
  } catch (error) {
    throw thrown(fault('worker-not-started', faultOfThrown(error).facts));
  }
}

/** Throws 'worker-not-started' where the browser refuses to make a worker. */
export function createWorkerClient(options: ClientOptions = {}): WorkerClient {
  const { startWorker = startWebLLMWorker, silenceMs = SILENCE_MS, every = everyInterval } = options;
  const now = options.now ?? (() => performance.now());
  const worker = started(startWorker);
  const pending = new Map<number, Pending>();
  let dead: WebLLMFault | null = null;
  let watch: HeartbeatWatch | null = null;
  let spoke = false;
  let lastId = 0;

  const die = (cause: WebLLMFault): void => {
    if (dead) return;
    dead = cause;
    watch?.stop();
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    worker.terminate();
    for (const { fail } of [...pending.values()]) fail(thrown(cause));
    options.onDead?.(cause);
  };
  const close = (id: number): void => {
    pending.delete(id);
    if (pending.size > 0) return;
    watch?.stop();
    watch = null;
  };

  function hear(message: FromWorker): void {
    spoke = true;
    watch?.heard();
    switch (message.kind) {
      case 'heartbeat':
        options.onHeartbeat?.(message.lateMs);
        return;
      case 'stray':
        options.onStray?.(message.fault);
        return;
      case 'text':
        pending.get(message.id)?.onText(message.delta);
        return;
      case 'progress':
        pending.get(message.id)?.onProgress?.({ share: message.share, text: message.text });
        return;
      default:
        if (message.id !== null) pending.get(message.id)?.settle(message);
    }
    if (message.kind === 'fault' && (message.id === null || needsNewWorker(message.fault.tag))) {
      die(message.fault);
    }
  }

  worker.onmessage = ({ data }) => hear(data);
  worker.onmessageerror = () => die(fault('worker-crashed', { why: 'unreadable message' }));
  worker.onerror = (event) => {
    event.preventDefault();
    const facts: FaultFacts = event.message ? { message: event.message } : {};
    die(fault(spoke ? 'worker-crashed' : 'worker-not-started', facts));
  };

  function ask<K extends Answer['kind']>(
    question: Without<ToWorker, 'id'>,
    kind: K,
    { signal, onText, onProgress }: Partial<CallOptions> & { onProgress?: Pending['onProgress'] } = {},
  ): Promise<Extract<Answer, { kind: K }>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted || dead) {
        reject((signal?.aborted ? signal.reason : dead && thrown(dead)) as Error);
        return;
      }
      const id = ++lastId;
      const abort = (): void => post({ kind: 'abort', id });
      const fail = (error: unknown): void => {
        signal?.removeEventListener('abort', abort);
        close(id);
        // An abort wins over whatever came of the call.
        reject((signal?.aborted ? signal.reason : error) as Error);
      };
      const settle = (answer: Answer): void => {
        if (answer.kind !== kind || signal?.aborted) {
          fail(thrown(answer.kind === 'fault' ? answer.fault : fault('interrupted')));
          return;
        }
        signal?.removeEventListener('abort', abort);
        close(id);
        resolve(answer as Extract<Answer, { kind: K }>);
      };
      // After an abort nobody wants to see more text.
      const onWanted = (delta: string): void => {
        if (!signal?.aborted) onText?.(delta);
      };
      pending.set(id, { settle, fail, onText: onWanted, onProgress });
      watch ??= watchHeartbeat({ now, every, silenceMs }, (silentMs) =>
        die(fault('engine-hung', { quietMs: silentMs, during: 'silence' })),
      );
      signal?.addEventListener('abort', abort, { once: true });
      post({ ...question, id });
    });
  }

  function post(message: ToWorker): void {
    try {
      worker.postMessage(message);
    } catch (error) {
      pending.get(message.id)?.fail(thrown(faultOfThrown(error)));
    }
  }

  return {
    get dead() {
      return dead;
    },
    load: async (model, use, onProgress) => {
      const { ms } = await ask({ kind: 'load', model: { ...model }, use }, 'loaded', { onProgress });
      return { ms };
    },
    complete: async (asked, grammar, callOptions) =>
      (await ask({ kind: 'complete', asked, grammar }, 'reply', callOptions)).reply,
    embed: async (texts, callOptions) =>
      (await ask({ kind: 'embed', texts }, 'embedded', callOptions)).vectors,
    unload: async () => {
      await ask({ kind: 'unload' }, 'unloaded');
    },
    ping: async () => ({ webgpu: (await ask({ kind: 'ping' }, 'pong')).webgpu }),
    dispose: () => die(fault('worker-crashed', { why: 'disposed' })),
  };
}
