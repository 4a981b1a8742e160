/**
 * The practice rewriter's second job: a whole new system prompt, as JSON. It keeps what is there, adds one or two ideas,
 * drops weak rules, and keeps protected rules word for word, except in its few bad proposals.
 */
import { formatPrompt, MOST_RULES, sameText } from '../../core/edits';
import type { Call, Draft } from './call';
import type { Dice } from './dice';
import { knownTexts, nextIdea, usefulIdea } from './ideas';
import { rambling, spoiled } from './malformed';
import type { Reading } from './reading';
import { ordersIn } from './rule-reading';
import { PREAMBLES } from './words/rule-ideas';

export function proposePrompt(call: Call): Draft {
  const { reading, dice, request, habits } = call;
  if (dice.chance(habits.badProposals)) return badPrompt(reading, dice, request.sampling.maxTokens);
  const idea = nextIdea(reading, dice, habits);
  const texts = [idea.text];
  if (idea.kind === 'useful' && dice.chance(0.5)) {
    texts.push(usefulIdea(reading, knownTexts(reading).add(sameText(idea.text)), dice).text);
  }
  const prompt = formatPrompt({
    preamble: preambleFor(reading, dice),
    rules: rulesWith(texts, reading, dice),
  });
  return spoiled(JSON.stringify({ why: idea.why, prompt }), call);
}

function preambleFor({ prompt }: Reading, dice: Dice): string {
  const poor = ordersIn(prompt).length === 0;
  return prompt === '' || (poor && dice.chance(0.4)) ? dice.pick(PREAMBLES) : prompt;
}

function rulesWith(texts: readonly string[], { rules }: Reading, dice: Dice): string[] {
  const kept = rules.filter((rule) => rule.isProtected || ordersIn(rule.text).length > 0 || dice.chance(0.6));
  const free = kept.filter((rule) => !rule.isProtected);
  const over = kept.length + texts.length - MOST_RULES;
  const dropped = new Set(over > 0 ? dice.take(free, over) : []);
  return [...kept.filter((rule) => !dropped.has(rule)).map((rule) => rule.text), ...texts];
}

function badPrompt({ prompt, rules, query }: Reading, dice: Dice, maxTokens: number): Draft {
  const same = formatPrompt({ preamble: prompt, rules: rules.map((rule) => rule.text) });
  const write = (text: string): string => JSON.stringify({ why: 'A new start.', prompt: text });
  return dice.pick([
    { text: write(same) },
    { text: write(`You answer questions such as: ${query}`) },
    { text: rambling(write(`${same} Always consider the request`), maxTokens) },
    { text: write('You answer.') },
  ]);
}
