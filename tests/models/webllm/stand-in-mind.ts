/**
 * What the stand-in writes where a whole run is played on it: every role can be read, scores differ, and all of it follows
 * from the conversation and the seed alone, never from what the engine happened to hold.
 */
import type { ChatCall, TextCall } from '../../../src/models/webllm/engine-port';
import type { Script } from './stand-in-engine';

type Call = ChatCall | TextCall;

const RULES = [
  'Answer first, then explain.',
  'Name what you cannot know.',
  'Offer two ways where there are two.',
  'End with the next step.',
  'Keep each sentence short.',
  'Say whom to ask when it is serious.',
  'Give numbers with their units.',
  'Stay friendly and plain.',
];
const SAYINGS = [
  'Begin with the smallest part',
  'Look twice before changing anything',
  'A warm place helps',
  'Write down what you see',
  'Ask a neighbour who has done it',
  'Wait a day and compare',
];

export const STAND_IN_MIND: Script = {
  writes({ call }) {
    const dice = diceOf(call);
    const format = 'messages' in call ? call.response_format : undefined;
    if (format?.type !== 'json_object') return `${dice(SAYINGS)}. ${dice(SAYINGS)}.`;
    const { properties } = JSON.parse(format.schema) as Schema;
    if (properties.aspects) {
      const names = properties.aspects.items.enum;
      const aspects = [...new Set([dice(names), dice(names), dice(names)])];
      return JSON.stringify({ reason: `${dice(SAYINGS)}.`, aspects, new: [] });
    }
    return JSON.stringify({ why: `${dice(SAYINGS)}.`, edits: [{ do: 'add', text: dice(RULES) }] });
  },
  logits(options, call) {
    const dice = diceOf(call);
    return options.map(() => dice([-1, -0.5, 0, 0.5, 1, 1.5]));
  },
};

interface Schema {
  properties: { aspects?: { items: { enum: string[] } } };
}

/** Draws that follow from what was asked: FNV-1a over it, then a step of the minimal standard generator a draw. */
function diceOf(call: Call): <T>(of: readonly T[]) => T {
  const asked = JSON.stringify(['messages' in call ? call.messages : call.prompt, call.seed]);
  let state = 2_166_136_261;
  for (let i = 0; i < asked.length; i++) state = Math.imul(state ^ asked.charCodeAt(i), 16_777_619) >>> 0;
  state = (state % 2_147_483_646) + 1;
  return (of) => {
    state = (state * 48_271) % 2_147_483_647;
    return of[state % of.length]!;
  };
}
