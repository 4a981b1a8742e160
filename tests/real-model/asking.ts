/**
 * The parts that ask the model something. Prompts of a few characters: a software adapter reads one token a second.
 * What is said is never judged, only its form: generated weights pass as well as trained ones.
 */
import type { ChatReply, Message } from '../../src/core/ports';
import type { Asked } from '../../src/models/webllm/protocol';
import { selfTest } from '../../src/models/webllm/self-test';
import { NotAsAsked, type Part, type PartTools } from './part';
import { inSeconds } from './seconds';

const OPTIONS = ['1', '2', '3', '4', '5'];
const SCHEMA = {
  type: 'object',
  properties: { n: { enum: [1, 2] } },
  required: ['n'],
  additionalProperties: false,
};
const sampling = { temperature: 0.2, topP: 1, seed: 1_234_567_891 };

const opening = (content: string): Message[] => [
  { role: 'system', content: '' },
  { role: 'user', content },
];

const asChoice = (messages: Message[]): Asked => ({
  role: 'judge',
  messages,
  sampling: { ...sampling, maxTokens: 2 },
  reply: { kind: 'choice', options: OPTIONS },
});

const asText = (messages: Message[], maxTokens: number): Asked => ({
  role: 'responder',
  messages,
  sampling: { ...sampling, temperature: 0.7, maxTokens },
  reply: { kind: 'text' },
});

export const selfTested: Part = async ({ source, ask }) => {
  const { passed, why } = await selfTest(source, (asked) => ask(asked));
  if (!passed) throw new NotAsAsked(`the model may not judge: ${why}`);
  return 'may judge';
};

export const choice: Part = async ({ ask }) => {
  const reply = await ask(asChoice(opening('2+2?')));
  const shares = distributionIn(reply);
  return `${reply.text} of ${shares}${triedFirst(reply)}`;
};

/** The shares in words. Throws unless they are a distribution that is not all on one option. */
function distributionIn({ text, probabilities }: ChatReply): string {
  if (!OPTIONS.includes(text))
    throw new NotAsAsked(`the choice is ${JSON.stringify(text)}, none of the options`);
  if (!probabilities) throw new NotAsAsked('the choice came without probabilities');
  const shares = OPTIONS.map((option) => probabilities[option] ?? NaN);
  const sum = shares.reduce((total, share) => total + share, 0);
  const words = OPTIONS.map((option, i) => `${option}: ${(shares[i] ?? NaN).toFixed(4)}`).join(', ');
  if (!(Math.abs(sum - 1) < 1e-6)) throw new NotAsAsked(`the probabilities sum to ${sum} (${words})`);
  if (Math.max(...shares) > 1 - 1e-6) throw new NotAsAsked(`the probabilities are one-hot (${words})`);
  return words;
}

export const json: Part = async ({ ask, signal, tell }) => {
  const asked: Asked = {
    role: 'selector',
    messages: opening('JSON?'),
    sampling: { ...sampling, temperature: 1, maxTokens: 40 },
    reply: { kind: 'json', schema: SCHEMA },
  };
  const reply = await ask(asked, { signal, onText: (text) => tell(`json: ${JSON.stringify(text)}`) });
  if (!fits(reply.text)) {
    const attempts = triedFirst(reply);
    throw new NotAsAsked(
      `${JSON.stringify(reply.text)} does not fit the schema (${reply.finish}${attempts})`,
    );
  }
  return JSON.stringify(reply.text) + triedFirst(reply);
};

function fits(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('n' in value)) return false;
    return (value.n === 1 || value.n === 2) && Object.keys(value).length === 1;
  } catch {
    return false;
  }
}

function triedFirst({ attempts = [] }: ChatReply): string {
  return attempts.map(({ what, outcome }) => `; ${what}: ${outcome}`).join('');
}

/** Goes on with the conversation the engine holds; holds one first where it holds none. */
export const secondTurn: Part = async ({ ask, held }) => {
  if (!held()) await ask(asChoice(opening('Is 2+2 four?')));
  const before = held();
  if (!before) throw new NotAsAsked('the first turn did not end by itself, so nothing is held');
  const { usage } = await ask(asChoice([...before.messages, { role: 'user', content: 'Ok?' }]));
  const fresh = usage.promptTokens - usage.cachedTokens;
  const words = `${usage.cachedTokens} tokens from the cache, ${fresh} newly read; the turn before: ${before.usage.promptTokens}`;
  if (usage.cachedTokens <= 0) throw new NotAsAsked(`the cache was not used: ${words}`);
  if (fresh >= before.usage.promptTokens)
    throw new NotAsAsked(`the whole conversation was read again: ${words}`);
  return words;
};

const LONG_REPLY = 64;
/** Tokens may be half characters, and show nothing: then the call is stopped unseen. */
const NOTHING_SHOWN_MS = 75_000;

export const abort: Part = async (tools) => {
  const stop = new AbortController();
  const onTimeout = (): void => stop.abort(tools.signal.reason);
  tools.signal.addEventListener('abort', onTimeout, { once: true });
  const reason = new Error('stop, please');
  const stoppedMs = await stopWhileWriting(tools, stop, reason);
  tools.signal.removeEventListener('abort', onTimeout);
  tools.tell('stopped; asking again');
  const asked = performance.now();
  const { usage } = await tools.ask(asText(opening('Hi'), 2));
  const waited = performance.now() - asked - usage.prefillMs - usage.decodeMs;
  return `idle ${inSeconds(stoppedMs)} s after the abort; the next call waited ${inSeconds(waited)} s`;
};

/** Milliseconds from the abort until the call rejected, which it does once the engine is idle. */
async function stopWhileWriting(tools: PartTools, stop: AbortController, reason: Error): Promise<number> {
  let abortedAt = 0;
  let late = 0;
  const end = (): void => {
    if (abortedAt > 0) return;
    abortedAt = performance.now();
    stop.abort(reason);
  };
  const onText = (): void => {
    if (stop.signal.aborted) late += 1;
    end();
  };
  const call = tools.ask(asText(opening('Hi'), LONG_REPLY), { signal: stop.signal, onText });
  const unseen = setTimeout(end, NOTHING_SHOWN_MS);
  const outcome = await call.then(
    () => 'answered' as const,
    (error: unknown) => ({ error }),
  );
  clearTimeout(unseen);
  tools.signal.throwIfAborted();
  if (outcome === 'answered') throw new NotAsAsked('the call was answered before anything could be aborted');
  if (outcome.error !== reason) throw outcome.error;
  if (late > 0) throw new NotAsAsked(`${late} pieces of text came after the abort`);
  return performance.now() - abortedAt;
}
