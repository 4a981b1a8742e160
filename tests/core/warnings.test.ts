import { describe, expect, it } from 'vitest';
import { rankCorrelation } from '../../src/core/rank-correlation';
import { warningsOn, type Warning, type WarningGrounds } from '../../src/core/warnings';

const good: WarningGrounds = {
  models: { responder: 'small', rewriter: 'large', judge: 'other' },
  judgeCheck: { pairs: 12, agreed: 11, noise: 0.3 },
  startPrompt: 'You are a helpful assistant.',
  finalPrompt: 'You are a helpful assistant.\n- Say what to do first, then why.',
  startRewards: [],
  searched: [{ id: 's1', text: 'Someone has explained offside in football to me twenty times already.' }],
};

interface Pair {
  category?: string;
  rewards?: [number, number];
  responses?: [string, string];
}
/** Twelve queries: rewards from about 3 to about 3.5, responses of much the same length. */
const twelve = (change: (i: number) => Pair = () => ({})) =>
  Array.from({ length: 12 }, (_, i) => {
    const { category = 'everyday', rewards, responses } = change(i);
    const [before, after] = rewards ?? [3 + (i % 3) * 0.25, 3.5 + (i % 4) * 0.25];
    const [first, last] = responses ?? [
      'word '.repeat(40 + ((i * 7) % 5)),
      'word '.repeat(40 + ((i * 5) % 6)),
    ];
    return {
      query: `q${i}`,
      category,
      initial: { reward: before, response: first },
      final: { reward: after, response: last },
    };
  });
const tags = (warnings: readonly Warning[]) => warnings.map(({ tag }) => tag);
const only = <T extends Warning['tag']>(warnings: readonly Warning[], tag: T) => {
  expect(tags(warnings)).toEqual([tag]);
  return warnings[0] as Extract<Warning, { tag: T }>;
};

it('a good run has none, nor has one that compared nothing', () => {
  expect(warningsOn(twelve(), good)).toEqual([]);
  expect(warningsOn([], good)).toEqual([]);
  expect(warningsOn(twelve(), { ...good, judgeCheck: null })).toEqual([]);
});

describe('self-judged', () => {
  it('names what else the judge’s model did', () => {
    const models = { responder: 'small', rewriter: 'large', judge: 'large' };
    expect(only(warningsOn(twelve(), { ...good, models }), 'self-judged').facts.roles).toEqual(['rewriter']);
    const one = { responder: 'm', rewriter: 'm', judge: 'm' };
    expect(only(warningsOn([], { ...good, models: one }), 'self-judged').facts.roles).toEqual([
      'responder',
      'rewriter',
    ]);
  });
});

describe('judge-weak', () => {
  it('is a judge that agreed in fewer than 10 of 12 pairs', () => {
    const check = (agreed: number, pairs: number) =>
      tags(warningsOn(twelve(), { ...good, judgeCheck: { pairs, agreed, noise: null } }));
    expect(check(10, 12)).toEqual([]);
    expect(check(9, 12)).toEqual(['judge-weak']);
    expect(check(5, 6)).toEqual([]);
    expect(check(0, 0)).toEqual([]);
  });
});

describe('length-grew', () => {
  const ofWords = (before: number, after: number): [string, string] => [
    'word '.repeat(before),
    'word '.repeat(after),
  ];

  it('is responses that more than doubled while scores rose', () => {
    const { facts } = only(
      warningsOn(
        twelve((i) => ({ responses: ofWords(40 + (i % 3), 90 + (i % 5)) })),
        good,
      ),
      'length-grew',
    );
    expect(facts.ratio).toBeCloseTo(2.24, 2);
    expect(facts.initial).toBeGreaterThan(190);
  });

  it('is a modest growth where scores rose just on the longer ones', () => {
    const grown = twelve((i) => ({ responses: ofWords(40, 42 + i), rewards: [3, 3 + i * 0.1] }));
    expect(only(warningsOn(grown, good), 'length-grew').facts.correlation).toBe(1);
  });

  it('is not what good rules bring: half as long again, and scores that go with it a little', () => {
    const gain = [0, 3, 1, 7, 2, 9, 4, 11, 10, 5, 8, 6];
    const grown = twelve((i) => ({ responses: ofWords(40, 56 + i), rewards: [3, 3.2 + gain[i]! * 0.05] }));
    expect(rankCorrelation([...gain.keys()], gain)).toBeCloseTo(0.615, 3);
    expect(tags(warningsOn(grown, good))).toEqual(['length-grew']);
    const [first, last] = [gain[0]!, gain[11]!];
    const less = gain.with(0, last).with(11, first);
    expect(rankCorrelation([...less.keys()], less)).toBeCloseTo(0.154, 3);
    const looser = twelve((i) => ({ responses: ofWords(40, 56 + i), rewards: [3, 3.2 + less[i]! * 0.05] }));
    expect(warningsOn(looser, good)).toEqual([]);
  });

  it('is not a modest growth that has nothing to do with the scores', () => {
    const grown = twelve((i) => ({
      responses: ofWords(40, 42 + i),
      rewards: [3, 3.5 + ((i * 5) % 12) * 0.01],
    }));
    expect(warningsOn(grown, good)).toEqual([]);
  });

  it('is not a growth by chance, nor one without a gain', () => {
    const wild = twelve((i) => ({ responses: ofWords(40, i === 0 ? 600 : 38 + (i % 4)) }));
    expect(warningsOn(wild, good)).toEqual([]);
    const worse = twelve((i) => ({ responses: ofWords(40, 80 + i), rewards: [3.5, 3 + i * 0.01] }));
    expect(warningsOn(worse, good)).toEqual([]);
  });
});

describe('near-ceiling', () => {
  it('is a start above 4.5, or final scores half of which are at the top', () => {
    const high = twelve((i) => ({ rewards: [4.5 + (i % 2) * 0.1, 4.6] }));
    expect(only(warningsOn(high, good), 'near-ceiling').facts).toMatchObject({ atTop: 0, n: 12 });
    const top = twelve((i) => ({ rewards: [3, i < 6 ? 5 : 4] }));
    expect(only(warningsOn(top, good), 'near-ceiling').facts.atTop).toBe(6);
  });

  it('is a start so good that the search kept it, by the rewards it had before; six at least', () => {
    const kept = (startRewards: number[]) => warningsOn([], { ...good, startRewards });
    expect(only(kept([4.6, 4.6, 4.9, 5, 4.4, 4.7]), 'near-ceiling').facts).toEqual({
      initialMean: 4.7,
      finalMean: 4.7,
      atTop: 2,
      n: 6,
    });
    expect(kept([5, 5, 5, 5, 5])).toEqual([]);
    expect(kept([4.2, 4.3, 4.4, 4.9, 4.1, 4.5])).toEqual([]);
    expect(warningsOn(twelve(), { ...good, startRewards: [5, 5, 5, 5, 5, 5] })).toEqual([]);
  });

  it('is not a run that ends high, with room left', () => {
    expect(
      warningsOn(
        twelve((i) => ({ rewards: [3.2, i < 5 ? 4.9 : 4.4] })),
        good,
      ),
    ).toEqual([]);
  });
});

describe('harmless-refused', () => {
  const refusal = "I'm sorry, but I can't help with that.";
  const answer = 'word '.repeat(30);

  it('counts what the final prompt refuses and the start prompt answered', () => {
    const refused = twelve((i) => ({ responses: i < 3 ? [answer, refusal] : [answer, answer] }));
    expect(only(warningsOn(refused, good), 'harmless-refused').facts).toEqual({
      asked: 12,
      queries: ['q0', 'q1', 'q2'],
    });
  });

  it('is silent on one or two by luck, on as many the other way, and on fewer than one in ten', () => {
    const two = twelve((i) => ({ responses: i < 2 ? [answer, refusal] : [answer, answer] }));
    expect(warningsOn(two, good)).toEqual([]);
    const exchanged = twelve((i) => ({
      responses: i < 3 ? [answer, refusal] : i === 3 ? [refusal, answer] : [answer, answer],
    }));
    expect(warningsOn(exchanged, good)).toEqual([]);
    const ofMany = (refused: number) =>
      [0, 1, 2].flatMap((part) =>
        twelve((i) => ({ responses: 12 * part + i < refused ? [answer, refusal] : [answer, answer] })),
      );
    expect(warningsOn(ofMany(3), good)).toEqual([]);
    expect(tags(warningsOn(ofMany(4), good))).toEqual(['harmless-refused']);
  });

  it('is silent on sensitive queries, and where the start prompt refused as well', () => {
    const sensitive = twelve((i) => ({
      category: 'sensitive',
      responses: i < 4 ? [answer, refusal] : [answer, answer],
    }));
    expect(warningsOn(sensitive, good)).toEqual([]);
    const both = twelve((i) => ({ responses: i < 4 ? [refusal, refusal] : [answer, answer] }));
    expect(warningsOn(both, good)).toEqual([]);
  });
});

describe('text-copied', () => {
  const copied = '- Remember that someone has explained offside in football to me twenty times already!';

  it('shows the passage and the query it came from', () => {
    const finalPrompt = `${good.finalPrompt}\n${copied}`;
    expect(only(warningsOn(twelve(), { ...good, finalPrompt }), 'text-copied').facts.passages).toEqual([
      { query: 's1', text: 'someone has explained offside in football to me twenty times already' },
    ]);
  });

  it('is silent where the start prompt had it, and on a few words in common', () => {
    const had = { ...good, startPrompt: copied, finalPrompt: `${copied}\n- Be kind.` };
    expect(warningsOn(twelve(), had)).toEqual([]);
    const finalPrompt = '- When someone has explained offside in football, be brief.';
    expect(warningsOn(twelve(), { ...good, finalPrompt })).toEqual([]);
  });

  it('shows a short query that was copied whole', () => {
    const searched = [{ id: 's2', text: 'Why do sad songs feel good?' }];
    const finalPrompt = '- Be ready for “Why do sad songs feel good?” and the like.';
    expect(
      only(warningsOn(twelve(), { ...good, searched, finalPrompt }), 'text-copied').facts.passages,
    ).toEqual([{ query: 's2', text: 'why do sad songs feel good' }]);
  });
});

it('the rank correlation is Spearman’s, ties at their mean rank', () => {
  // SciPy: spearmanr([1, 2, 2, 4, 5], [2, 1, 3, 3, 9]) = 0.763158.
  expect(rankCorrelation([1, 2, 2, 4, 5], [2, 1, 3, 3, 9])).toBeCloseTo(0.763158, 6);
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull();
});
