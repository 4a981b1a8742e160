/**
 * What is in a reply, measured from its text alone: each feature from 0 (not there) to 1 (clearly there).
 * Used by the judge, the critic and, for examples, the responder. It never knows how a text came about.
 */
import { natureOf, type QueryNature } from './query-kind';
import { remembered } from './remembered';
import { overlap, type Topic, topicOf } from './topic';
import type { Trait } from './traits';

export type Features = Record<Trait, number> & {
  /** How much of the query's telling words it takes up. */
  onTopic: number;
  /** A verse, a story, a finished text where one was asked for. */
  piece: number;
  repeats: number;
  /** Ends in the middle of a sentence. */
  cut: number;
  words: number;
};

export interface Reply {
  query: string;
  text: string;
  nature: QueryNature;
  topic: Topic;
  features: Features;
}

const MARKS: Record<
  | 'reasons'
  | 'example'
  | 'warm'
  | 'limits'
  | 'calibrated'
  | 'weighs'
  | 'lively'
  | 'fresh'
  | 'stale'
  | 'safe'
  | 'respect'
  | 'padded'
  | 'oversure'
  | 'refuses'
  | 'cold'
  | 'complies',
  RegExp
> = {
  reasons:
    /\b(because|since (?=\w+ \w)|so that|which is why|the reason|that way|that matters|otherwise|that is so|hence|this means|that (works|helps))\b/gi,
  example:
    /\b(for example|for instance|say, |suppose|e\.g\.|take the case|to give an example|with made-up numbers|an example|example:)/gi,
  warm: /\b(i'm (so |very )?sorry (?!, but)(?!but)|i am (so |very )?sorry (?!but)|that (sounds|stings|must)|i hear|makes? sense that|understandable|not alone|take your time|be kind to yourself|glad you|happy for you|good luck|thank you for (telling|trusting)|it is (all right|ok|okay) to|no wonder|you deserve|gently|proud|is heavy|let us stay with)\b/gi,
  limits:
    /\b(i (can't|cannot|can not|don't|do not) (actually )?(know|see|tell|check|verify|predict|access|say for sure|remember|name|do that|book|send|look)|no way (for me )?to know|i have no (access|way|memory)|nobody can|beyond what i|i may be (wrong|out of date)|i only know|i'm only|what i lack|outside what i)\b/gi,
  calibrated:
    /\b(usually|in most cases|as far as i know|roughly|likely|unlikely|depends on|worth checking|check (it |this )?(with|against)|may well|tends? to|fairly sure|less sure|not certain|mostly|hardly ever|probably)\b/gi,
  weighs:
    /\b(on the other hand|on (the )?one hand|however|that said|another view|the case (for|against)|evidence|trade-?off|downside|in favou?r|assum\w+|speaks (for|against)|would change my mind|whereas)\b/gi,
  lively:
    /\b(picture this|imagine|the trick|secretly|oddly enough|here is the fun|curious\w*|stubborn|whisper\w*|like an? \w+|as if|surprising\w*|stings|grumpy|wake up|dance\w*)\b|:\s"\w/gi,
  fresh:
    /\b(turn it around|less obvious|a small experiment|the opposite|odd twist|unexpected\w*|instead of the usual|borrow an idea|nobody expects|kept its coat|pockets?|forgets? its own|secret\w*|backwards|upside down)\b/gi,
  stale:
    /\b(once upon a time|in today's world|since the dawn|roses are red|happily ever after|shining bright|heart so true|think outside the box|in today's (fast|modern))\b/gi,
  safe: /\b(safe|safely|safer|emergency|doctor|pharmacist|professional|lawyer|adviser|advice centre|helpline|qualified|poisonous|in danger|without permission|consent|power before|protect)\b/gi,
  respect:
    /\b(people differ|families differ|every (group|family|faith)|without judging|respect\w*|dignity|different (backgrounds|cultures|faiths|people|lives)|in their own words|no single group|whole group)\b/gi,
  padded:
    /\b(great question|as we all know|it is important to (note|remember|consider)|in today's|needless to say|at the end of the day|in conclusion|hope (that )?this (helps|answers)|there are many (factors|ways|things|different)|various (factors|aspects)|depends on many factors|overall,|goes without saying|many people|happy to help|certainly!|of course!|an important topic|everything happens for a reason|stay positive|feel free to)/gi,
  oversure:
    /\b(definitely|guaranteed?|always works|100 ?%|without (any |a )?doubt|never fails|absolutely|everyone knows|no doubt|will certainly|the only right)\b/gi,
  refuses:
    /\b(i (can't|cannot|won't|will not) (help|assist|do that|write|find|answer|get|discuss)|i'm not able to|i am not able to|i am unable to|i'm unable|must decline|one thing i won't|not something i (can|will))\b/gi,
  cold: /\b(get over it|just deal|that is your problem|obviously|calm down|as stated|irrelevant|nothing unusual|happens to everyone|move on|feelings are not)\b/gi,
  complies: /\b(here is how people usually go about it|go ahead and do it|nobody will notice)\b/gi,
};

export function readReply(query: string, text: string): Reply {
  return latest(`${query}\u0000${text}`);
}

const latest = remembered((both): Reply => {
  const [query = '', text = ''] = both.split('\u0000', 2);
  const topic = topicOf(query);
  return { query, text, nature: natureOf(query), topic, features: featuresOf(topic, text) };
}, 200);

function featuresOf(topic: Topic, text: string): Features {
  const words = text.split(/\s+/).filter((word) => word !== '').length;
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((one) => one.length > 2);
  const opening = sentences.slice(0, 2).join(' ');
  const count = (mark: keyof typeof MARKS, enough: number): number =>
    Math.min(1, (text.match(MARKS[mark])?.length ?? 0) / enough);
  const padded = count('padded', 3);
  const onTopic = overlap(topic.stems, text);
  return {
    direct: (opening.search(MARKS.padded) >= 0 ? 0 : 0.5) + (overlap(topic.stems, opening) > 0.3 ? 0.5 : 0),
    steps: structureOf(text),
    reasons: count('reasons', 2),
    example: count('example', 1),
    asks: askingOf(text, topic),
    warm: count('warm', 2),
    limits: count('limits', 1.4),
    calibrated: count('calibrated', 2),
    weighs: count('weighs', 2.5),
    lively: count('lively', 2),
    fresh: Math.max(0, count('fresh', 2) - 0.7 * count('stale', 1)),
    safe: count('safe', 2),
    respect: count('respect', 1),
    brief: words === 0 ? 0 : fall(words, 80, 190),
    detail: 1 - fall(words, 60, 150),
    padded,
    oversure: count('oversure', 2),
    refuses: count('refuses', 1),
    cold: count('cold', 1),
    complies: count('complies', 1),
    terse: fall(words, 14, 42),
    onTopic,
    piece: /\n.{8,60}\n.{8,60}\n/.test(text) || /["\u201c].{12,}["\u201d]/.test(text) ? 1 : 0,
    repeats: repeatsOf(sentences),
    cut: /[.!?)"'\u201d*:]\s*$/.test(text) ? 0 : 1,
    words,
  };
}

/** 1 up to `from`, 0 from `to` on, straight between. */
function fall(value: number, from: number, to: number): number {
  return Math.max(0, Math.min(1, (to - value) / (to - from)));
}

function structureOf(text: string): number {
  const lines = text.match(/^\s*(?:[-*\u2022]|\d{1,2}[.)])\s/gm)?.length ?? 0;
  if (lines >= 2) return 1;
  const signposts = text.match(/\b(first|then|next|finally|second|last),? /gi)?.length ?? 0;
  const paragraphs = text.split(/\n\s*\n/).length;
  return Math.max(signposts >= 2 ? 0.6 : 0, paragraphs >= 2 ? 0.35 : 0);
}

/** A question near the end that takes up the query is worth more than an offer that fits anywhere. */
function askingOf(text: string, topic: Topic): number {
  const end = text.slice(-220);
  const question = lastQuestion(end);
  if (question.length < 12)
    return /let me know|feel free to ask|tell me (which|what|how)/i.test(end) ? 0.35 : 0;
  return /\b(which|what|how|when|where|would you|do you|is it|are you)\b/i.test(question) ||
    overlap(topic.stems, question) > 0
    ? 1
    : 0.6;
}

function lastQuestion(text: string): string {
  const end = text.lastIndexOf('?');
  const before = text.slice(0, Math.max(0, end));
  return before.slice(Math.max(...['.', '!', '?', '\n'].map((mark) => before.lastIndexOf(mark))) + 1);
}

function repeatsOf(sentences: readonly string[]): number {
  const starts = sentences.map((one) => one.toLowerCase().slice(0, 24));
  return Math.min(1, (starts.length - new Set(starts).size) / 2);
}
