/**
 * What the responder B is sent: the system prompt P, the examples I_K(x) as earlier turns, the query x. Nothing of ours.
 * This is exactly what a pack reproduces elsewhere.
 */
import type { Message } from '../ports';
import type { Example } from '../terms';

export interface ResponderInput {
  prompt: string;
  examples: readonly Pick<Example, 'query' | 'response'>[];
  query: string;
}

export function responderMessages({ prompt, examples, query }: ResponderInput): Message[] {
  const turns = examples.flatMap((example): Message[] => [
    { role: 'user', content: example.query },
    { role: 'assistant', content: example.response },
  ]);
  return [{ role: 'system', content: prompt }, ...turns, { role: 'user', content: query }];
}
