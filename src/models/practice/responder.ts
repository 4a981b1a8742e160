/**
 * The practice model as responder: draws which traits a reply shows, then writes it. The draws lean on the query, so that
 * two prompts are compared on much the same luck; the wording depends on everything that was sent.
 */
import { fingerprint, uniforms } from '../../core/random';
import type { Message } from '../../core/ports';
import type { Example } from '../../core/terms';
import type { Call, Draft } from './call';
import { compose } from './composer';
import { SHARED_LUCK } from './constants';
import type { Dice } from './dice';
import { readReply } from './features';
import { type Chances, chancesOf } from './inclination';
import { natureOf } from './query-kind';
import { rulesIn } from './rule-reading';
import { type Trait, TRAITS } from './traits';

export function respond({ request, dice }: Call): Draft {
  const asked = conversationOf(request.messages);
  return { text: answer(asked, chancesFor(asked), dice, request.sampling.maxTokens) };
}

/** What the responder was sent. */
export interface Asked {
  prompt: string;
  examples: readonly Pick<Example, 'query' | 'response'>[];
  query: string;
}

/** How likely its reply shows each trait: no draw but those that hang on the query alone. */
export function chancesFor({ prompt, examples, query }: Asked): Chances {
  return chancesOf({
    ...natureOf(query),
    rules: rulesIn(prompt),
    promptLength: prompt.length,
    examples: examples.map((example) => readReply(example.query, example.response).features),
    query,
  });
}

/** A reply of at most about `room` tokens; the dice decide the draws of its own, and the wording. */
export function answer({ query }: Asked, chances: Chances, dice: Dice, room: number): string {
  return compose(query, drawTraits(chances, query, dice.number), dice, room);
}

function drawTraits(chances: Chances, query: string, own: () => number): Set<Trait> {
  const shared = uniforms(0, `traits\n${fingerprint(query)}`);
  const drawn = new Set<Trait>();
  for (const trait of TRAITS) {
    // Which draws are shared hangs on the query too, so that it is this share that two prompts have in common.
    const [common, which, single] = [shared(), shared(), own()];
    if ((which < SHARED_LUCK ? common : single) < chances[trait]) drawn.add(trait);
  }
  return drawn;
}

function conversationOf(messages: readonly Message[]): Asked {
  const prompt = messages.find((message) => message.role === 'system')?.content ?? '';
  const examples: { query: string; response: string }[] = [];
  messages.forEach((message, i) => {
    const before = messages[i - 1];
    if (message.role === 'assistant' && before?.role === 'user') {
      examples.push({ query: before.content, response: message.content });
    }
  });
  const last = messages[messages.length - 1];
  return { prompt, examples, query: last?.role === 'user' ? last.content : '' };
}
