import { describe, expect, test } from 'vitest';
import { verdictOf, type Circumstances, type VerdictReason } from '../../../src/core/verdict';
import { m } from '../../../src/ui/messages/messages';
import { reasonWords } from '../../../src/ui/result/reason-words';

const around: Circumstances = {
  samePrompt: false,
  leftOut: [],
  selfJudged: true,
  proposals: { asked: 40, refused: 4 },
  judgeNoise: null,
};
const compare = (differences: readonly number[], given: Partial<Circumstances> = {}) =>
  verdictOf(
    differences.map((difference, i) => ({ query: `q${i}`, initial: 3, final: 3 + difference })),
    { ...around, ...given },
  );

describe('the verdict is said in one honest sentence', () => {
  test('better: how much, on how many queries, with its interval', () => {
    const verdict = compare([0.4, 0.6, 0.5, 0.3, 0.7, 0.5, 0.4, 0.6]);
    expect(m.result.outcome[verdict.outcome]).toBe('Better than the start prompt');
    expect(m.result.sentence(verdict)).toMatch(
      /^On 8 held-out queries the final prompt scored 0\.50 points higher on average \(95% interval \+0\.\d\d to \+0\.\d\d\)\.$/,
    );
  });

  test('worse: says so, and to keep the start prompt', () => {
    const verdict = compare([-0.4, -0.6, -0.5, -0.3, -0.7, -0.5]);
    expect(m.result.sentence(verdict)).toMatch(/0\.50 points lower on average .* Keep the start prompt\.$/);
  });

  test('no difference: claims no winner and says what could have been seen', () => {
    const verdict = compare([0.4, -0.6, 0.5, -0.3, 0.2, -0.1]);
    const sentence = m.result.sentence(verdict);
    expect(sentence).toContain('which may be chance');
    expect(sentence).toMatch(/could have seen a difference of \d\.\d\d or more/);
    expect(sentence).not.toContain('higher');
  });

  test('the same prompt: nothing was compared', () => {
    expect(m.result.sentence(compare([], { samePrompt: true }))).toBe(
      'The held-out queries were not asked: both sides would have been the same prompt.',
    );
  });

  test('no readable query: nothing can be said', () => {
    expect(m.result.sentence(compare([], { leftOut: ['a'] }))).toContain('nothing can be said');
  });

  test('one query: too few to tell it from chance', () => {
    expect(m.result.sentence(compare([1]))).toContain('too few to tell it from chance');
  });
});

test('every reason has words with its numbers in them', () => {
  const reasons: VerdictReason[] = [
    { tag: 'same-prompt', facts: { proposals: 12 } },
    { tag: 'too-few-queries', facts: { n: 12, needed: 60 } },
    { tag: 'unreadable-judgements', facts: { leftOut: 5, asked: 12 } },
    { tag: 'judge-noisy', facts: { judgeNoise: 0.6, sd: 0.8, share: 0.7 } },
    { tag: 'start-near-ceiling', facts: { initialMean: 4.7, room: 0.3 } },
    { tag: 'proposals-refused', facts: { asked: 40, refused: 30 } },
    { tag: 'all-rewards-equal', facts: { n: 12 } },
    { tag: 'no-effect-seen', facts: { difference: -0.01, detectable: 0.3 } },
  ];
  for (const reason of reasons) {
    expect(reasonWords(reason)).not.toMatch(/undefined|NaN/);
    expect(reasonWords(reason)).toMatch(/\d/);
  }
});
