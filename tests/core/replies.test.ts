import { describe, expect, it } from 'vitest';
import { ASPECTS, findAspect } from '../../src/core/aspects';
import type { ChatReply } from '../../src/core/ports';
import { readJson } from '../../src/core/reading/json';
import {
  readChoiceScore,
  readCritique,
  readEdits,
  readResponse,
  readWholeResponse,
  readRewrite,
  readSelection,
  readWrittenJudgement,
} from '../../src/core/replies';

const usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 };
const said = (text: string, finish: ChatReply['finish'] = 'stop'): ChatReply => ({ text, finish, usage });
const unreadable = (why: string) => ({ unreadable: why });
const asked = ['Clarity', 'Depth'].map((name) => findAspect(name, ASPECTS)!);

describe('readJson', () => {
  const value = { value: { a: 1, b: ['x'] } };
  it.each([
    ['bare', '{"a":1,"b":["x"]}'],
    ['fenced', 'Sure!\n```json\n{"a": 1, "b": ["x"]}\n```\nHope that helps.'],
    ['behind a thought', '<think>maybe {"a": 2}?</think>\n{"a":1,"b":["x"]}'],
    ['behind a thought the template opened', 'maybe {"a": 2}?</think>{"a":1,"b":["x"]}'],
    ['inside a JSON string', JSON.stringify('{"a":1,"b":["x"]}')],
    ['in single quotes with a trailing comma', "Here: {'a': 1, 'b': ['x',],}"],
    ['with escaped quotes', '{\\"a\\": 1, \\"b\\": [\\"x\\"]}'],
    ['as a markdown quotation', '> {"a": 1,\n> "b": ["x"]}'],
    ['behind an open bracket in prose', 'The {result of this: {"a": 1, "b": ["x"]}'],
    ['said twice alike', '{"a":1,"b":["x"]}\n\nSo: {"a": 1, "b": ["x"]}'],
  ])('finds the value %s', (_how, text) => {
    expect(readJson(text)).toEqual(value);
  });

  it.each([
    ['an unclosed thought', '<think>{"a":1}', 'truncated'],
    ['nothing', '  \n ', 'empty'],
    ['only a thought', '<think>hm</think>', 'empty'],
    ['prose', 'I would rather not.', 'not-json'],
    ['two values that differ', '{"a":1} or rather {"a":2}', 'contradictory'],
    ['one key with two values', '{"a":1,"a":2}', 'contradictory'],
    ['one key with two values, deep and escaped', '[{"x":{"a":1,"\\u0061":2}}]', 'contradictory'],
    ['numbers that a repair would join', '{"a": "4" + ".5"}', 'not-json'],
    ['a number cut short', '{"a": 4.}', 'not-json'],
    ['a comment that a repair would drop', '{"a": 4 /* or 5 */}', 'not-json'],
  ])('cannot read %s', (_what, text, why) => {
    expect(readJson(text)).toEqual(unreadable(why));
  });

  it('treats prototype names as keys like any other', () => {
    const read = readJson('{"__proto__": {"polluted": 1}, "constructor": 2}');
    expect(JSON.stringify(read)).toBe('{"value":{"__proto__":{"polluted":1},"constructor":2}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(readWrittenJudgement(said('{"__proto__": {"Clarity": 4, "Depth": 3}}'), asked)).toEqual(
      unreadable('missing-aspect'),
    );
  });

  const N = 200_000;
  it.each([
    ['open brackets', '['.repeat(N)],
    ['deep nesting', '['.repeat(N / 2) + ']'.repeat(N / 2)],
    ['deep nesting in a string', JSON.stringify('{"a":'.repeat(N / 8) + '}'.repeat(N / 8))],
    ['many small pieces', '{a}'.repeat(N / 3)],
    ['quotes', `{${"'a ".repeat(N / 3)}}`],
    ['half strings', `{"${'a"\n'.repeat(N / 3)}}`],
    ['fences', '```json\n{'.repeat(N / 9)],
    ['backslashes', `{"a":"${'\\'.repeat(N)}"}`],
    ['thoughts', '<think></think>'.repeat(N / 15)],
    ['half thoughts', '<think '.repeat(N / 7)],
    ['closed thoughts', '</think>x'.repeat(N / 9)],
    ['spaces', ' '.repeat(N) + 'x'],
    ['duplicated keys', `{${'"a":[1,2],'.repeat(N / 10)}"a":[1,2]}`],
    ['sentence ends', '1. '.repeat(N / 3)],
    ['quotation marks', '>'.repeat(N)],
    ['new lines', '\n'.repeat(N) + '> x'],
    ['full stops and quotes', `.")"`.repeat(N / 4)],
  ])('reads 200 KB of %s at bounded cost', { timeout: 3000 }, (_what, text) => {
    for (const finish of ['stop', 'length'] as const) {
      readJson(text);
      readCritique(said(text, finish));
      readResponse(said(text, finish));
      readWrittenJudgement(said(text, finish), asked);
      readSelection(said(text, finish), { aspects: ASPECTS, bounds: { min: 2, max: 5 } });
      readEdits(said(text, finish));
      readRewrite(said(text, finish));
    }
  });
});

describe('readSelection', () => {
  const offer = { aspects: ASPECTS, bounds: { min: 2, max: 3 } };
  const names = (text: string, finish?: ChatReply['finish']) => {
    const read = readSelection(said(text, finish), offer);
    return 'unreadable' in read ? read.unreadable : read.aspects.map((aspect) => aspect.name).join(', ');
  };
  const tone = '{"name": " Tone ", "low": "rude", "high": "kind"}';

  it.each([
    [
      'names however they are cased or spaced',
      '{"aspects":["CLARITY","critical thinking"]}',
      'Clarity, Critical-Thinking',
    ],
    ['one aspect, though two were asked for', '{"aspects":["Safety"],"new":[]}', 'Safety'],
    ['a bare list', '["Safety", "Depth"]', 'Safety, Depth'],
    ['duplicates merged', '{"aspects":["Safety","safety","Depth","Safety"]}', 'Safety, Depth'],
    [
      'more than the bound, cut in order',
      '{"aspects":["Safety","Depth","Clarity","Empathy"]}',
      'Safety, Depth, Clarity',
    ],
    ['a new aspect after the known ones', `{"aspects":["Safety"],"new":[${tone}]}`, 'Safety, Tone'],
    ['a new aspect where it is named', `{"aspects":["tone","Safety"],"new":[${tone}]}`, 'Tone, Safety'],
    ['a definition in place of a name', `{"aspects":[${tone}, {"name": "Depth"}]}`, 'Tone, Depth'],
    [
      'a new aspect without its meanings, passed over',
      '{"aspects":["Safety"],"new":[{"name":"Tone"}]}',
      'Safety',
    ],
    ['the answer, not the list in the prose', 'Not [Safety, Depth]: {"aspects":["Clarity"]}', 'Clarity'],
    [
      'the known meaning of a known name',
      '{"aspects":[],"new":[{"name":"Depth","low":"a","high":"b"}]}',
      'Depth',
    ],
  ])('reads %s', (_what, text, expected) => {
    expect(names(text)).toBe(expected);
  });

  it.each([
    ['an unknown name', '{"aspects":["Safety","Sparkle"]}', 'unknown-aspect'],
    [
      'a new name with half a definition',
      '{"aspects":["Tone"],"new":[{"name":"Tone","low":"rude"}]}',
      'unknown-aspect',
    ],
    ['the template, copied', '{"reason":"one sentence","aspects":["..."],"new":[]}', 'unknown-aspect'],
    [
      'a name that is too long',
      `{"aspects":[{"name":"${'x'.repeat(41)}","low":"a","high":"b"}]}`,
      'unknown-aspect',
    ],
    ['numbers for names', '{"aspects":[1,2]}', 'wrong-shape'],
    ['no aspects', '{"aspects":[],"new":[]}', 'wrong-shape'],
    ['two answers that differ', '{"aspects":["Safety"]} {"aspects":["Depth"]}', 'contradictory'],
  ])('cannot read %s', (_what, text, why) => {
    expect(names(text)).toBe(why);
  });

  it('cannot read a reply that was cut off', () => {
    expect(names('{"aspects":["Safety"]', 'length')).toBe('truncated');
  });

  it('keeps the reason, at most 300 characters of it, and does without one', () => {
    const reason = (text: string) => readSelection(said(text), offer);
    expect(reason('{"aspects":["Depth"],"reason":"  it is a why-question "}')).toMatchObject({
      reason: 'it is a why-question',
    });
    expect(reason(`{"aspects":["Depth"],"reason":"${'x'.repeat(400)}"}`)).toMatchObject({
      reason: 'x'.repeat(300),
    });
    expect(reason('{"aspects":["Depth"],"reason":7}')).toMatchObject({ reason: '' });
  });

  it('gives a new aspect its meanings, trimmed', () => {
    expect(readSelection(said(`{"aspects":["Tone"],"new":[${tone}]}`), offer)).toEqual({
      aspects: [{ name: 'Tone', low: 'rude', high: 'kind' }],
      reason: '',
    });
  });
});

describe('readChoiceScore', () => {
  const withP = (probabilities: Record<string, number>) => readChoiceScore({ ...said('5'), probabilities });

  it('is the expectation of the distribution, whatever token was drawn', () => {
    expect(withP({ 1: 0, 2: 0, 3: 0.25, 4: 0.5, 5: 0.25 })).toEqual({
      score: 4,
      probabilities: [0, 0, 0.25, 0.5, 0.25],
    });
    expect(withP({ 1: 1 / 3, 2: 1 / 3, 3: 1 / 3, 4: 0, 5: 0 })).toEqual({
      score: 2,
      probabilities: [0.333333, 0.333333, 0.333333, 0, 0],
    });
  });

  it('makes up for a sum that is off by less than a thousandth', () => {
    expect(withP({ 1: 0, 2: 0, 3: 0, 4: 0.4996, 5: 0.4996 })).toEqual({
      score: 4.5,
      probabilities: [0, 0, 0, 0.5, 0.5],
    });
  });

  it.each([
    ['a sum that is not 1', { 1: 0.2, 2: 0.2, 3: 0.2, 4: 0.2, 5: 0.1 }],
    ['a missing score', { 1: 0.5, 2: 0.5, 3: 0, 4: 0 }],
    ['another key', { 1: 0.5, 2: 0.5, 3: 0, 4: 0, 5: 0, 6: 0 }],
    ['a negative one', { 1: 1.5, 2: -0.5, 3: 0, 4: 0, 5: 0 }],
    ['NaN', { 1: NaN, 2: 1, 3: 0, 4: 0, 5: 0 }],
    ['nothing', {}],
  ])('cannot read probabilities with %s', (_what, probabilities) => {
    expect(withP(probabilities)).toEqual(unreadable('bad-probabilities'));
  });

  it('is the digit itself where there are no probabilities, and nothing but a digit will do', () => {
    expect(readChoiceScore(said(' 4\n'))).toEqual({ score: 4 });
    for (const text of ['', '0', '6', '45', '4.5', 'four', '4/5', '\u0664', '4 because'])
      expect(readChoiceScore(said(text))).toEqual(unreadable('no-score'));
  });
});

describe('readWrittenJudgement', () => {
  const scores = (text: string, finish?: ChatReply['finish']) => {
    const read = readWrittenJudgement(said(text, finish), asked);
    return 'unreadable' in read ? read.unreadable : read.map(({ score }) => score).join(' ');
  };

  it.each([
    ['the list asked for', '{"scores":[{"aspect":"Clarity","score":4},{"aspect":"Depth","score":3}]}', '4 3'],
    ['another order', '{"scores":[{"aspect":"Depth","score":3},{"aspect":"Clarity","score":4}]}', '4 3'],
    ['a bare list', '[{"aspect":"Clarity","score":4},{"aspect":"Depth","score":3}]', '4 3'],
    ['one object a line', '{"aspect":"Clarity","score":4}\n{"aspect":"Depth","score":3}', '4 3'],
    ['a map', '{"Clarity": 4, "Depth": {"score": 3, "rationale": "thin"}}', '4 3'],
    ['a map below scores', '{"scores": {"clarity": 4, "DEPTH": "3"}}', '4 3'],
    ['words around a number', '{"Clarity": "4/5", "Depth": "Score: 3 out of 5"}', '4 3'],
    ['halves', '{"Clarity": 4.5, "Depth": "3.5 / 5"}', '4.5 3.5'],
    ['extras that were not asked', '{"Clarity": 4, "Depth": 3, "Safety": "n/a", "total": 7}', '4 3'],
    ['the same said twice', '{"Clarity": 4, "Depth": 3} so {"Clarity": "4", "Depth": 3}', '4 3'],
    [
      'a list that lacks its last brackets',
      '{"scores":[{"aspect":"Clarity","score":4},{"aspect":"Depth","score":3}',
      '4 3',
    ],
    [
      'quotes inside a rationale',
      '{"scores":[{"aspect":"Clarity","rationale":"the "how" is clear","score":4},{"aspect":"Depth","score":3}]}',
      '4 3',
    ],
  ])('reads %s', (_what, text, expected) => {
    expect(scores(text)).toBe(expected);
  });

  it.each([
    ['a missing aspect', '{"Clarity": 4}', 'missing-aspect'],
    ['values that contradict', '{"Clarity": 4, "Depth": 3} no: {"Clarity": 2, "Depth": 3}', 'contradictory'],
    [
      'two scores in one entry',
      '[{"aspect":"Clarity","score":4,"score":2},{"aspect":"Depth","score":3}]',
      'contradictory',
    ],
    ['a score and a non-score', '[{"Clarity": 4}, {"Clarity": "?"}, {"Depth": 3}]', 'contradictory'],
    ['prose', 'Clarity: 4, Depth: 3', 'not-json'],
    [
      'a line that may contradict another',
      '{"Clarity": 4, "Depth": 3}\n{"aspect": "Depth", "score": 4/5}',
      'not-json',
    ],
    ['an open bracket that may contradict', '{"Clarity": 4, "Depth": 3}\n{"Depth": 2', 'not-json'],
    [
      'JSON inside a rationale',
      '[{"aspect":"Clarity","rationale":"{"score": 2}","score":4},{"Depth":3}]',
      'not-json',
    ],
    [
      'an entry without its score',
      '[{"aspect":"Clarity","score":},{"aspect":"Depth","score":3}]',
      'no-score',
    ],
  ])('cannot read %s', (_what, text, why) => {
    expect(scores(text)).toBe(why);
  });

  it.each([
    '"8/10"',
    '"4/10"',
    '0',
    '6',
    '"four and a half"',
    'NaN',
    'true',
    'null',
    '"4 or 5"',
    '-4',
    '"-4"',
    '40e-1',
    '"\u0664"',
    '[4]',
    '"4,5"',
    '""',
    '5.1',
    '4.0000001',
  ])('finds no score in %s', (score) => {
    expect(scores(`{"Clarity": ${score}, "Depth": 3}`)).toMatch(/^(no-score|not-json|missing-aspect)$/);
  });

  it('cannot read a judgement that was cut off, though all that is asked is there', () => {
    expect(scores('{"Clarity": 4, "Depth": 3}', 'length')).toBe('truncated');
  });

  it('keeps rationales and the names as asked', () => {
    expect(
      readWrittenJudgement(said('{"clarity": {"score": 4, "rationale": " plain "}, "DEPTH": 3}'), asked),
    ).toEqual([
      { aspect: 'Clarity', score: 4, rationale: 'plain' },
      { aspect: 'Depth', score: 3 },
    ]);
  });
});

describe('readEdits', () => {
  const read = (text: string, finish?: ChatReply['finish']) => readEdits(said(text, finish));

  it('reads every kind of edit, and a rule number that is a string', () => {
    expect(
      read('{"why":" so ","edits":[{"do":"add","text":" Be brief. "},{"do":"REMOVE","rule":"2"}]}'),
    ).toEqual({
      why: 'so',
      edits: [
        { do: 'add', text: 'Be brief.' },
        { do: 'remove', rule: 2 },
      ],
    });
    expect(read('[{"do":"replace","rule":3,"text":"Ask."},{"do":"preamble","text":"You teach."}]')).toEqual({
      why: '',
      edits: [
        { do: 'replace', rule: 3, text: 'Ask.' },
        { do: 'preamble', text: 'You teach.' },
      ],
    });
  });

  it('keeps the first two of more', () => {
    const many = ['A', 'B', 'C'].map((text) => `{"do":"add","text":"${text}"}`).join(',');
    expect(read(`{"edits":[${many}]}`)).toMatchObject({ edits: [{ text: 'A' }, { text: 'B' }] });
  });

  it.each([
    ['no edits', '{"why":"fine as it is","edits":[]}'],
    ['an addition without text', '{"edits":[{"do":"add"}]}'],
    ['the template, copied', '{"why":"one sentence","edits":[{"do":"add","text":"..."}]}'],
    ['a removal without a rule', '{"edits":[{"do":"remove"}]}'],
    ['rule 0', '{"edits":[{"do":"remove","rule":0}]}'],
    ['half a rule', '{"edits":[{"do":"remove","rule":1.5}]}'],
    ['another verb', '{"edits":[{"do":"swap","rule":1,"text":"x"}]}'],
    ['a text that is no text', '{"edits":[{"do":"add","text":5}]}'],
    ['a text beyond 600 characters', `{"edits":[{"do":"add","text":"${'x'.repeat(601)}"}]}`],
    ['one good and one bad edit', '{"edits":[{"do":"add","text":"A"},{"do":"remove"}]}'],
  ])('cannot read %s', (_what, text) => {
    expect(read(text)).toEqual(unreadable('wrong-shape'));
  });

  it('cannot read a proposal that was cut off', () => {
    expect(read('{"edits":[{"do":"add","text":"A"}]}', 'length')).toEqual(unreadable('truncated'));
  });
});

describe('readRewrite', () => {
  it('reads the prompt whole, with its lines', () => {
    expect(
      readRewrite(said('```json\n{"why": "clearer", "prompt": "You help.\\n\\n- Be kind"}\n```')),
    ).toEqual({
      prompt: 'You help.\n\n- Be kind',
      why: 'clearer',
    });
  });

  it('mends raw new lines and quotes inside, but never reads a torn prompt', () => {
    expect(readRewrite(said('{"why": "", "prompt": "Say "hello" first.\nThen stop."}'))).toEqual({
      prompt: 'Say "hello" first.\nThen stop.',
      why: '',
    });
    expect(readRewrite(said('{"prompt": "Say", "hello": "there", }'))).toEqual(unreadable('wrong-shape'));
  });

  it('cannot read an empty, missing or cut off prompt', () => {
    expect(readRewrite(said('{"prompt": " ... "}'))).toEqual(unreadable('wrong-shape'));
    expect(readRewrite(said('{"why": "x"}'))).toEqual(unreadable('wrong-shape'));
    expect(readRewrite(said('{"prompt": "You help."}', 'length'))).toEqual(unreadable('truncated'));
  });
});

describe('readCritique and readResponse', () => {
  it('take the thought out and leave the rest as it is', () => {
    const text = '<think>hm\n\nhm</think>\n\nIt is *clear*.\n\n- but short ';
    expect(readCritique(said(text))).toBe('It is *clear*.\n\n- but short');
    expect(readResponse(said(text))).toBe('It is *clear*.\n\n- but short');
  });

  it('cannot read an unclosed thought, or nothing', () => {
    for (const read of [readCritique, readResponse]) {
      expect(read(said('<think>I should', 'length'))).toEqual(unreadable('truncated'));
      expect(read(said(' \n'))).toEqual(unreadable('empty'));
      expect(read(said('<think>hm</think> '))).toEqual(unreadable('empty'));
    }
    expect(readCritique(said('...'))).toEqual(unreadable('empty'));
    expect(readCritique(said('Well. <think>I should'))).toEqual(unreadable('truncated'));
  });

  it('leave a response that speaks of thinking marks as it is', () => {
    const text = 'Models write <think> before they think and </think> after it.';
    expect(readResponse(said(text))).toBe(text);
    expect(readResponse(said(`<think>hm</think>\n${text}`))).toBe(text);
  });

  it('end a response that is to be an example with its last whole sentence', () => {
    expect(readWholeResponse(said('Sit first. Then dri', 'length'))).toBe('Sit first.');
    expect(readWholeResponse(said('Sit first. Then drink'))).toBe('Sit first. Then drink');
  });

  it('cut a critique that ran out of tokens back to its last full sentence', () => {
    const cut = (text: string) => readCritique(said(text, 'length'));
    expect(cut('It is vague. It never says why, so it')).toBe('It is vague.');
    expect(cut('It asks "why?" Then it')).toBe('It asks "why?"');
    expect(cut('1. It is vague.\n2. It')).toBe('1. It is vague.');
    expect(cut('\u592a\u77ed\u3002\u6ca1\u6709\u4f8b')).toBe('\u592a\u77ed\u3002');
    expect(cut('too vague and')).toBe('too vague and');
    expect(readCritique(said('It is vague. And short'))).toBe('It is vague. And short');
  });

  it('leave a response that ran out of tokens uncut', () => {
    expect(readResponse(said('First. Second and', 'length'))).toBe('First. Second and');
  });
});
