import { describe, expect, test } from 'vitest';
import { verdictOf, type Circumstances, type VerdictReason } from '../../../src/core/verdict';
import type { Warning } from '../../../src/core/warnings';
import { m } from '../../../src/ui/messages/messages';
import { unremarkable } from '../../core/circumstances';
import { reasonWords, warningEvidence, warningWords } from '../../../src/ui/result/reason-words';

const around: Circumstances = { ...unremarkable, proposals: { asked: 40, refused: 4 } };
const compare = (differences: readonly number[], given: Partial<Circumstances> = {}) =>
  verdictOf(
    differences.map((difference, i) => ({
      query: `q${i}`,
      category: 'open',
      initial: { reward: 3, scores: [], response: 'r' },
      final: { reward: 3 + difference, scores: [], response: 'r' },
    })),
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

  test('with queries of one’s own: on whose it rests', () => {
    const verdict = compare([0.4, 0.6, 0.5, 0.3, 0.7, 0.5, 0.4, 0.6]);
    expect(m.result.sentence(verdict, 'own')).toMatch(/^On 8 held-out queries of yours the final prompt/);
    expect(m.result.sentence(verdict, 'built-in')).toMatch(
      /^On 8 built-in queries, not on yours, the final prompt scored/,
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
    expect(sentence).toMatch(
      /Only what is well clear of chance counts as found: with 6 queries, a true difference smaller than about \d\.\d\d can easily go unseen\.$/,
    );
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

test('an interval that leaves 0 out without a call is not told as chance, nor as a win', () => {
  const verdict = compare([0.9, 0.8, -0.4, 0.6, 0.7, -0.2, 0.3, 0.5, 0.4, -0.3, 0.6, 0.2]);
  expect(verdict.outcome).toBe('no-difference');
  expect(verdict.interval!.low).toBeGreaterThan(0);
  expect(m.result.sentence(verdict)).toContain('which so few queries cannot settle');
  expect(verdict.reasons.map(({ tag }) => tag)).toEqual(['rare-changes-possible']);
});

test('every warning has words with its evidence in them', () => {
  const warnings: Warning[] = [
    { tag: 'length-grew', facts: { initial: 300, final: 600, ratio: 2, correlation: null } },
    { tag: 'length-grew', facts: { initial: 300, final: 400, ratio: 1.333333, correlation: 0.6 } },
    { tag: 'near-ceiling', facts: { initialMean: 4.6, finalMean: 4.7, atTop: 9, n: 12 } },
    { tag: 'harmless-refused', facts: { asked: 10, queries: ['q1', 'q2'] } },
    {
      tag: 'text-copied',
      facts: {
        passages: [
          { query: 'q', text: 'a b c' },
          { query: 'r', text: 'd e' },
        ],
      },
    },
    { tag: 'judge-weak', facts: { agreed: 7, pairs: 12 } },
  ];
  for (const warning of warnings) {
    expect(warningWords(warning)).not.toMatch(/undefined|NaN/);
    expect(warningWords(warning)).toMatch(/\d/);
  }
  expect(warningWords({ tag: 'self-judged', facts: { roles: ['responder', 'rewriter'] } })).toContain(
    'wrote the responses and rewrote the prompt',
  );
  expect(warningEvidence(warnings[3]!, (query) => `text of ${query}`)).toEqual(['text of q1', 'text of q2']);
  expect(warningEvidence(warnings[4]!, String)).toEqual(['a b c', 'd e']);
});

test('every reason has words with its numbers in them', () => {
  const reasons: VerdictReason[] = [
    { tag: 'same-prompt', facts: { proposals: 12 } },
    { tag: 'too-few-queries', facts: { n: 12, needed: 60 } },
    { tag: 'rare-changes-possible', facts: { n: 12, bound: 0.1, guarded: -0.2 } },
    { tag: 'rare-changes-possible', facts: { n: 12, bound: -0.1, guarded: 0.2 } },
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
