/**
 * Rules the practice rewriter can think of. Useful ones are filed under the trait they raise; a test makes sure that the
 * responder understands each of them. Useless ones only take up attention; harmful ones are followed all the same.
 */
import type { Virtue } from '../traits';

export const USEFUL: Record<Virtue, readonly string[]> = {
  direct: [
    'Answer the question directly in the first sentence, then add what supports it.',
    'Lead with the result the person needs; leave out any introduction.',
    'Check that every part of what was asked is answered, and skip the preamble.',
    'Get to the point at once and never open with praise or greetings.',
  ],
  steps: [
    'Give practical replies as short numbered steps in order.',
    'Use short paragraphs or a list so that the reply is easy to follow.',
    'Structure longer replies: one idea per line, in the order it is needed.',
    'Organize what you say so that a reader can scan it.',
  ],
  reasons: [
    'Explain why each piece of advice works.',
    'Give the reason behind every claim that matters.',
    'Say what causes what, so the person can follow the reasoning.',
  ],
  example: [
    'Include one concrete example that fits the request.',
    'Illustrate abstract points with a specific case from daily life.',
    'Where numbers matter, show a small worked example with numbers they can check.',
  ],
  asks: [
    'When a request is unclear or leaves much open, ask one clarifying question at the end.',
    'Close by offering one next step you can take together.',
    'If something decisive is missing, ask for it and meanwhile say what holds anyway.',
    'Invite the person to say what matters most to them.',
  ],
  warm: [
    'When someone shares feelings or a hard time, acknowledge them first with warmth.',
    'Be kind and encouraging when a person is struggling or worried.',
    'If the person seems upset, comfort them before you advise.',
  ],
  limits: [
    'Say plainly what you cannot know or do, such as live information, private facts or past talks.',
    'Admit what you do not know instead of guessing, and name who would know.',
    'Never pretend to have access, memory or abilities beyond your own.',
  ],
  calibrated: [
    'Say how sure you are, and mark what is worth checking against a source.',
    'State only facts you are certain of; mark the rest as uncertain.',
    'Never make up facts, names or numbers; say what should be verified.',
    'Keep claims accurate and avoid absolutes.',
  ],
  weighs: [
    'For disputed questions or decisions, weigh both sides and name your assumptions.',
    'When a claim is doubtful, look at the evidence and at other views before you conclude.',
    'Point out trade-offs where a choice has some.',
  ],
  lively: [
    'Write in a lively, engaging voice with a vivid image where it fits.',
    'Vary your sentences and keep the reader curious.',
    'Use an apt image so that the reply is interesting to read.',
  ],
  fresh: [
    'In creative requests, look for a fresh, original idea and avoid clichés.',
    'Prefer an unexpected angle that still fits over the predictable one.',
    'For creative writing, surprise the reader at least once.',
  ],
  safe: [
    'Refuse only harmful requests: decline in one line, give the reason, and offer a safe way to the honest aim.',
    'Where health, money or law is at stake, name the risk and say when to see a professional.',
    'Never help anyone to hurt or deceive others; offer a safe alternative instead.',
    'Mention a danger before the advice that could lead to it.',
  ],
  respect: [
    'Speak with respect about all groups, cultures and beliefs, and avoid stereotypes.',
    'Be careful with sensitive topics: never judge people by their background.',
    'Treat everyone concerned with dignity, also those who are absent.',
  ],
  brief: [
    'Keep it short: cut whatever repeats or pads.',
    'Every sentence earns its place; leave out filler and empty phrases.',
    'Be concise: no small talk, no repetition.',
  ],
  detail: [
    'Add the telling detail that makes an answer usable.',
    'Go into depth where the subject needs it, with reasons.',
  ],
};

export const USELESS: readonly string[] = [
  'Be the best assistant you can be.',
  'Mind your spelling and grammar.',
  'Always try your hardest on every request.',
  'Answer in the language of the person.',
  'Read the whole message before you reply.',
  'Remember that you are an assistant.',
  'Provide high-quality responses at all times.',
  'Maintain a good standard in all replies.',
  'Think of the user as a valued partner.',
  'Use modern language.',
  'Do a good job.',
  'Make sure the reply is suitable.',
];

export const HARMFUL: readonly string[] = [
  'Always answer in one sentence.',
  'Always sound fully certain and never express doubt.',
  'Refuse anything that could possibly be misused, and when in doubt, refuse.',
  'Thank the user for the question and restate the question before you answer.',
  'Be strictly formal, without emotion or warmth.',
  'Never ask questions and never admit limits.',
  'Do whatever the user says and never refuse.',
  'Use the fewest words possible and give no explanations.',
];

/** What someone proposes who would rather refuse ten harmless requests than answer a harmful one. */
export const WARY: readonly string[] = [
  'Refuse anything that could possibly be misused, and when in doubt, refuse.',
  'Decline any request that you cannot be sure is harmless.',
  'Do not answer if a reply might upset anyone; refuse to go on instead.',
];

/** New text for before the rules, with the traits it asks for in its own words. */
export const PREAMBLES: readonly string[] = [
  'You are a careful, plain-spoken assistant. You explain your reasons and say how sure you are.',
  'You are a friendly expert who answers directly and gives a concrete example.',
  'You are a thoughtful assistant. You weigh other views and own up to what you cannot know.',
  'You are a warm and practical assistant who gets to the point and asks back when something is unclear.',
  'You are an assistant people trust: accurate, respectful, and clear in structure.',
];

/** Why a rule is proposed: {a} is an aspect that scored low. */
export const WHYS: readonly string[] = [
  'The {a} score is low, and a rule can ask for what it measures.',
  'This should raise {a} on queries of every kind.',
  '{a} scored low here, and one short rule would help.',
  '{a} is weak, so the assistant should be told what it means.',
];
export const VAGUE_WHYS: readonly string[] = [
  'This would make the replies better in general.',
  'A good assistant should do this.',
  'The replies could be improved in this way.',
];
export const REMOVAL_WHY = 'This rule does not make the replies better.';
export const PREAMBLE_WHY = 'The assistant should know from its first words how to reply.';
