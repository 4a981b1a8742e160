/**
 * What the rewriter (the paper's optimizer) is told, for its three jobs: edits of the system prompt (`lab`), a whole new
 * system prompt (`paper`), and a better response to a base example (phase 1).
 */
import { isProtected, MOST_RULES, type Prompt, type Refusal } from '../edits';
import type { JsonSchema, Message } from '../ports';
import type { AspectScore } from '../terms';
import { scoresLine } from './critic';
import { oneLine, section } from './section';

/** The worst turn of the state being expanded, and why it was judged so. */
export interface Evidence {
  query: string;
  response: string;
  scores: readonly AspectScore[];
  critique: string;
}

export interface EditInput extends Evidence {
  prompt: Prompt;
  protectedRules: readonly string[];
  /** The path's last edits in words, oldest first, each with the reward it brought. */
  formerEdits: readonly string[];
}

export function editMessages(input: EditInput): Message[] {
  return [
    { role: 'system', content: 'You improve the system prompt of an assistant by small edits.' },
    {
      role: 'user',
      content: [
        `The system prompt now:\n${section('prompt', numbered(input.prompt, input.protectedRules))}`,
        ...evidence(input),
        ...(input.formerEdits.length > 0
          ? [`Edits so far:\n${input.formerEdits.map((edit) => `- ${edit}`).join('\n')}`]
          : []),
        'Propose 1 or 2 edits that would raise the low scores on queries of every kind, not only this one. ' +
          `A rule is one short order to the assistant; at most ${String(MOST_RULES)} rules. ` +
          'Never copy from the query or the response.',
        'Reply as JSON: {"why": "one sentence", "edits": [{"do": "add", "text": "..."}]}. "do" is "add", ' +
          '"replace" or "remove" (with the number of the "rule"), or "preamble" (new text before the rules).',
      ].join('\n\n'),
    },
  ];
}

export const ANOTHER_EDIT = 'Now a different edit, with another idea. Same JSON.';

const REFUSED: Record<Refusal, string> = {
  empty: 'it is empty',
  'no-such-rule': 'there is no rule of that number',
  'too-many-rules': `there would be more than ${String(MOST_RULES)} rules; replace or remove one`,
  'loses-protected-rule': 'it changes a protected rule',
  'changes-nothing': 'it changes nothing',
  duplicate: 'the same was proposed before',
  'copies-query': 'it copies from the query; make it fit queries of every kind',
  'copies-response': 'it copies from the response; make it fit queries of every kind',
  'does-not-fit': 'it is too long; make it shorter',
};

/** Said after a proposal that was read but cannot be used. */
export function refusalMessage(why: Refusal): string {
  return `That cannot be used: ${REFUSED[why]}. Propose something else. Same JSON.`;
}

export const editSchema: JsonSchema = {
  type: 'object',
  properties: {
    why: { type: 'string', maxLength: 200 },
    edits: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: {
        type: 'object',
        properties: {
          do: { type: 'string', enum: ['add', 'replace', 'remove', 'preamble'] },
          rule: { type: 'integer', minimum: 1, maximum: 99 },
          text: { type: 'string', maxLength: 300 },
        },
        required: ['do'],
        additionalProperties: false,
      },
    },
  },
  required: ['why', 'edits'],
  additionalProperties: false,
};

export interface RewriteInput extends Evidence {
  prompt: string;
  protectedRules: readonly string[];
  /** The last prompts of the path, oldest first, the current one included (paper: at most 5). */
  formerPrompts: readonly string[];
}

export function rewriteMessages(input: RewriteInput): Message[] {
  return [
    { role: 'system', content: 'You write system prompts that make an assistant answer better.' },
    {
      role: 'user',
      content: [
        `The system prompt now:\n${section('prompt', input.prompt)}`,
        ...evidence(input),
        ...(input.formerPrompts.length > 0
          ? [
              `Prompts so far, oldest first:\n${input.formerPrompts.map((old) => section('former', old)).join('\n')}`,
            ]
          : []),
        ...(input.protectedRules.length > 0
          ? [
              `These rules must stay word for word:\n${input.protectedRules.map((rule) => `- ${oneLine(rule)}`).join('\n')}`,
            ]
          : []),
        'Write a better system prompt. Keep what works, mend what lowered the scores, and make it fit queries of every kind. ' +
          'Never copy from the query or the response.',
        'Reply as JSON: {"why": "one sentence", "prompt": "the whole new system prompt"}',
      ].join('\n\n'),
    },
  ];
}

export const rewriteSchema: JsonSchema = {
  type: 'object',
  properties: { why: { type: 'string', maxLength: 400 }, prompt: { type: 'string' } },
  required: ['why', 'prompt'],
  additionalProperties: false,
};

/** Phase 1: the latest response to a base example, to be written anew. The reply is the response itself. */
export function betterResponseMessages(input: Evidence): Message[] {
  return [
    {
      role: 'system',
      content: 'You rewrite a reply so that it answers the query better. You write only the new reply.',
    },
    {
      role: 'user',
      content: [...evidence(input), 'Write the better response, and nothing else.'].join('\n\n'),
    },
  ];
}

function evidence({ query, response, scores, critique }: Evidence): string[] {
  const parts = [section('query', query), section('response', response)];
  if (scores.length > 0) parts.push(scoresLine(scores));
  if (critique !== '') parts.push(section('critique', critique));
  return parts;
}

function numbered(prompt: Prompt, protectedRules: readonly string[]): string {
  const rules = prompt.rules.map(
    (rule, i) => `${String(i + 1)}. ${rule}${isProtected(rule, protectedRules) ? ' (protected)' : ''}`,
  );
  return [prompt.preamble, ...rules].filter((line) => line !== '').join('\n');
}
