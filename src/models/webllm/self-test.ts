/**
 * What a model must show after loading before it may judge: one choice whose distribution is one, sums to 1 and is not all
 * on one option, and a few tokens of text. Short prompts on purpose: a software adapter reads one token a second.
 * The second call continues the first, so a chat model's cache is used at once. It never judges what was said.
 */
import type { ChatReply } from '../../core/ports';
import type { ModelSource } from './model-source';
import type { Asked } from './protocol';

export interface SelfTest {
  passed: boolean;
  /** Why a model may not judge; it may still respond. '' when it may. */
  why: '' | 'base-model' | 'no-distribution' | 'sum' | 'one-hot' | 'no-text';
}

type Ask = (asked: Asked) => Promise<ChatReply>;

const OPTIONS = ['1', '2', '3', '4', '5'];
const ALL_ON_ONE = 1 - 1e-6;
const sampling = { temperature: 0.2, topP: 1, seed: 1_234_567_891 };

/** Rejects with the engine's fault where the model cannot even answer. */
export async function selfTest(model: ModelSource, ask: Ask): Promise<SelfTest> {
  const text = { kind: 'text' } as const;
  const first = [
    { role: 'system', content: '' },
    { role: 'user', content: '1-5?' },
  ] satisfies Asked['messages'];
  if (model.base) {
    const reply = await ask({
      role: 'responder',
      messages: first,
      sampling: { ...sampling, maxTokens: 4 },
      reply: text,
    });
    return { passed: false, why: saysAnything(reply) ? 'base-model' : 'no-text' };
  }
  const choice = await ask({
    role: 'judge',
    messages: first,
    sampling: { ...sampling, maxTokens: 2 },
    reply: { kind: 'choice', options: OPTIONS },
  });
  const spoken = await ask({
    role: 'responder',
    messages: [...first, { role: 'assistant', content: choice.text }, { role: 'user', content: 'Hi' }],
    sampling: { ...sampling, maxTokens: 4 },
    reply: text,
  });
  const why = saysAnything(spoken) ? wrongWith(choice.probabilities) : 'no-text';
  return { passed: why === '', why };
}

function wrongWith(probabilities: Record<string, number> | undefined): SelfTest['why'] {
  if (!probabilities) return 'no-distribution';
  const shares = Object.values(probabilities);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!(Math.abs(sum - 1) < 1e-6)) return 'sum';
  return Math.max(...shares) > ALL_ON_ONE ? 'one-hot' : '';
}

/** Tokens came, whatever they say: a few tokens may well be blank or half a character. */
function saysAnything({ usage }: ChatReply): boolean {
  return usage.completionTokens > 0;
}
