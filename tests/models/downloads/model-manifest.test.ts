import { expect, test } from 'vitest';
import { EngineFault } from '../../../src/models/engine-fault';
import { configFile, libraryFile, tokenizerFile } from '../../../src/models/downloads/cache-keys';
import { faultIn, filesOf, shardsOf, tokenizerOf } from '../../../src/models/downloads/model-manifest';
import { libraryBytes, modelBytes, shardSizes, smallFiles, sourceOf } from './made-model';

const source = sourceOf('http://127.0.0.1:1', 'm');
const textOf = (name: string): string => new TextDecoder().decode(smallFiles[name]);
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function filesOrThrow(from = source) {
  const files = filesOf(from, textOf('mlc-chat-config.json'), textOf('tensor-cache.json'));
  if (files instanceof EngineFault) throw files;
  return files;
}

test('a model is its config, manifest, library, the tokenizer the library reads, and its shards', () => {
  const files = filesOrThrow();
  expect(files.map(({ name }) => name)).toEqual([
    'mlc-chat-config.json',
    'tensor-cache.json',
    'm.wasm',
    'tokenizer.json',
    ...Object.keys(shardSizes),
  ]);
  const known = files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  expect(known).toBe(modelBytes - libraryBytes.length - smallFiles['tokenizer.json']!.length);
});

test('a library that WebLLM would not cache is left out', () => {
  const files = filesOrThrow({ ...source, library: 'http://localhost:1/m.wasm' });
  expect(files.map(({ kind }) => kind)).not.toContain('library');
});

test('without a tokenizer.json the library reads tokenizer.model; without either the config is unreadable', () => {
  const config = (files: string[]): string => JSON.stringify({ tokenizer_files: files });
  expect(tokenizerOf(source, config(['x.txt', 'tokenizer.model']))).toMatchObject({
    name: 'tokenizer.model',
  });
  expect(tokenizerOf(source, config(['vocab.json', 'merges.txt']))).toMatchObject({
    tag: 'unreadable-file',
    facts: { file: 'mlc-chat-config.json' },
  });
});

test.each([
  ['no JSON', '<!doctype html>'],
  ['no records', '{}'],
  ['no shard', '{"records":[]}'],
  ['no size', '{"records":[{"dataPath":"a.bin"}]}'],
  ['a size that is none', '{"records":[{"dataPath":"a.bin","nbytes":-1}]}'],
  ['a shard of another host', '{"records":[{"dataPath":"https://evil.example/a.bin","nbytes":1}]}'],
  ['a shard above the folder', '{"records":[{"dataPath":"../../a.bin","nbytes":1}]}'],
  ['a shard twice', '{"records":[{"dataPath":"a.bin","nbytes":1},{"dataPath":"a.bin","nbytes":1}]}'],
])('a manifest with %s is unreadable', (_, text) => {
  expect(shardsOf(source, text)).toMatchObject({
    tag: 'unreadable-file',
    facts: { file: 'tensor-cache.json' },
  });
});

test('a page in place of a file is told apart from the file', () => {
  const page = bytesOf('<!doctype html>');
  expect(faultIn(libraryFile(source), source, page)?.facts).toMatchObject({ file: 'm.wasm' });
  expect(faultIn(libraryFile(source), source, libraryBytes.subarray(0, -1))).not.toBeNull();
  expect(faultIn(libraryFile(source), source, libraryBytes)).toBeNull();
  expect(faultIn(tokenizerFile(source, 'tokenizer.json'), source, page)).not.toBeNull();
  expect(faultIn(tokenizerFile(source, 'tokenizer.json'), source, bytesOf('{}'))).toBeNull();
  expect(faultIn(configFile(source), source, page)).not.toBeNull();
});
