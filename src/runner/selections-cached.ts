/**
 * A model whose aspect selections are remembered across runs. It sits below the journal: a known selection is copied into
 * the run's journal like any reply, with an attempt that says where it came from and a usage of nothing.
 * Only first tries are answered from the cache, for a second one means that the first could not be read.
 * A cache that fails is as good as none. Not for engines whose runs must be reproducible from config and seed.
 */
import type { ChatModel, ChatReply, ChatRequest } from '../core/ports';
import { fingerprint } from '../core/random';
import { canonicalJson } from './canonical';
import type { ReplyCache } from './ports';

export const FROM_CACHE = 'selection-cache';
const nothing = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 };

export function selectionsCached(model: ChatModel, cache: ReplyCache): ChatModel {
  const { id, contextWindow, concurrency } = model;
  return {
    id,
    contextWindow,
    concurrency,
    async complete(request, options) {
      if (request.role !== 'selector') return model.complete(request, options);
      const key = selectionKey(id, request);
      const known = request.path.endsWith('/try0') ? await cache.get(key).catch(() => undefined) : undefined;
      if (known) return copied(known);
      const reply = await model.complete(request, options);
      // Not awaited: the reply is what counts, and it is already on its way to the journal.
      if (reply.finish === 'stop') void cache.put(key, reply).catch(() => undefined);
      return reply;
    },
  };
}

/** Model and request without what differs between runs: path, conversation and seed. */
function selectionKey(model: string, { role, messages, reply, sampling }: ChatRequest): string {
  const { temperature, topP, maxTokens } = sampling;
  return fingerprint(canonicalJson({ model, role, messages, reply, temperature, topP, maxTokens }));
}

function copied(reply: ChatReply): ChatReply {
  const attempts = [...(reply.attempts ?? []), { what: FROM_CACHE, outcome: 'known' }];
  return { ...reply, attempts, usage: nothing };
}
