/**
 * Everything the worker does, over the engine port, so that tests run it in Node. One queue; every question is answered
 * exactly once; an abort stops the engine and is answered when it is idle; every failure goes out as a tag with facts.
 * After a fault that needs a new worker nothing more is tried: all that wait hear the same fault.
 */
import { Aborted, answer, type Resident } from './answering';
import type { EngineAppConfig, EnginePort } from './engine-port';
import { type ChatTemplate, UNKNOWN_TEMPLATE } from './chat-template';
import {
  fault,
  faultOfThrown,
  needsNewWorker,
  thrown,
  type WebLLMFault,
  type WebLLMFaultTag,
} from './faults';
import { EngineHung, StopSwitch } from './generation';
import { beat } from './heartbeat';
import { heldConversation } from './held-conversation';
import { type Every, everyInterval } from './lived-time';
import type { ModelSource } from './model-source';
import { type Pace, paceOf } from './patience';
import type { FromWorker, ModelUse, ToWorker } from './protocol';
import { textInBatches } from './text-batches';

export interface HostPorts {
  engine: EnginePort;
  post: (message: FromWorker) => void;
  configFor: (model: ModelSource, use: ModelUse, template: ChatTemplate) => EngineAppConfig;
  /** Read before a load; unknown where it cannot be had. */
  templateOf?: (model: ModelSource) => Promise<ChatTemplate>;
  /** Looks closer at a failed load: which file is missing, what is damaged. */
  diagnose?: (model: ModelSource, found: WebLLMFault) => Promise<WebLLMFault>;
  /** Before a model goes: its GPU device may be lost from now on. */
  beforeUnload?: () => void;
  webgpu?: () => boolean;
  /** Before anything is fetched: why no model can run here, or null. */
  missingGpu?: () => Promise<WebLLMFault | null>;
  now?: () => number;
  every?: Every;
  pace?: () => Pace;
}

export interface EngineHost {
  receive: (message: ToWorker) => void;
  /** Something failed outside of any call. Fatal faults end the host; others are only told. */
  stray: (thing: unknown) => void;
}

type Question = Exclude<ToWorker, { kind: 'abort' | 'ping' }>;

/** Said outside of any call, these are the end; of others a call will hear by itself. */
const FATAL_ANYWHERE: readonly WebLLMFaultTag[] = ['device-lost', 'out-of-memory', 'buffer-limit'];

export function createEngineHost(ports: HostPorts): EngineHost {
  const { engine, post, now = () => performance.now(), every = everyInterval } = ports;
  const waiting: { question: Question; stop: StopSwitch }[] = [];
  let resident: Resident | null = null;
  let embedding = false;
  let dead: WebLLMFault | null = null;
  let busy = false;

  const die = (cause: WebLLMFault): void => {
    dead ??= cause;
    for (const { question } of waiting.splice(0)) post({ kind: 'fault', id: question.id, fault: dead });
  };

  async function load({ id, model, use }: Extract<Question, { kind: 'load' }>): Promise<void> {
    const started = now();
    await unload();
    const missing = await ports.missingGpu?.();
    if (missing) throw thrown(missing);
    const read = use === 'chat' ? ports.templateOf?.(model).catch(() => UNKNOWN_TEMPLATE) : undefined;
    const template = (await read) ?? UNKNOWN_TEMPLATE;
    engine.setAppConfig(ports.configFor(model, use, template));
    engine.setInitProgressCallback(({ progress, text }) =>
      post({ kind: 'progress', id, share: progress, text }),
    );
    await engine.reload(model.id);
    await assertLoaded(engine);
    const pace = ports.pace?.() ?? paceOf();
    resident = { model, template, held: heldConversation(), pace };
    embedding = use === 'embedding';
    post({ kind: 'loaded', id, ms: Math.round(now() - started) });
  }

  async function unload(): Promise<void> {
    resident = null;
    ports.beforeUnload?.();
    await engine.unload();
  }

  async function complete({ id, asked, grammar }: Extract<Question, { kind: 'complete' }>, stop: StopSwitch) {
    if (!resident || embedding) throw thrown(fault('model-not-loaded'));
    const shown = textInBatches((delta) => post({ kind: 'text', id, delta }), now);
    const tools = { engine, resident, stop, onShown: shown.upTo, now, every };
    const reply = await answer(asked, grammar, tools);
    shown.end(reply.text);
    post({ kind: 'reply', id, reply });
  }

  async function embed({ id, texts }: Extract<Question, { kind: 'embed' }>, stop: StopSwitch): Promise<void> {
    if (!resident || !embedding) throw thrown(fault('model-not-loaded'));
    const { data } = await engine.embeddings.create({ input: texts });
    if (stop.why !== null) throw new Aborted();
    const vectors = [...data].sort((a, b) => a.index - b.index).map((one) => one.embedding);
    post({ kind: 'embedded', id, vectors });
  }

  async function work(question: Question, stop: StopSwitch): Promise<void> {
    switch (question.kind) {
      case 'load':
        return load(question);
      case 'complete':
        return complete(question, stop);
      case 'embed':
        return embed(question, stop);
      case 'unload':
        await unload();
        post({ kind: 'unloaded', id: question.id });
    }
  }

  async function failed(question: Question, error: unknown): Promise<void> {
    const { id } = question;
    if (error instanceof Aborted) {
      post({ kind: 'aborted', id });
      return;
    }
    const found = error instanceof EngineHung ? hungFault(question, error) : faultOfThrown(error);
    const told =
      question.kind === 'load' && ports.diagnose
        ? await ports.diagnose(question.model, found).catch(() => found)
        : found;
    // Answered once: if it died of something else meanwhile, it has its answer.
    if (waiting[0]?.question === question) {
      waiting.shift();
      post({ kind: 'fault', id, fault: told });
    }
    if (needsNewWorker(told.tag)) die(told);
  }

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    const endHeartbeat = beat((lateMs) => post({ kind: 'heartbeat', lateMs }), now, every);
    try {
      for (let next = waiting[0]; next && !dead; next = waiting[0]) {
        const { question, stop } = next;
        await work(question, stop).catch((error: unknown) => failed(question, error));
        if (waiting[0] === next) waiting.shift();
      }
    } finally {
      endHeartbeat();
      busy = false;
    }
  }

  function abort(id: number): void {
    const at = waiting.findIndex(({ question }) => question.id === id);
    const found = waiting[at];
    if (!found) return;
    if (at > 0) {
      waiting.splice(at, 1);
      post({ kind: 'aborted', id });
      return;
    }
    found.stop.ask('aborted');
    if (found.question.kind === 'complete') void engine.interruptGenerate();
  }

  return {
    receive(message) {
      if (message.kind === 'abort') abort(message.id);
      else if (message.kind === 'ping') {
        post({ kind: 'pong', id: message.id, webgpu: ports.webgpu?.() ?? false });
      } else if (dead) post({ kind: 'fault', id: message.id, fault: dead });
      else {
        waiting.push({ question: message, stop: new StopSwitch() });
        void drain();
      }
    },
    stray(thing) {
      const found = faultOfThrown(thing);
      if (FATAL_ANYWHERE.includes(found.tag)) {
        post({ kind: 'fault', id: null, fault: found });
        die(found);
        return;
      }
      post({ kind: 'stray', fault: found });
      // In 0.2.79 a grammar that fails to compile rejects into nowhere, and its call waits for ever.
      const current = waiting[0];
      if (current && isGuided(current.question)) current.stop.ask('time-out');
    },
  };
}

/** An aborted reload resolves as if all were well. */
async function assertLoaded(engine: EnginePort): Promise<void> {
  await engine.getMessage().catch((error: unknown) => {
    // An embedding model has no messages, which is how it says that it is there.
    if (!(error instanceof Error && error.name === 'IncorrectPipelineLoadedError')) throw error;
  });
}

function hungFault(question: Question, { quietMs }: EngineHung): WebLLMFault {
  return fault('engine-hung', { quietMs, during: isGuided(question) ? 'grammar' : question.kind });
}

function isGuided(question: Question): boolean {
  return question.kind === 'complete' && question.grammar && question.asked.reply.kind !== 'text';
}
