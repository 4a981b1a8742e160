/**
 * Getting a model onto disk, into memory, and out of it, as the app does: our downloads, then the worker. `load` alone
 * leaves the fetching to the library.
 */
import { createDownloads } from '../../src/models/downloads/download-client';
import { EngineFault } from '../../src/models/engine-fault';
import { NotAsAsked, type Part } from './part';

const MB = 1e6;
const TELL_MS = 5_000;

export const download: Part = async ({ source, signal, tell }) => {
  const downloads = createDownloads([source]);
  let told = 0;
  downloads.subscribe((states) => {
    const state = states.find(({ id }) => id === source.id);
    if (!state || performance.now() - told < TELL_MS) return;
    told = performance.now();
    tell(`${state.phase}: ${Math.round(state.doneBytes / MB)} of ${Math.round(state.totalBytes / MB)} MB`);
  });
  const pause = (): void => void downloads.pause(source.id);
  signal.addEventListener('abort', pause, { once: true });
  try {
    const ended = await downloads.start(source);
    signal.throwIfAborted();
    if (ended.fault) throw new EngineFault(ended.fault.tag, ended.fault.facts);
    if (ended.phase !== 'done') throw new NotAsAsked(`the download ended ${ended.phase}`);
    const { opensOffline } = await downloads.inspect(source);
    const size = `${Math.round(ended.totalBytes / MB)} MB in ${ended.files.length} files`;
    return `${size}, ${opensOffline ? 'opens' : 'does not open'} offline`;
  } finally {
    signal.removeEventListener('abort', pause);
    downloads.close();
  }
};

export const load: Part = async ({ source, models, signal }) => {
  await models.load(source.id, { signal });
  if (models.residency().resident !== source.id) throw new NotAsAsked('nothing is resident after the load');
  return `context ${source.contextWindow}`;
};

export const unload: Part = async ({ models }) => {
  await models.unload();
  const { resident, loads } = models.residency();
  if (resident !== null) throw new NotAsAsked(`${resident} is still resident`);
  return `${loads} ${loads === 1 ? 'load' : 'loads'} in all`;
};
