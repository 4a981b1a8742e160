/** What the worker promises about calls: one at a time, stopped when asked, answered exactly once, grammar or not. */
import { describe, expect, it } from 'vitest';
import type { ChatCall } from '../../../src/models/webllm/engine-port';
import { nextSeed } from '../../../src/models/webllm/engine-request';
import { choice, IMPATIENT, json, loaded, request, say } from './asking';
import { SMALL } from './sources';
import type { Script, Trouble } from './stand-in-engine';

const formats = (calls: unknown[]) =>
  (calls as ChatCall[]).map(({ response_format }) => response_format?.type);
const soon = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the queue', () => {
  it('gives the engine one request at a time, in the order asked', async () => {
    const { engine, ask } = await loaded();
    const texts = ['a', 'b', 'c', 'd'];
    await Promise.all(texts.map((text) => ask(request({ messages: say(text) }))));
    expect(engine.mostAtOnce()).toBe(1);
    expect(engine.prompts.map((prompt) => /user\n(\w)/.exec(prompt)?.[1])).toEqual(texts);
  });

  it('hands out text in few pieces, however fast the tokens come', async () => {
    const { ask } = await loaded({ writes: () => 'abcd'.repeat(300) });
    const pieces: string[] = [];
    await ask(request({ maxTokens: 400 }), undefined, (piece) => pieces.push(piece));
    expect(pieces.join('')).toBe('abcd'.repeat(300));
    expect(pieces.length).toBeLessThan(60);
  });
});

describe('an abort', () => {
  it('stops the engine, and rejects when it is idle', async () => {
    const { engine, ask } = await loaded({ writes: () => 'word '.repeat(5000), stepMs: 1 });
    const controller = new AbortController();
    const reason = new Error('enough');
    const call = ask(request({ maxTokens: 4000 }), controller.signal, () => controller.abort(reason));
    await expect(call).rejects.toBe(reason);
    expect(engine.interrupts()).toBeGreaterThan(0);
    const next = await ask(request({ maxTokens: 4 }));
    expect(next.finish).toBe('length');
    expect(engine.mostAtOnce()).toBe(1);
  });

  it('is not lost when it comes before the engine has begun, which clears its flag', async () => {
    const { engine, ask } = await loaded({ writes: () => 'word '.repeat(5000), stepMs: 1 });
    const controller = new AbortController();
    const call = ask(request({ maxTokens: 4000 }), controller.signal);
    controller.abort(new Error('at once'));
    await expect(call).rejects.toThrow('at once');
    await ask(request({ maxTokens: 4 }));
    expect(engine.calls.length).toBeLessThanOrEqual(2);
  });

  it('takes a waiting call out of the line without touching the one that runs', async () => {
    const { engine, ask } = await loaded({ stepMs: 1 });
    const controller = new AbortController();
    const running = ask(request());
    const waiting = ask(request({ messages: say('never') }), controller.signal);
    controller.abort(new Error('not needed'));
    await expect(waiting).rejects.toThrow('not needed');
    expect((await running).finish).toBe('stop');
    expect(engine.interrupts()).toBe(0);
    expect(engine.calls).toHaveLength(1);
  });

  it('never leaves a partial reply behind as a conversation to go on from', async () => {
    const { engine, ask } = await loaded({ writes: () => 'word '.repeat(5000), stepMs: 1 });
    const controller = new AbortController();
    const call = ask(request({ maxTokens: 4000 }), controller.signal, () => controller.abort());
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await ask(request({ messages: say('Hello', 'word', 'go on'), maxTokens: 4 }));
    expect(engine.reused).toEqual([]);
  });

  it('is answered as an abort, not as a fault', async () => {
    const { worker, ask } = await loaded({ writes: () => 'word '.repeat(5000), stepMs: 1 });
    const kinds: string[] = [];
    const hear = worker.onmessage;
    worker.onmessage = (event) => {
      kinds.push(event.data.kind);
      hear?.(event);
    };
    const controller = new AbortController();
    const call = ask(request({ maxTokens: 4000 }), controller.signal, () => controller.abort());
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(kinds.at(-1)).toBe('aborted');
  });

  it('or a cut leaves nothing in an older library that it would go on from', async () => {
    const { engine, ask } = await loaded({ olderCacheRule: true });
    const cut = await ask(request({ maxTokens: 3 }));
    await ask(request({ messages: say('Hello', cut.text, 'Please go on.') }));
    expect(engine.reused).toEqual([]);
  });

  it('that finds the engine deaf ends with the reason all the same, and the worker with it', async () => {
    const { client, ask } = await loaded(
      { trouble: () => ({ kind: 'hangs', afterTokens: 2 }) },
      SMALL,
      IMPATIENT,
    );
    const controller = new AbortController();
    const call = ask(request(), controller.signal);
    await soon(20);
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    expect(client.dead?.tag).toBe('engine-hung');
  });
});

describe('a grammar that fails', () => {
  const failing = (trouble: Trouble, times: number): Script => ({
    trouble: ({ call, n }) => (n < times && 'messages' in call && call.response_format ? trouble : undefined),
  });
  const rejects: Trouble = { kind: 'throws', what: 'GrammarMatcherInitError: Failed to initialize' };

  it('is tried once more with another seed, and the attempt is listed', async () => {
    const { engine, ask } = await loaded(failing(rejects, 1));
    const reply = await ask(json({ seed: 77 }));
    expect(reply.attempts).toEqual([{ what: 'grammar', outcome: 'grammar-failed' }]);
    expect(engine.calls.map(({ seed }) => seed)).toEqual([77, nextSeed(77)]);
    expect(JSON.parse(reply.text)).toBeTypeOf('object');
  });

  it('twice is answered in plain text, every attempt listed', async () => {
    const { engine, ask } = await loaded(failing(rejects, 2));
    const reply = await ask(json());
    expect(formats(engine.calls)).toEqual(['json_object', 'json_object', undefined]);
    expect(reply.attempts?.map(({ what }) => what)).toEqual([
      'grammar',
      'grammar, another seed',
      'plain text',
    ]);
    expect(reply.text).not.toBe('');
  });

  it('by leading the model in circles is interrupted when patience ends', async () => {
    const { ask } = await loaded({ ...failing({ kind: 'circles' }, 1), stepMs: 1 }, SMALL, IMPATIENT);
    const reply = await ask(json({ maxTokens: 1000 }));
    expect(reply.attempts).toEqual([{ what: 'grammar', outcome: 'time-out' }]);
  });

  it('leaves a choice without probabilities rather than with wrong ones', async () => {
    const { ask } = await loaded({ ...failing(rejects, 2), writes: () => 'I say 4' });
    const reply = await ask(choice());
    expect(reply).toMatchObject({ text: 'I say 4' });
    expect(reply.probabilities).toBeUndefined();
  });

  it('is given up at once when something failed in the worker meanwhile', async () => {
    const { worker, ask } = await loaded({ ...failing({ kind: 'circles' }, 1), stepMs: 1 });
    const call = ask(json({ maxTokens: 5_000 }));
    await soon(30);
    worker.host.stray(new Error('EBNF lexer error'));
    expect((await call).attempts).toEqual([{ what: 'grammar', outcome: 'time-out' }]);
  });

  it('in nowhere, as 0.2.79 does, ends the wait for its call', async () => {
    const { worker, ask, client } = await loaded(failing({ kind: 'hangs' }, 1), SMALL, {
      pace: () => ({
        patienceFor: () => ({ firstMs: 250, tokenMs: 250, totalMs: 60_000 }),
        learn: () => undefined,
      }),
    });
    const call = ask(json());
    call.catch(() => undefined);
    await soon(20);
    worker.host.stray(new Error('EBNF lexer error'));
    await expect(call).rejects.toMatchObject({ tag: 'engine-hung', facts: { during: 'grammar' } });
    expect(client.dead).not.toBeNull();
  });
});

describe('what an engine throws', () => {
  it('says how much of the window a prompt needs, held conversation included', async () => {
    const small = { ...SMALL, contextWindow: 60 };
    const { ask } = await loaded({ writes: () => 'ok' }, small);
    const first = await ask(request({ messages: say('x'.repeat(80)) }));
    const messages = say('x'.repeat(80), first.text, 'y'.repeat(120));
    await expect(ask(request({ messages }))).rejects.toMatchObject({
      tag: 'context-overflow',
      facts: { window: 60, needed: expect.toSatisfy((needed: number) => needed > 60) as number },
    });
    expect((await ask(request({ maxTokens: 3 }))).finish).toBe('stop');
  });

  it('in the middle of a reply leaves nothing to go on from', async () => {
    const { engine, ask } = await loaded({
      trouble: ({ n }) =>
        n === 0
          ? { kind: 'throws', what: 'RangeError: Make sure 0 < top_p <= 1.', afterTokens: 3 }
          : undefined,
    });
    await expect(ask(request())).rejects.toMatchObject({ tag: 'bad-request' });
    expect((await ask(request())).finish).toBe('stop');
    expect(engine.mostAtOnce()).toBe(1);
  });

  it('that kills the engine is heard by all who wait, once', async () => {
    const { client, ask } = await loaded({
      trouble: () => ({ kind: 'throws', what: 'Error: Module has already been disposed' }),
    });
    const calls = await Promise.allSettled([ask(request()), ask(json()), ask(choice())]);
    for (const call of calls)
      expect(call).toMatchObject({ status: 'rejected', reason: { tag: 'module-disposed' } });
    expect(client.dead?.tag).toBe('module-disposed');
    await expect(ask(request())).rejects.toMatchObject({ tag: 'module-disposed' });
  });

  it('outside of any call is told, and ends the worker only where it must', async () => {
    const { worker, client, ask } = await loaded();
    worker.host.stray(new Error('some promise nobody awaited'));
    expect((await ask(request())).finish).toBe('stop');
    worker.host.stray(new Error('DeviceLostError: gone'));
    await soon();
    expect(client.dead?.tag).toBe('device-lost');
  });
});

describe('a slow engine', () => {
  it('is not called hung as long as it says a token now and then', async () => {
    const { ask } = await loaded({ writes: () => 'abcd'.repeat(10), stepMs: 100 }, SMALL, IMPATIENT);
    expect((await ask(request())).finish).toBe('stop');
  });

  it('is called hung when it says nothing for twice its patience', async () => {
    const { ask, client } = await loaded({ trouble: () => ({ kind: 'hangs' }) }, SMALL, IMPATIENT);
    await expect(ask(request())).rejects.toMatchObject({ tag: 'engine-hung', facts: { during: 'complete' } });
    expect(client.dead?.tag).toBe('engine-hung');
  });
});
