/**
 * The practice rewriter's first job: one or two edits of a prompt, as JSON. Protected rules are left alone, and a full
 * list is changed rather than lengthened, except in the few bad proposals that a run must learn to refuse.
 */
import { MOST_RULES, sameText } from '../../core/edits';
import type { Edit } from '../../core/terms';
import type { Call, Draft } from './call';
import { MENDS } from './constants';
import type { Dice } from './dice';
import { type Idea, knownTexts, nextIdea, usefulIdea } from './ideas';
import { rambling, spoiled } from './malformed';
import type { Reading } from './reading';
import { oppose, ordersIn } from './rule-reading';
import { FAULTS, type Trait } from './traits';
import { PREAMBLE_WHY, PREAMBLES, REMOVAL_WHY } from './words/rule-ideas';

export function proposeEdits(call: Call): Draft {
  const { reading, dice, habits } = call;
  const refused = reading.followUp.startsWith('That cannot be used');
  if (dice.chance(refused ? habits.badAfterRefusal : habits.badProposals)) return badProposal(call);
  const idea = nextIdea(reading, dice, habits);
  const first = editFor(idea, reading, dice);
  const edits = [first];
  if (idea.kind === 'useful' && dice.chance(0.45)) edits.push(...secondEdit(idea, edits, reading, dice));
  return spoiled(written(whyOf(first, idea), edits), call);
}

/** The idea's own reason speaks of its text; an edit without that text needs another. */
function whyOf(edit: Edit, idea: Idea): string {
  if (edit.do === 'remove') return REMOVAL_WHY;
  return edit.do === 'preamble' ? PREAMBLE_WHY : idea.why;
}

function written(why: string, edits: readonly Edit[]): string {
  return JSON.stringify({ why, edits });
}

function editFor(idea: Idea, reading: Reading, dice: Dice): Edit {
  const { rules, prompt, given } = reading;
  const free = rules.map((rule, i) => ({ ...rule, number: i + 1 })).filter((rule) => !rule.isProtected);
  const weak = free.filter((rule) => isWeak(rule.text));
  const blamed = weak.filter((rule) => oppose(rule.text, reading.critique));
  const full = rules.length >= MOST_RULES;
  const told = given.join(' ');
  const mends = full ? 0.9 : blamed.length > 0 ? MENDS : 0.35;
  if (idea.kind !== 'harmful' && weak.length > 0 && dice.chance(mends)) {
    const { number } = dice.pick(blamed.length > 0 ? blamed : weak);
    const removal: Edit = { do: 'remove', rule: number };
    if (dice.chance(0.35) && !told.includes(`"rule":${String(number)}`)) return removal;
    return { do: 'replace', rule: number, text: idea.text };
  }
  const fresh = PREAMBLES.filter((text) => text !== prompt && !told.includes(text));
  if (idea.kind === 'useful' && fresh.length > 0 && dice.chance(rules.length === 0 ? 0.14 : 0.06)) {
    return { do: 'preamble', text: dice.pick(fresh) };
  }
  if (free.length > 0 && (full || dice.chance(0.05 * rules.length))) {
    return { do: 'replace', rule: dice.pick(free).number, text: idea.text };
  }
  return { do: 'add', text: idea.text };
}

/** A rule that asks for nothing the responder understands, or for a fault. */
function isWeak(rule: string): boolean {
  const orders = ordersIn(rule);
  return (
    orders.length === 0 ||
    orders.some((order) => order.wanted && (FAULTS as readonly Trait[]).includes(order.trait))
  );
}

function secondEdit(first: Idea, edits: readonly Edit[], reading: Reading, dice: Dice): Edit[] {
  if (reading.rules.length + edits.length >= MOST_RULES) return [];
  const known = knownTexts(reading).add(sameText(first.text));
  return [{ do: 'add', text: usefulIdea(reading, known, dice).text }];
}

function badProposal({ reading, dice, request }: Call): Draft {
  const { rules, query } = reading;
  const old = rules.length > 0 ? dice.pick(rules).text : '';
  const kept = rules.findIndex((rule) => rule.isProtected);
  const copy = `Answer "${query.slice(0, 200)}" in full and with examples.`;
  const whole = written('The assistant should be told everything at once.', [
    { do: 'add', text: 'Consider the request' },
  ]);
  const bad: Draft[] = [
    { text: written('This matters most.', [{ do: 'add', text: old === '' ? copy : old }]) },
    { text: written('It should answer this very query well.', [{ do: 'add', text: copy }]) },
    { text: rambling(whole, request.sampling.maxTokens) },
    { text: written('It is good as it is.', [{ do: 'add', text: '' }]) },
  ];
  if (kept >= 0) bad.push({ text: written('This rule is in the way.', [{ do: 'remove', rule: kept + 1 }]) });
  return dice.pick(bad);
}
