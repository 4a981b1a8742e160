import { describe, expect, test } from 'vitest';
import { chosenModel } from '../../scripts/real-model/chosen-model.ts';
import { webllmLibrary } from '../../scripts/real-model/webllm-library.ts';
import { type Wishes, wishesIn } from '../../scripts/real-model/wishes.ts';
import { PARTS } from './report.ts';

function wishes(env: Record<string, string> = {}): Wishes {
  const read = wishesIn(env);
  if ('problems' in read) throw new Error(read.problems.join());
  return read;
}

const problems = (env: Record<string, string>): string[] => {
  const read = wishesIn(env);
  return 'problems' in read ? read.problems : [];
};

describe('what the real-model test is asked for', () => {
  test('nothing said: every part, ten minutes each, no added arguments, a model of the list', () => {
    expect(wishes()).toMatchObject({ id: null, url: null, folder: null, limitMs: 600_000, chromiumArgs: [] });
    expect(wishes().parts).toEqual([...PARTS]);
  });

  test('parts are done in their own order, whatever order they are named in', () => {
    expect(wishes({ DRPO_PARTS: 'unload, choice,load' }).parts).toEqual(['load', 'choice', 'unload']);
  });

  test('an unknown part, a missing folder, a time that is none: each is told by its name', () => {
    const told = problems({ DRPO_PARTS: 'laod', DRPO_MODEL_DIR: '/no/such', DRPO_TIMEOUT_MS: '-1' });
    expect(told.map((line) => line.split(':')[0])).toEqual([
      'DRPO_MODEL_DIR',
      'DRPO_PARTS',
      'DRPO_TIMEOUT_MS',
      'DRPO_MODEL_LIB',
    ]);
  });

  test('weights of one’s own need a library', () => {
    expect(problems({ DRPO_MODEL_URL: 'https://models.example/small' })[0]).toMatch(/^DRPO_MODEL_LIB/);
  });
});

describe('the model that is tested', () => {
  const library = webllmLibrary();

  test('the smallest of the list that may judge, and needs no f16 where there is none', async () => {
    const source = await chosenModel(wishes(), null, library, false);
    if ('problem' in source) throw new Error(source.problem);
    const listed = await library.models();
    const entry = listed.find(({ id }) => id === source.id);
    expect(entry).toMatchObject({ f16: false, kind: 'instruct' });
    const smaller = listed.filter(
      ({ f16, roles, manifest, downloadBytes }) =>
        !f16 && manifest === null && roles.includes('judge') && downloadBytes < (entry?.downloadBytes ?? 0),
    );
    expect(smaller).toEqual([]);
  });

  test('one of one’s own keeps its addresses, and the context that was asked for', async () => {
    const env = {
      DRPO_MODEL_URL: 'http://127.0.0.1:9/qwen',
      DRPO_MODEL_LIB: 'http://127.0.0.1:9/lib.wasm',
      DRPO_MODEL_ID: 'Qwen3-0.6B-q4f16_1-MLC',
      DRPO_MODEL_CONTEXT: '1024',
    };
    expect(await chosenModel(wishes(env), null, library, true)).toEqual({
      id: 'Qwen3-0.6B-q4f16_1-MLC',
      weights: 'http://127.0.0.1:9/qwen',
      library: 'http://127.0.0.1:9/lib.wasm',
      contextWindow: 1024,
      base: false,
      thinking: true,
    });
  });

  test('an id that is not in the list is told', async () => {
    expect(await chosenModel(wishes({ DRPO_MODEL_ID: 'nobody' }), null, library, true)).toHaveProperty(
      'problem',
    );
  });
});
