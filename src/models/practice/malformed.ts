/**
 * Now and then a small model's JSON cannot be read. The practice model does the same, rarely and seeded, so that a run
 * shows what happens then. It never spoils a plain text or a constrained choice.
 */
import type { Call, Draft } from './call';

const CHATTER = [
  'Sure! Here is what I think: ',
  'Let me look at this carefully. It is quite good overall, ',
  'As asked, my view is that ',
];

export function spoiled(json: string, { dice, variant, request }: Call): Draft {
  if (!dice.chance(variant.malformed)) return { text: json };
  if (dice.chance(0.4)) return { text: `${dice.pick(CHATTER)}and I would leave it at that.` };
  return { text: rambling(json, request.sampling.maxTokens) };
}

/** Text that runs on past the limit, so that the reply ends as 'length' in the middle of its JSON. */
export function rambling(json: string, maxTokens: number): string {
  const open = json.replace(/[\]}"]+$/, '');
  const more = ' and also in every other respect that comes to mind, one after the other, with care';
  let text = open;
  while (text.length <= maxTokens * 4 + 8) text += more;
  return text;
}
