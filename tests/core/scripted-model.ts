/**
 * A language model that answers from a script: one function a role, over the request as it was rendered.
 * Counts its calls by role. The only fake in the core's tests.
 */
import type { ChatModel, ChatReply, ChatRequest, Ports } from '../../src/core/ports';
import type { Role } from '../../src/core/terms';

export type Script = Record<Role, (request: ChatRequest) => string | Partial<ChatReply>>;

export interface ScriptedModel extends ChatModel {
  readonly calls: Record<Role, number>;
  readonly requests: ChatRequest[];
}

const NO_USAGE = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 };

export function scriptedModel(script: Script, contextWindow = 1_000_000): ScriptedModel {
  const calls: Record<Role, number> = { responder: 0, selector: 0, judge: 0, critic: 0, rewriter: 0 };
  const requests: ChatRequest[] = [];
  return {
    id: 'scripted:1',
    contextWindow,
    concurrency: 1,
    calls,
    requests,
    complete(request, { signal }) {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      calls[request.role] += 1;
      requests.push(request);
      const answer = script[request.role](request);
      const reply: ChatReply = { text: '', finish: 'stop', usage: NO_USAGE };
      return Promise.resolve(
        typeof answer === 'string' ? { ...reply, text: answer } : { ...reply, ...answer },
      );
    },
  };
}

/** Ports with one model for every role, no retrieval to speak of, and no decisions. */
export function portsOf(model: ChatModel): Ports {
  return {
    models: { responder: model, selector: model, judge: model, critic: model, rewriter: model },
    retriever: {
      id: 'first',
      nearest: ({ examples, k }) => Promise.resolve(examples.slice(0, k).map(({ id }) => id)),
    },
    decisions: { decide: () => Promise.resolve({ changes: [] }) },
  };
}

/** The text between <mark> and </mark> of the last message that has one. */
export function marked(request: ChatRequest, mark: string): string {
  const found = request.messages
    .map(({ content }) => new RegExp(`<${mark}>\\n([\\s\\S]*?)\\n</${mark}>`).exec(content)?.[1])
    .filter((text) => text !== undefined);
  const last = found.at(-1);
  if (last === undefined) throw new Error(`no <${mark}> in ${request.path}`);
  return last;
}
