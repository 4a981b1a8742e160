/** A model over a stand-in engine, and requests to put to it. */
import type { ChatReply, ChatRequest, Message, Sampling } from '../../../src/core/ports';
import type { HostPorts } from '../../../src/models/webllm/engine-host';
import type { ModelSource } from '../../../src/models/webllm/model-source';
import { createWorkerClient, type WorkerClient } from '../../../src/models/webllm/worker-client';
import { type InProcessWorker, inProcessWorker } from './in-process-worker';
import { SMALL } from './sources';
import { type Script, type StandIn, standInEngine } from './stand-in-engine';

export interface Loaded {
  engine: StandIn;
  client: WorkerClient;
  worker: InProcessWorker;
  ask: (request: ChatRequest, signal?: AbortSignal, onText?: (text: string) => void) => Promise<ChatReply>;
}

/** A client whose worker has loaded the model, without a self-test: the engine's request 0 is the test's own. */
export async function loaded(
  script: Script = {},
  source: ModelSource = SMALL,
  ports: Partial<HostPorts> = {},
): Promise<Loaded> {
  const engine = standInEngine(script);
  const worker = inProcessWorker(engine, ports);
  const client = createWorkerClient({ startWorker: () => worker });
  await client.load(source, 'chat');
  const ask: Loaded['ask'] = ({ role, messages, sampling, reply }, signal, onText) =>
    client.complete({ role, messages, sampling, reply }, true, {
      signal: signal ?? new AbortController().signal,
      ...(onText ? { onText } : {}),
    });
  return { engine, client, worker, ask };
}

export function say(...contents: string[]): Message[] {
  const turns = contents.map((content, i): Message => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content,
  }));
  return [{ role: 'system', content: 'Be brief.' }, ...turns];
}

type Parts = Partial<Pick<ChatRequest, 'role' | 'messages' | 'reply'>> & Partial<Sampling>;

export function request(parts: Parts = {}): ChatRequest {
  const { role = 'responder', messages = say('Hello'), reply = { kind: 'text' }, ...sampling } = parts;
  return {
    path: 'a/path',
    conversation: 'a/conversation',
    role,
    messages,
    reply,
    sampling: { temperature: 0.7, topP: 0.95, maxTokens: 60, seed: 1_000_003, ...sampling },
  };
}

export function choice(parts: Parts = {}): ChatRequest {
  const reply = { kind: 'choice', options: ['1', '2', '3', '4', '5'] } as const;
  return request({
    role: 'judge',
    temperature: 0.2,
    topP: 1,
    maxTokens: 2,
    reply: { ...reply, options: [...reply.options] },
    ...parts,
  });
}

export function json(parts: Parts = {}): ChatRequest {
  return request({ role: 'selector', reply: { kind: 'json', schema: { type: 'object' } }, ...parts });
}

/** Patience of milliseconds, for tests of what happens when it ends. */
export const IMPATIENT: Partial<HostPorts> = {
  pace: () => ({
    patienceFor: () => ({ firstMs: 150, tokenMs: 150, totalMs: 400 }),
    learn: () => undefined,
  }),
};

export function sumOf(probabilities: Record<string, number> | undefined): number {
  return Object.values(probabilities ?? {}).reduce((sum, share) => sum + share, 0);
}
