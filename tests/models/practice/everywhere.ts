/**
 * One fingerprint over replies of every role: Node and Chromium must both arrive at it, to the last bit of a probability.
 * When a word bank or a measure changes on purpose, run the unit test and put the new fingerprint here.
 */
import { ASPECTS } from '../../../src/core/aspects';
import { criticMessages } from '../../../src/core/prompts/critic';
import { judgeMessages, SCORES } from '../../../src/core/prompts/judge';
import { editMessages } from '../../../src/core/prompts/rewriter';
import { selectorMessages } from '../../../src/core/prompts/selector';
import { fingerprint } from '../../../src/core/random';
import { QUERIES, respondTo, send } from './asking';

export const SAME_EVERYWHERE = 'c74cbd3093d80c94';

export async function fingerprintOfAllRoles(): Promise<string> {
  const told: string[] = [];
  const scores = [{ aspect: 'Depth', score: 2.1 }];
  for (const [i, query] of QUERIES.entries()) {
    const response = await respondTo({ query, prompt: 'Explain why. Give one example.' });
    const critique = (await send({ role: 'critic', messages: criticMessages({ query, response, scores }) }))
      .text;
    const judged = await send({
      role: 'judge',
      messages: judgeMessages({ query, response, aspects: ASPECTS.slice(i % 14), reason: '' }, []),
      sampling: { temperature: 0.3, topP: 1, maxTokens: 2, seed: i + 1 },
      reply: { kind: 'choice', options: SCORES },
    });
    const prompt = { preamble: '', rules: ['Explain why.'] };
    const edits = await send({
      role: 'rewriter',
      messages: editMessages({
        prompt,
        protectedRules: [],
        formerEdits: [],
        query,
        response,
        scores,
        critique,
      }),
      reply: { kind: 'json', schema: {} },
    });
    const bounds = { min: 2, max: 5 };
    const selected = await send({
      role: 'selector',
      messages: selectorMessages({ query, aspects: ASPECTS, bounds }),
    });
    told.push(
      response,
      critique,
      judged.text,
      JSON.stringify(judged.probabilities),
      edits.text,
      selected.text,
    );
  }
  return fingerprint(told.join('\n'));
}
