/** Models that share a worker: loaded when asked, told about, tested before they judge, and brought back after a fault. */
import { describe, expect, it } from 'vitest';
import {
  createWebLLMModels,
  type Residency,
  type WebLLMModelsOptions,
} from '../../../src/models/webllm/model-host';
import { choice, IMPATIENT, json, request } from './asking';
import { type InProcessWorker, inProcessWorker } from './in-process-worker';
import { BASE, OTHER, SMALL } from './sources';
import { type Script, type StandIn, standInEngine } from './stand-in-engine';

const never = (): AbortSignal => new AbortController().signal;

/** Each worker gets the next script, the last one from then on. */
function models(scripts: Script[] = [{}], options: Partial<WebLLMModelsOptions> = {}) {
  const engines: StandIn[] = [];
  const workers: InProcessWorker[] = [];
  const told: Residency[] = [];
  const made = createWebLLMModels({
    sources: [SMALL, OTHER, BASE],
    onResidency: (residency) => told.push(residency),
    client: {
      startWorker() {
        const engine = standInEngine(scripts[Math.min(workers.length, scripts.length - 1)]);
        const worker = inProcessWorker(engine, IMPATIENT);
        engines.push(engine);
        workers.push(worker);
        return worker;
      },
    },
    ...options,
  });
  const ask = (id: string, asked = request(), signal = never()) => made.model(id).complete(asked, { signal });
  return { made, ask, engines, workers, told };
}

describe('a model', () => {
  it('is known by its engine and id, and works on one call at a time', () => {
    const { made, workers } = models();
    expect(made.model(SMALL.id)).toMatchObject({
      id: `webllm:${SMALL.id}`,
      contextWindow: 4096,
      concurrency: 1,
    });
    expect(() => made.model('no such model')).toThrow(expect.objectContaining({ tag: 'unknown-model' }));
    expect(workers).toHaveLength(0);
  });

  it('is loaded when it is first asked, and once', async () => {
    const { ask, engines } = models();
    await Promise.all([ask(SMALL.id), ask(SMALL.id), ask(SMALL.id)]);
    expect(engines).toHaveLength(1);
    expect(engines[0]?.loads).toHaveLength(1);
    expect(engines[0]?.loads[0]).toMatchObject({
      cacheBackend: 'cache',
      model_list: [
        {
          model_id: SMALL.id,
          model: SMALL.weights,
          model_lib: SMALL.library,
          overrides: { context_window_size: 4096, sliding_window_size: -1, repetition_penalty: 1 },
        },
      ],
    });
  });

  it('pushes the other one out, which is counted and told', async () => {
    const { ask, engines, told, made } = models();
    await ask(SMALL.id);
    await ask(OTHER.id);
    await ask(SMALL.id);
    expect(engines[0]?.loads.map(({ model_list }) => model_list[0]?.model_id)).toEqual([
      SMALL.id,
      OTHER.id,
      SMALL.id,
    ]);
    expect(made.residency()).toEqual({ resident: SMALL.id, loading: null, loads: 3, swaps: 2 });
    expect(told.map(({ resident, loading }) => resident ?? `(${loading ?? ''})`)).toEqual([
      `(${SMALL.id})`,
      SMALL.id,
      `(${OTHER.id})`,
      OTHER.id,
      `(${SMALL.id})`,
      SMALL.id,
    ]);
  });

  it('is marked while it loads, and no longer once it is there or could not be', async () => {
    const marks: string[] = [];
    const marker = {
      set: (id: string) => void marks.push(`set ${id}`),
      clear: () => void marks.push('clear'),
    };
    const fine = models([{}], { marker });
    await fine.ask(SMALL.id);
    expect(marks).toEqual([`set ${SMALL.id}`, 'clear']);
    const failing = models(
      [{ loadTrouble: () => ({ kind: 'throws', what: new TypeError('Failed to fetch') }) }],
      { marker },
    );
    await expect(failing.ask(OTHER.id)).rejects.toMatchObject({ tag: 'network' });
    expect(marks.slice(2)).toEqual([`set ${OTHER.id}`, 'clear']);
  });

  it('loads even where its marker cannot be stored', async () => {
    const marker = {
      set: () => Promise.reject(new Error('full')),
      clear: () => Promise.reject(new Error('full')),
    };
    expect((await models([{}], { marker }).ask(SMALL.id)).finish).toBe('stop');
  });

  it('that the browser makes no worker for is a fault, and is tried afresh by the next call', async () => {
    let refused = 0;
    const startWorker = () => {
      if (refused++ < 2) throw new DOMException('refused by policy', 'SecurityError');
      return inProcessWorker(standInEngine());
    };
    const { ask } = models([{}], { client: { startWorker } });
    await expect(ask(SMALL.id)).rejects.toMatchObject({ tag: 'worker-not-started' });
    await expect(ask(OTHER.id)).rejects.toMatchObject({ tag: 'worker-not-started' });
    expect((await ask(SMALL.id)).finish).toBe('stop');
  });

  it('goes on loading when the call that wanted it is aborted', async () => {
    const { ask, engines } = models([{ stepMs: 20 }]);
    const controller = new AbortController();
    const call = ask(SMALL.id, request(), controller.signal);
    controller.abort(new Error('later'));
    await expect(call).rejects.toThrow('later');
    await ask(SMALL.id);
    expect(engines[0]?.loads).toHaveLength(1);
  });

  it('passes on how far its load is', async () => {
    const shares: number[] = [];
    await models([{}], { onProgress: (_, { share }) => shares.push(share) }).ask(SMALL.id);
    expect(shares).toEqual([0.5, 1]);
  });
});

describe('the self-test', () => {
  it.each([
    ['one-hot', { logits: () => [0, 0, 900, 0, 0] }],
    ['no-distribution', { logits: () => [NaN, NaN, NaN, NaN, NaN] }],
  ] as const)('keeps a model from judging whose scores are %s, and lets it respond', async (why, script) => {
    const { ask } = models([script]);
    const judging = { tag: 'self-test-failed', facts: { model: SMALL.id, why } };
    await expect(ask(SMALL.id, choice())).rejects.toMatchObject(judging);
    await expect(ask(SMALL.id, json({ role: 'judge' }))).rejects.toMatchObject(judging);
    expect((await ask(SMALL.id)).finish).toBe('stop');
  });

  it('is passed by an engine that works, before its first call', async () => {
    const { made, ask, engines } = models();
    expect(await made.load(SMALL.id, { signal: never() })).toEqual({ passed: true, why: '' });
    expect(engines[0]?.calls).toHaveLength(2);
    expect((await ask(SMALL.id, choice())).usage.cachedTokens).toBe(0);
  });

  it('reads few tokens: a software adapter needs a second for each', async () => {
    const { made, engines } = models();
    await made.load(SMALL.id, { signal: never() });
    expect(engines[0]?.prompts.join('').length).toBeLessThan(250);
    expect(engines[0]?.reused).toEqual([2]);
  });

  it('asks a base model for text only', async () => {
    const { made } = models();
    expect(await made.load(BASE.id, { signal: never() })).toEqual({ passed: false, why: 'base-model' });
  });
});

describe('after a fatal fault', () => {
  it('the worker is thrown away, and the next call starts a new one', async () => {
    const lost = { kind: 'throws', what: 'DeviceLostError: gone', afterTokens: 1 } as const;
    const { ask, workers, made } = models([{ trouble: ({ n }) => (n === 2 ? lost : undefined) }, {}]);
    await expect(ask(SMALL.id)).rejects.toMatchObject({ tag: 'device-lost' });
    expect(workers[0]?.terminated()).toBe(true);
    expect(made.residency().resident).toBeNull();
    expect((await ask(SMALL.id)).finish).toBe('stop');
    expect(workers).toHaveLength(2);
  });

  it('that came while nothing was asked, too', async () => {
    const { ask, workers } = models();
    await ask(SMALL.id);
    workers[0]?.crash('out of the blue');
    expect((await ask(SMALL.id)).finish).toBe('stop');
    expect(workers).toHaveLength(2);
  });

  it('of a load, nothing of it stays', async () => {
    const trouble = { kind: 'throws', what: 'LinkError: WebAssembly.instantiate(): Import #1' } as const;
    const { ask, workers } = models([{ loadTrouble: () => trouble }, {}]);
    await expect(ask(SMALL.id)).rejects.toMatchObject({ tag: 'library-does-not-link' });
    expect(workers[0]?.terminated()).toBe(true);
    expect((await ask(SMALL.id)).finish).toBe('stop');
  });

  it('of a grammar that hung the engine, the question is put once more, then in plain text, now and from then on', async () => {
    const hangs: Script = {
      trouble: ({ call, n }) =>
        n >= 2 && 'messages' in call && call.response_format ? { kind: 'hangs' } : undefined,
    };
    const { ask, workers } = models([hangs]);
    const reply = await ask(SMALL.id, json());
    expect(reply.attempts?.map(({ outcome }) => outcome)).toEqual(['engine-hung', 'engine-hung', 'answered']);
    expect(workers).toHaveLength(3);
    expect((await ask(SMALL.id, json())).attempts?.at(-1)).toEqual({
      what: 'plain text',
      outcome: 'answered',
    });
    expect(workers).toHaveLength(3);
  });
});

describe('unloading', () => {
  it('stops a load, and the next call starts afresh', async () => {
    const { ask, made, workers } = models([{ loadTrouble: () => ({ kind: 'hangs' }) }, {}]);
    const call = ask(SMALL.id);
    call.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await made.unload();
    await expect(call).rejects.toMatchObject({ tag: 'worker-crashed', facts: { why: 'disposed' } });
    expect(workers[0]?.terminated()).toBe(true);
    expect((await ask(SMALL.id)).finish).toBe('stop');
  });
});
