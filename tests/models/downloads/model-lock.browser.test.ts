/** A model that is held (as a run does) is neither deleted nor repaired nor imported over, in any tab; and is held by no run meanwhile. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { holdModel } from '../../../src/models/downloads/model-lock';
import type { DownloadState } from '../../../src/models/downloads/progress';
import { fail, filesOnDisk, freshDownloads, freshSource, requests } from './in-browser';
import { modelBytes } from './made-model';

/** A worker, as another tab is another context, that holds the model until it is terminated. */
async function heldElsewhere(id: string): Promise<Worker> {
  const code = `navigator.locks.request('drpo-lab/model/${id}', { mode: 'shared' }, () => { postMessage('held'); return new Promise(() => {}); })`;
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  onTestFinished(() => {
    worker.terminate();
    URL.revokeObjectURL(url);
  });
  await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
  return worker;
}

describe('while a run holds a model', () => {
  test('deleting, repairing and importing it are refused, and change nothing', async () => {
    const source = freshSource();
    const downloads = freshDownloads();
    await downloads.start(source);
    let states: readonly DownloadState[] = [];
    downloads.subscribe((told) => (states = told));
    const release = await holdModel(source.id);
    const refused = { tag: 'model-in-use' };
    await expect(downloads.remove(source.id)).rejects.toMatchObject(refused);
    await expect(downloads.repair(source.id)).rejects.toMatchObject(refused);
    await expect(downloads.importModel(filesOnDisk(source), source)).rejects.toMatchObject(refused);
    expect(await downloads.inspect(source, 'every-byte')).toMatchObject({ complete: true });
    expect(states).toMatchObject([{ id: source.id, phase: 'done', fault: null }]);

    release?.();
    expect(await downloads.repair(source.id)).toMatchObject({ phase: 'done' });
    expect(await downloads.remove(source.id)).toMatchObject({ freedBytes: modelBytes });
  });

  test('in another tab, it is refused here, until that tab is gone', async () => {
    const source = freshSource();
    const downloads = freshDownloads();
    await downloads.start(source);
    const tab = await heldElsewhere(source.id);
    await expect(downloads.remove(source.id)).rejects.toMatchObject({ tag: 'model-in-use' });
    tab.terminate();
    expect(await downloads.remove(source.id)).toMatchObject({ freedBytes: modelBytes });
  });

  test('another run can hold it too, and other models are deleted as ever', async () => {
    const [used, other] = [freshSource(), freshSource()];
    const downloads = freshDownloads();
    await downloads.start(other);
    const releases = [await holdModel(used.id), await holdModel(used.id)];
    expect(releases).not.toContain(null);
    expect(await downloads.remove(other.id)).toMatchObject({ freedBytes: modelBytes });
    for (const release of releases) release?.();
  });
});

test('while its files are being fetched, a model cannot be held; once they are here, it can', async () => {
  const source = freshSource();
  const downloads = freshDownloads();
  await fail(source, { 'params_shard_0.bin': { kind: 'slow', times: 1 } });
  const ended = downloads.start(source);
  await expect.poll(async () => (await requests(source))['params_shard_3.bin']).toBe(1);
  expect(await holdModel(source.id)).toBeNull();
  await ended;
  const release = await holdModel(source.id);
  expect(release).not.toBeNull();
  release?.();
});
