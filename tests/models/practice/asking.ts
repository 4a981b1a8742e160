/**
 * Asks the practice model as a run would: the core's own prompts, and the few settings a test cares about.
 */
import { ASPECTS, findAspect } from '../../../src/core/aspects';
import type { ChatReply, ChatRequest } from '../../../src/core/ports';
import { judgeMessages, SCORES } from '../../../src/core/prompts/judge';
import { responderMessages, type ResponderInput } from '../../../src/core/prompts/responder';
import type { Aspect } from '../../../src/core/terms';
import { createPracticeModel } from '../../../src/models/practice/engine';

export const practice = createPracticeModel({ pace: null });

export function send(
  request: Partial<ChatRequest> & Pick<ChatRequest, 'role' | 'messages'>,
): Promise<ChatReply> {
  const sampling = { temperature: 0, topP: 1, maxTokens: 300, seed: 77 };
  const whole: ChatRequest = { path: 'a', conversation: 'a', sampling, reply: { kind: 'text' }, ...request };
  return practice.complete(whole, { signal: new AbortController().signal });
}

export async function respondTo(input: Partial<ResponderInput> & { query: string }): Promise<string> {
  const messages = responderMessages({ prompt: '', examples: [], ...input });
  return (await send({ role: 'responder', messages })).text;
}

/** The expected score, sum of k times p(k), of one aspect. */
export async function scoreOf(query: string, response: string, aspect: Aspect, seed = 1): Promise<number> {
  const messages = judgeMessages({ query, response, aspects: [aspect], reason: '' }, []);
  const reply = await send({
    role: 'judge',
    messages,
    sampling: { temperature: 0.2, topP: 1, maxTokens: 2, seed },
    reply: { kind: 'choice', options: SCORES },
  });
  return SCORES.reduce((sum, score) => sum + Number(score) * (reply.probabilities?.[score] ?? 0), 0);
}

export function aspectNamed(name: string): Aspect {
  const aspect = findAspect(name, ASPECTS);
  if (!aspect) throw new Error(`no aspect named ${name}`);
  return aspect;
}

export const QUERIES = [
  'How do I get candle wax out of a linen tablecloth?',
  'What is the difference between a comet and an asteroid?',
  'Write a short poem about a bus that is always late.',
  'My cat died last week and the flat is so empty.',
  'Should I quit my job to study music at forty?',
  'What will a loaf of bread cost in 2035?',
  'Help me with my garden',
  'Convert 350 F to C',
  'My knee hurts on the stairs. How can I keep running?',
  'Why does my laptop get hot during a video call?',
  'How can I prepare for a job interview at a library?',
  'Why do sad songs feel good?',
  'Which plants grow in a dark hallway?',
  'I have eggs, rice and spinach. What can I cook tonight?',
  'Is it rude to leave a party without saying goodbye?',
  'Explain inflation to a ten-year-old',
  'How long do boiled potatoes keep in the fridge?',
  'Name my bookshop by the sea',
  'I failed the exam again and feel so stupid.',
  'My neighbour plays drums at night. What do I say to him?',
  'Suggest a present for my uncle',
  'Translate "the bridge is closed" into French',
  'Should a small town ban cars from its market square?',
  'How do I learn the names of thirty colleagues in a week?',
];

/** Mean of a number over the queries above, each asked in three ways. */
export async function meanOverQueries(measure: (query: string) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const query of QUERIES) {
    for (const ending of ['', ' Thanks!', ' Thank you very much.']) sum += await measure(query + ending);
  }
  return sum / (3 * QUERIES.length);
}
