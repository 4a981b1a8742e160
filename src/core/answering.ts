/**
 * The responder at work: one query answered under a system prompt with the K examples most similar to it.
 * Which examples go with a query depends on the query alone, so it is asked once a run.
 */
import { ask, type Asking, responseRoom, responseTokens, textQuestion } from './asking';
import { fitted } from './fit';
import { type ResponderInput, responderMessages } from './prompts/responder';
import { readResponse } from './replies';
import { type Example, isUnreadable, type Query, type Unreadable } from './terms';

export type ChooseExamples = (query: Query) => Promise<readonly Example[]>;

/** I_K(x): the K examples of the universal set most similar to a query, most similar first. */
export function exampleChooser(
  { config, ports, signal }: Asking,
  universal: readonly Example[],
): ChooseExamples {
  const k = Math.min(config.examplesPerQuery, universal.length);
  const byId = new Map(universal.map((example) => [example.id, example]));
  const chosen = new Map<string, Promise<readonly Example[]>>();
  const choose = async (query: Query) => {
    const request = { path: `nearest/${query.id}`, query: query.text, examples: universal, k };
    const ids = await ports.retriever.nearest(request, { signal });
    return ids.flatMap((id) => byId.get(id) ?? []);
  };
  return (query) => {
    if (k === 0) return Promise.resolve([]);
    const known = chosen.get(query.id) ?? choose(query);
    chosen.set(query.id, known);
    return known;
  };
}

export interface Answer {
  response: string;
  /** Ids of the examples that were sent; fewer than chosen where the context is short. */
  examples: string[];
}

/** Asks under `${path}/respond`. */
export async function respond(
  asking: Asking,
  path: string,
  prompt: string,
  query: Query,
  examples: readonly Example[],
): Promise<Answer | Unreadable> {
  const whole = { prompt, examples, query: query.text };
  const input = fitted(
    'responder',
    whole,
    responderMessages,
    [fewerExamples],
    responseRoom(asking.config, 'responder'),
  );
  const messages = responderMessages(input);
  const maxTokens = responseTokens(asking.config, 'responder', messages);
  const question = textQuestion('responder', `${path}/respond`, messages, maxTokens);
  const response = await ask(asking, question, 1 + asking.config.asksAgain, readResponse);
  if (isUnreadable(response)) return response;
  return { response, examples: examples.slice(0, input.examples.length).map((example) => example.id) };
}

/** Examples give way, the least similar first. The first goes too before a run would stop for its length. */
export function fewerExamples(input: ResponderInput): ResponderInput | null {
  return input.examples.length > 0 ? { ...input, examples: input.examples.slice(0, -1) } : null;
}
