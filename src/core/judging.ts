/**
 * A response judged: scores over the aspects chosen for its query, by one constrained token an aspect (`probability`) or
 * one JSON reply (`written`). An aspect that cannot be read makes the judgement Unreadable; it is never a zero here.
 */
import { aspectKey } from './aspects';
import { ask, type Asking, roomFor, textQuestion } from './asking';
import { CHOICE_TOKENS } from './config';
import { fitted, shorter } from './fit';
import { criticMessages, reasonList } from './prompts/critic';
import {
  type JudgeInput,
  judgeMessages,
  SCORES,
  type Wording,
  writtenJudgeMessages,
  writtenJudgeSchema,
} from './prompts/judge';
import { shuffled } from './random';
import { readChoiceScore, readCritique, readWrittenJudgement } from './replies';
import { meanScore } from './reward';
import { type AspectScore, isUnreadable, type Judgement, type Selection, type Unreadable } from './terms';

/** The response under judgement and where in the run it stands. */
export interface Judged {
  path: string;
  query: string;
  response: string;
}

/** In which order the aspects are asked one by one, and in which words. */
export interface Manner {
  order: 'seeded' | 'as-given';
  wording: Wording;
}
const USUAL: Manner = { order: 'seeded', wording: 'usual' };

export async function judge(
  asking: Asking,
  { path, query, response }: Judged,
  selection: Selection,
  { order, wording }: Manner = USUAL,
): Promise<Judgement | Unreadable> {
  const byProbability = asking.config.scoring === 'probability';
  const input = { query, response, aspects: selection.aspects, reason: selection.reason, wording };
  const scores = byProbability
    ? await judgeByProbability(asking, `${path}/judge`, input, order)
    : await judgeInWriting(asking, `${path}/judge`, input);
  return isUnreadable(scores) ? scores : { scores, reward: meanScore(scores) };
}

/** One conversation, one digit an aspect, aspects in seeded order unless told; the replies go back unaltered so that KV caches hold. */
async function judgeByProbability(
  asking: Asking,
  path: string,
  whole: JudgeInput,
  order: Manner['order'],
): Promise<AspectScore[] | Unreadable> {
  const aspects = order === 'seeded' ? shuffled(whole.aspects, asking.config.seed, path) : whole.aspects;
  const everything = (input: JudgeInput) =>
    judgeMessages(
      input,
      aspects.map(() => '5'),
    );
  const room = roomFor(asking.config, 'judge', CHOICE_TOKENS);
  const input = fitted('judge', { ...whole, aspects }, everything, [shorter('response')], room);
  const given: string[] = [];
  const scores = new Map<string, AspectScore>();
  for (const aspect of aspects) {
    const question = {
      role: 'judge',
      path: `${path}/${aspectKey(aspect.name)}`,
      conversation: path,
      messages: judgeMessages(input, given),
      reply: { kind: 'choice', options: SCORES },
      maxTokens: CHOICE_TOKENS,
    } as const;
    const read = await ask(asking, question, judgeTries(asking), (reply) => {
      const score = readChoiceScore(reply);
      return isUnreadable(score) ? score : { ...score, text: reply.text };
    });
    if (isUnreadable(read)) return read;
    given.push(read.text);
    const { score, probabilities } = read;
    scores.set(aspect.name, { aspect: aspect.name, score, ...(probabilities ? { probabilities } : {}) });
  }
  return whole.aspects.flatMap((aspect) => scores.get(aspect.name) ?? []);
}

async function judgeInWriting(
  asking: Asking,
  path: string,
  whole: JudgeInput,
): Promise<AspectScore[] | Unreadable> {
  const rationales = asking.config.reasons === 'every-candidate';
  const maxTokens = asking.config.limits.judgement;
  const build = (input: JudgeInput) => writtenJudgeMessages(input, rationales);
  const room = roomFor(asking.config, 'judge', maxTokens);
  const input = fitted('judge', whole, build, [shorter('response')], room);
  const question = {
    role: 'judge',
    path,
    conversation: path,
    messages: build(input),
    reply: { kind: 'json', schema: writtenJudgeSchema(whole.aspects, rationales) },
    maxTokens,
  } as const;
  return ask(asking, question, judgeTries(asking), (reply) => readWrittenJudgement(reply, whole.aspects));
}

/** The authors ask a judge once: what cannot be read is a zero there. */
function judgeTries({ config }: Asking): number {
  return config.unreadable === 'zero' ? 1 : 1 + config.asksAgain;
}

/** Reasons for the scores: the judge's own rationales where it wrote some, else a critic's; '' where none can be read. */
export async function reasonsFor(
  asking: Asking,
  judged: Judged,
  judgement: Judgement | null,
): Promise<string> {
  const written = reasonList(judgement?.scores ?? []);
  return written !== '' ? written : critique(asking, judged, judgement);
}

export async function critique(asking: Asking, judged: Judged, judgement: Judgement | null): Promise<string> {
  const path = `${judged.path}/critique`;
  const maxTokens = asking.config.limits.critique;
  const whole = { query: judged.query, response: judged.response, scores: judgement?.scores ?? [] };
  const room = roomFor(asking.config, 'critic', maxTokens);
  const messages = criticMessages(
    fitted('critic', whole, criticMessages, [shorter('response'), shorter('query')], room),
  );
  const question = textQuestion('critic', path, messages, maxTokens);
  const text = await ask(asking, question, 1 + asking.config.asksAgain, readCritique);
  return isUnreadable(text) ? '' : text;
}
