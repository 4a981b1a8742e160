/**
 * The truth about a prompt for the practice model: the mean reward that a judge without noise would give its replies. It needs
 * no run and asks no model. What a search found and what a verdict says can be checked against it.
 *
 * The responder's own randomness (which traits show, the wording) and the selector's (which aspects a query is judged on)
 * are averaged over `draws` seeded draws a query. The same draws serve every prompt, so that two prompts differ by what they
 * ask for, not by luck. The share of luck that hangs on a query alone is a trait of that query and stays: many queries average it.
 */
import { ASPECTS, findAspect } from '../../core/aspects';
import { fingerprint } from '../../core/random';
import type { Aspect, Example, Query } from '../../core/terms';
import { createDice, type Dice } from './dice';
import { readReply } from './features';
import { scoreWithoutNoise } from './judge';
import { answer, chancesFor } from './responder';
import { fittingAspects } from './selector';

export interface TruthOptions {
  /** Each reply is judged on all of these; otherwise on the 2 to 5 that the practice selector would choose for the query. */
  aspects?: readonly Aspect[];
  /** Replies drawn for a query. At 8, the difference between two prompts is off by up to 0.05 from that at 128. */
  draws?: number;
  /** The most tokens of a reply. */
  room?: number;
}

/** The aspects of a query and how many of them, as the presets have it. */
const BOUNDS = { min: 2, max: 5 };

/** 1 to 5; NaN without queries. The examples go with every query, as they would be sent. */
export function trueQuality(
  prompt: string,
  examples: readonly Pick<Example, 'query' | 'response'>[],
  queries: readonly Pick<Query, 'text'>[],
  { aspects, draws = 8, room = 256 }: TruthOptions = {},
): number {
  const each = queries.map(({ text: query }) => {
    const asked = { prompt, examples, query };
    const chances = chancesFor(asked);
    const rewards = Array.from({ length: draws }, (_, draw) => {
      const dice = createDice(draw, `truth\n${fingerprint(query)}`);
      const judgedOn = aspects ?? selected(query, dice);
      const reply = readReply(query, answer(asked, chances, dice, room));
      return mean(judgedOn.map((aspect) => scoreWithoutNoise(reply, aspect)));
    });
    return mean(rewards);
  });
  return mean(each);
}

function selected(query: string, dice: Dice): Aspect[] {
  const offered = ASPECTS.map(({ name, high }) => ({ name, high, when: '' }));
  const { aspects, own } = fittingAspects(query, { offered, ...BOUNDS }, dice);
  return [...aspects.flatMap((name) => findAspect(name, ASPECTS) ?? []), ...own];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
