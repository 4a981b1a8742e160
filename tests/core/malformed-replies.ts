/**
 * Makes replies as small models write them: right, slightly wrong and hopeless. Knows which scores it wrote for which
 * aspect, so that a test has an oracle that shares no code with the readers.
 */
import type { Aspect } from '../../src/core/terms';

export interface Chance {
  /** An integer in [0, below). */
  below(below: number): number;
  pick<T>(among: readonly T[]): T;
  /** True with that probability in percent. */
  percent(percent: number): boolean;
}

/** mulberry32: a small seeded generator. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    below,
    pick: (among) => among[below(among.length)]!,
    percent: (percent) => next() * 100 < percent,
  };
}

export interface Malformed {
  text: string;
  finish: 'stop' | 'length';
  asked: Aspect[];
  /** Every score that was written for an asked aspect, as a number. */
  written: Map<string, Set<number>>;
  /** Nothing was cut and no bracket was lost or added: all that was written is still there, where it was. */
  whole: boolean;
}

const aspect = (name: string): Aspect => ({ name, low: 'bad', high: 'good' });
const POOL = [
  'Clarity',
  'Depth',
  'Safety',
  'Critical-Thinking',
  'Verständlichkeit',
  '清晰度',
  'الوضوح',
  'Tone "x"',
].map(aspect);
const STRANGERS = ['Overall', 'Sparkle', '__proto__', 'constructor', 'Klarheit', '安全', 'total', 'max', ''];
const GOOD = ['1', '2', '3', '4', '5', '4.5', '3.25'];
const BAD = [
  '0',
  '6',
  '10',
  '-3',
  '45',
  'NaN',
  'true',
  'null',
  '"four"',
  '"vier"',
  '"四"',
  '"٤"',
  '"8/10"',
  '"4/10"',
  '"4 or 5"',
  '"n/a"',
  '[4]',
  '1e0',
  '',
];
const CHATTER = [
  'Sure! Here is my judgement.',
  'I would give it 8/10 overall.',
  'Hier ist die Bewertung: Klarheit 2, Tiefe 1.',
  '这是评分：清晰度 2 分。',
  'إليك التقييم: الوضوح 2',
  'Clarity: 1 is too low, so [Clarity, Depth] {see below}.',
  'It said "no" 5" twice; it\'s `odd`.',
  '1. First\n2. Second',
];
const RATIONALES = [
  'fine',
  'a 5" screen',
  'says \\"no\\" 2 times',
  'the "how" is missing',
  "it's 1 of 3",
  '太短 2',
  'line\nbreak',
  '}',
  '{"score": 2}',
];
const NOISE = ['\u0000', '\u0007', '\u200b', '\ufeff', '\t', '\n', '\u2028', '\ud800'];

/** A written judgement over 1 to 4 asked aspects, mostly damaged in some way. */
export function malformedJudgement(chance: Chance): Malformed {
  const asked = POOL.filter(() => chance.percent(30)).slice(0, 4);
  if (asked.length === 0) asked.push(POOL[0]!);
  const written = new Map(asked.map(({ name }) => [name, new Set<number>()]));
  const entries: [string, string][] = [];
  for (const { name } of asked) {
    if (chance.percent(6)) continue;
    const times = chance.percent(8) ? 2 : 1;
    for (let i = 0; i < times; i++) entries.push([spelled(name, chance), scoreText(name, written, chance)]);
  }
  if (chance.percent(30))
    entries.splice(chance.below(entries.length + 1), 0, [chance.pick(STRANGERS), chance.pick(GOOD)]);
  const damaged = damage(shaped(entries, chance), chance);
  return { ...damaged, asked, written };
}

function spelled(name: string, chance: Chance): string {
  return chance.percent(80) ? name : chance.pick([name.toUpperCase(), name.toLowerCase(), ` ${name} `]);
}

function scoreText(name: string, written: Map<string, Set<number>>, chance: Chance): string {
  if (chance.percent(8)) return chance.pick(BAD);
  const number = chance.pick(GOOD);
  written.get(name)?.add(Number(number));
  const form = chance.below(10);
  if (form < 6) return number;
  return chance.pick([
    `"${number}"`,
    `"${number}/5"`,
    `"${number} out of 5"`,
    `"Score: ${number}"`,
    `${number}/5`,
  ]);
}

function shaped(entries: [string, string][], chance: Chance): string {
  const list = entries.map(([name, score]) => {
    const rationale = chance.percent(40) ? `"rationale": "${chance.pick(RATIONALES)}", ` : '';
    return chance.percent(50)
      ? `{"aspect": ${JSON.stringify(name)}, ${rationale}"score": ${score}}`
      : `{${rationale}"score": ${score}, "aspect": ${JSON.stringify(name)}}`;
  });
  const map = entries.map(([name, score]) =>
    chance.percent(70) ? `${JSON.stringify(name)}: ${score}` : `${JSON.stringify(name)}: {"score": ${score}}`,
  );
  return chance.pick([
    `{"scores": [${list.join(', ')}]}`,
    `{"scores": [${list.join(', ')}]}`,
    `[${list.join(',\n')}]`,
    list.join('\n'),
    `{${map.join(', ')}}`,
    `{\n  ${map.join(',\n  ')}\n}`,
    `{"scores": {${map.join(', ')}}}`,
    entries.map(([name, score]) => `${name}: ${score}`).join('\n'),
  ]);
}

/** What happens to any reply: chatter, fences, thoughts, lost punctuation, stray characters, cuts. */
export function damage(
  text: string,
  chance: Chance,
): { text: string; finish: 'stop' | 'length'; whole: boolean } {
  let out = text;
  let whole = true;
  const at = () => chance.below(out.length + 1);
  if (chance.percent(12)) out = out.replaceAll('"', chance.pick(["'", '\u201c', '\\"', '`']));
  if (chance.percent(12)) out = out.replace(chance.pick(['"', ',', ':']), '');
  if (chance.percent(8)) out = insert(out, at(), chance.pick(NOISE));
  if (chance.percent(4)) {
    out = out.replace(chance.pick(['{', '}', '[', ']']), '');
    whole = false;
  }
  if (chance.percent(5)) {
    out = insert(out, at(), chance.pick(['}', ']', '{', '[', '"', ',', "'", '//', '/*']));
    whole = false;
  }
  if (chance.percent(8)) {
    out = out.slice(0, at());
    whole = false;
  }
  if (chance.percent(4)) out = JSON.stringify(out);
  if (chance.percent(25)) out = `\`\`\`${chance.pick(['json', '', 'JSON5'])}\n${out}\n\`\`\``;
  if (chance.percent(20)) out = `${chance.pick(CHATTER)}\n${out}`;
  if (chance.percent(15)) out = `${out}\n${chance.pick(CHATTER)}`;
  if (chance.percent(15)) out = `<think>${chance.pick(CHATTER)} {"Clarity": 1, "Depth": 1}</think>\n${out}`;
  else if (chance.percent(3)) out = `<think>${out}`;
  if (chance.percent(3))
    out = out
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
  return { text: out, finish: chance.percent(4) ? 'length' : 'stop', whole };
}

function insert(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}

const EDITS = [
  '{"do":"add","text":"Ask \\"why\\" first."}',
  '{"do":"remove","rule":"2"}',
  '{"do":"replace","rule":1,"text":"Sé breve."}',
  '{"do":"preamble","text":"Du hilfst."}',
  '{"do":"add"}',
  '{"do":7}',
];

/** A reply meant for another reader, or for none. */
export function malformedOther(chance: Chance): string {
  const some = (among: readonly string[]) => among.filter(() => chance.percent(35)).join(', ');
  const named = some([...POOL, ...STRANGERS.map(aspect)].map(({ name }) => JSON.stringify(name)));
  const tone = '{"name": "Tone", "low": "rude", "high": "kind"}';
  const base = chance.pick([
    `{"reason": "one", "aspects": [${named}], "new": [${chance.pick([tone, '', '{"name": "Tone"}'])}]}`,
    '{"reason": "matters", "aspects": ["clarity", "Depth", "Tone"], "new": [{"name": "Tone", "low": "rude", "high": "kind"}]}',
    `{"why": "because", "edits": [${some(EDITS)}]}`,
    `{"why": "because", "edits": [${chance.pick(EDITS)}]}`,
    `{"why": "short", "prompt": "You ${chance.pick(RATIONALES)} help."}`,
    chance.pick(CHATTER),
    chance.pick([
      '',
      ' ',
      '4',
      '5.',
      'null',
      '[]',
      '{}',
      '"x"',
      '<think>',
      '</think>',
      '{"__proto__": []}',
      '[[[[[[',
    ]),
    Array.from({ length: chance.below(60) }, () =>
      chance.pick([
        ...NOISE,
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '4',
        'a',
        ' ',
        '\\',
        "'",
        '<think>',
        '</think>',
        '```',
      ]),
    ).join(''),
  ]);
  return damage(base, chance).text;
}
