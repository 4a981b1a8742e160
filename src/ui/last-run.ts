/** The run last opened in this tab, also after a reload. One that is gone is never offered. Changes no run. */
import { isFault } from '../runner/fault-of';
import type { RunLibrary } from './library/run-library';
import { RECORDED, type Router } from './router.svelte';

/** Takes the run last opened before the reload that is still there, if nothing was opened since. */
export async function restoreLastRun(router: Router, library: RunLibrary): Promise<void> {
  for (const id of router.openedBefore) {
    const there = await isThere(id, library);
    if (!there) router.forget(id);
    else if (router.lastRun === null) {
      router.opened(id);
      return;
    }
  }
}

/** Forgets the run last opened if it was deleted meanwhile, here or in another tab; the one opened before it takes its place. */
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
