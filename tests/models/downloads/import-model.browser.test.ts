import { expect, onTestFinished, test } from 'vitest';
import type { Folder } from '../../../src/models/downloads/import-model';
import { askToPersist } from '../../../src/models/downloads/persist';
import type { ModelSource } from '../../../src/models/webllm/model-source';
import { filesOnDisk, freshDownloads, freshSource, knownToLibrary, requests } from './in-browser';
import { modelBytes } from './made-model';

const without = (files: File[], name: string): File[] => files.filter((file) => file.name !== name);
const changed = (files: File[], name: string, body: BlobPart): File[] =>
  files.map((file) => (file.name === name ? new File([body], name) : file));

/** A real folder, in this origin's private file system, as `showDirectoryPicker` would give one. */
async function folderOnDisk(source: ModelSource): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const outer = await root.getDirectoryHandle(source.id, { create: true });
  onTestFinished(() => root.removeEntry(source.id, { recursive: true }));
  const inner = await outer.getDirectoryHandle('downloaded', { create: true });
  for (const file of filesOnDisk(source)) {
    const stream = await (await inner.getFileHandle(file.name, { create: true })).createWritable();
    await stream.write(file);
    await stream.close();
  }
  return outer;
}

test('a folder from disk is imported without a word to the network, and the library knows it', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  expect(await downloads.importModel(filesOnDisk(source), source)).toMatchObject({
    phase: 'done',
    totalBytes: modelBytes,
  });
  expect(await knownToLibrary(source)).toBe(true);
  expect(await downloads.inspect(source, 'every-byte')).toMatchObject({ complete: true, opensOffline: true });
  expect(await requests(source)).toEqual({});
  expect((await downloads.stored()).models).toMatchObject([{ source, bytes: modelBytes }]);
});

test('a directory handle will do, and the model may lie in a folder of it', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  const folder: Folder & FileSystemDirectoryHandle = (await folderOnDisk(source)) as Folder &
    FileSystemDirectoryHandle;
  expect(await downloads.importModel(folder, source)).toMatchObject({ phase: 'done' });
  expect(await downloads.inspect(source, 'every-byte')).toMatchObject({ complete: true });
});

test.each<[string, string, (files: File[]) => File[], string | RegExp]>([
  ['no config', 'missing-file', (files) => without(files, 'mlc-chat-config.json'), 'mlc-chat-config.json'],
  ['no manifest', 'missing-file', (files) => without(files, 'tensor-cache.json'), 'tensor-cache.json'],
  ['no tokenizer', 'missing-file', (files) => without(files, 'tokenizer.json'), 'tokenizer.json'],
  ['a shard missing', 'missing-file', (files) => without(files, 'params_shard_3.bin'), 'params_shard_3.bin'],
  [
    'a shard cut short',
    'wrong-size',
    (files) => changed(files, 'params_shard_3.bin', 'x'),
    'params_shard_3.bin',
  ],
  ['no library', 'missing-library', (files) => files.filter(({ name }) => !name.endsWith('.wasm')), /wasm$/],
  [
    'a library that is none',
    'unreadable-file',
    (files) => files.map((file) => (file.name.endsWith('.wasm') ? new File(['x'], file.name) : file)),
    /wasm$/,
  ],
  [
    'a config that is none',
    'unreadable-file',
    (files) => changed(files, 'mlc-chat-config.json', 'x'),
    'mlc-chat-config.json',
  ],
])(
  'a folder with %s is refused as %s, naming the file, and nothing is stored',
  async (_, tag, spoil, file) => {
    const source = freshSource();
    const downloads = freshDownloads();
    await expect(downloads.importModel(spoil(filesOnDisk(source)), source)).rejects.toMatchObject({
      tag,
      facts: { file: typeof file === 'string' ? file : (expect.stringMatching(file) as unknown) },
    });
    expect(await downloads.stored()).toEqual({ models: [], orphans: [], totalBytes: 0 });
    expect(await knownToLibrary(source)).toBe(false);
  },
);

test('the browser is asked to keep the files, and its answer is told', async () => {
  expect(['kept', 'refused']).toContain(await askToPersist());
  const source = freshSource();
  const downloads = freshDownloads();
  expect(downloads.persistence()).toBeNull();
  await downloads.importModel(filesOnDisk(source), source);
  expect(['kept', 'refused']).toContain(downloads.persistence());
});
