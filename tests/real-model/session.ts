/**
 * One model, opened for all parts: the app's model host with its worker, every reply's usage and every fault noted for the
 * part in which it occurred. A part that does not end in its time is aborted; one that does not even stop then costs the
 * worker, so that the next part begins with a new one.
 */
import type { ChatModel, Usage } from '../../src/core/ports';
import type { Fault } from '../../src/core/records';
import { createWebLLMModels } from '../../src/models/webllm/model-host';
import type { ModelSource } from '../../src/models/webllm/model-source';
import { faultOf } from '../../src/runner/fault-of';
import { abort, choice, json, secondTurn, selfTested } from './asking';
import { download, load, unload } from './files';
import { type HeldTurn, NotAsAsked, type Part, type PartTools } from './part';
import { quickRun } from './quick-run';
import type { PartName, PartReport } from './report';
import { speed } from './speed';

const DOING: Record<PartName, Part> = {
  download,
  load,
  'self-test': selfTested,
  choice,
  json,
  'second-turn': secondTurn,
  abort,
  speed,
  run: quickRun,
  unload,
};

/** How long a part may take to stop after its time is over; a prefill cannot be stopped. */
const GRACE_MS = 120_000;
/** The library tells of every file and shader. */
const TELL_MS = 5_000;

export interface Session {
  part(name: PartName, limitMs: number): Promise<PartReport>;
}

export function openSession(source: ModelSource): Session {
  let calls: Usage[] = [];
  let faults: Fault[] = [];
  let held: HeldTurn | null = null;
  let told = 0;
  const note = (fault: Fault): void => void faults.push(fault);
  const tell = (text: string): void => console.info(text);
  // Off, so that loading and testing are timed apart; the part of that name does the very same test.
  const models = createWebLLMModels({
    sources: [source],
    selfTest: false,
    onProgress: (_, { text }) => {
      if (performance.now() - told < TELL_MS) return;
      told = performance.now();
      tell(text);
    },
    client: { onStray: note },
  });
  const engine = models.model(source.id);
  const model: ChatModel = {
    ...engine,
    async complete(request, options) {
      held = null;
      const reply = await engine.complete(request, options);
      const { messages } = request;
      calls.push(reply.usage);
      if (reply.finish === 'stop') {
        held = {
          messages: [...messages, { role: 'assistant', content: reply.text }],
          usage: reply.usage,
        };
      }
      return reply;
    },
  };
  const toolsUnder = (signal: AbortSignal): PartTools => ({
    source,
    models,
    model,
    signal,
    held: () => held,
    tell,
    ask: (asked, options) =>
      model.complete({ path: 'real-model', conversation: 'real-model', ...asked }, { signal, ...options }),
  });

  return {
    async part(part, limitMs) {
      calls = [];
      faults = [];
      const started = performance.now();
      const outcome = { failed: null as string | null, said: '' };
      try {
        const signal = AbortSignal.timeout(limitMs);
        const work = DOING[part](toolsUnder(signal));
        outcome.said = await stoppedInTime(work, limitMs + GRACE_MS, () => models.dispose());
      } catch (error) {
        outcome.failed = failureOf(error, limitMs);
        if (!(error instanceof NotAsAsked) && !isTimeout(error)) note(faultOf(error));
      }
      return { part, ...outcome, ms: Math.round(performance.now() - started), calls, faults };
    },
  };
}

async function stoppedInTime<T>(work: Promise<T>, limitMs: number, end: () => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      end();
      reject(new NotAsAsked('neither ended nor stopped; the worker was thrown away'));
    }, limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function failureOf(error: unknown, limitMs: number): string {
  if (isTimeout(error)) return `not done in ${Math.round(limitMs / 1000)} s (DRPO_TIMEOUT_MS)`;
  return error instanceof NotAsAsked ? error.message : `fault ${faultOf(error).tag}`;
}
