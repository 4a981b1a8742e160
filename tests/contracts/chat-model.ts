/**
 * What every engine must keep, simulated or real: `chatModelContract(name, makeModel)` runs the same sentences against it.
 * It asks through the prompts of the core and judges only the port's promises, never how good a reply is.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASPECTS } from '../../src/core/aspects';
import type { ChatModel, ChatReply, ChatRequest, Message } from '../../src/core/ports';
import { judgeMessages, SCORES } from '../../src/core/prompts/judge';
import { responderMessages } from '../../src/core/prompts/responder';
import { selectorMessages, selectorSchema } from '../../src/core/prompts/selector';

const QUERY = 'How do I get candle wax out of a linen tablecloth?';
const RESPONSE =
  'Let the wax harden, scrape it off, then iron the rest into paper. What colour is the cloth?';
const BOUNDS = { min: 2, max: 5 };

/** What an engine may need longer than a test's usual five seconds for. */
export interface ContractOptions {
  timeoutMs?: number;
  /** False for engines whose sums are not repeatable from call to call (a GPU). */
  repeatable?: boolean;
}

export function chatModelContract(
  name: string,
  makeModel: () => ChatModel | Promise<ChatModel>,
  { timeoutMs = 5000, repeatable = true }: ContractOptions = {},
): void {
  describe(`${name} keeps the contract of a chat model`, { timeout: timeoutMs }, () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    beforeAll(() => {
      watchUnhandled(note);
    });
    afterAll(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(unhandled).toEqual([]);
    });
    describeReplies(makeModel, repeatable);
    describeChoices(makeModel);
    describeUsage(makeModel);
    describeFaults(makeModel);
  });
}

function describeReplies(makeModel: () => ChatModel | Promise<ChatModel>, repeatable: boolean): void {
  it('says who it is and how much it can read', async () => {
    const model = await makeModel();
    expect(model.id).not.toBe('');
    expect(model.contextWindow).toBeGreaterThan(0);
    expect(model.concurrency).toBeGreaterThanOrEqual(1);
  });

  it('answers a query with text that ends by itself', async () => {
    const reply = await ask(await makeModel(), textRequest());
    expect(reply.text.trim()).not.toBe('');
    expect(reply.finish).toBe('stop');
    expect(reply.probabilities).toBeUndefined();
  });

  it('answers under an empty system prompt', async () => {
    const reply = await ask(await makeModel(), textRequest({ messages: conversation('', QUERY) }));
    expect(reply.text.trim()).not.toBe('');
  });

  it('answers with JSON where JSON is asked for, but for a rare slip', async () => {
    const model = await makeModel();
    let readable = 0;
    for (const seed of [11, 12, 13, 14, 15]) {
      const reply = await ask(model, jsonRequest(seed));
      if (reply.finish === 'stop' && isJsonObject(reply.text)) readable++;
    }
    expect(readable).toBeGreaterThanOrEqual(3);
  });

  it('hands out the text in pieces that add up to the reply', async () => {
    const pieces: string[] = [];
    const model = await makeModel();
    const reply = await model.complete(textRequest(), {
      signal: fresh(),
      onText: (piece) => pieces.push(piece),
    });
    expect(pieces.join('')).toBe(reply.text);
  });

  it('gives other words with other seeds when the temperature is high', async () => {
    const model = await makeModel();
    const texts = new Set<string>();
    for (const seed of [101, 20_202, 3_030_303, 404_040_404]) {
      texts.add((await ask(model, textRequest({ seed, temperature: 1 }))).text);
    }
    expect(texts.size).toBeGreaterThan(1);
  });

  it.runIf(repeatable)('gives the same reply to the same request', async () => {
    const first = await ask(await makeModel(), textRequest());
    const again = await ask(await makeModel(), textRequest());
    expect(again).toEqual(first);
  });

  it('finishes with length, never with stop, when it is cut', async () => {
    const reply = await ask(await makeModel(), textRequest({ maxTokens: 6 }));
    expect(reply.finish).toBe('length');
    expect(reply.usage.completionTokens).toBeLessThanOrEqual(6);
  });
}

function describeChoices(makeModel: () => ChatModel | Promise<ChatModel>): void {
  it('chooses one of the options and says how likely each was', async () => {
    const reply = await ask(await makeModel(), choiceRequest([]));
    expect(SCORES).toContain(reply.text);
    expect(reply.finish).toBe('stop');
    expect(Object.keys(reply.probabilities ?? {}).sort()).toEqual(SCORES);
    expect(sumOf(reply)).toBeCloseTo(1, 9);
    expect(Math.max(...Object.values(reply.probabilities ?? {}))).toBeLessThan(1);
  });

  it('recovers the same distribution at a low temperature as at a temperature of 1', async () => {
    const model = await makeModel();
    const cool = await ask(model, choiceRequest([], { temperature: 0.2 }));
    const warm = await ask(model, choiceRequest([], { temperature: 1 }));
    for (const score of SCORES) {
      expect(cool.probabilities?.[score]).toBeCloseTo(warm.probabilities?.[score] ?? -1, 2);
    }
  });
}

function describeUsage(makeModel: () => ChatModel | Promise<ChatModel>): void {
  it('counts what it read and wrote', async () => {
    const { usage } = await ask(await makeModel(), textRequest());
    expect(usage.promptTokens).toBeGreaterThan(5);
    expect(usage.completionTokens).toBeGreaterThan(5);
    expect(usage.cachedTokens).toBeLessThanOrEqual(usage.promptTokens);
    expect(usage.prefillMs).toBeGreaterThanOrEqual(0);
    expect(usage.decodeMs).toBeGreaterThanOrEqual(0);
  });

  it('reads only what is new when a conversation goes on', async () => {
    const model = await makeModel();
    const first = await ask(model, choiceRequest([]));
    const second = await ask(model, choiceRequest([first.text]));
    expect(first.usage.cachedTokens).toBe(0);
    expect(second.usage.cachedTokens).toBeGreaterThan(0);
  });

  it('reads all of another conversation, and of one whose reply was altered', async () => {
    const model = await makeModel();
    const first = await ask(model, choiceRequest([]));
    expect((await ask(model, textRequest())).usage.cachedTokens).toBe(0);
    expect((await ask(model, choiceRequest([first.text]))).usage.cachedTokens).toBe(0);
    await ask(model, choiceRequest([]));
    expect((await ask(model, choiceRequest([`${first.text} `]))).usage.cachedTokens).toBe(0);
  });

  it('reads all of a conversation whose last reply was cut', async () => {
    const model = await makeModel();
    const opening = textRequest({ maxTokens: 6 });
    const cut = await ask(model, opening);
    const messages: Message[] = [
      ...opening.messages,
      { role: 'assistant', content: cut.text },
      { role: 'user', content: 'Please go on.' },
    ];
    expect((await ask(model, textRequest({ messages }))).usage.cachedTokens).toBe(0);
  });
}

function describeFaults(makeModel: () => ChatModel | Promise<ChatModel>): void {
  it('rejects a call that was aborted before it began, with the reason given', async () => {
    const reason = new Error('not any more');
    const call = (await makeModel()).complete(textRequest(), { signal: AbortSignal.abort(reason) });
    await expect(call).rejects.toBe(reason);
  });

  it('rejects a call that is aborted while it writes, and can be asked again', async () => {
    const model = await makeModel();
    const controller = new AbortController();
    const reason = new Error('enough');
    const call = model.complete(textRequest(), {
      signal: controller.signal,
      onText: () => {
        controller.abort(reason);
      },
    });
    await expect(call).rejects.toBe(reason);
    expect((await ask(model, textRequest())).text).not.toBe('');
  });

  it('rejects a call that is aborted right after it was made', async () => {
    const controller = new AbortController();
    const call = (await makeModel()).complete(textRequest(), { signal: controller.signal });
    controller.abort(new Error('at once'));
    await expect(call).rejects.toThrow('at once');
  });

  it('rejects what does not fit its context, and says by how much', async () => {
    const model = await makeModel();
    const long = 'a long line of many words '.repeat(model.contextWindow);
    const call = ask(model, textRequest({ messages: conversation('', long) }));
    await expect(call).rejects.toMatchObject({
      tag: 'context-overflow',
      facts: { needed: expect.any(Number) as number, window: model.contextWindow },
    });
    expect((await ask(model, textRequest())).text).not.toBe('');
  });
}

type Changes = Partial<ChatRequest['sampling']> & { messages?: Message[] };

function textRequest({ messages, ...sampling }: Changes = {}): ChatRequest {
  return {
    path: 'contract/text',
    role: 'responder',
    conversation: 'contract/text',
    messages: messages ?? conversation('You are an assistant. Answer in a few sentences.', QUERY),
    sampling: { temperature: 0, topP: 1, maxTokens: 300, seed: 1_000_003, ...sampling },
    reply: { kind: 'text' },
  };
}

function jsonRequest(seed: number): ChatRequest {
  return {
    path: 'contract/json',
    role: 'selector',
    conversation: 'contract/json',
    messages: selectorMessages({ query: QUERY, aspects: ASPECTS, bounds: BOUNDS }),
    sampling: { temperature: 0.7, topP: 1, maxTokens: 300, seed },
    reply: { kind: 'json', schema: selectorSchema({ aspects: ASPECTS, bounds: BOUNDS }) },
  };
}

/** The judge's conversation after the given replies. */
function choiceRequest(given: readonly string[], sampling: Changes = {}): ChatRequest {
  const input = {
    query: QUERY,
    response: RESPONSE,
    aspects: ASPECTS.slice(0, 4),
    reason: 'It is a practical request.',
  };
  return {
    path: 'contract/choice',
    role: 'judge',
    conversation: 'contract/choice',
    messages: judgeMessages(input, given),
    sampling: { temperature: 0.2, topP: 1, maxTokens: 2, seed: 1_000_033, ...sampling },
    reply: { kind: 'choice', options: SCORES },
  };
}

function conversation(prompt: string, query: string): Message[] {
  return responderMessages({ prompt, examples: [], query });
}

function ask(model: ChatModel, request: ChatRequest): Promise<ChatReply> {
  return model.complete(request, { signal: fresh() });
}

function fresh(): AbortSignal {
  return new AbortController().signal;
}

function sumOf(reply: ChatReply): number {
  return Object.values(reply.probabilities ?? {}).reduce((sum, share) => sum + share, 0);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** In Node and in a page alike. */
function watchUnhandled(note: (reason: unknown) => void): void {
  if (typeof window === 'undefined') process.on('unhandledRejection', note);
  else
    window.addEventListener('unhandledrejection', (event) => {
      note(event.reason);
    });
}
