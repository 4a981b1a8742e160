/**
 * The files of a run's real models stay as they are from before they are looked at until the run has ended: no deletion or
 * repair in any tab can take them from under it. Practice models have none; nothing is loaded for a run without real ones.
 */
import type { RunConfig } from '../core/config';
import type { Fault } from '../core/records';
import { isFault } from '../runner/fault-of';
import type { LiveRun } from '../runner/feed';
import { embeddingSourceOf, sourceIdOf } from '../ui/models/model-name';

/** 'download-elsewhere' where files of it are being changed. */
export async function withModelFiles(
  { models, retriever }: Pick<RunConfig, 'models' | 'retriever'>,
  open: () => Promise<LiveRun | Fault>,
): Promise<LiveRun | Fault> {
  const found = [
    ...Object.values(models).map(({ id }) => sourceIdOf(id)),
    embeddingSourceOf(retriever ?? ''),
  ];
  const ids = [...new Set(found)].filter((id) => id !== null);
  const release = await holdAll(ids);
  if (isFault(release)) return release;
  try {
    const run = await open();
    if (isFault(run)) release();
    else void run.ended.then(release);
    return run;
  } catch (error) {
    release();
    throw error;
  }
}

async function holdAll(ids: readonly string[]): Promise<(() => void) | Fault> {
  const releases: (() => void)[] = [];
  const release = (): void => releases.forEach((one) => one());
  for (const id of ids) {
    const { holdModel } = await import('../models/downloads/model-lock');
    const held = await holdModel(id);
    if (!held) {
      release();
      return { tag: 'download-elsewhere', facts: { id } };
    }
    releases.push(held);
  }
  return release;
}
