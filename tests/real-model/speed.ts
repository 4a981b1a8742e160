/**
 * How fast this model is here at the length of a run's calls: a page read, a reply written, and judgements that go on in one
 * conversation, as the judge's do. Hours on a software adapter.
 */
import type { ChatReply, Message, ReplyForm } from '../../src/core/ports';
import type { Asked } from '../../src/models/webllm/protocol';
import { type Part, type PartTools } from './part';
import { inSeconds } from './seconds';

const REPLY_TOKENS = 128;
const JUDGEMENTS = 8;
/** About 550 tokens of a trained model's, 2,200 of a tokenizer that knows bytes only. */
const PASSAGE =
  'A good answer says what to do, in which order and why, names what it does not know, and stops when it is done. '.repeat(
    20,
  );

const asked = (messages: Message[], reply: ReplyForm, maxTokens: number): Asked => ({
  role: 'judge',
  messages,
  sampling: { temperature: 0.7, topP: 1, maxTokens, seed: 1_234_567_891 },
  reply,
});

const perSecond = (tokens: number, ms: number): string => `${Math.round((tokens * 1000) / ms)} tokens/s`;

export const speed: Part = async (tools) => {
  const page: Message[] = [
    { role: 'system', content: '' },
    { role: 'user', content: `${PASSAGE}Go on.` },
  ];
  const { usage } = await tools.ask(asked(page, { kind: 'text' }, REPLY_TOKENS));
  const read = usage.promptTokens - usage.cachedTokens;
  const [first = NaN, ...later] = await judgements(tools);
  const mean = later.reduce((sum, ms) => sum + ms, 0) / later.length;
  return [
    `reads ${perSecond(read, usage.prefillMs)} (${read} in ${inSeconds(usage.prefillMs)} s)`,
    `writes ${perSecond(usage.completionTokens, usage.decodeMs)} (${usage.completionTokens} in ${inSeconds(usage.decodeMs)} s)`,
    `a judgement takes ${Math.round(mean)} ms where the conversation is held, the first, with all its text to read, ${Math.round(first)} ms`,
  ].join('; ');
};

/** Milliseconds of each judgement, as the caller waits for it. */
async function judgements({ ask }: PartTools): Promise<number[]> {
  const messages: Message[] = [{ role: 'system', content: PASSAGE.slice(0, PASSAGE.length / 2) }];
  const times: number[] = [];
  for (let i = 1; i <= JUDGEMENTS; i += 1) {
    messages.push({
      role: 'user',
      content: `Aspect ${i}: is the text above clear and complete? Score it from 1 to 5.`,
    });
    const started = performance.now();
    const reply: ChatReply = await ask(
      asked([...messages], { kind: 'choice', options: ['1', '2', '3', '4', '5'] }, 2),
    );
    times.push(performance.now() - started);
    messages.push({ role: 'assistant', content: reply.text });
  }
  return times;
}
