/**
 * Whether the responder can work under a prompt at all: with the longest query it may be asked in this run and the longest
 * example, room for its response left. What fits here never fails during the run.
 */
import { responseRoom } from './asking';
import type { RunConfig } from './config';
import { messageTokens } from './fit';
import { responderMessages } from './prompts/responder';
import type { QueryPlan } from './query-plan';
import type { Example, Query } from './terms';
import { tokensAtMost } from './tokens';

export function responderFits(
  config: RunConfig,
  plan: Pick<QueryPlan, 'search' | 'validation' | 'verdict'>,
  examples: readonly Pick<Example, 'query' | 'response'>[],
): (prompt: string) => boolean {
  const query =
    longest([...plan.search, ...plan.validation, ...plan.verdict], (one: Query) => one.text)?.text ?? '';
  const sent = config.examplesPerQuery === 0 ? [] : examples;
  const example = longest(sent, (one) => one.query + one.response);
  const others = messageTokens(responderMessages({ prompt: '', examples: example ? [example] : [], query }));
  const room = responseRoom(config, 'responder') - others;
  return (prompt) => tokensAtMost(prompt) <= room;
}

function longest<T>(all: readonly T[], text: (one: T) => string): T | undefined {
  let best: T | undefined;
  let most = -1;
  for (const one of all) {
    const tokens = tokensAtMost(text(one));
    if (tokens > most) [best, most] = [one, tokens];
  }
  return best;
}
