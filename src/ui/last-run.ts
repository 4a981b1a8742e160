/** The run last opened in this tab, also after a reload. One that is gone is never offered. Changes no run. */
import { isFault } from '../runner/fault-of';
import type { RunLibrary } from './library/run-library';
import { recall } from './local-memory';
import { LAST_RUN_KEY, RECORDED, type Router } from './router.svelte';

/** Takes the run from before the reload, if nothing was opened since. */
export async function restoreLastRun(router: Router, library: RunLibrary): Promise<void> {
  const id = recall(LAST_RUN_KEY, 'session');
  const there = id ? await isThere(id, library) : false;
  if (id && there && router.lastRun === null) router.opened(id);
}

/** Forgets the run last opened if it was deleted meanwhile, here or in another tab. */
export async function checkLastRun(router: Router, library: RunLibrary): Promise<void> {
  const id = router.lastRun;
  if (id !== null && !(await isThere(id, library))) router.forget(id);
}

/** In doubt it is: a storage that does not answer deletes nothing. */
async function isThere(id: string, library: RunLibrary): Promise<boolean> {
  if (id === RECORDED) return true;
  const row = await library.row(id);
  return !isFault(row) || row.tag !== 'run-missing';
}
