/**
 * The practice model as responder: draws which traits a reply shows, then writes it. The draws lean on the query, so that
 * two prompts are compared on much the same luck; the wording depends on everything that was sent.
 */
import { fingerprint, uniforms } from '../../core/random';
import type { Message } from '../../core/ports';
import { compose } from './composer';
import type { Call, Draft } from './call';
import { readReply } from './features';
import { type Chances, chancesOf } from './inclination';
import { natureOf } from './query-kind';
import { rulesIn } from './rule-reading';
import { type Trait, TRAITS } from './traits';

/** Share of the draws that depend on the query alone. */
const SHARED_LUCK = 0.7;

export function respond({ request, dice }: Call): Draft {
  const { prompt, examples, query } = conversationOf(request.messages);
  const nature = natureOf(query);
  const chances = chancesOf({
    ...nature,
    rules: rulesIn(prompt),
    promptLength: prompt.length,
    examples: examples.map((example) => readReply(example.query, example.response).features),
    query,
  });
  return { text: compose(query, drawTraits(chances, query, dice.number), dice, request.sampling.maxTokens) };
}

export function drawTraits(chances: Chances, query: string, own: () => number): Set<Trait> {
  const shared = uniforms(0, `traits\n${fingerprint(query)}`);
  const drawn = new Set<Trait>();
  for (const trait of TRAITS) {
    const [common, single, which] = [shared(), own(), own()];
    if ((which < SHARED_LUCK ? common : single) < chances[trait]) drawn.add(trait);
  }
  return drawn;
}

function conversationOf(messages: readonly Message[]) {
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
