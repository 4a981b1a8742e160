/**
 * What the judge is told, in both forms of scoring. `probability`: one growing conversation, one digit an aspect.
 * `written`: one JSON reply with all scores, and a rationale for each where reasons are wanted.
 */
import type { JsonSchema, Message } from '../ports';
import type { Aspect } from '../terms';
import { listed, oneLine, section } from './section';

export interface JudgeInput {
  query: string;
  response: string;
  /** In the order they are asked. */
  aspects: readonly Aspect[];
  /** The selector's reason: why these aspects. */
  reason: string;
  /** `other` asks the same in other words, for a judge check; the marks and the aspect lines stay. */
  wording?: Wording;
}

export type Wording = 'usual' | 'other';

const WORDS: Record<Wording, { who: string; byOne: string; all: string }> = {
  usual: {
    who: 'You are a strict, fair grader. You grade only what is on the page.',
    byOne: 'Grade the response, one aspect at a time, each with one digit from 1 to 5.',
    all: 'Grade the response on each aspect with a whole number from 1 to 5.',
  },
  other: {
    who: 'You assess answers carefully and without favour, going by nothing but their text.',
    byOne:
      'How good is this response? Rate one aspect after the other with a single digit, 1 (worst) to 5 (best).',
    all: 'How good is this response? Give every aspect a whole number, 1 (worst) to 5 (best).',
  },
};

export const SCORES = ['1', '2', '3', '4', '5'];

/** The conversation up to the question about aspect number `given.length`; `given` are the replies so far, unaltered. */
export function judgeMessages(
  { query, response, aspects, reason, wording = 'usual' }: JudgeInput,
  given: readonly string[],
): Message[] {
  const opening = [section('query', query), section('response', response)];
  if (reason !== '') opening.push(`What matters here: ${oneLine(reason)}`);
  opening.push(WORDS[wording].byOne);
  const messages: Message[] = [{ role: 'system', content: WORDS[wording].who }];
  aspects.slice(0, given.length + 1).forEach((aspect, i) => {
    const ask = `${meaning(aspect)}. Score?`;
    messages.push({ role: 'user', content: i === 0 ? [...opening, ask].join('\n\n') : ask });
    const reply = given[i];
    if (reply !== undefined) messages.push({ role: 'assistant', content: reply });
  });
  return messages;
}

export function writtenJudgeMessages(input: JudgeInput, rationales: boolean): Message[] {
  const { query, response, aspects, reason, wording = 'usual' } = input;
  const list = aspects.map(meaning).join('\n');
  const shape = rationales
    ? '{"aspect": "...", "rationale": "one short sentence that names what is in the response", "score": 1}'
    : '{"aspect": "...", "score": 1}';
  return [
    { role: 'system', content: WORDS[wording].who },
    {
      role: 'user',
      content: [
        section('query', query),
        section('response', response),
        ...(reason === '' ? [] : [`What matters here: ${oneLine(reason)}`]),
        `${WORDS[wording].all}\n${list}`,
        `Reply as JSON, one entry for every aspect: {"scores": [${shape}]}`,
      ].join('\n\n'),
    },
  ];
}

function meaning({ name, low, high }: Aspect): string {
  return `${listed(name)}: 1 = ${listed(low)}, 5 = ${listed(high)}`;
}

export function writtenJudgeSchema(aspects: readonly Aspect[], rationales: boolean): JsonSchema {
  const rationale = { type: 'string', maxLength: 200 };
  return {
    type: 'object',
    properties: {
      scores: {
        type: 'array',
        minItems: aspects.length,
        maxItems: aspects.length,
        items: {
          type: 'object',
          properties: {
            aspect: { type: 'string', enum: aspects.map((aspect) => aspect.name) },
            ...(rationales ? { rationale } : {}),
            score: { type: 'integer', minimum: 1, maximum: 5 },
          },
          required: rationales ? ['aspect', 'rationale', 'score'] : ['aspect', 'score'],
          additionalProperties: false,
        },
      },
    },
    required: ['scores'],
    additionalProperties: false,
  };
}
