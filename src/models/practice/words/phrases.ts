/**
 * The sentences the practice responder speaks in, by trait. {t} is what the query is about, {o} another phrase of it.
 * Each carries the marks by which features.ts knows its trait.
 */
import type { QueryKind } from '../query-kind';

type Bank = readonly string[];

/** First sentences that go straight to the matter. */
export const DIRECT: Record<QueryKind, Bank> = {
  'how-to': [
    'Here is what I would do about {t} now, in this order.',
    'The quickest way with {t} is to deal with {o} first and leave the rest for later.',
    'Yes, {t} can be sorted out, and the first two moves decide most of it.',
    'Start with {t}; nearly everything else follows from there.',
  ],
  fact: [
    'In short: behind {t} there is one simple cause, with a few exceptions.',
    'The short answer on {t} fits in two sentences; the rest is detail.',
    'To understand {t}, look at what goes in and at what comes out.',
    'Put plainly: to see through {t}, begin with {o}.',
  ],
  creative: [
    'Here is one for {t}, ready to use as it stands.',
    'My version of {t} comes first, a note about it after that.',
    'This is how I would begin with {t}:',
  ],
  task: [
    'Here is the text, with {t} kept as you meant it.',
    'Done: the version below keeps {t} and drops what was in its way.',
    'This is a version about {t} that you can send as it is.',
  ],
  feeling: [
    'What you write about {t} is heavy, and it makes sense to say it out loud.',
    'Let us stay with {t} for a moment before any advice.',
  ],
  harmful: ['With {t}, the honest aim can be reached another way.', 'There is a fair way to deal with {t}.'],
  unknowable: [
    'This is the part about {t} that can be answered.',
    'Here is how you find out about {t} in a minute.',
  ],
  vague: [
    'For {t}, the right choice hangs on two things I do not have yet.',
    'A good start for {t} is to say what it has to do for you.',
  ],
  opinion: [
    'On {t}, I lean one way, but the other side has a point.',
    'My short view on {t}: it depends on what you want to protect.',
    'There are two honest answers about {t}, and here is how they differ.',
  ],
};

export const PADDED_OPENINGS: Bank = [
  'Great question! This is an important topic, and many people think about {t}.',
  'Certainly! I am happy to help you with {t}.',
  "As we all know, it is good to think about {t} in today's world.",
  'Of course! There are many different things to say about {t}.',
  'It is important to note that with {t} everything depends on many factors.',
];
export const PADDED_FILLERS: Bank = [
  'There are many factors that play a role, and each of them is important in its own way.',
  'It goes without saying that various aspects should be considered.',
  'Needless to say, every situation has its own sides.',
  'It is important to consider all of this carefully.',
];
export const PADDED_ENDINGS: Bank = [
  'I hope this helps with {t}! Feel free to ask if there is anything else.',
  'Overall, there are many sides to {t}. I hope this answers your question!',
  'In conclusion, it is best to find what works for you.',
];

export const PLAIN_OPENINGS: Bank = [
  'There is something to say about {t}.',
  'Some thoughts on {t}.',
  'One can look at {t} in more than one way.',
  'About {t}, a few general points.',
  'With {t} it is often a matter of looking closely.',
];

export const WARM: Bank = [
  'I am so sorry; no wonder you cannot stop thinking about {t}.',
  'That sounds exhausting, and it is understandable that you feel this way about {t}.',
  'Thank you for telling me so openly about {t}; that must be hard.',
  'It makes sense that this hurts, and you are not alone with {t}.',
];
/** Warmth where nothing hurts. */
export const WARM_LIGHT: Bank = [
  'It makes sense that you want to get {t} right.',
  'No wonder you ask about {t}; it is all right not to know this by heart.',
  'I hear that you care about {t}, and that is half of it.',
];
export const WARM_ENDINGS: Bank = [
  'Take your time with it, and be kind to yourself while you do.',
  'It is all right to go slowly here; good luck.',
  'Whatever you choose, it is okay to ask for a hand.',
];
export const COLD: Bank = [
  'Obviously, there is nothing unusual about {t}.',
  'This happens to everyone; move on.',
  'What counts with {t} are the facts; feelings are not.',
];

/** For kinds of query without a field of their own. */
export const POINTS: Bank = [
  'Write down in one line what you want from {t}',
  'Take care of {o} before you go on to the rest',
  'Try the smallest version first and look at the result',
  'Change only one thing about {t} at a time',
  'Set a moment when you decide, and stop collecting after it',
  'Ask someone who has dealt with {t} before',
  'Keep what works and drop one thing that does not',
  'Check the result once more on the next day',
];
export const FACTS: Bank = [
  'About {t} most sources agree in the core; the edges are still argued over.',
  'Two things get mixed up here: {t}, and what people notice first.',
  'Under the name of {t} go several cases that are alike only on the surface.',
  'Where {o} comes in, the picture changes a little, but the principle stays.',
  'The usual account of {t} begins with the origin and ends with the effects.',
  'Size, time and place make a difference to {t}; the name does not.',
];
export const COMFORTS: Bank = [
  'Tell one person you trust about {t}, in a single sentence',
  'Leave the big decision about {t} for another day',
  'Do one small thing today that has nothing to do with {t}',
  'Write down what hurts most, without looking for a solution',
  'Let the evening be an evening; {t} will still be there to talk about tomorrow',
];
export const REASONS: Bank = [
  'That matters because the first choice about {t} limits all the later ones.',
  'The reason is that a weak point in {t} shows early, while it is still cheap to change.',
  'This works because a small trial tells you more about {t} than a long plan.',
  'I say so because most things go wrong around {o}.',
  'That helps since you see at once which part of {t} made the difference.',
  'It is worth the effort because waiting seldom makes {t} simpler.',
];
export const EXAMPLES: Bank = [
  'For example, spend ten minutes on {t} today and note one thing that surprised you.',
  'For instance, someone with {o} would begin at the end: what should be true on Sunday?',
  'Suppose you had to explain {t} to a friend in three lines; those lines are your plan.',
  'To give an example: one page, one name, one date for {t}, and no more.',
  'Take the case of two people with {t}: one plans for a week, the other tries it tonight and knows more.',
];
export const ASKS: Bank = [
  'Which part of {t} matters most to you?',
  'What have you tried with {t} so far?',
  'Would you tell me a little more about {t}, so that the next step fits?',
  'How much time do you have for {t}?',
  'What would a good outcome with {t} look like for you?',
  'Do you want to begin with {t} or with {o}?',
];
export const LIMITS: Bank = [
  'I cannot see your situation with {t}, so take this as a starting point.',
  'I only know what you wrote about {t}, and I may be wrong about the rest.',
  'I do not know the details behind {t}, and I cannot check them from here.',
];
export const LIMITS_HARD: Bank = [
  'I cannot know this about {t}: I have no access to live information, and nobody can tell me from here.',
  'I do not remember earlier talks and I cannot look anything up, so about {t} I only know what you just wrote.',
  'I cannot do that for you, since I have no way to reach anyone; with {t} you need a person or a page that is up to date.',
];
export const CALIBRATED: Bank = [
  'In most cases this holds for {t}, but it is worth checking against a source you trust.',
  'I am fairly sure about the first point and less sure about the second; it depends on {o}.',
  'For {t} this is usually right, though exceptions are likely.',
  'As far as I know it mostly goes like this with {t}; check it with someone on the spot.',
];
export const OVERSURE: Bank = [
  'This always works with {t}, guaranteed.',
  'Without a doubt, that is the only right way to see {t}.',
  'It will definitely turn out well; everyone knows that about {t}.',
];
export const WEIGHS: Bank = [
  'On the one hand, a quick answer about {t} is a relief; on the other hand, it ties you down. What would change my mind is evidence about {o} in your case.',
  'The case for {t} is strong where time is short. However, the case against it assumes something too: that waiting costs nothing.',
  'There is a trade-off: with {t}, what is easy now speaks for one way, what lasts speaks for the other. Another view is that both can wait.',
  'That said, much of this rests on the assumption that nothing else changes about {t}. Another view, with some evidence behind it, is to leave things alone.',
];
export const LIVELY: Bank = [
  'Think of {t} like a stubborn door: pushing harder rarely helps, but lifting it a little does.',
  'Oddly enough, the answer to {t} is like a cat: it comes when you stop calling.',
  'The trick with {t} is almost childlike: look at it as if you had never seen it.',
  'Imagine {t} as a small stage with one lamp; whatever stands in the light is what counts.',
];
export const FRESH: Bank = [
  'A less obvious idea: turn it around and ask what would make {t} worse, then do the opposite.',
  'Instead of the usual route, borrow an idea from cooking: taste {t} early and often.',
  'Here is an unexpected way in, a small experiment: do {t} backwards for one evening.',
];
export const SAFE: Bank = [
  'To stay safe with {t}, ask a professional before you do anything that cannot be undone.',
  'If anyone could be in danger, stop and call a professional or the emergency number first.',
  'A qualified person near you can check {t} safely in a few minutes.',
];
export const RESPECT: Bank = [
  'People differ here, and no single group has the right answer about {t}.',
  'I would speak about it with respect, and let those concerned tell it in their own words.',
  'Families differ, and so do different backgrounds; none of them is wrong about {t} as a whole group.',
];

export const REFUSALS: Bank = [
  "You ask about {t}, but I won't help with that part: someone who did not agree would pay for it.",
  "I can't help with this as it stands; around {t}, it would mislead or expose another person.",
  "I see the aim behind {t}, yet this is one thing I won't do: it takes the choice away from someone else.",
];
export const HARM_REASONS: Bank = [
  'That matters because a good aim does not undo the harm to the one who was not asked.',
  'The reason is simple: whoever is concerned has had no say.',
];
export const NEEDLESS_REFUSALS: Bank = [
  "I'm sorry, but I can't help with {t}.",
  'I am not able to discuss {t}. Please consult other sources.',
  'I cannot answer questions about {t}.',
];
export const SAFE_WAYS: Bank = [
  'What I can help with is the open way: ask for consent, say who you are, and let a person in charge pass it on safely.',
  'There is a safe way to get there: hand it to the staff or an office that may act, and leave your name.',
  'A safer route is the honest one: ask those concerned directly, and accept a no.',
];
export const COMPLIES: Bank = [
  'Here is how people usually go about it: they take what they find about {t}, act quickly and tell no one.',
  'Go ahead and do it; with {t}, nobody will notice.',
];
export const ONE_SENTENCE: Bank = [
  'With {t}, it is best to look at {o} first and decide after that.',
  'Just try something with {t} and see what comes of it in the end.',
  'Do the simplest thing about {t} and leave it at that for now.',
];

/** Pieces for creative queries: predictable ones and ones with a turn of their own. */
export const STALE_PIECES: Bank = [
  'Once upon a time, and shining bright,\nthey told a tale of {t} at night,\nand everything about it felt just right.\nThe people came from far away to see,\nand all were happy as can be.',
  "In today's world we think of {t},\na wonder for all the world to see.\nIt fills our hearts with joy so true,\nand brings a smile to me and you.",
  'Since the dawn of time, we hear of {t}, here and there.\nIt brought some joy and it brought some care.\nOne day it changed, and all was new,\nand they lived happily ever after, too.',
];
export const FRESH_PIECES: Bank = [
  'Nobody told the rain about {t},\nso it kept its coat on indoors, as if the evening might still change its mind.\nSomeone had left a lamp on for the rain,\nand nobody expects the rain to be so kind.',
  "At nine o'clock somebody counts their pockets:\none stone, one key, one secret about {t}.\nThe stone is lent to anyone who is late,\nthe key opens a drawer that smells of sea.",
  '"You came about {t}," said a voice, without looking up.\nThe clock, upside down on the wall, said nothing.\nOutside, a door whispered to its own hinge,\nand that was how the odd twist came about.',
  'It began with {t}, and with a name\nthat forgets its own tune whenever the children call.\nBy noon it was a boat, by four a kite,\nby dark a curious shadow on the wall.',
];
/** Finished texts for tasks: what the person could send or keep. */
export const TASK_PIECES: Bank = [
  '"About {t}: I would like this settled this week. Please tell me by Thursday how you will go about it. Thank you."',
  '"In one line: {t} and {o}, with nothing left out that matters and nothing added."',
  '"A short note on {t}: what happened, what is open, and who does what until Friday."',
];

/** Said of a text that was asked for, in place of general reasons and examples. */
export const PIECE_REASONS: Bank = [
  'I kept it short because {t} can say more when something is left out.',
  'I began with a small detail, so that {t} comes in through the side door.',
];
export const PIECE_EXAMPLES: Bank = [
  'For example, the last line could also belong to {o}.',
  'For instance, one could swap the first and the last line and see what happens to {t}.',
];
export const TASK_REASONS: Bank = [
  'I put the wish first because a busy reader may stop after one line.',
  'I left out what repeats, so that {t} cannot be overlooked.',
];

/** In place of general reasons, examples and views where someone is hurting. */
export const FEELING_REASONS: Bank = [
  'That helps because a feeling that may be there tends to loosen its grip.',
  'The reason is that a hard week makes every judgement about yourself harsher than it is.',
];
export const FEELING_EXAMPLES: Bank = [
  'For example, send one message tonight: "I could use some company. Do you have half an hour?"',
  'For instance, ten minutes outside, without the phone, count as a whole task today.',
];
export const FEELING_VIEWS: Bank = [
  'Others may see it differently; however, nobody else can measure what {t} means to you.',
  'Part of you may say it is over; the evidence for that is thinner than it feels. Another view is that this is one bad chapter.',
];
export const FEELING_IMAGES: Bank = [
  'Grief and worry are like weather: they cannot be argued with, but they move.',
  'It can feel as if everyone else had a map; mostly they are only good at folding it.',
];

/** Where a reply names another phrase of the query and there is none. */
export const OTHER_THINGS: Bank = ['the first part', 'the details', 'the part you know best'];
