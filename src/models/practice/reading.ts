/**
 * Reads back, from the rendered messages alone, what a role was sent: the marked sections, scores, rules, former edits.
 * It knows the marks of src/core/prompts and nothing else: never a path, never a state of the run.
 */
import type { Message } from '../../core/ports';
import type { Aspect } from '../../core/terms';

export interface Reading {
  query: string;
  response: string;
  /** The prompt being rewritten; for edits, without numbers and "(protected)" marks. */
  prompt: string;
  rules: { text: string; isProtected: boolean }[];
  scores: { aspect: string; score: number }[];
  critique: string;
  formerPrompts: string[];
  formerEdits: string[];
  /** The first user message with its sections taken out. */
  orders: string;
  /** What the role itself replied earlier in this conversation. */
  given: string[];
  /** The last user message, where it is not the first. */
  followUp: string;
}

const SECTION = /<(query|response|prompt|critique|former)>\n([\s\S]*?)\n<\/\1>/g;

export function readMessages(messages: readonly Message[]): Reading {
  const users = messages.filter((message) => message.role === 'user');
  const opening = users[0]?.content ?? '';
  const found = new Map<string, string[]>();
  const orders = opening.replace(SECTION, (_, mark: string, text: string) => {
    found.set(mark, [...(found.get(mark) ?? []), text]);
    return `[${mark}]`;
  });
  const first = (mark: string): string => found.get(mark)?.[0] ?? '';
  return {
    query: first('query'),
    response: first('response'),
    ...readPrompt(first('prompt'), protectedList(orders)),
    scores: readScores(orders),
    critique: first('critique'),
    formerPrompts: found.get('former') ?? [],
    formerEdits: listAfter(orders, 'Edits so far:'),
    orders,
    given: messages.filter((message) => message.role === 'assistant').map((message) => message.content),
    followUp: users.length > 1 ? (users[users.length - 1]?.content ?? '') : '',
  };
}

function readPrompt(text: string, kept: readonly string[]): Pick<Reading, 'prompt' | 'rules'> {
  const rules: Reading['rules'] = [];
  const preamble: string[] = [];
  for (const line of text.split('\n')) {
    const rule = /^\s*(?:\d{1,2}[.)]|[-*\u2022])\s+(.*\S)/.exec(line)?.[1];
    if (rule === undefined) preamble.push(line);
    else {
      const bare = rule.replace(/ \(protected\)$/, '');
      rules.push({ text: bare, isProtected: bare !== rule || kept.includes(bare) });
    }
  }
  return { prompt: preamble.join('\n').trim(), rules };
}

function protectedList(orders: string): string[] {
  return listAfter(orders, 'These rules must stay word for word:');
}

function listAfter(text: string, heading: string): string[] {
  const start = text.indexOf(heading);
  if (start < 0) return [];
  const block = text.slice(start + heading.length).split('\n\n')[0] ?? '';
  return [...block.matchAll(/^- (.+)$/gm)].map((match) => match[1] ?? '');
}

function readScores(orders: string): Reading['scores'] {
  const list = /^Scores of 5: (.+)$/m.exec(orders)?.[1] ?? '';
  return [...list.matchAll(/(\S[^,]*?) (\d(?:\.\d+)?)(?:, |$)/g)].map((match) => ({
    aspect: match[1] ?? '',
    score: Number(match[2]),
  }));
}

/** The aspects a judge is asked about in a text: "Clarity: 1 = confusing, 5 = easy to follow". */
export function readAskedAspects(text: string): Aspect[] {
  return [...text.matchAll(/^(.{1,60}?): 1 = (.*?), 5 = (.*?)(?:\. Score\?)?$/gm)].map((match) => ({
    name: match[1] ?? '',
    low: match[2] ?? '',
    high: match[3] ?? '',
  }));
}

/** An aspect as the selector is offered it. */
export interface Offered {
  name: string;
  high: string;
  /** Which queries it is for; '' where it is not said. */
  when: string;
}

/** What the selector may choose from, and how many. */
export function readOffer(orders: string): { offered: Offered[]; min: number; max: number } {
  const start = orders.indexOf('Aspects:\n');
  const block = start < 0 ? '' : (orders.slice(start + 9).split('\n\n')[0] ?? '');
  const bounds = /Choose the (\d+) to (\d+) aspects/.exec(orders);
  return {
    offered: [...block.matchAll(/^([^:\n]+): (.*?)(?:\. Applies when: (.*))?$/gm)].map((match) => ({
      name: match[1] ?? '',
      high: match[2] ?? '',
      when: match[3] ?? '',
    })),
    min: Number(bounds?.[1] ?? 2),
    max: Number(bounds?.[2] ?? 5),
  };
}
