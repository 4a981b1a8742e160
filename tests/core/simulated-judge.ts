/**
 * Judges of a known kind over pairs whose better response is known: the truth on the pair's aspect, and a look at the text on
 * the others. The noise is a bell of the given deviation on the belief, drawn from all that was asked, so that the same
 * response asked about in other words or another order is another draw. Each gives a distribution, or writes whole numbers.
 */
import type { ChatModel, ChatRequest } from '../../src/core/ports';
import { fingerprint, uniforms } from '../../src/core/random';
import type { CheckPair } from '../../src/core/terms';
import { marked, scriptedModel } from './scripted-model';

export type Kind = 'good' | 'noisy' | 'random' | 'reversed' | 'length-loving' | 'level';

const NOISE: Record<Kind, number> = {
  good: 0.5,
  noisy: 1.5,
  random: 0.5,
  reversed: 0.5,
  'length-loving': 0.5,
  level: 0,
};
const BETTER = 4.3;
const WORSE = 1.7;

export function simulatedJudge(pairs: readonly CheckPair[], kind: Kind): ChatModel {
  const nothing = () => '';
  const judge = (request: ChatRequest) => {
    const asked = request.messages
      .filter(({ role }) => role === 'user')
      .flatMap(({ content }) => aspectsIn(content));
    const draw = uniforms(request.sampling.seed, fingerprint(JSON.stringify(request.messages)));
    const response = marked(request, 'response');
    const belief = (aspect: string) => {
      const bell = (draw() + draw() + draw() - 1.5) * 2 * NOISE[kind];
      return clamp(seen(kind, truth(pairs, response, aspect), response, draw) + bell, 0.7, 5.3);
    };
    if (request.reply.kind === 'choice') return distribution(belief(asked.at(-1) ?? ''));
    const scores = asked.map((aspect) => ({ aspect, score: clamp(Math.round(belief(aspect)), 1, 5) }));
    return JSON.stringify({ scores });
  };
  return scriptedModel({ judge, responder: nothing, selector: nothing, critic: nothing, rewriter: nothing });
}

function aspectsIn(text: string): string[] {
  return [...text.matchAll(/^([\w-]+): 1 = /gm)].map((match) => match[1] ?? '');
}

/** What a careful reader would say. Beside the pair's aspect a response has a quality of its own, from 1.5 to 4.5. */
function truth(pairs: readonly CheckPair[], response: string, aspect: string): number {
  const pair = pairs.find((one) => one.better === response || one.worse === response);
  if (pair?.aspect === aspect) return pair.better === response ? BETTER : WORSE;
  return 1.5 + 3 * uniforms(1, fingerprint(aspect + response))();
}

function seen(kind: Kind, quality: number, response: string, draw: () => number): number {
  switch (kind) {
    case 'random':
      return 1 + 4 * draw();
    case 'reversed':
      return 6 - quality;
    case 'length-loving':
      return clamp(1 + (4 * (response.split(/\s+/).length - 20)) / 160, 1, 5);
    case 'level':
      return 3;
    case 'good':
    case 'noisy':
      return quality;
  }
}

/** A belief between two scores is shared by them. */
function distribution(belief: number): { text: string; probabilities: Record<string, number> } {
  const weights = [1, 2, 3, 4, 5].map((k) => (1 + ((k - belief) / 0.6) ** 2) ** -3);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const probabilities = Object.fromEntries(weights.map((weight, i) => [String(i + 1), weight / sum]));
  return { text: String(weights.indexOf(Math.max(...weights)) + 1), probabilities };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
