/** The promise of readiness.ts as a law: a setup without size problems never stops for its size, whatever the model says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ASPECTS } from '../../src/core/aspects';
import { presetConfig, type PresetName, sameModelForAll } from '../../src/core/config';
import { drpo } from '../../src/core/drpo';
import type { RunSetup } from '../../src/core/materials';
import type { ChatRequest, ReplyForm } from '../../src/core/ports';
import { checkSetup } from '../../src/core/readiness';
import { portsOf, scriptedModel } from './scripted-model';

const LETTERS = ['word ', '\u5b57', '\u{1f600}'];

/** The aspects that a judge may name. */
function askedIn(reply: ReplyForm): string[] {
  return reply.kind === 'json'
    ? (/"enum":(\[.*?\])/.exec(JSON.stringify(reply.schema))?.slice(1) ?? []).flatMap(
        (names) => JSON.parse(names) as string[],
      )
    : [];
}

/** Replies as long as their limits and schemas allow, in the given script. */
function longWinded(letter: string) {
  const long = (characters: number) => letter.repeat(Math.floor(characters / letter.length));
  const tokens = ({ sampling }: ChatRequest) => long(sampling.maxTokens * (letter === 'word ' ? 4 : 1));
  let rules = 0;
  return scriptedModel(
    {
      selector: () =>
        JSON.stringify({
          reason: long(300),
          aspects: ['Critical-Thinking', 'Limitations', 'Sensitivity', `Own 0 ${long(30)}`],
          new: [{ name: `New ${long(30)}`, low: long(120), high: long(120) }],
        }),
      responder: tokens,
      judge: ({ reply }) =>
        reply.kind === 'choice'
          ? { text: '3', probabilities: { '1': 0, '2': 0, '3': 1, '4': 0, '5': 0 } }
          : JSON.stringify({
              scores: askedIn(reply).map((aspect) => ({ aspect, rationale: long(200), score: 3 })),
            }),
      critic: tokens,
      rewriter: (request) => {
        if (request.reply.kind === 'text') return tokens(request);
        const text = `${String(rules++)} ${long(290)}`;
        const prompt = `${String(rules++)} ${long(2000)}`;
        return JSON.stringify({ why: long(200), edits: [{ do: 'add', text }], prompt });
      },
    },
    4096,
  );
}

function setupOf(
  preset: PresetName,
  letter: string,
  characters: number,
  promptLetters: number,
  ownAspects: number,
): RunSetup {
  const long = (count: number) => letter.repeat(Math.floor(count / letter.length));
  const models = sameModelForAll({ id: 'scripted:1', contextWindow: 4096 });
  const config = presetConfig(preset, { seed: 1, startPrompt: `Help. ${long(promptLetters)}`, models });
  config.search = { ...config.search, depth: 3, maxExtraDepth: 0 };
  Object.assign(config, { validationQueries: 1, verdictQueries: 1 });
  const query = (id: string) => ({ id, text: `${id} ${long(characters)}?`, category: 'open' });
  return {
    config,
    materials: {
      queries: Array.from({ length: 9 }, (_, i) => query(`q${String(i)}`)),
      ownQueries: true,
      heldOut: [query('h0')],
      baseExamples: ['a', 'b'].map((id) => ({
        id,
        query: `${id} ${long(200)}`,
        plain: long(500),
        good: long(800),
      })),
      aspects: [
        ...ASPECTS,
        ...Array.from({ length: 1 + ownAspects }, (_, i) => ({
          name: `Own ${String(i)} ${long(30)}`,
          low: long(120),
          high: long(120),
          ...(i === 0 ? { when: long(160) } : { always: true as const }),
        })),
      ],
    },
  };
}

test('a setup without problems runs to its end on a model as long-winded as its limits allow (law)', async () => {
  const seen = { ready: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<PresetName>('quick', 'standard', 'paper'),
      fc.constantFrom(...LETTERS),
      fc.integer({ min: 0, max: 4000 }),
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 0, max: 12 }),
      async (preset, letter, characters, promptLetters, ownAspects) => {
        const setup = setupOf(preset, letter, characters, promptLetters, ownAspects);
        if (checkSetup(setup).problems.length > 0) {
          seen.refused += 1;
          return;
        }
        seen.ready += 1;
        const kinds: string[] = [];
        for await (const event of drpo(setup, portsOf(longWinded(letter)), new AbortController().signal))
          kinds.push(event.kind);
        expect(kinds.at(-1)).toBe('run-finished');
      },
    ),
    { numRuns: 150 },
  );
  expect(seen.ready).toBeGreaterThan(30);
  expect(seen.refused).toBeGreaterThan(10);
}, 60_000);
