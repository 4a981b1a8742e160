/** Words of the judge check: what was found, what it means for a run, what to change. Every figure with its meaning. */
import type { JudgeAdvice, JudgeCheck, JudgeOutcome } from '../../../core/reliability';

const points = (value: number): string => Math.abs(value).toFixed(2);
const pairs = ({ agreed, compared }: JudgeCheck): string => `${String(agreed)} of ${String(compared)} pairs`;
const noise = ({ rewardNoise }: JudgeCheck): string =>
  rewardNoise === null
    ? ''
    : ` A reward differs by about ${points(rewardNoise)} points when it is given again.`;

const outcome: Record<JudgeOutcome, string> = {
  sound: 'A sound judge',
  noisy: 'A noisy judge',
  weak: 'A weak judge',
  'length-loving': 'A judge that goes by length',
  random: 'A judge that draws lots',
  reversed: 'A judge that has it the wrong way round',
  unreadable: 'A judge that cannot be read',
};

/** One sentence, sometimes with the figure behind it: what a run with this judge is worth. */
const meaning: Record<JudgeOutcome, (check: JudgeCheck) => string> = {
  sound: (check) =>
    `It found the better response in ${pairs(check)} and says nearly the same when asked again, so a run can go by its scores.`,
  noisy: (check) =>
    `It found the better response in ${pairs(check)}, but a single score of it says little: small differences between prompts will drown in its noise.${noise(check)}`,
  weak: (check) =>
    `It found the better response in only ${pairs(check)}: it is steady, but a run would be led to prompts that are not better.`,
  'length-loving': ({ longerPreferred: { is, of } }) =>
    `It gave the longer response more in ${String(is)} of ${String(of)} pairs, right or wrong: a run would be led to long answers.`,
  random: (check) =>
    `Its scores have as good as nothing to do with the responses (better in ${pairs(check)}): a run with it would choose prompts by chance.`,
  reversed: ({ opposed, compared }) =>
    `It gave the worse response more in ${String(opposed)} of ${String(compared)} pairs: a run would be led to worse prompts.`,
  unreadable: ({ compared, pairs: all }) =>
    `Only ${String(compared)} of ${String(all)} pairs could be read in full, too few to say how it judges; a run would lose many candidates the same way.`,
};

const advice: Record<JudgeAdvice, string> = {
  'another-judge': 'Choose another model as judge. Do not trust a result of this one.',
  'bigger-judge': 'Use a bigger model as judge; the other roles can stay as they are.',
  'more-queries':
    'Raise “Queries per candidate” and “Verdict queries”: a mean over more of them is steadier.',
  'score-by-probability': 'Let it score by probability: one token needs no parsing and shows its doubt.',
  'score-in-writing':
    'Try scores written as JSON with reasons for every candidate: some models judge better in words.',
  'shorter-responses': 'Lower the length limit of responses, so that length can decide less.',
  'read-yourself': 'Read the responses in the verdict yourself before you use the prompt.',
};

export const judgeCheck = {
  title: 'Judge check',
  outcome,
  meaning,
  adviceTitle: 'What to change',
  advice,
  simulated: 'This judge is simulated. The check says nothing about a language model.',
  pending: 'The judge is being tried on pairs with a known better response.',
  pendingHint: (done: number, all: number) => `${String(done)} of ${String(all)} pairs judged`,
  goesOn: 'The run goes on all the same. “Finish now” ends it.',
  empty: 'The pairs appear here as they are judged.',

  cautions: 'What to bear in mind',

  marks: {
    title: 'Agreement',
    text: (agreed: number, opposed: number, of: number) =>
      `Agreement on ${String(of)} pairs: the better response scored higher in ${String(agreed)}, the worse one in ${String(opposed)}.`,
    key: (n: number, words: string) => `${n === 1 ? '1 pair' : `${String(n)} pairs`}: ${words}`,
    agreed: 'better scored higher',
    opposed: 'worse scored higher',
    tie: 'scored the same',
    unread: 'could not be read',
    pending: 'not judged yet',
  },

  facts: {
    none: '–',
    agreed: 'pairs right',
    of: (is: number, of: number) => `${String(is)} of ${String(of)}`,
    agreedHint:
      'Pairs in which the better response scored higher on the pair’s aspect, mean of both judgements. Equal scores do not count as right. Below 10 of 12 is weak: drawing lots gets there in 2 checks of 100.',
    rewardNoise: 'noise of a reward',
    rewardNoiseHint:
      'Standard deviation, in points, of the reward of one response when it is judged again (mean over three aspects)',
    scoreNoise: 'noise of a score',
    scoreNoiseHint: 'The same for a single score; above 0.8 the judge counts as noisy',
    correlation: 'agreement with itself',
    correlationHint:
      'Correlation of the first scores with the second: 1 says the same again, 0 has nothing to do with before',
    order: 'shift when asked differently',
    orderHint:
      'Mean difference in points between second and first judgement, with its 95% interval: aspects in reverse order, asked in other words. Near 0 is good.',
    orderValue: (mean: string, half: string) => `${mean} ± ${half}`,
    shorter: 'right where better is shorter',
    shorterHint: 'A judge that likes length fails on these',
    longer: 'right where better is longer',
    longerHint: 'A judge that likes brevity fails on these',
    unreadable: 'judgements unreadable',
    unreadableHint: 'They count as nothing, never as a low score; their pairs are not compared',
  },

  pairsTitle: 'The pairs',
  pairsWhy: 'Each with a better and a worse response, both judged twice. Open one to read them.',
  pair: {
    scores: (better: string, worse: string) => `better ${better}, worse ${worse}`,
    scale: 'Mean of both scores on the pair’s aspect, 1 to 5',
    better: 'The better response',
    worse: 'The worse response',
    why: 'Why it is better',
    first: 'First judgement',
    second: 'Second judgement',
    unreadable: 'This judgement could not be read.',
    calls: 'Show its calls',
    key: { better: 'better response', worse: 'worse response' },
  },
} as const;
