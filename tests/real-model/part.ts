/**
 * What a part of the test gets and how it ends: it answers with what it saw, or throws. `NotAsAsked` is the engine answering
 * in the wrong form; anything else thrown is a fault.
 */
import type { CallOptions, ChatModel, ChatReply, ChatRequest, Usage } from '../../src/core/ports';
import type { WebLLMModels } from '../../src/models/webllm/model-host';
import type { ModelSource } from '../../src/models/webllm/model-source';
import type { Asked } from '../../src/models/webllm/protocol';

/** A conversation whose last reply ended by itself: the engine holds it. */
export interface HeldTurn {
  messages: ChatRequest['messages'];
  usage: Usage;
}

export interface PartTools {
  source: ModelSource;
  models: WebLLMModels;
  /** Notes the usage of every reply. */
  model: ChatModel;
  /** Aborts when the part's time is over. */
  signal: AbortSignal;
  ask: (asked: Asked, options?: Partial<CallOptions>) => Promise<ChatReply>;
  held: () => HeldTurn | null;
  /** For the person who waits. */
  tell: (text: string) => void;
}

export type Part = (tools: PartTools) => Promise<string>;

export class NotAsAsked extends Error {}
