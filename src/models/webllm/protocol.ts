/**
 * What page and worker say to each other: plain data only, every question under an id, every id answered exactly once
 * (loaded, reply, embedded, unloaded, pong, aborted or fault). A fault without an id is the end of the worker; a stray one is
 * only worth knowing.
 */
import type { ChatReply, ChatRequest } from '../../core/ports';
import type { WebLLMFault } from './faults';
import type { ModelSource } from './model-source';

/** What a model is loaded for: the library keeps two kinds of pipeline. */
export type ModelUse = 'chat' | 'embedding';

/** The parts of a request that a model can see. */
export type Asked = Pick<ChatRequest, 'role' | 'messages' | 'sampling' | 'reply'>;

export type ToWorker =
  | { kind: 'load'; id: number; model: ModelSource; use: ModelUse }
  /** `grammar: false`: read the reply as plain text, because a grammar has hung this model before. */
  | { kind: 'complete'; id: number; asked: Asked; grammar: boolean }
  | { kind: 'embed'; id: number; texts: string[] }
  /** Stop question `id`; it is answered 'aborted' when the engine is idle. Unknown ids are ignored. */
  | { kind: 'abort'; id: number }
  | { kind: 'unload'; id: number }
  | { kind: 'ping'; id: number };

export type FromWorker =
  | { kind: 'progress'; id: number; share: number; text: string }
  | { kind: 'loaded'; id: number; ms: number }
  /** Text since the last one, at most about one message per 30 ms. */
  | { kind: 'text'; id: number; delta: string }
  | { kind: 'reply'; id: number; reply: ChatReply }
  | { kind: 'embedded'; id: number; vectors: number[][] }
  | { kind: 'unloaded'; id: number }
  | { kind: 'pong'; id: number; webgpu: boolean }
  | { kind: 'aborted'; id: number }
  | { kind: 'fault'; id: number | null; fault: WebLLMFault }
  | { kind: 'stray'; fault: WebLLMFault }
  /** While a question is open, about once a second. `lateMs`: how long the worker's thread was blocked before it. */
  | { kind: 'heartbeat'; lateMs: number };
